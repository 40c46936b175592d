"""The heads of the audit's chains as this computer noted them: by them, an end that was cut off shows."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from sqlalchemy import select

from questionnaire.records.format.version import AuditEntry
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import ChainHead, Finding, verify
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit

_PREFIX = "audit-end:"


def noted(notes: Notes) -> dict[str, ChainHead]:
    """Return how long each chain was when this computer last saw it."""
    found = notes.with_prefix(_PREFIX)
    return {station: msgspec.json.decode(text, type=ChainHead) for station, text in found.items()}


def observe(store: Store, notes: Notes) -> None:
    """Note the chains that have grown; one that no longer holds what was noted stays noted as it was."""
    known = noted(notes)
    for station, last in store.audit_tails().items():
        before = known.get(station)
        if before is None or (before.length < last.number and _holds(store, station, before)):
            notes.set(_PREFIX + station, msgspec.json.encode(ChainHead.of(last)).decode())


def findings(store: Store, notes: Notes, outbox: Outbox) -> tuple[Finding, ...]:
    """Return what is wrong with the audit, and note its chains where nothing is."""
    ends = noted(notes)
    waiting = outbox.parcel().entries
    for entry in waiting:
        if entry.station not in ends or ends[entry.station].length < entry.number:
            ends[entry.station] = ChainHead.of(entry)
    found = tuple(verify(_with_waiting(store.audit(), waiting), ends))
    if not found:
        observe(store, notes)
    return found


def _holds(store: Store, station: str, head: ChainHead) -> bool:
    c = audit.c
    query = select(c.hash).where(c.station == station, c.number == head.length)
    with store.reading() as connection:
        return connection.scalar(query) == head.hash


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
