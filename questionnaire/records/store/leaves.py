"""How rows of the store become the structs of version.py, and which versions are the newest of theirs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sys import intern
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Select, Table, exists, func, select

from questionnaire.records.format.version import Listed
from questionnaire.records.store import tables

Struct = TypeVar("Struct", bound=msgspec.Struct)
_T = TypeVar("_T")

#: How many rows one statement names at most; within the limit of every database.
_AT_ONCE = 500

#: The values of these repeat from row to row: a hundred thousand rows share a handful of strings.
_REPEATED = frozenset({"station", "state", "program", "questionnaire", "rules", "evidence", "key"})


def columns(table: Table, struct: type[msgspec.Struct]) -> list[ColumnElement[Any]]:
    """Return the columns that the struct has a field for, in the order of its fields."""
    return [table.c[name] for name in struct.__struct_fields__ if name in table.c]


def structs(kind: type[Struct], rows: Iterable[Sequence[Any]]) -> list[Struct]:
    """Return one struct for each row; the row's columns are the struct's fields in their order."""
    names = kind.__struct_fields__
    shared = [name in _REPEATED for name in names]
    return [
        kind(
            **{
                name: intern(value) if share else value
                for name, value, share in zip(names, row, shared, strict=True)
            }
        )
        for row in rows
    ]


def _seen() -> ColumnElement[str]:
    """Return what the last mark of that kind on the version's intake is about."""
    c = tables.marks.c
    last = select(c.about).where(c.intake == tables.versions.c.intake, c.kind == "seen")
    newest = last.order_by(c.arrival.desc()).limit(1).scalar_subquery()
    about: ColumnElement[str] = func.coalesce(newest, "")
    return about.label("seen")


def _acknowledged() -> ColumnElement[str]:
    """Return what all marks of that kind on the version's intake are about."""
    c = tables.marks.c
    each = select(func.aggregate_strings(c.about, " ")).where(
        c.intake == tables.versions.c.intake, c.kind == "acknowledged"
    )
    about: ColumnElement[str] = func.coalesce(each.scalar_subquery(), "")
    return about.label("acknowledged")


#: A leaf is a version that no other one names.
IS_LEAF = ~exists().where(tables.superseded.c.id == tables.versions.c.id)

#: The leaves, as they are listed.
LEAVES: Select[Any] = select(*columns(tables.versions, Listed), _seen(), _acknowledged()).where(
    IS_LEAF
)


def batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield the rows, some hundreds at a time."""
    following = iter(rows)
    while some := list(islice(following, _AT_ONCE)):
        yield some
