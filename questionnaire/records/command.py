"""The `records` commands: verify, back up, restore, expire, join; they need no screen and no passphrase."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import msgspec

from questionnaire.records.desk import backup
from questionnaire.records.desk.chain_heads import findings
from questionnaire.records.desk.founding import STORE_FILE, join_as_waiting_room
from questionnaire.records.desk.retention import delete_expired
from questionnaire.records.errors import RecordsError, SetupRefusedError
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import FILE_NAME, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.setup import Setup, read_setup
from questionnaire.records.store.audit import Event, Finding
from questionnaire.records.store.engine import has_password
from questionnaire.records.store.store import Store
from questionnaire.words import tr

EXIT_GOOD = 0
EXIT_FOUND = 1
EXIT_REFUSED = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks of the records."""

    task: str
    file: Path | None = None
    store: str = ""
    days: int = 0
    sure: bool = False


class Opened(msgspec.Struct, frozen=True):
    """This computer's records, with all that waited here brought to the store."""

    setup: Setup
    notes: Notes
    store: Store
    outbox: Outbox

    def note(self, event: Event) -> None:
        """Put an event into the audit and bring it to the store."""
        self.outbox.add_event(event)
        forward(self.outbox, self.store)


def plain(text: str) -> str:
    """Return a line without what moves a terminal's cursor or colours: names come from others, too."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def run_records(
    asked: Asked, folder: Path, out: TextIO, complain: TextIO, ask: Callable[[str], str]
) -> int:
    """Do what was asked and return the exit code: 1 where the audit is not whole, 2 where refused."""
    try:
        return _TASKS[asked.task](asked, folder, out, ask)
    except RecordsError as error:
        complain.write(f"dystonia-triage: {plain(str(error))}\n")
        return EXIT_REFUSED


def _verify(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    if asked.file:
        return _say(backup.check(asked.file), out)
    with _opened(folder) as here:
        return _say(findings(here.store, here.notes, here.outbox), out)


def _back_up(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    path = _file_of(asked)
    with _opened(folder) as here:
        here.note(Event(action="backup"))
        contents = backup.back_up(here.store, path)
    words = tr("Entries in {path}: {number}, all sealed. Keep it away from this computer.")
    out.write(words.format(path=path, number=contents.versions) + "\n")
    return EXIT_GOOD


def _restore(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    if has_password(asked.store):
        raise SetupRefusedError(
            tr(
                "Others on this computer can see a password on the command line. Leave it out of the "
                "address, and put it into PostgreSQL's own password file (.pgpass)."
            )
        )
    with Store.open(asked.store or str(folder / STORE_FILE)) as store:
        contents = backup.restore(store, _file_of(asked))
    words = tr(
        "Entries brought back: {number}. Open the front desk and join with a keyholder's passphrase."
    )
    out.write(words.format(number=contents.versions) + "\n")
    return EXIT_GOOD


def _expire(asked: Asked, folder: Path, out: TextIO, _ask: Callable[[str], str]) -> int:
    with _opened(folder) as here:
        now = datetime.now(tz=UTC)
        gone = delete_expired(here.store, asked.days, now, here.note, sure=asked.sure)
    out.write(tr("Intakes deleted: {number}.").format(number=len(gone)) + "\n")
    return EXIT_GOOD


def _join(asked: Asked, folder: Path, out: TextIO, ask: Callable[[str], str]) -> int:
    here = read_setup(folder)
    if here and not here.adds_only:
        raise SetupRefusedError(
            tr("There are records on this computer already; it can't be set up a second time.")
        )
    words = tr("Type the fingerprint that the desk shows, and press Enter: ")
    setup = join_as_waiting_room(folder, _file_of(asked), ask(words))
    done = tr("This computer is station {station} now. Delete the file that it was set up with.")
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
def _opened(folder: Path) -> Iterator[Opened]:
    setup = read_setup(folder)
    if setup is None:
        raise SetupRefusedError(
            tr("There are no records on this computer. Set them up at the front desk first.")
        )
    notes = Notes(folder)
    require_pinned(setup, notes)
    with (
        Store.open(setup.store, migrate=not setup.adds_only) as store,
        Outbox(folder / FILE_NAME, setup.station) as outbox,
    ):
        while forward(outbox, store):
            pass
        yield Opened(setup, notes, store, outbox)


def _file_of(asked: Asked) -> Path:
    if asked.file is None:
        raise SetupRefusedError(tr("Name the file."))
    return asked.file


def _say(found: Iterable[Finding], out: TextIO) -> int:
    """Say what is wrong, one line for each finding, or that nothing is."""
    lines = [plain(finding.text) for finding in found]
    out.writelines(f"{line}\n" for line in lines or [tr("The audit is whole.")])
    return EXIT_FOUND if lines else EXIT_GOOD
