"""How rows of a store become structs, each for itself: an odd one is named and takes no other along.

Values are read as the database keeps them, because its own readers give up at the first that is odd.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from sys import intern
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from msgspec.structs import fields
from sqlalchemy import ColumnElement, Table, type_coerce
from sqlalchemy.types import NullType

from questionnaire.decoding import converted
from questionnaire.records.format.version import Moment
from questionnaire.words import tr

Struct = TypeVar("Struct", bound=msgspec.Struct)
_T = TypeVar("_T")

#: How many rows one statement names at most; within the limit of every database.
_AT_ONCE = 500

#: The values of these repeat from row to row: a hundred thousand rows share a handful of strings.
_REPEATED = frozenset({"station", "state", "program", "questionnaire", "rules", "evidence", "key"})

#: What stands in the place of a value that can't be read, so that the rest of its row is not lost.
_IN_PLACE: dict[str, Any] = {
    "id": UUID(int=0),
    "intake": UUID(int=0),
    "based_on": None,
    "settles": None,
    "number": 1,
    "state": "finished",
    "attention": True,  # what can't be read might be urgent
    "head": b"",
    "body": b"",
    "signature": b"",
}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_SHOWN = 40  # letters of a value


class OddRow(msgspec.Struct, frozen=True):
    """A row that holds what no program of ours writes: the columns that are odd, and what the others say."""

    table: str
    columns: tuple[str, ...]
    place: str

    @property
    def text(self) -> str:
        """The finding in words."""
        words = tr("A row of the table {table} can't be read ({columns}): {place}.")
        return words.format(
            table=self.table, columns=", ".join(self.columns), place=self.place or "?"
        )


class OddRows:
    """Rows that were found odd, each once; any thread may note one while another looks at them."""

    def __init__(self) -> None:
        self._rows: dict[OddRow, None] = {}
        self._lock = Lock()

    def __iter__(self) -> Iterator[OddRow]:
        with self._lock:
            return iter(tuple(self._rows))

    def __bool__(self) -> bool:
        return bool(self._rows)

    def note(self, *rows: OddRow) -> None:
        """Take note of rows."""
        with self._lock:
            self._rows |= dict.fromkeys(rows)

    @contextmanager
    def all_of(self, table: str, known: Iterable[OddRow]) -> Iterator["OddRows"]:
        """Lend what a look at a whole table is to note in; what it no longer found odd is forgotten then.

        `known` is what was noted before the look began.
        """
        found = OddRows()
        try:
            yield found
        finally:
            self.note(*found)
        gone = {one for one in known if one.table == table}.difference(found)
        with self._lock:
            for one in gone:
                self._rows.pop(one, None)


def columns(table: Table, struct: type[msgspec.Struct]) -> list[ColumnElement[Any]]:
    """Return the columns that the struct has a field for, as they are kept, in the order of its fields."""
    names = (name for name in struct.__struct_fields__ if name in table.c)
    return [type_coerce(table.c[name], NullType()).label(name) for name in names]


def structs(
    kind: type[Struct], rows: Iterable[Sequence[Any]], odd: OddRows, table: str
) -> list[Struct]:
    """Return one struct for each row that can be read, and note the others.

    The row's columns are the struct's fields in their order.
    """
    found = (_read(kind, row, odd, table, mend=False) for row in rows)
    return [one for one in found if one is not None]


def mended_structs(
    kind: type[Struct], rows: Iterable[Sequence[Any]], odd: OddRows, table: str
) -> list[Struct]:
    """Return one struct for each row; of an odd one as much as can be read."""
    found = (_read(kind, row, odd, table, mend=True) for row in rows)
    return [one for one in found if one is not None]


def _read(
    kind: type[Struct], row: Sequence[Any], odd: OddRows, table: str, *, mend: bool
) -> Struct | None:
    values = dict(zip(kind.__struct_fields__, row, strict=True))
    for name in _moments(kind):
        if isinstance(values[name], str):  # SQLite keeps moments as text, in UTC
            values[name] = f"{values[name].replace(' ', 'T', 1)}Z"
    for name in _REPEATED & values.keys():
        if isinstance(values[name], str):
            values[name] = intern(values[name])
    with suppress(msgspec.ValidationError):
        return converted(values, kind, strict=False)
    sound: dict[str, Any] = {}
    for field in fields(kind):
        with suppress(msgspec.ValidationError):
            sound[field.name] = converted(values[field.name], field.type, strict=False)
    wrong = tuple(name for name in kind.__struct_fields__ if name not in sound)
    odd.note(OddRow(table, wrong, _place(sound)))
    in_place = {
        name: _IN_PLACE.get(name, _LONG_AGO if name in _moments(kind) else "?") for name in wrong
    }
    return kind(**(sound | in_place)) if mend else None


def _place(sound: dict[str, Any]) -> str:
    """Return what a row says of itself that helps to find it."""
    names = ("ticket", "station", "number", "intake", "id")
    told = (f"{name} {str(sound[name])[:_MOST_SHOWN]}" for name in names if sound.get(name))
    return ", ".join(told)


@cache
def _moments(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind) if one.type in (Moment, Moment | None))


def batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield the rows, some hundreds at a time."""
    following = iter(rows)
    while some := list(islice(following, _AT_ONCE)):
        yield some
