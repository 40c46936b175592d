"""A database that is opened for records: SQLite in a file of this computer, or the clinic's PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from questionnaire.records.errors import GoneError, SetupRefusedError, StoreDamagedError
from questionnaire.records.store.address import made_safe
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.troubles import DAMAGED, database_troubles_told, file_troubles_told
from questionnaire.words import mark, tr

#: Is in the header of our SQLite files, so that no other program's file is taken for ours: "DySt".
APPLICATION_ID = 0x44795374

_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")

_NO_SUCH_PLACE = mark(
    "Records can be kept in a file or in PostgreSQL, whose address begins with postgresql://. Check the"
    " set-up of this computer."
)

_LOST = mark(
    "The file with the records is not there: {path}. If it was moved, move it back. If it is lost, restore the"
    " last backup at the front desk. New entries wait encrypted on this computer."
)

_BUSY_SECONDS = 5

_MAKING = Lock()

#: Nothing deleted stays in a file, nothing confirmed is lost in a power cut, nothing goes to other files.
_PRAGMAS = (
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)

#: How soon the clinic's PostgreSQL counts as unreachable; in seconds, or with their unit.
_PATIENCE: dict[str, Any] = {
    "connect_timeout": 3,
    "keepalives": 1,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "dystonia-triage",
}
_SESSION = (
    "-c timezone=UTC -c statement_timeout=30s -c lock_timeout=20s"
    " -c idle_in_transaction_session_timeout=60s"
)


class Database:
    """An open database; every trouble with it comes out as one of our own errors."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"
        self._for_reading = engine
        if self.is_postgresql:
            self._for_reading = engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._for_writing = engine.execution_options(begin="IMMEDIATE")

    @classmethod
    def at(cls, where: str, *, make: bool = True, patience: Patience | None = None) -> Self:
        """Open a `postgresql://` URL, or the path of an SQLite file; only the file is looked at yet."""
        if "://" in where:
            return cls(_postgresql(where, patience or Patience()))
        if not make and not Path(where).exists():
            raise GoneError(tr(_LOST).format(path=where))
        with file_troubles_told():
            return cls(_sqlite(Path(where)))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Provide a connection that sees one state of the database and changes nothing."""
        with database_troubles_told(), self._for_reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Provide a connection for one transaction, which is committed or rolled back."""
        with database_troubles_told(), self._for_writing.begin() as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Empty SQLite's journal into its file; tell whether nothing is left in it."""
        if self.is_postgresql:
            return True
        with database_troubles_told(), closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return not cursor.fetchall()[0][0]

    def close(self) -> None:
        """Close every connection; one that another thread uses just now, as soon as it comes back."""
        event.listen(self.engine, "checkin", _close_at_once)
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def has_password(where: str) -> bool:
    """Tell whether an address holds a password; one that can't be read is refused elsewhere."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        return False
    return bool(url.password) or "password" in url.query


def _postgresql(where: str, patience: Patience) -> Engine:
    """Return the engine for a URL; nothing connects yet."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise SetupRefusedError(tr(_NO_SUCH_PLACE)) from error
    if url.drivername not in _SCHEMES:
        raise SetupRefusedError(tr(_NO_SUCH_PLACE))
    url = made_safe(url)
    options = f"{url.query.get('options', '')} {_SESSION}".strip()
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=_PATIENCE | {"options": options},
        pool_size=2,
        max_overflow=3,
        pool_timeout=10,
        pool_pre_ping=True,
        hide_parameters=True,
        use_native_hstore=False,
    )

    def connect(_dialect: Any, _record: Any, args: Any, options: Any) -> Any:
        from questionnaire.records.store.patient_connection import (
            PatientConnection,  # psycopg is only loaded with PostgreSQL
        )

        return PatientConnection.opened(patience, *args, **options)

    event.listen(engine, "do_connect", connect)
    return engine


def _sqlite(path: Path) -> Engine:
    """Return the engine for a file, which is made for this user alone where there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_for_this_user(path)
    _refuse_what_is_not_ours(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_for_this_user(path: Path) -> None:
    """Make the file where there is none; an existing one is opened by SQLite alone.

    Closing a file gives up every lock of the program on it, SQLite's too; another program that then
    ends removes the journal, with all that this one still writes there.
    """
    with _MAKING, suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _refuse_what_is_not_ours(path: Path) -> None:
    """Raise StoreDamagedError for another program's file, before anything in it is touched."""
    with closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        ((application,),) = connection.execute("PRAGMA application_id")
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
    if application != APPLICATION_ID and (application or tables):
        raise StoreDamagedError(tr(DAMAGED))


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set what SQLite forgets with every connection, and the journal, which it remembers."""
    with suppress(
        sqlite3.OperationalError
    ):  # another program sets it at this moment, or the next one will
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _close_at_once(_connection: object, came_back: ConnectionPoolEntry) -> None:
    """Keep nothing that comes back to a pool which nobody will empty any more."""
    came_back.invalidate()


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that writes takes its turn at once, so that it can't fail half-way."""
    how = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {how}")
