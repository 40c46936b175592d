"""Noted before anything is restored: after a power cut, whoever starts next finishes the audit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice

import msgspec

from questionnaire.decoding import from_json
from questionnaire.records.errors import NOT_OURS
from questionnaire.records.intake.chain_ends import forget_end, note_end, noted
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit_details import Restoration
from questionnaire.records.store.store import Store

#: In which note it stands that a restoration is under way.
NOTE = "restoring"


class Restoring(msgspec.Struct, frozen=True):
    """What the audit of this station is to say, and who restores; "" for the command line.

    `first_left` is the first entry of the station's log that was in no lost file when the restoration began:
    what lies between the backup's end and it is lost.
    """

    station: str
    restoration: Restoration
    who: str = ""
    first_left: int = 1

    def is_undone_by(self, store: Store) -> bool:
        """Tell whether the lost records themselves are back: a store holds what was lost."""
        end = self.restoration.ends.get(self.station, 0)
        return any(end < entry.number < self.first_left for entry in store.audit(self.station))


def first_left(store: Store, outbox: Outbox, station: str) -> int:
    """Return the first entry of a station's log that waits here, or has come since the records were lost."""
    there = islice(store.audit(station), 1)
    numbers = [one.number for one in (*there, *outbox.parcel().entries) if one.station == station]
    return min(numbers, default=1)


@contextmanager
def under_way(notes: Notes, restoring: Restoring) -> Iterator[None]:
    """Note that a restoration begins, and where it fails, that nothing was restored.

    This station's own log may end earlier in the backup: its end is forgotten, or the next program would call
    it cut off. Where nothing is restored, what was known of it stays known.
    """
    end = noted(notes).get(restoring.station)
    notes.set(NOTE, msgspec.json.encode(restoring).decode())
    forget_end(notes, restoring.station)
    try:
        yield
    except Exception:  # who stops the program may have stopped it after the last step
        if end:
            note_end(notes, restoring.station, end)
        notes.set(NOTE, "")
        raise


def finish(notes: Notes, outbox: Outbox, restoring: Restoring) -> None:
    """Put into this station's audit what was restored, unless another program just did."""
    event, last = restoring.restoration.event(restoring.who), outbox.last_entry()
    if last is None or (last.action, last.detail) != (event.action, event.detail):
        outbox.add_event(event)
    notes.set(NOTE, "")


def finish_earlier(store: Store, notes: Notes, outbox: Outbox, station: str) -> None:
    """Finish what a killed program has restored and not noted; call it before anything is forwarded.

    Without keys in the store nothing was restored yet: the next try replaces the note. Where the lost records
    themselves are back, nothing is said.
    """
    text = notes.get(NOTE)
    if not text or not store.vault():
        return
    with suppress(*NOT_OURS):
        restoring = from_json(text, Restoring)
        if restoring.station == station and not restoring.is_undone_by(store):
            finish(notes, outbox, restoring)
    notes.set(NOTE, "")
