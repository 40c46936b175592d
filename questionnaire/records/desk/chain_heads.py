"""Verifying this clinic's records, beside what waits on this computer and what it saw of the audit before."""

from collections.abc import Generator, Iterable, Iterator
from itertools import groupby
from typing import TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import select

from questionnaire.records.desk.verification import Rows, Verification, Verified
from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.intake.chain_ends import note_end, noted
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener
from questionnaire.records.store.audit import ChainHead
from questionnaire.records.store.one_moment import at_one_moment
from questionnaire.records.store.rows import columns
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit, superseded

_Row = TypeVar("_Row", Mark, Version)


class _Replaced(msgspec.Struct):
    """A version that another one names."""

    id: UUID


def observe(store: Store, notes: Notes) -> None:
    """Note the chains that have grown; one that no longer holds what was noted stays noted as it was."""
    known = noted(notes)
    for station, last in store.audit_tails().items():
        before = known.get(station)
        if before is None or (before.length < last.number and _holds(store, station, before)):
            note_end(notes, station, ChainHead.of(last))


def verified(
    store: Store, notes: Notes, outbox: Outbox, signing: str, opener: Opener | None = None
) -> Generator[Verified | None, None, None]:
    """Verify step by step; the last one is what was found. Where nothing is wrong, the chains are noted.

    `signing` is the clinic's public signing key; with an `opener` everything is opened too.
    """
    waiting, ends = outbox.everything(), noted(notes)
    for entry in waiting.entries:
        if entry.station not in ends or ends[entry.station].length < entry.number:
            ends[entry.station] = ChainHead.of(entry)
    look = Verification(signing, ends, opener)
    with at_one_moment(store) as now:
        rows = Rows(
            stations=now.stations(),
            entries=_with_waiting(now.audit(), waiting.entries),
            marks=_once(now.all_marks(), waiting.marks),
            versions=_once(now.held_versions(), waiting.versions),
            replaced=_replaced(now),
            waiting=frozenset(one.id for one in waiting.versions),
        )
        yield from look.steps(rows)
    found = look.result
    if not found.findings:
        observe(store, notes)
    yield found


def _replaced(store: Store) -> Iterator[UUID]:
    query = select(*columns(superseded, _Replaced))
    yield from (one.id for one in store.found(_Replaced, query, superseded, whole=True))


def _holds(store: Store, station: str, head: ChainHead) -> bool:
    c = audit.c
    query = select(c.hash).where(c.station == station, c.number == head.length)
    with store.reading() as connection:
        return connection.scalar(query) == head.hash


def _once(rows: Iterable[_Row], waiting: Iterable[_Row]) -> Iterator[_Row]:
    """Yield the rows of the store, and those that have not left this computer yet."""
    rest = {row.id: row for row in waiting}
    for row in rows:
        rest.pop(row.id, None)
        yield row
    yield from rest.values()


def _with_waiting(
    entries: Iterable[AuditEntry], waiting: Iterable[AuditEntry]
) -> Iterator[AuditEntry]:
    """Yield each station's entries, and after them those that have not left this computer yet."""
    rest = {(entry.station, entry.number): entry for entry in waiting}
    for station, chain in groupby(entries, key=lambda entry: entry.station):
        for entry in chain:
            rest.pop((station, entry.number), None)
            yield entry
        yield from (rest.pop(key) for key in tuple(rest) if key[0] == station)
    yield from rest.values()
