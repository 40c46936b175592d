"""The first tables: versions, what supersedes them, marks, audit, stations and vault, with their triggers."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: The most letters, or bytes, that a column takes.
_SHORT, _NAME, _DETAIL, _HASH, _SIGNATURE = 40, 200, 2_000, 64, 64
_HEAD, _BODY, _VAULT = 10_000, 5_000_000, 1_000_000

#: A time as SQLite keeps it: text that is one, to the millionth of a second.
_SQLITE_TIME = "typeof({0}) = 'text' AND length({0}) = 26 AND datetime({0}) IS NOT NULL"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)

_SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER versions_refused BEFORE INSERT ON versions
    WHEN EXISTS (SELECT 1 FROM marks WHERE intake = NEW.intake AND kind = 'deleted')
      OR EXISTS (SELECT 1 FROM superseded WHERE id = NEW.id AND pruned)
    BEGIN SELECT RAISE(IGNORE); END
    """,
    """
    CREATE TRIGGER versions_supersede AFTER INSERT ON versions
    BEGIN
      INSERT INTO superseded (id, intake, pruned)
      SELECT named.id, NEW.intake, 0
      FROM (SELECT NEW.based_on AS id UNION SELECT NEW.settles) AS named
      WHERE named.id IS NOT NULL AND named.id NOT IN (SELECT id FROM superseded);
    END
    """,
)

_POSTGRESQL_FUNCTIONS = (
    "versions_refused()",
    "versions_supersede()",
    "marks_numbered()",
    "station_is_own()",
    "versions_held(uuid[], uuid[], bytea[])",
    "entries_held(text, int[], text[])",
)

#: The functions run with the rights of who made them: a station may add, and read nothing itself.
_POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION {schema}.versions_refused() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF EXISTS (SELECT FROM {schema}.marks WHERE intake = NEW.intake AND kind = 'deleted')
        OR EXISTS (SELECT FROM {schema}.superseded WHERE id = NEW.id AND pruned)
      THEN RETURN NULL; END IF;
      NEW.batch := pg_current_xact_id()::text::bigint;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION {schema}.versions_supersede() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      INSERT INTO {schema}.superseded (id, intake, pruned)
      SELECT DISTINCT named.id, NEW.intake, false
      FROM unnest(ARRAY[NEW.based_on, NEW.settles]) AS named (id) WHERE named.id IS NOT NULL
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$
    """,
    """
    CREATE FUNCTION {schema}.marks_numbered() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
    BEGIN NEW.batch := pg_current_xact_id()::text::bigint; RETURN NEW; END $$
    """,
    # Who may not read everything writes in the name of the station that its role was made for.
    """
    CREATE FUNCTION {schema}.station_is_own() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      IF NOT has_table_privilege(session_user, '{schema}.versions', 'SELECT')
        AND NOT EXISTS (SELECT FROM {schema}.stations WHERE role = session_user AND code = NEW.station)
      THEN RAISE 'this role writes for another station' USING ERRCODE = 'check_violation'; END IF;
      RETURN NEW;
    END $$
    """,
    # Tells who wrote a row that it is here, or was here and is rightly gone; nobody else knows its signature.
    """
    CREATE FUNCTION {schema}.versions_held(ids uuid[], intakes uuid[], signatures bytea[])
    RETURNS SETOF uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT asked.id FROM unnest(ids, intakes, signatures) AS asked (id, intake, signature)
      WHERE EXISTS (SELECT FROM {schema}.versions AS held
          WHERE held.id = asked.id AND held.signature = asked.signature)
        OR EXISTS (SELECT FROM {schema}.marks AS mark
          WHERE mark.intake = asked.intake AND mark.kind = 'deleted')
        OR EXISTS (SELECT FROM {schema}.superseded AS old WHERE old.id = asked.id AND old.pruned)
    $$
    """,
    """
    CREATE FUNCTION {schema}.entries_held(station text, numbers int[], hashes text[])
    RETURNS SETOF int LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      SELECT asked.number FROM unnest(numbers, hashes) AS asked (number, hash)
      JOIN {schema}.audit AS held ON held.number = asked.number AND held.hash = asked.hash
      WHERE held.station = $1
    $$
    """,
    """
    REVOKE ALL ON FUNCTION {schema}.versions_refused(), {schema}.versions_supersede(),
      {schema}.station_is_own(), {schema}.versions_held(uuid[], uuid[], bytea[]),
      {schema}.entries_held(text, int[], text[]) FROM PUBLIC
    """,
    """
    CREATE TRIGGER station_is_own BEFORE INSERT ON {schema}.versions
    FOR EACH ROW EXECUTE FUNCTION {schema}.station_is_own()
    """,
    """
    CREATE TRIGGER station_is_own BEFORE INSERT ON {schema}.audit
    FOR EACH ROW EXECUTE FUNCTION {schema}.station_is_own()
    """,
    """
    CREATE TRIGGER versions_refused BEFORE INSERT ON {schema}.versions
    FOR EACH ROW EXECUTE FUNCTION {schema}.versions_refused()
    """,
    """
    CREATE TRIGGER versions_supersede AFTER INSERT ON {schema}.versions
    FOR EACH ROW EXECUTE FUNCTION {schema}.versions_supersede()
    """,
    """
    CREATE TRIGGER marks_numbered BEFORE INSERT ON {schema}.marks
    FOR EACH ROW EXECUTE FUNCTION {schema}.marks_numbered()
    """,
)


def upgrade() -> None:
    """Make the tables, their indices and their triggers."""
    _make_versions()
    _make_superseded()
    _make_marks()
    _make_audit()
    _make_stations_and_vault()
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for trigger in _SQLITE_TRIGGERS:
            connection.exec_driver_sql(trigger)
        return
    schema = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
    for trigger in _POSTGRESQL_TRIGGERS:
        connection.exec_driver_sql(trigger.format(schema=schema))


def downgrade() -> None:
    """Remove what `upgrade` made; a trigger goes with its table."""
    for table in ("vault", "stations", "audit", "marks", "superseded", "versions"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in _POSTGRESQL_FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}")


def _make_versions() -> None:
    """Make the table of versions."""
    op.create_table(
        "versions",
        sa.Column("arrival", _BIG, sa.Identity(always=True), primary_key=True),
        sa.Column("batch", sa.BigInteger()),
        sa.Column("id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("intake", sa.Uuid(), nullable=False),
        sa.Column("based_on", sa.Uuid()),
        sa.Column("settles", sa.Uuid()),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.Column("arrived_at", _MOMENT, nullable=False, server_default=_store_clock()),
        sa.Column("attention", sa.Boolean(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("questionnaire", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("state IN ('unfinished', 'finished')", name="versions_state"),
        sa.CheckConstraint("number >= 1", name="versions_number"),
        *_times("versions", "started_at", "written_at", "arrived_at"),
        *_lengths("versions", _SHORT, "station", "ticket", "key"),
        *_lengths("versions", _SHORT, "program", "questionnaire", "rules", "evidence"),
        *_lengths("versions", _HEAD, "head", kind="blob"),
        *_lengths("versions", _SIGNATURE, "signature", kind="blob"),
        *_lengths("versions", _BODY, "body", kind="blob"),
        *_identifiers("id", "intake", "based_on", "settles"),
        *_on_sqlite("typeof(number) = 'integer'", "attention IN (0, 1)"),
        sqlite_autoincrement=True,
    )
    op.create_index("versions_intake", "versions", ["intake", "arrival"])
    unfinished = sa.text("state = 'unfinished'")
    op.create_index(
        "versions_unfinished",
        "versions",
        ["id"],
        postgresql_where=unfinished,
        sqlite_where=unfinished,
    )
    _index_batches("versions")


def _make_superseded() -> None:
    """Make the table of the versions that others name."""
    op.create_table(
        "superseded",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("intake", sa.Uuid(), nullable=False),
        sa.Column("pruned", sa.Boolean(), nullable=False),
        *_identifiers("id", "intake"),
        *_on_sqlite("pruned IN (0, 1)"),
        sqlite_with_rowid=False,
    )
    op.create_index("superseded_intake", "superseded", ["intake"])


def _make_marks() -> None:
    """Make the table of marks."""
    op.create_table(
        "marks",
        sa.Column("arrival", _BIG, sa.Identity(always=True), primary_key=True),
        sa.Column("batch", sa.BigInteger()),
        sa.Column("id", sa.Uuid(), nullable=False, unique=True),
        sa.Column("intake", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('seen', 'acknowledged', 'deleted')", name="marks_kind"),
        *_times("marks", "at"),
        *_lengths("marks", _SHORT, "station"),
        *_lengths("marks", _NAME, "who", "about"),
        *_lengths("marks", _SIGNATURE, "signature", kind="blob"),
        *_identifiers("id", "intake"),
        sqlite_autoincrement=True,
    )
    op.create_index("marks_intake", "marks", ["intake", "kind"])
    _index_batches("marks")


def _make_audit() -> None:
    """Make the table of the audit."""
    op.create_table(
        "audit",
        sa.Column("station", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("intake", sa.Uuid()),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("number >= 1", name="audit_number"),
        *_times("audit", "at"),
        *_lengths("audit", _SHORT, "station", "action"),
        *_lengths("audit", _NAME, "who"),
        *_lengths("audit", _DETAIL, "detail"),
        *_lengths("audit", _HASH, "previous", "hash"),
        *_lengths("audit", _SIGNATURE, "signature", kind="blob"),
        *_identifiers("intake"),
        *_on_sqlite("typeof(number) = 'integer'"),
    )


def _make_stations_and_vault() -> None:
    """Make the tables of the clinic's computers and of the wrapped keys."""
    op.create_table(
        "stations",
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('desk', 'waiting-room')", name="stations_kind"),
        *_times("stations", "at"),
        *_lengths("stations", _SHORT, "code"),
        *_lengths("stations", _NAME, "role", "who"),
        *_lengths("stations", _SIGNATURE, "public_key", "signature", kind="blob"),
    )
    op.create_table(
        "vault",
        sa.Column("revision", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("revision >= 1", name="vault_revision"),
        *_lengths("vault", _VAULT, "content", kind="blob"),
        *_on_sqlite("typeof(revision) = 'integer'"),
    )


def _store_clock() -> sa.TextClause:
    """Return what tells the time where a row arrives: PostgreSQL's clock, or this computer's."""
    if op.get_bind().dialect.name == "postgresql":
        return sa.text("clock_timestamp()")
    return sa.text("(strftime('%Y-%m-%d %H:%M:%f000', 'now'))")


def _times(table: str, *columns: str) -> Iterator[sa.CheckConstraint]:
    """Yield the checks that keep out what Python can't read, such as PostgreSQL's "infinity".

    A waiting room that may only add could else keep every desk from reading anything.
    """
    for one in columns:
        check = f"{one} BETWEEN '1900-01-01' AND '9000-01-01'"
        yield sa.CheckConstraint(check, name=f"{table}_{one}_readable")
    yield from _on_sqlite(*(_SQLITE_TIME.format(one) for one in columns))


def _lengths(
    table: str, most: int, *columns: str, kind: str = "text"
) -> Iterator[sa.CheckConstraint]:
    """Yield the checks that nobody fills the store, or a screen, with one row."""
    for one in columns:
        yield sa.CheckConstraint(f"length({one}) <= {most}", name=f"{table}_{one}_length")
    yield from _on_sqlite(*(f"typeof({one}) = '{kind}'" for one in columns))


def _identifiers(*columns: str) -> Iterator[sa.CheckConstraint]:
    """Yield the checks that SQLite, which has no type for it, holds identifiers as they are read."""
    digits = "length({0}) = 32 AND {0} NOT GLOB '*[^0-9a-f]*'"
    checks = (f"typeof({{0}}) = 'text' AND {digits}".format(one) for one in columns)
    yield from _on_sqlite(
        *(f"{one} IS NULL OR ({check})" for one, check in zip(columns, checks, strict=True))
    )


def _on_sqlite(*checks: str) -> Iterator[sa.CheckConstraint]:
    """Yield checks that only SQLite needs, because it takes any value into any column."""
    if op.get_bind().dialect.name == "sqlite":
        for check in checks:
            yield sa.CheckConstraint(check)


def _index_batches(table: str) -> None:
    """Make the index that PostgreSQL polls by; on SQLite it stays empty."""
    filled = sa.text("batch IS NOT NULL")
    op.create_index(
        f"{table}_batch", table, ["batch"], postgresql_where=filled, sqlite_where=filled
    )
