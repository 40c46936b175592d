"""Small things that this computer must remember, such as the next ticket; nothing that was entered."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path

from questionnaire.records.errors import NoRoomError, ReadOnlyError, RecordsError, StoreDamagedError
from questionnaire.words import tr

NOTES_FILE = "notes.db"
_WAIT_SECONDS = 5.0  # for another program of ours on this computer


class Notes:
    """Values by their key; each change is on the disk when it returns. Any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NOTES_FILE

    def get(self, key: str, default: str = "") -> str:
        """Return the value of a key."""
        with self._open() as connection:
            found = connection.execute("SELECT value FROM notes WHERE key = ?", (key,)).fetchone()
        return found[0] if found else default

    def with_prefix(self, prefix: str) -> dict[str, str]:
        """Return the values of all keys that begin with the prefix, by the rest of the key."""
        with self._open() as connection:
            rows = connection.execute("SELECT key, value FROM notes").fetchall()
        return {key.removeprefix(prefix): value for key, value in rows if key.startswith(prefix)}

    def set(self, key: str, value: str) -> None:
        """Keep a value."""
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (key, value))

    def next_number(self, key: str, is_taken: Callable[[int], bool] = lambda _: False) -> int:
        """Return 1, 2, 3 …: each number once, also when two programs ask; what is taken is passed over."""
        with self._open() as connection:
            (value,) = connection.execute(
                "INSERT INTO notes VALUES (?, '1') ON CONFLICT (key) "
                "DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value",
                (key,),
            ).fetchone()
            number = next(one for one in count(int(value)) if not is_taken(one))
            connection.execute("UPDATE notes SET value = ? WHERE key = ?", (str(number), key))
        return number

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with suppress(OSError):  # it is there, or SQLite says itself what is wrong
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with (
            troubles_told(self._path),
            closing(sqlite3.connect(self._path, _WAIT_SECONDS)) as connection,
        ):
            # A damaged text is for its reader to refuse: one note must not take the others along.
            connection.text_factory = partial(str, encoding="utf-8", errors="replace")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS notes (key TEXT PRIMARY KEY, value TEXT)"
            )
            with connection:
                yield connection


@contextmanager
def troubles_told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into what a person can do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL"):
            raise NoRoomError(
                tr(
                    "This computer's disk is full. Free some space; then the program continues by itself."
                )
            ) from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            text = tr("{path} can't be written. Allow this user to write to its folder.")
            raise ReadOnlyError(text.format(path=path)) from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            text = tr(
                "{path} is damaged. Move it away, and set this computer up again at the desk."
            )
            raise StoreDamagedError(text.format(path=path)) from error
        text = tr("{path} can't be used at the moment: {reason}.")
        raise RecordsError(text.format(path=path, reason=error)) from error
