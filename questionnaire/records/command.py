"""The `records` commands: verify, back up, restore, expire, join; they need no screen.

Only `expire` needs a passphrase: which intakes must not wait is encrypted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TextIO

import msgspec

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.records.desk import backup
from questionnaire.records.desk.chain_heads import findings
from questionnaire.records.desk.founding import STORE_FILE, join_as_waiting_room
from questionnaire.records.desk.retention import Overdue, delete_overdue, find_overdue, sentences
from questionnaire.records.errors import RecordsError, SetupRefusedError, WrongPassphraseError
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import pinned, require_pinned
from questionnaire.records.sealing.vault import Unlocked, read_vault, unlock_as_any
from questionnaire.records.setup import Setup, read_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.engine import has_password
from questionnaire.records.store.store import Store
from questionnaire.words import tr

EXIT_FOUND = 1

_STANDARD_INPUT = "-"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks of the records."""

    task: str
    file: Path | None = None
    store: str = ""
    days: int = 0
    sure: bool = False
    passphrase_file: str = ""


class _OpenRecords(msgspec.Struct, frozen=True):
    """This computer's records, once everything that waited here has been forwarded to the store."""

    setup: Setup
    notes: Notes
    store: Store
    outbox: Outbox

    def note(self, event: Event) -> None:
        """Put an event into the audit log and forward it to the store."""
        self.outbox.add_event(event)
        forward(self.outbox, self.store)


def plain(text: str) -> str:
    """Return a line without control characters for the terminal: some names come from other people."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def run_records(
    asked: Asked, folder: Path, out: TextIO, complain: TextIO, ask: Callable[[str], str]
) -> int:
    """Do what was asked and return the exit code: 1 where the audit log is not intact, 2 where refused."""
    try:
        return _TASKS[asked.task](asked, folder, out, ask)
    except RecordsError as error:
        complain.write(f"dystonia-triage: {plain(str(error))}\n")
        return EXIT_BAD_INPUT


def _verify(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    if asked.file:
        return _say(backup.check(asked.file), out)
    with _opened(folder) as here:
        found = findings(here.store, here.notes, here.outbox)
        for rows in (here.store.held_versions(), here.store.all_marks()):
            for _ in rows:  # what can't be read is noted on the way
                pass
        return _say((*found, *here.store.odd, *here.outbox.odd), out)


def _back_up(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    path = _file_of(asked)
    with _opened(folder) as here:
        here.note(Event(action="backup"))
        contents = backup.back_up(here.store, path)
    words = tr("Entries in {path}: {number}, all encrypted. Keep the file away from this computer.")
    out.write(words.format(path=path, number=contents.versions) + "\n")
    out.writelines(f"{plain(line)}\n" for line in contents.odd)
    return EXIT_FOUND if contents.odd else EXIT_GOOD


def _restore(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    if has_password(asked.store):
        raise SetupRefusedError(
            tr(
                "Others on this computer can see a password on the command line. Leave it out of the "
                "address, and put it into PostgreSQL's own password file (.pgpass)."
            )
        )
    with Store.open(asked.store or str(folder / STORE_FILE)) as store:
        restored = backup.restore(store, _file_of(asked))
    done = tr("Entries restored: {number}.").format(number=restored.versions)
    joined = tr("Open the front desk and join with a keyholder's passphrase.")
    words = tr("Open the front desk and unlock.") if read_setup(folder) else joined
    out.write(f"{done} {words}\n")
    out.writelines(f"{plain(one.text)}\n" for one in restored.lost)
    return EXIT_FOUND if restored.lost else EXIT_GOOD


def _expire(asked: Asked, folder: Path, out: TextIO, ask: Callable[[str], str]) -> int:
    """Say what is older than the given days, and delete it only with `--sure`."""
    with _opened(folder) as here:
        unlocked = _unlocked(here, _passphrase(asked, ask))
        opener, now = unlocked.opener(), datetime.now(tz=UTC)
        found = find_overdue(here.store, asked.days, now, opener)
        out.writelines(
            f"{line}\n"
            for line in sentences(found, lambda moment: f"{moment.astimezone():%Y-%m-%d}")
        )
        if not found.intakes:
            return EXIT_GOOD
        if not asked.sure:
            out.write(tr("Nothing was deleted. Add --sure to delete these intakes.") + "\n")
            return EXIT_GOOD
        _refuse_in_doubt(found)
        here.note(
            Event(action="retention-asked", who=unlocked.name, detail=f"{found.summary}: yes")
        )
        gone = delete_overdue(here.store, found, now, opener, note=here.note, who=unlocked.name)
    out.write(tr("Intakes deleted: {number}.").format(number=len(gone)) + "\n")
    return EXIT_GOOD


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


def _passphrase(asked: Asked, ask: Callable[[str], str]) -> str:
    """Return the passphrase from the file that was given; it is never on the command line."""
    if not asked.passphrase_file:
        raise SetupRefusedError(
            tr(
                "Give a file with a keyholder's passphrase: --passphrase-file FILE, or - for standard "
                "input. Without it, the program can't tell which intakes must not wait."
            )
        )
    if asked.passphrase_file == _STANDARD_INPUT:
        return ask("").strip()
    try:
        return Path(asked.passphrase_file).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeError) as error:
        words = tr("The passphrase can't be read from {path}.").format(path=asked.passphrase_file)
        raise SetupRefusedError(words) from error


def _unlocked(here: _OpenRecords, passphrase: str) -> Unlocked:
    """Open the clinic's keys; the audit log records who did, or that someone tried."""
    kept = here.store.vault()
    if kept is None:
        raise SetupRefusedError(
            tr("The records' keys are not in the database. Restore the last backup.")
        )
    try:
        unlocked = unlock_as_any(read_vault(kept[1]), passphrase)
    except WrongPassphraseError:
        here.note(Event(action="wrong-passphrase"))
        raise
    unlocked.proven(pinned(here.notes))
    here.note(Event(action="unlocked", who=unlocked.name))
    return unlocked


def _join(asked: Asked, folder: Path, out: TextIO, ask: Callable[[str], str]) -> int:
    here = read_setup(folder)
    if here and not here.adds_only:
        raise SetupRefusedError(
            tr("This computer already has records; it can't be set up a second time.")
        )
    words = tr("Type the fingerprint that the desk shows, and press Enter: ")
    setup = join_as_waiting_room(folder, _file_of(asked), ask(words))
    done = tr("This computer is now station {station}. Delete the file that it was set up with.")
    out.write(done.format(station=setup.station) + "\n")
    return EXIT_GOOD


_TASKS: dict[str, Callable[[Asked, Path, TextIO, Callable[[str], str]], int]] = {
    "verify": _verify,
    "backup": _back_up,
    "restore": _restore,
    "expire": _expire,
    "join": _join,
}


@contextmanager
def _opened(folder: Path) -> Iterator[_OpenRecords]:
    setup = read_setup(folder)
    if setup is None:
        raise SetupRefusedError(
            tr("There are no records on this computer. Set them up at the front desk first.")
        )
    notes = Notes(folder)
    require_pinned(setup, notes)
    with (
        Store.open(setup.store, migrate=not setup.adds_only, make=False) as store,
        Outbox(folder / OUTBOX_FILE, setup.station) as outbox,
    ):
        while forward(outbox, store):
            pass
        yield _OpenRecords(setup, notes, store, outbox)


def _file_of(asked: Asked) -> Path:
    if asked.file is None:
        raise SetupRefusedError(tr("Give a file name."))
    return asked.file


class _Told(Protocol):
    """Something that was found, in words."""

    @property
    def text(self) -> str:
        """The words."""
        ...


def _say(found: Iterable[_Told], out: TextIO) -> int:
    """Say what is wrong, one line for each finding, or that nothing is."""
    lines = [plain(finding.text) for finding in found]
    out.writelines(f"{line}\n" for line in lines or [tr("The audit log is intact.")])
    return EXIT_FOUND if lines else EXIT_GOOD
