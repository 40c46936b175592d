"""The tables of a store, the same on SQLite and PostgreSQL; the migrations make them, with their checks."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    FetchedValue,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    Uuid,
    text,
)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite knows no time zones and keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> datetime | None:
        """Write the moment in UTC; one without a time zone could be any of 24."""
        if value and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> datetime | None:
        """Read the moment in UTC, whatever time zone the server speaks."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


metadata = MetaData()


def _arrival() -> Column[int]:
    """Return the column that numbers rows in the order in which they came; no number comes twice."""
    big = BigInteger().with_variant(Integer(), "sqlite")
    return Column("arrival", big, Identity(always=True), primary_key=True)


def _batch() -> Column[int | None]:
    """Return the column for PostgreSQL's transaction, by which a poll misses no late commit.

    A trigger fills it in; on SQLite, where rows arrive one after the other, it stays empty.
    """
    return Column("batch", BigInteger())


def _index_batches(table: Table) -> None:
    """Index a table by the batches of its rows, leaving out the rows that have none."""
    batch = table.c.batch
    Index(
        f"{table.name}_batch",
        batch,
        postgresql_where=batch.is_not(None),
        sqlite_where=batch.is_not(None),
    )


#: Written out, because SQLite uses a partial index only for what it can read in the statement.
UNFINISHED = text("state = 'unfinished'")

#: One row for each version of an intake, never changed but for `arrived_at`, which the store's clock tells.
#: `body` is last, so that SQLite skips it.
versions = Table(
    "versions",
    metadata,
    _arrival(),
    _batch(),
    Column("id", Uuid(), nullable=False, unique=True),
    Column("intake", Uuid(), nullable=False),
    Column("based_on", Uuid()),
    Column("settles", Uuid()),
    Column("number", Integer(), nullable=False),
    Column("station", String(), nullable=False),
    Column("ticket", String(), nullable=False),
    Column("state", String(), nullable=False),
    Column("started_at", Instant(), nullable=False),
    Column("written_at", Instant(), nullable=False),
    Column("arrived_at", Instant(), nullable=False, server_default=FetchedValue()),
    Column("attention", Boolean(), nullable=False),
    Column("program", String(), nullable=False),
    Column("questionnaire", String(), nullable=False),
    Column("rules", String(), nullable=False),
    Column("evidence", String(), nullable=False),
    Column("key", String(), nullable=False),
    Column("head", LargeBinary(), nullable=False),
    Column("signature", LargeBinary(), nullable=False),
    Column("body", LargeBinary(), nullable=False),
    sqlite_autoincrement=True,
)
Index("versions_intake", versions.c.intake, versions.c.arrival)
Index("versions_unfinished", versions.c.id, postgresql_where=UNFINISHED, sqlite_where=UNFINISHED)
_index_batches(versions)

#: The versions that another one names; a trigger notes them. A note outlives a pruned version, so that
#: neither what that one replaced nor a late repetition of itself turns up again as the newest.
superseded = Table(
    "superseded",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("intake", Uuid(), nullable=False),
    Column("pruned", Boolean(), nullable=False),
    sqlite_with_rowid=False,
)
Index("superseded_intake", superseded.c.intake)

#: What staff did about an intake as a whole.
marks = Table(
    "marks",
    metadata,
    _arrival(),
    _batch(),
    Column("id", Uuid(), nullable=False, unique=True),
    Column("intake", Uuid(), nullable=False),
    Column("kind", String(), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("station", String(), nullable=False),
    Column("who", String(), nullable=False),
    Column("about", String(), nullable=False),
    Column("signature", LargeBinary(), nullable=False),
    sqlite_autoincrement=True,
)
Index("marks_intake", marks.c.intake, marks.c.kind)
_index_batches(marks)

#: The audit log of every station, one hash chain each.
audit = Table(
    "audit",
    metadata,
    Column("station", String(), primary_key=True),
    Column("number", Integer(), primary_key=True, autoincrement=False),
    Column("at", Instant(), nullable=False),
    Column("who", String(), nullable=False),
    Column("action", String(), nullable=False),
    Column("intake", Uuid()),
    Column("detail", String(), nullable=False),
    Column("previous", String(), nullable=False),
    Column("hash", String(), nullable=False),
    Column("signature", LargeBinary(), nullable=False),
)

#: The computers of the clinic, each certified by a keyholder.
stations = Table(
    "stations",
    metadata,
    Column("code", String(), primary_key=True),
    Column("kind", String(), nullable=False),
    Column("role", String(), nullable=False),
    Column("public_key", LargeBinary(), nullable=False),
    Column("at", Instant(), nullable=False),
    Column("who", String(), nullable=False),
    Column("signature", LargeBinary(), nullable=False),
)

#: The wrapped keys of the clinic: one row, replaced by the next revision.
vault = Table(
    "vault",
    metadata,
    Column("revision", Integer(), primary_key=True, autoincrement=False),
    Column("content", LargeBinary(), nullable=False),
)
