"""What came into a store since the last look, for a desk that asks every few seconds."""

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, select, text

from questionnaire.records.format.version import Listed, Mark
from questionnaire.records.store import tables
from questionnaire.records.store.leaves import LEAVES
from questionnaire.records.store.rows import columns, mended_structs, structs
from questionnaire.records.store.store import Store

#: The oldest transaction that may still commit, and the first that has not begun.
_SNAPSHOT = text(
    "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint"
    " FROM pg_current_snapshot() AS now"
)


class Cursor(msgspec.Struct, frozen=True):
    """How far a desk has read; only the store knows what its numbers mean."""

    versions: int
    marks: int


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What came since a cursor; some of it may come again the next time, nothing is left out.

    `arrived` are leaves. A mark of kind "deleted" means that every version of its intake is gone.
    """

    arrived: list[Listed]
    marks: list[Mark]
    cursor: Cursor


def start_cursor(store: Store) -> Cursor:
    """Return where to ask for changes from; take it before the first look at the list."""
    with store.reading() as connection:
        return _since(store, connection, Cursor(0, 0))[0]


def changes_since(store: Store, cursor: Cursor) -> Changes:
    """Return what came since the cursor, and the cursor to go on from."""
    c = tables.versions.c
    with store.reading() as connection:
        following, versions, marks = _since(store, connection, cursor)
        query = select(*columns(tables.marks, Mark)).where(marks).order_by("arrival")
        arrived = LEAVES.where(versions).order_by(c.arrival)
        return Changes(
            arrived=mended_structs(Listed, connection.execute(arrived), store.odd, "versions"),
            marks=structs(Mark, connection.execute(query), store.odd, "marks"),
            cursor=following,
        )


def _since(
    store: Store, connection: Connection, cursor: Cursor
) -> tuple[Cursor, ColumnElement[bool], ColumnElement[bool]]:
    """Return the cursor for now, and which versions and which marks came since the one given.

    PostgreSQL commits in any order: whatever a transaction wrote that was still open is new.
    The upper bound passes over rows that were brought from another server with higher numbers.
    """
    if store.is_postgresql:
        oldest, following = connection.execute(_SNAPSHOT).one()
        return (
            Cursor(oldest, oldest),
            tables.versions.c.batch.between(cursor.versions, following - 1),
            tables.marks.c.batch.between(cursor.marks, following - 1),
        )
    return (
        Cursor(
            max(cursor.versions, _highest(connection, tables.versions)),
            max(cursor.marks, _highest(connection, tables.marks)),
        ),
        tables.versions.c.arrival > cursor.versions,
        tables.marks.c.arrival > cursor.marks,
    )


def _highest(connection: Connection, table: Table) -> Any:
    """Return the number of the row that came last, or 0."""
    return connection.scalar(select(func.max(table.c.arrival))) or 0
