"""This computer's records for a command without a screen: what was asked, the terminal, the opened store."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from questionnaire.clinic import Clinic, default_clinic
from questionnaire.records.desk.export import Kind
from questionnaire.records.errors import ReadOnlyError, SetupRefusedError, WrongPassphraseError
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.restoring import finish_earlier
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import pinned, require_pinned
from questionnaire.records.sealing.vault import NO_KEYS, Unlocked, read_vault, unlock_as_any
from questionnaire.records.setup import Setup, read_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.engine import has_password
from questionnaire.records.store.store import Store
from questionnaire.whole_file import try_to_write
from questionnaire.words import tr

EXIT_FOUND = 1  # done, and something was found that is not as it should be

_STANDARD_INPUT = "-"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks of the records; a file of secrets may be `-`, for standard input."""

    task: str
    file: Path | None = None
    store: str = ""
    days: int = 0
    sure: bool = False
    passphrase_file: str = ""
    pin_file: str = ""
    keyholder: str = ""
    recovery_sheet: Path | None = None
    reference: str = ""
    kind: Kind = "json"
    clinic: Clinic = msgspec.field(default_factory=default_clinic)


class Terminal(msgspec.Struct, frozen=True):
    """Where a command says what it did and what is wrong, and where it reads what is typed or sent."""

    out: TextIO
    complain: TextIO
    ask: Callable[[str], str]
    given: BinaryIO

    def say(self, *lines: str) -> None:
        """Write lines for the person, without what could move a terminal's cursor."""
        self.out.writelines(f"{plain(line)}\n" for line in lines)
        self.out.flush()  # a ticket is told before the next case is kept

    def warn(self, *lines: str) -> None:
        """Write lines about what is wrong."""
        self.complain.writelines(f"{plain(line)}\n" for line in lines)


class OpenRecords(msgspec.Struct, frozen=True):
    """This computer's records, once everything that waited here has been forwarded to the store."""

    setup: Setup
    notes: Notes
    store: Store
    outbox: Outbox

    def note(self, *events: Event) -> None:
        """Put events into the audit log and forward them to the store."""
        for event in events:
            self.outbox.add_event(event)
        while forward(self.outbox, self.store):
            pass

    def unlocked(self, passphrase: str) -> Unlocked:
        """Open the clinic's keys; the audit log records who did, or that someone tried."""
        kept = self.store.vault()
        if kept is None:
            raise SetupRefusedError(tr(NO_KEYS))
        try:
            unlocked = unlock_as_any(read_vault(kept[1]), passphrase)
        except WrongPassphraseError:
            self.note(Event(action="wrong-passphrase"))
            raise
        unlocked.proven(pinned(self.notes))
        self.note(Event(action="unlocked", who=unlocked.name))
        return unlocked


@contextmanager
def records_here(folder: Path) -> Iterator[OpenRecords]:
    """Lend this computer's records; raises SetupRefusedError where there are none."""
    setup = setup_here(folder)
    notes = Notes(folder)
    require_pinned(setup, notes)
    with (
        Store.open(setup.store, migrate=not setup.adds_only, make=False) as store,
        Outbox(folder / OUTBOX_FILE, setup.signer) as outbox,
    ):
        finish_earlier(store, notes, outbox, setup.station)
        while forward(outbox, store):
            pass
        yield OpenRecords(setup, notes, store, outbox)


def setup_here(folder: Path) -> Setup:
    """Return this computer's set-up; raises SetupRefusedError where there is none."""
    setup = read_setup(folder)
    if setup is None:
        raise SetupRefusedError(
            tr(
                "This computer is not set up for records. Do that first: at the front desk, which also "
                "opens restored records with a keyholder's name and passphrase, or with "
                "`dystonia-triage records create`."
            )
        )
    return setup


def passphrase_of(asked: Asked, terminal: Terminal, without: str) -> str:
    """Return a keyholder's passphrase; where no file was given, `without` says what can't be done."""
    if not asked.passphrase_file:
        needed = tr(
            "Give a file with a keyholder's passphrase: --passphrase-file FILE, or - for standard input."
        )
        raise SetupRefusedError(f"{needed} {without}")
    return secret(asked.passphrase_file, terminal.ask)


def secret(file: str, ask: Callable[[str], str]) -> str:
    """Return a passphrase or PIN: what a file holds, or the next line of standard input for "-".

    It is never on the command line, which others on this computer can see.
    """
    if file == _STANDARD_INPUT:
        return ask("")
    try:
        text = Path(file).read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        words = tr("The passphrase or PIN can't be read from {path}.").format(path=file)
        raise SetupRefusedError(words) from error
    if len(text.splitlines()) > 1:  # nobody could type it at the desk
        words = tr("{path} must hold one line and nothing else.").format(path=file)
        raise SetupRefusedError(words)
    return text


def file_of(asked: Asked) -> Path:
    """Return the file that the command is about; raises SetupRefusedError where none was given."""
    if asked.file is None:
        raise SetupRefusedError(tr("Give a file name."))
    return asked.file


def refuse_password_in(store: str) -> None:
    """Refuse an address with a password in it."""
    if has_password(store):
        raise SetupRefusedError(
            tr(
                "Others on this computer can see a password on the command line. Leave it out of the "
                "address, and put it into PostgreSQL's own password file (.pgpass)."
            )
        )


@contextmanager
def new_file(path: Path) -> Iterator[None]:
    """Make sure that no file has this name and that one can be written there, before the work begins.

    No empty file holds the place: a killed program would leave it. What goes wrong inside leaves none either.
    """
    if os.path.lexists(path):
        words = tr("{path} is there already, and nothing was written. Choose another name.")
        raise ReadOnlyError(words.format(path=path))
    try:
        try_to_write(path)
    except OSError as error:
        words = tr("{path} can't be written: {reason}. Choose another place.")
        raise ReadOnlyError(words.format(path=path, reason=error.strerror)) from error
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def plain(text: str) -> str:
    """Return a line without control characters for the terminal: some names come from other people."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
