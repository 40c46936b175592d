"""How long each station's audit log was when this computer last saw it: an end that was cut off shows by it."""

from contextlib import suppress

import msgspec

from questionnaire.decoding import from_json
from questionnaire.records.errors import NOT_OURS
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import ChainHead

_PREFIX = "audit-end:"


def noted(notes: Notes) -> dict[str, ChainHead]:
    """Return how long each chain was when this computer last saw it; a damaged note is no note."""
    known: dict[str, ChainHead] = {}
    for station, text in notes.with_prefix(_PREFIX).items():
        with suppress(*NOT_OURS):
            known[station] = from_json(text, ChainHead)
    return known


def forget_end(notes: Notes, station: str) -> None:
    """Forget how long a station's chain was, before an older backup takes the place of what held it."""
    notes.set(_PREFIX + station, "")


def note_end(notes: Notes, station: str, head: ChainHead) -> None:
    """Remember how long a station's chain is."""
    notes.set(_PREFIX + station, msgspec.json.encode(head).decode())
