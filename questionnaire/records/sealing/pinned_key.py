"""The key that this computer knows, so that it can't be replaced unnoticed."""

from questionnaire.records.errors import WrongKeyError
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup
from questionnaire.words import tr

#: The note of the key's fingerprint; another one in the set-up or the store is refused.
KEY_NOTE = "key-fingerprint"


def pin_key(notes: Notes, *fingerprints: str) -> None:
    """Remember this key; two while one replaces the other, so that a pulled plug locks no one out."""
    notes.set(KEY_NOTE, " ".join(dict.fromkeys(fingerprints)))


def pinned(notes: Notes) -> tuple[str, ...]:
    """Return the fingerprints that this computer knows; usually one."""
    return tuple(notes.get(KEY_NOTE).split())


def require_pinned(setup: Setup, notes: Notes) -> None:
    """Raise WrongKeyError where the set-up names another key than the one this computer knows."""
    if setup.key.fingerprint not in pinned(notes):
        raise WrongKeyError(
            tr(
                "The clinic's key on this computer is not the one that it was set up with, so nothing is "
                "encrypted with it. Set this computer up again at the desk."
            )
        )
