"""Which of the rows that a computer sent a store holds, so that none is forgotten before it is there.

A row counts as held where its own signature or hash is there: what only bears its name was written by others.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, Table, func, select

from questionnaire.records.format.version import Mark, Version
from questionnaire.records.store import tables
from questionnaire.records.store.rows import batches
from questionnaire.records.store.store import Store


def held_versions(store: Store, versions: Iterable[Version]) -> set[UUID]:
    """Return those that are there, or were and rightly went: their intake was deleted, or they were pruned."""
    look = _versions_by_function if store.is_postgresql else _versions
    found: set[UUID] = set()
    for some in batches(versions):
        with store.reading() as connection:
            found |= look(connection, some)
    return found


def held_marks(store: Store, marks: Iterable[Mark]) -> set[UUID]:
    """Return those that are there, or went with their intake."""
    found: set[UUID] = set()
    for some in batches(marks):
        with store.reading() as connection:
            found |= _signed_or_deleted(connection, tables.marks, some)
    return found


def held_entries(store: Store, station: str, hashes: Mapping[int, str]) -> set[int]:
    """Return the numbers of the audit entries of a station, each with its hash, that are there."""
    found: set[int] = set()
    for some in batches(hashes.items()):
        numbers, asked = zip(*some, strict=True)
        with store.reading() as connection:
            found |= _numbers(connection, store, station, numbers, asked)
    return found


def _versions(connection: Connection, some: Sequence[Version]) -> set[UUID]:
    old = tables.superseded.c
    pruned = select(old.id).where(old.id.in_([one.id for one in some]), old.pruned)
    return _signed_or_deleted(connection, tables.versions, some) | set(connection.scalars(pruned))


def _versions_by_function(connection: Connection, some: Sequence[Version]) -> set[UUID]:
    """Ask PostgreSQL's own function, which answers those too who may not read."""
    asked = func.versions_held(
        [one.id for one in some], [one.intake for one in some], [one.signature for one in some]
    )
    return set(connection.scalars(_all_of(asked)))


def _numbers(
    connection: Connection,
    store: Store,
    station: str,
    numbers: Sequence[int],
    hashes: Sequence[str],
) -> set[int]:
    if store.is_postgresql:
        asked = func.entries_held(station, [*numbers], [*hashes])
        return set(connection.scalars(_all_of(asked)))
    c = tables.audit.c
    query = select(c.number).where(c.station == station, c.number.in_(numbers), c.hash.in_(hashes))
    return set(connection.scalars(query))


def _signed_or_deleted(
    connection: Connection, table: Table, some: Sequence[Version | Mark]
) -> set[UUID]:
    """Return the rows that are there with their own signature, or whose intake was deleted."""
    c, mark = table.c, tables.marks.c
    there = select(c.id, c.signature).where(c.id.in_([one.id for one in some]))
    signatures = {row.id: row.signature for row in connection.execute(there)}
    gone = select(mark.intake).where(
        mark.intake.in_([one.intake for one in some]), mark.kind == "deleted"
    )
    deleted = set(connection.scalars(gone))
    return {
        one.id for one in some if one.intake in deleted or signatures.get(one.id) == one.signature
    }


def _all_of(rows: Any) -> Select[Any]:
    return select(rows)
