"""Bringing lost records back: a backup is proven to be this clinic's before it is put anywhere."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from questionnaire.records.desk.backup import Inside, Lost, Restored, check, look_into, restore
from questionnaire.records.desk.findings import RowFinding
from questionnaire.records.desk.keys import Keys
from questionnaire.records.errors import RecordsError, StoreDamagedError, WrongKeyError
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.restoring import (
    Restoring,
    finish,
    finish_earlier,
    first_left,
    under_way,
)
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import pinned
from questionnaire.records.sealing.vault import Vault, read_vault, unlock
from questionnaire.records.store.audit_details import Restoration
from questionnaire.records.store.store import Store
from questionnaire.words import tr, tr_number


class Candidate(msgspec.Struct, frozen=True):
    """A backup that was read as a whole and may be this clinic's; a passphrase proves that it is.

    `doubts` name what in it is not as it was written.
    """

    path: Path
    inside: Inside
    vault: Vault
    doubts: tuple[str, ...] = ()

    @property
    def holders(self) -> tuple[str, ...]:
        """The keyholders of the day on which it was made."""
        return tuple(sorted(self.vault.keyholders, key=str.casefold))


class BroughtBack(msgspec.Struct, frozen=True):
    """How many intakes the records hold again, and what of the backup could not be brought back."""

    intakes: int
    lost: tuple[Lost, ...]


def look_at(path: Path, keys: Keys) -> Candidate:
    """Read a backup; raises StoreDamagedError, and WrongKeyError for one of another clinic."""
    inside = look_into(path)
    refuse_others(inside, keys.notes)
    try:
        vault = read_vault(inside.vault or b"")
    except StoreDamagedError as error:
        raise StoreDamagedError(
            tr(
                "The keys in this backup are damaged or missing, so it can't be opened here. Nothing was "
                "changed. Choose another backup."
            )
        ) from error
    return Candidate(path, inside, vault, doubts(path, keys.setup.key.signing))


def doubts(path: Path, signing: str) -> tuple[str, ...]:
    """Return, in words, what in a backup is not as its stations wrote it, as far as it can be read.

    `signing` is the clinic's public signing key, "" where this computer doesn't know it.
    """
    found, lost = check(path, signing)
    missing = [
        one for one in found.findings if isinstance(one, RowFinding) and one.fault == "missing"
    ]
    if len(missing) > len(lost):  # more is gone than what is damaged, and named as that
        missing = []
    return tuple(one.text for one in found.findings if one not in missing)


def refuse_others(inside: Inside, notes: Notes) -> None:
    """Raise WrongKeyError where a backup tells of keys, and of none that this computer knows."""
    if inside.keys and not inside.keys & set(pinned(notes)):
        raise _not_ours()


def bring_back(keys: Keys, backup: Candidate, name: str, passphrase: str) -> BroughtBack:
    """Put a backup into the lost records' place, with what waits here, and unlock. Takes seconds.

    Raises WrongPassphraseError and WrongKeyError before anything is put there.
    """
    unlocked = unlock(backup.vault, name, passphrase)
    try:
        unlocked.proven(pinned(keys.notes))
    except WrongKeyError as error:
        raise _not_ours() from error
    with Store.open(keys.setup.store) as store:
        with Outbox(keys.folder / OUTBOX_FILE, keys.setup.signer) as outbox:
            note = what_to_note(backup.inside, outbox, keys.station, name, len(backup.doubts))
            restored = put_in_place(store, backup.path, keys.notes, outbox, note)
            with suppress(RecordsError):
                while forward(outbox, store):
                    pass
        intakes = store.count()
    keys.unlock(name, passphrase)  # from the store: what was put there is looked at
    return BroughtBack(intakes, restored.lost)


def what_to_note(
    inside: Inside, outbox: Outbox, station: str, who: str = "", in_doubt: int = 0
) -> Restoring:
    """Return what this station's audit is to say of a backup that will be restored now."""
    last = outbox.last_entry()
    own = last.number if last else 0
    return Restoring(station, Restoration(inside.ends, own, inside.versions, in_doubt), who)


def put_in_place(
    store: Store, path: Path, notes: Notes, outbox: Outbox, note: Restoring
) -> Restored:
    """Restore a backup where this computer's lost records were, and note it in the audit."""
    finish_earlier(store, notes, outbox, note.station)
    note = replace(note, first_left=first_left(store, outbox, note.station))
    restored = restore(store, path, under_way(notes, note))
    finish(notes, outbox, note)
    return restored


def _not_ours() -> WrongKeyError:
    return WrongKeyError(
        tr(
            "This backup has other keys than this computer knows: it is another clinic's, or older than "
            "this clinic's key. Nothing was changed. Choose another backup."
        )
    )


# What is said of it


def what_it_is(backup: Candidate, written: Callable[[datetime], str]) -> str:
    """Return what a person should know of a backup before it is restored."""
    inside = backup.inside
    number = tr_number(
        inside.versions, "1 entry can be restored.", "{number} entries can be restored."
    )
    if inside.made_at is None:
        return number
    made = tr(
        "This backup was made on {when}. What reached the lost records after that is not in it: look for it "
        "on paper, or ask again."
    )
    return f"{made.format(when=written(inside.made_at))} {number}"


def what_is_lost(lost: tuple[Lost, ...]) -> str:
    """Return what to say over the names of what is damaged; "" where nothing is."""
    if not lost:
        return ""
    return tr(
        "This backup is damaged: what is named here can't be restored. The name of an intake's file begins "
        "with its day and its code."
    )


def what_is_doubtful(found: tuple[str, ...]) -> str:
    """Return what to say over the names of what is not as it was written; "" where nothing is."""
    if not found:
        return ""
    return tr(
        "Somebody changed this backup, or the records before it was made: what is named here is not as it was "
        "written. Look for another backup first, and restore this one only if there is none."
    )


def what_is_back(back: BroughtBack) -> str:
    """Return how many intakes the records hold now."""
    return tr_number(
        back.intakes,
        "The records are back. They hold 1 intake, with what waited on this computer.",
        "The records are back. They hold {number} intakes, with what waited on this computer.",
    )
