from collections.abc import Iterator

import psycopg
import pytest
from msgspec.structs import asdict, replace
from postgres import Server
from sqlalchemy import make_url, text

from examples import a_draft, a_mark, a_station, a_version, deleted, entries, following
from questionnaire.records.errors import (
    NotAllowedError,
    RecordsError,
    RefusedRowError,
    SetupRefusedError,
)
from questionnaire.records.store import tables
from questionnaire.records.store.held_rows import held_entries, held_versions
from questionnaire.records.store.roles import (
    add_station_role,
    new_password,
    require_role,
    role_sql,
    station_url,
)
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

TABLES = ("versions", "superseded", "marks", "audit", "stations", "vault", "alembic_version")

FORBIDDEN = (
    "SELECT * FROM {}",
    "SELECT count(*) FROM {}",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "DROP TABLE {}",
    "COPY {} TO STDOUT",
    "CREATE TRIGGER t BEFORE INSERT ON {} EXECUTE FUNCTION versions_refused()",
)

FORBIDDEN_TOO = (
    "UPDATE versions SET state = 'finished'",
    "UPDATE superseded SET pruned = true",
    "UPDATE marks SET kind = 'seen'",
    "UPDATE audit SET who = ''",
    "UPDATE vault SET revision = 0",
    "UPDATE alembic_version SET version_num = ''",
    "INSERT INTO superseded VALUES (gen_random_uuid(), gen_random_uuid(), true)",
    "INSERT INTO marks (id) VALUES (gen_random_uuid())",
    "INSERT INTO vault VALUES (1, '')",
    "UPDATE stations SET role = session_user",
    "INSERT INTO stations VALUES ('P9', 'desk', session_user, '', now(), '', '')",
    "INSERT INTO alembic_version VALUES ('9')",
    "INSERT INTO versions (arrival) OVERRIDING SYSTEM VALUE VALUES (1)",
    "INSERT INTO versions (batch) VALUES (1)",
    "INSERT INTO versions (id) VALUES (gen_random_uuid()) RETURNING id",
    "SELECT nextval('versions_arrival_seq')",
    "SELECT last_value FROM versions_arrival_seq",
    "CREATE TABLE mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE ROLE mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
)


@pytest.mark.parametrize("moment", ["infinity", "-infinity", "0044-03-15 BC", "12026-01-01"])
def test_a_waiting_room_cannot_keep_the_desks_from_reading(
    shared_store: Store, role: str, moment: str
) -> None:
    """Python can't read such a moment, nor anything listed with it."""
    good = a_version()
    odd = tables.versions.insert().inline().values(asdict(a_version()))
    with Store.open(role, migrate=False) as station:
        station.add([good])
        with pytest.raises(RefusedRowError), station.writing() as connection:
            connection.execute(odd.values(written_at=text(f"'{moment}'")))
    assert [one.id for one in shared_store.latest(limit=9)] == [good.id]


@pytest.fixture
def role(shared_store: Store, server: Server) -> Iterator[str]:
    """Lend the address for a role that may only add, and drop it afterwards."""
    yield made_for(shared_store, "waiting_room")
    drop(server, shared_store, "waiting_room")


@pytest.fixture
def station(role: str) -> Iterator[Store]:
    """Lend the store as a waiting room opens it."""
    with Store.open(role, migrate=False) as station:
        yield station


def made_for(store: Store, role: str) -> str:
    """Make a role for the station K7, as the desk does."""
    where = add_station_role(store, role)
    store.certify(a_station("K7", "waiting-room", role))
    return where


def drop(server: Server, store: Store, name: str) -> None:
    """Drop a role with all its rights."""
    server.run(f"DROP OWNED BY {name}", address(store))
    server.run(f"DROP ROLE {name}")


def address(store: Store) -> str:
    """Return the address of a store in PostgreSQL."""
    return store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def refused(role: str, statement: str) -> bool:
    """Tell whether the database refuses a statement for want of a right."""
    with psycopg.connect(role, autocommit=True) as connection:
        try:
            connection.execute(statement.encode())
        except psycopg.errors.InsufficientPrivilege:
            return True
    return False


def test_a_station_adds_versions_and_entries(station: Store, shared_store: Store) -> None:
    first = a_draft()
    rows = [first, following(first, state="finished")]
    station.add(rows, entries=entries("K7", 2))
    assert list(shared_store.all_versions()) == rows
    assert [leaf.id for leaf in shared_store.latest(limit=9)] == [rows[1].id]
    assert len(list(shared_store.audit("K7"))) == 2


def test_a_station_writes_in_no_other_name(station: Store, shared_store: Store) -> None:
    shared_store.certify(a_station("P9"))
    with pytest.raises(RefusedRowError):
        station.add([a_version(station="P9")])
    with pytest.raises(RefusedRowError):
        station.add(entries=entries("P9", 1))
    assert (shared_store.count(), list(shared_store.audit())) == (0, [])


def test_a_role_that_no_station_was_certified_for_writes_nothing(
    role: str, shared_store: Store
) -> None:
    shared_store.certify(a_station("K7", "waiting-room", "another_role"))
    with Store.open(role, migrate=False) as station, pytest.raises(RefusedRowError):
        station.add([a_version()])


def test_a_station_learns_of_its_own_rows_alone_whether_they_are_there(
    station: Store, shared_store: Store
) -> None:
    mine = replace(a_version(), signature=b"mine")
    station.add([mine], entries=entries("K7", 2))
    assert held_versions(station, [mine, a_version()]) == {mine.id}
    assert held_versions(station, [replace(mine, signature=b"another's")]) == set()
    assert held_entries(station, "K7", {1: "K7-1", 2: "another", 3: "K7-3"}) == {1}


def test_what_a_station_adds_twice_is_there_once(station: Store, shared_store: Store) -> None:
    one, two = a_version(), a_version()
    station.add([one], entries=entries("K7", 1))
    station.add([one, two], entries=entries("K7", 2))
    assert list(shared_store.all_versions()) == [one, two]
    assert [entry.number for entry in shared_store.audit()] == [1, 2]


def test_a_station_brings_no_deleted_intake_back(station: Store, shared_store: Store) -> None:
    version = a_version()
    station.add([version])
    shared_store.delete(deleted(version.intake))
    station.add([version, following(version)])
    assert list(shared_store.all_versions()) == []


def test_a_station_may_do_nothing_else(role: str) -> None:
    statements = [statement.format(table) for statement in FORBIDDEN for table in TABLES]
    assert [one for one in [*statements, *FORBIDDEN_TOO] if not refused(role, one)] == []


def test_a_station_that_asks_is_told_that_it_may_not(station: Store, shared_store: Store) -> None:
    shared_store.add([a_version()])
    with pytest.raises(NotAllowedError):
        station.latest(limit=1)
    with pytest.raises(NotAllowedError):
        station.add(marks=[a_mark()])


def test_a_wrong_password_is_refused(role: str) -> None:
    wrong = make_url(role).set(password=new_password()).render_as_string(hide_password=False)
    with (
        Store.open(wrong, migrate=False) as station,
        pytest.raises(NotAllowedError, match="password"),
    ):
        station.add([a_version()])


def test_a_role_that_is_there_is_left_alone(role: str, shared_store: Store) -> None:
    with pytest.raises(SetupRefusedError, match='"waiting_room"'):
        add_station_role(shared_store, "waiting_room")
    assert not refused(role, "SELECT 1")


@pytest.mark.parametrize("name", ["", "Desk", "1st", "a b", 'a"b', "a" * 64, "zimmer_ü", "a\n"])
def test_a_name_that_would_need_quotes_is_refused(shared_store: Store, name: str) -> None:
    with pytest.raises(SetupRefusedError):
        add_station_role(shared_store, name)


def test_a_desk_that_may_make_no_role_gets_the_commands(
    shared_store: Store, server: Server
) -> None:
    server.run("CREATE ROLE desk LOGIN PASSWORD 'desk'")
    desk_url = station_url(shared_store, "desk", "desk")
    try:
        with Store.open(desk_url, migrate=False) as desk:
            with pytest.raises(NotAllowedError):
                add_station_role(desk, "hall")
            password = new_password()
            commands = role_sql(desk, "hall", password)
            assert password not in commands
            server.run(commands, address(shared_store))
            shared_store.certify(a_station("K7", "waiting-room", "hall"))
            with Store.open(station_url(desk, "hall", password), migrate=False) as hall:
                hall.add([a_version()])
        assert shared_store.count() == 1
    finally:
        drop(server, shared_store, "hall")
        drop(server, shared_store, "desk")


def test_a_role_that_could_do_more_is_not_made(shared_store: Store, server: Server) -> None:
    server.run("CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'maker'")
    base = address(shared_store)
    grants = (
        "GRANT INSERT ON versions, audit TO maker WITH GRANT OPTION",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO maker WITH GRANT OPTION",
        f"GRANT CONNECT ON DATABASE {make_url(base).database} TO maker WITH GRANT OPTION",
        "GRANT USAGE ON SCHEMA public TO maker WITH GRANT OPTION",
    )
    try:
        for grant in grants:
            server.run(grant, base)
        with (
            Store.open(station_url(shared_store, "maker", "maker"), migrate=False) as maker,
            pytest.raises(NotAllowedError, match="own"),
        ):
            add_station_role(maker, "hall")
        assert not server.run("SELECT 1 FROM pg_roles WHERE rolname = 'hall'")
    finally:
        drop(server, shared_store, "maker")


def test_the_address_for_a_station_has_nothing_of_the_desks_own(
    shared_store: Store, server: Server
) -> None:
    """In a query, user and password win over those before the server's name."""
    server.run("CREATE ROLE boss LOGIN SUPERUSER PASSWORD 'boss'")
    own = make_url(address(shared_store))
    query = {
        **own.query,
        "user": "boss",
        "password": "boss",
        "passfile": "/home/boss/.pgpass",
        "options": "-c search_path=public",
        "sslmode": "allow",
    }
    desk_url = own.set(username=None, query=query).render_as_string(hide_password=False)
    try:
        with Store.open(desk_url, migrate=False) as desk:
            made = make_url(add_station_role(desk, "hall"))
        assert (made.username, made.database) == ("hall", own.database)
        assert made.query == {"host": own.query["host"], "sslmode": "allow"}
        assert refused(made.render_as_string(hide_password=False), "SELECT * FROM audit")
    finally:
        drop(server, shared_store, "hall")
        server.run("DROP ROLE boss")


@pytest.mark.parametrize(
    "grant",
    [
        "GRANT SELECT ON versions TO PUBLIC",
        "GRANT SELECT (ticket) ON versions TO PUBLIC",
        "GRANT DELETE ON audit TO PUBLIC",
        "GRANT INSERT ON marks TO PUBLIC",
    ],
)
def test_where_everybody_may_do_more_than_add_no_role_is_made(
    shared_store: Store, server: Server, grant: str
) -> None:
    server.run(grant, address(shared_store))
    with pytest.raises(NotAllowedError, match="only add"):
        add_station_role(shared_store, "hall")
    assert not server.run("SELECT 1 FROM pg_roles WHERE rolname = 'hall'")


def test_a_role_that_cannot_connect_is_not_left_behind(shared_store: Store, server: Server) -> None:
    name = make_url(address(shared_store)).database
    server.run(f"ALTER DATABASE {name} CONNECTION LIMIT 0")
    with pytest.raises(RecordsError):
        add_station_role(shared_store, "hall")
    assert not server.run("SELECT 1 FROM pg_roles WHERE rolname = 'hall'")
    server.run(f"ALTER DATABASE {name} CONNECTION LIMIT -1")
    station = add_station_role(shared_store, "hall")
    assert not refused(station, "SELECT 1")
    drop(server, shared_store, "hall")


def test_an_address_that_leads_to_another_role_is_not_given_out(
    shared_store: Store, role: str
) -> None:
    require_role(role, "waiting_room")
    with pytest.raises(NotAllowedError, match="another role"):
        require_role(address(shared_store), "waiting_room")
