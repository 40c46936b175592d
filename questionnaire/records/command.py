"""The `records` commands; they need no screen, and use what the desk and the waiting room use.

What reads an intake needs a passphrase, also `expire`: which intakes must not wait is encrypted.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.records.create_command import create
from questionnaire.records.desk import backup
from questionnaire.records.desk.backup_state import backed_up
from questionnaire.records.desk.bringing_back import (
    doubts,
    put_in_place,
    refuse_others,
    what_is_doubtful,
    what_to_note,
)
from questionnaire.records.desk.chain_heads import verified
from questionnaire.records.desk.founding import (
    STORE_FILE,
    join_as_waiting_room,
    read_station_file,
)
from questionnaire.records.desk.retention import (
    Overdue,
    delete_overdue,
    find_overdue,
    sentences,
    signed_deletion,
)
from questionnaire.records.desk.verification import Verified
from questionnaire.records.errors import RecordsError, SetupRefusedError
from questionnaire.records.format.version import Action
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake_commands import add, export, list_intakes
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.vault import NO_KEYS, read_vault
from questionnaire.records.setup import read_setup, require_place
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.records.this_computer import (
    EXIT_FOUND,
    Asked,
    Terminal,
    file_of,
    passphrase_of,
    records_here,
    refuse_password_in,
    secret,
)
from questionnaire.words import tr


def run_records(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Do what was asked and return the exit code: 1 where something is not as it should be, 2 where refused."""
    try:
        require_place(folder)
        return _TASKS[asked.task](asked, folder, terminal)
    except RecordsError as error:
        terminal.warn(f"dystonia-triage: {error}")
        return EXIT_BAD_INPUT


def _verify(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Say what was looked at, what is wrong, and what could not be checked."""
    if asked.file:
        here = read_setup(folder)
        found, lost = backup.check(asked.file, here.key.signing if here else "")
        return _say(found, [one.text for one in lost], terminal)
    with records_here(folder) as records:
        signing, opener = records.setup.key.signing, None
        if asked.passphrase_file:
            unlocked = records.unlocked(secret(asked.passphrase_file, terminal.ask))
            signing, opener = unlocked.public.signing, unlocked.opener()
        store, outbox = records.store, records.outbox
        *_, last = verified(store, records.notes, outbox, signing, opener)
        odd = [one.text for one in (*store.odd, *outbox.odd)]
        return _say(last, [*odd, *_lost_keys(store)], terminal)


def _lost_keys(store: Store) -> Iterator[str]:
    """Yield what is wrong with the clinic's wrapped keys."""
    kept = store.vault()
    if kept is None:
        yield tr(NO_KEYS)
        return
    try:
        read_vault(kept[1])
    except RecordsError as error:
        yield str(error)


def _say(found: Verified | None, others: Sequence[str], terminal: Terminal) -> int:
    """Say what was looked at, then one line for each finding and for what could not be checked."""
    summary, findings, unchecked = (
        (found.summary, found.findings, found.unchecked) if found else ((), (), ())
    )
    wrong = [*(one.text for one in findings), *others]
    fine = tr("Nothing is missing, changed, moved, replayed, hidden or added.")
    if found and found.explained:
        gone = tr("Gone with the lost records, because the restored backup was older:")
        summary = (*summary, gone, *(one.text for one in found.explained))
    terminal.say(*summary, *wrong, *unchecked, *(() if wrong or unchecked else (fine,)))
    if wrong:
        return EXIT_FOUND
    return EXIT_BAD_INPUT if unchecked else EXIT_GOOD


def _back_up(asked: Asked, folder: Path, terminal: Terminal) -> int:
    path = file_of(asked)
    with records_here(folder) as here:
        contents = backup.back_up(here.store, path)
        here.note(backed_up(contents))
    words = tr("Entries in {path}: {number}, all encrypted. Keep the file away from this computer.")
    terminal.say(words.format(path=path, number=contents.versions), *contents.odd)
    return EXIT_FOUND if contents.odd else EXIT_GOOD


def _restore(asked: Asked, folder: Path, terminal: Terminal) -> int:
    refuse_password_in(asked.store)
    path = file_of(asked)
    inside = backup.look_into(path)  # or a file that is no backup would leave empty records behind
    here = read_setup(folder)
    if here and not asked.store:
        refuse_others(inside, Notes(folder))
    found = doubts(path, here.key.signing if here and not asked.store else "")
    if found:
        terminal.say(what_is_doubtful(found), *found)
        if not asked.sure:
            terminal.say(tr("Nothing was restored. Add --sure to restore it all the same."))
            return EXIT_FOUND
    with Store.open(asked.store or str(folder / STORE_FILE)) as store:
        if here and not asked.store:
            with Outbox(folder / OUTBOX_FILE, here.signer) as outbox:
                note = what_to_note(inside, outbox, here.station, in_doubt=len(found))
                restored = put_in_place(store, path, Notes(folder), outbox, note)
        else:
            restored = backup.restore(store, path)
    done = tr("Entries restored: {number}.").format(number=restored.versions)
    joined = tr("Open the front desk, and enter a keyholder's name and passphrase.")
    words = tr("Open the front desk and unlock.") if here else joined
    terminal.say(f"{done} {words}", *(one.text for one in restored.lost))
    return EXIT_FOUND if restored.lost or found else EXIT_GOOD


def _expire(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Say what is older than the given days, and delete it only with `--sure`."""
    with records_here(folder) as here:
        unlocked = here.unlocked(_passphrase(asked, terminal))
        opener, now = unlocked.opener(), datetime.now(tz=UTC)
        found = find_overdue(here.store, asked.days, now, opener, here.setup.station)
        terminal.say(*sentences(found, lambda moment: f"{moment.astimezone():%Y-%m-%d}"))
        if not found.intakes:
            return EXIT_GOOD
        if not asked.sure:
            terminal.say(tr("Nothing was deleted. Add --sure to delete these intakes."))
            return EXIT_GOOD
        _refuse_in_doubt(found)
        here.note(
            Event(action="retention-asked", who=unlocked.name, detail=f"{found.summary}: yes")
        )

        def note(action: Action, intake: UUID, detail: str) -> None:
            here.note(Event(action=action, who=unlocked.name, intake=intake, detail=detail))

        deletion = partial(signed_deletion, here.setup.signer, unlocked.name)
        gone = delete_overdue(
            here.store, found, now, opener, here.setup.station, note=note, deletion=deletion
        )
        is_emptied = here.store.checkpoint()  # waits some seconds for who is reading
    terminal.say(tr("Intakes deleted: {number}.").format(number=len(gone)))
    return EXIT_GOOD if is_emptied else _say_still_there(terminal)


def _say_still_there(terminal: Terminal) -> int:
    """Say that what was deleted may still be in the journal of the records' file, and until when."""
    terminal.warn(
        tr(
            "Another program reads the records at this moment. Until every program that has them open is "
            "closed, what was deleted may still be in their file, encrypted. Close the front desk and the "
            "waiting room on this computer."
        )
    )
    return EXIT_FOUND


def _refuse_in_doubt(found: Overdue) -> None:
    """Refuse what a person should look at first: a command may run unattended."""
    if found.is_doubtful:
        raise RecordsError(
            tr(
                "Nothing was deleted, because the clock of this computer may be wrong. Check it. If it is "
                "right, delete these intakes at the front desk."
            )
        )
    if found.is_many:
        raise RecordsError(
            tr(
                "Nothing was deleted, because more intakes would go than came in any week. "
                "Look at them at the front desk, and delete them there."
            )
        )


def _passphrase(asked: Asked, terminal: Terminal) -> str:
    return passphrase_of(
        asked, terminal, tr("Without it, the program can't tell which intakes must not wait.")
    )


def _join(asked: Asked, folder: Path, terminal: Terminal) -> int:
    here = read_setup(folder)
    if here and not here.adds_only:
        raise SetupRefusedError(
            tr("This computer already has records; it can't be set up a second time.")
        )
    file = file_of(asked)
    read_station_file(file)  # before anybody types a fingerprint for a file that is of no use
    words = tr("Type the fingerprint that the desk shows, and press Enter: ")
    setup = join_as_waiting_room(folder, file, terminal.ask(words))
    done = tr("This computer is now station {station}. Delete the file that it was set up with.")
    terminal.say(done.format(station=setup.station))
    return EXIT_GOOD


_TASKS: dict[str, Callable[[Asked, Path, Terminal], int]] = {
    "create": create,
    "add": add,
    "list": list_intakes,
    "export": export,
    "verify": _verify,
    "backup": _back_up,
    "restore": _restore,
    "expire": _expire,
    "join": _join,
}
