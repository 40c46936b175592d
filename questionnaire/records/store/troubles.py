"""What a database's own errors mean to the person in front of the screen, in one place."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionLeftError

from questionnaire.records.errors import (
    NoRoomError,
    NotAllowedError,
    ReadOnlyError,
    RecordsError,
    RefusedRowError,
    StoreDamagedError,
    StoreUnreachableError,
)
from questionnaire.words import mark, tr

UNREACHABLE = mark(
    "The clinic's database doesn't answer. Check the network; until it is back, new entries wait"
    " encrypted on this computer."
)
_NOTHING_THERE = mark(
    "The clinic's database doesn't answer at the address in this computer's set-up: it is not running, or its"
    " name or port is another. Ask the person who looks after it; until then, new entries wait encrypted on"
    " this computer."
)
_NO_DATABASE = mark(
    "The server has no database of the name that stands at the end of the address in this computer's set-up."
    " Ask the person who looks after the database for the right one."
)
_NOT_LET_IN = mark(
    "The database's server is set up to take no connection from this computer under its name. Ask the person"
    " who looks after the database to allow it."
)
_NOT_TAKEN = mark(
    "The database's server answers, but takes no connection from this computer: the name, the password or the"
    " database in its set-up may be wrong. Ask the person who looks after the database."
)
_TOO_MANY = mark(
    "The clinic's database has as many connections as it takes. Close this program on computers that don't need"
    " it, or ask the person who looks after the database. Until then, new entries wait encrypted on this"
    " computer."
)
_STARTING = mark(
    "The clinic's database is just starting or stopping. Wait some minutes; until then, new entries wait"
    " encrypted on this computer."
)
_READ_ONLY_SERVER = mark(
    "The clinic's database can only be read just now: it is a copy, or was set so. Ask the person who looks"
    " after the database."
)
_NOT_TRUSTED = mark(
    "The clinic's database can't be checked, so nothing was sent to it: its certificate is missing,"
    " unknown or for another name. Ask the person who looks after the database."
)
_BUSY = mark(
    "The file with the records can't be reached at the moment. Close other programs that use it, check"
    " its disk, and try again."
)
_NO_FOLDER = mark(
    "The folder for the file with the records is not there and can't be made: part of its path is no folder, or"
    " its disk is gone. Ask the person who looks after this computer."
)
_NO_ROOM = mark("The disk with the records is full. Free some space on it, then try again.")
_READ_ONLY = mark(
    "The records can't be written: their file or folder may not be changed. Ask the person who looks"
    " after this computer to allow it."
)
DAMAGED = mark(
    "The records are damaged, or are not this program's. Leave them as they are and ask the person"
    " who looks after them for the last backup."
)
_ODD = mark(
    "The records take no such entry: it is longer than any of this program's, or damaged. It stays encrypted on"
    " this computer; tell the person who looks after the records."
)
_NOT_ALLOWED = mark(
    "The database doesn't allow this computer to do that. Ask the person who looks after the database."
)
_REFUSED = mark(
    "The database refuses the name or the password in this computer's set-up. Ask the person who"
    " looks after the database."
)

#: By SQLite's primary result code.
_SQLITE: dict[int, tuple[type[RecordsError], str]] = {
    sqlite3.SQLITE_PERM: (ReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_BUSY: (StoreUnreachableError, _BUSY),
    sqlite3.SQLITE_LOCKED: (StoreUnreachableError, _BUSY),
    sqlite3.SQLITE_READONLY: (ReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_IOERR: (StoreUnreachableError, _BUSY),
    sqlite3.SQLITE_FULL: (NoRoomError, _NO_ROOM),
    sqlite3.SQLITE_CANTOPEN: (ReadOnlyError, _READ_ONLY),
    sqlite3.SQLITE_CONSTRAINT: (RefusedRowError, _ODD),
    sqlite3.SQLITE_TOOBIG: (RefusedRowError, _ODD),
}

#: By PostgreSQL's state code, or else by its class, which is the first two characters.
_POSTGRESQL: dict[str, tuple[type[RecordsError], str]] = {
    "0A000": (ReadOnlyError, _READ_ONLY_SERVER),  # a copy lets nothing begin that may write
    "08": (StoreUnreachableError, UNREACHABLE),
    "22": (RefusedRowError, _ODD),
    "23": (RefusedRowError, _ODD),
    "25": (StoreUnreachableError, UNREACHABLE),
    "25006": (ReadOnlyError, _READ_ONLY_SERVER),
    "28": (NotAllowedError, _REFUSED),
    "3D000": (NotAllowedError, _NO_DATABASE),
    "40": (StoreUnreachableError, UNREACHABLE),
    "42501": (NotAllowedError, _NOT_ALLOWED),
    "53": (StoreUnreachableError, UNREACHABLE),
    "53100": (NoRoomError, _NO_ROOM),
    "53300": (StoreUnreachableError, _TOO_MANY),
    "55": (StoreUnreachableError, UNREACHABLE),
    "57": (StoreUnreachableError, UNREACHABLE),
    "57P03": (StoreUnreachableError, _STARTING),
    "58": (StoreUnreachableError, UNREACHABLE),
}

#: What the system says of a path that leads nowhere, or through something else than folders.
_NOT_A_PLACE = (
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENAMETOOLONG,
    errno.ELOOP,
    errno.ENODEV,
)

#: What a server that refuses a connection says, in the order in which it is looked for: libpq keeps the
#: state code to itself. A server that speaks another language gets `_NOT_TAKEN`.
_AT_THE_DOOR: tuple[tuple[str, tuple[type[RecordsError], str]], ...] = (
    (r"pg_hba\.conf", (NotAllowedError, _NOT_LET_IN)),
    (
        r"too many (clients|connections)|connection slots are reserved",
        (StoreUnreachableError, _TOO_MANY),
    ),
    (r"the database system is", (StoreUnreachableError, _STARTING)),
    (r"authentication failed|role \".*\" does not exist", (NotAllowedError, _REFUSED)),
    (r"database \".*\" does not exist", (NotAllowedError, _NO_DATABASE)),
    (r"", (NotAllowedError, _NOT_TAKEN)),
)
#: Stands before what the server itself says; what libpq finds comes without a severity.
_FROM_SERVER = re.compile(r"failed: [^\s:]+:  ")
_NOBODY_THERE = re.compile(r"refused|not known|translate host name|No such file", re.IGNORECASE)

_FILES: dict[int | None, tuple[type[RecordsError], str]] = {
    errno.EACCES: (ReadOnlyError, _READ_ONLY),
    errno.EPERM: (ReadOnlyError, _READ_ONLY),
    errno.EROFS: (ReadOnlyError, _READ_ONLY),
    errno.ENOSPC: (NoRoomError, _NO_ROOM),
    errno.EDQUOT: (NoRoomError, _NO_ROOM),
    **dict.fromkeys(_NOT_A_PLACE, (StoreUnreachableError, _NO_FOLDER)),
}


@contextmanager
def database_troubles_told() -> Iterator[None]:
    """Turn what SQLAlchemy or a driver raises into one of our own errors."""
    try:
        yield
    except NoConnectionLeftError as error:
        raise StoreUnreachableError(tr(UNREACHABLE)) from error
    except DBAPIError as error:
        raise _told(error.orig) from error
    except sqlite3.Error as error:
        raise _told(error) from error


@contextmanager
def file_troubles_told() -> Iterator[None]:
    """Turn what the file system or SQLite raises about a file into one of our own errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(error) from error
    except OSError as error:
        kind, words = _FILES.get(error.errno, (StoreUnreachableError, _BUSY))
        raise kind(tr(words)) from error


def _told(error: Any) -> RecordsError:
    """Return our own error for what a driver raised; what isn't known means that the store is not ours."""
    kind: type[RecordsError]
    kind, words = StoreDamagedError, DAMAGED
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        kind, words = _SQLITE.get(code & 0xFF, (kind, words))
    elif state := error.sqlstate:
        kind, words = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], (kind, words))
    else:
        kind, words = _not_connected(error)
    return kind(tr(words))


def _not_connected(error: Any) -> tuple[type[RecordsError], str]:
    """Return what it means that there is no connection; libpq has no code for it."""
    said = str(error)
    if _FROM_SERVER.search(said):
        return next(meaning for words, meaning in _AT_THE_DOOR if re.search(words, said))
    if error.pgconn and (error.pgconn.used_password or error.pgconn.needs_password):
        return NotAllowedError, _REFUSED
    if "SSL" in said or "certificate" in said:
        return StoreUnreachableError, _NOT_TRUSTED
    return StoreUnreachableError, _NOTHING_THERE if _NOBODY_THERE.search(said) else UNREACHABLE
