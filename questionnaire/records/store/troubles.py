"""What a database's own errors mean to the person in front of the screen, in one place."""

import errno
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
_NOT_TRUSTED = mark(
    "The clinic's database can't be checked, so nothing was sent to it: its certificate is missing,"
    " unknown or for another name. Ask the person who looks after the database."
)
_BUSY = mark(
    "The file with the records can't be reached at the moment. Close other programs that use it, check"
    " its disk, and try again."
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
    "08": (StoreUnreachableError, UNREACHABLE),
    "22": (RefusedRowError, _ODD),
    "23": (RefusedRowError, _ODD),
    "25": (StoreUnreachableError, UNREACHABLE),
    "25006": (ReadOnlyError, _READ_ONLY),
    "28": (NotAllowedError, _REFUSED),
    "40": (StoreUnreachableError, UNREACHABLE),
    "42501": (NotAllowedError, _NOT_ALLOWED),
    "53": (StoreUnreachableError, UNREACHABLE),
    "53100": (NoRoomError, _NO_ROOM),
    "55": (StoreUnreachableError, UNREACHABLE),
    "57": (StoreUnreachableError, UNREACHABLE),
    "58": (StoreUnreachableError, UNREACHABLE),
}

_FILES: dict[int | None, tuple[type[RecordsError], str]] = {
    errno.EACCES: (ReadOnlyError, _READ_ONLY),
    errno.EPERM: (ReadOnlyError, _READ_ONLY),
    errno.EROFS: (ReadOnlyError, _READ_ONLY),
    errno.ENOSPC: (NoRoomError, _NO_ROOM),
    errno.EDQUOT: (NoRoomError, _NO_ROOM),
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
    elif error.pgconn and (error.pgconn.used_password or error.pgconn.needs_password):
        kind, words = NotAllowedError, _REFUSED
    else:
        is_tls = "SSL" in str(error) or "certificate" in str(error)  # libpq has no code for it
        kind, words = StoreUnreachableError, _NOT_TRUSTED if is_tls else UNREACHABLE
    return kind(tr(words))
