"""Noted before anything is restored: after a power cut, whoever starts next finishes the audit."""

from contextlib import suppress

import msgspec

from questionnaire.decoding import from_json
from questionnaire.records.errors import NOT_OURS
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit_details import Restoration
from questionnaire.records.store.store import Store

_NOTE = "restoring"


class Restoring(msgspec.Struct, frozen=True):
    """What the audit of this station is to say, and who restores; "" for the command line."""

    station: str
    restoration: Restoration
    who: str = ""


def begin(notes: Notes, restoring: Restoring) -> None:
    """Note that a restoration begins."""
    notes.set(_NOTE, msgspec.json.encode(restoring).decode())


def give_up(notes: Notes) -> None:
    """Note that nothing was restored."""
    notes.set(_NOTE, "")


def finish(notes: Notes, outbox: Outbox, restoring: Restoring) -> None:
    """Put into this station's audit what was restored."""
    outbox.add_event(restoring.restoration.event(restoring.who))
    give_up(notes)


def finish_earlier(store: Store, notes: Notes, outbox: Outbox, station: str) -> None:
    """Finish what a killed program has restored and not noted; call it before anything is forwarded.

    Without keys in the store nothing was restored yet: the next try replaces the note. Where the store holds
    more of this station's log than the backup, the lost records themselves are back, and nothing is said.
    """
    text = notes.get(_NOTE)
    if not text or not store.vault():
        return
    with suppress(*NOT_OURS):
        restoring = from_json(text, Restoring)
        tail = store.audit_tails().get(station)
        there = tail.number if tail else 0
        if restoring.station == station and there <= restoring.restoration.ends.get(station, 0):
            finish(notes, outbox, restoring)
    give_up(notes)
