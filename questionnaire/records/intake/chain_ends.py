"""How long each station's audit log was when this computer last saw it: an end that was cut off shows by it."""

import msgspec

from questionnaire.decoding import from_json
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import ChainHead

_PREFIX = "audit-end:"


def noted(notes: Notes) -> dict[str, ChainHead]:
    """Return how long each chain was when this computer last saw it."""
    found = notes.with_prefix(_PREFIX)
    known = ((station, text) for station, text in found.items() if text)
    return {station: from_json(text, ChainHead) for station, text in known}


def forget_end(notes: Notes, station: str) -> None:
    """Forget how long a station's chain was, before an older backup takes the place of what held it."""
    notes.set(_PREFIX + station, "")


def note_end(notes: Notes, station: str, head: ChainHead) -> None:
    """Remember how long a station's chain is."""
    notes.set(_PREFIX + station, msgspec.json.encode(head).decode())
