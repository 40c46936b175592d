"""`records create`: a clinic's new records without a screen, by the same rules as the desk's page for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.records.desk.founding import (
    HERE,
    Founding,
    found_or_join,
    has_records,
    wrong_entries,
)
from questionnaire.records.desk.settings import STAFF_PIN, STAFF_PIN_AGAIN
from questionnaire.records.errors import (
    ChangedMeanwhileError,
    ReadOnlyError,
    RecordsError,
    SetupRefusedError,
)
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.records.sealing.recovery_paper import recovery_paper
from questionnaire.records.sealing.staff_pin import problem_with
from questionnaire.records.setup import SETUP_FILE, Setup
from questionnaire.records.this_computer import (
    Asked,
    Terminal,
    new_file,
    refuse_password_in,
    secret,
)
from questionnaire.reports.typesetting import NotWrittenError, save
from questionnaire.words import tr

_OPTIONS = {
    "url": "--store",
    "name": "--keyholder",
    "passphrase": "--passphrase-file",
    STAFF_PIN: "--pin-file",
}


def create(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Set records up: the recovery sheet first, then all else; if anything fails, nothing is left."""
    refuse_password_in(asked.store)
    if (folder / SETUP_FILE).exists():
        raise SetupRefusedError(
            tr("This computer already has records; it can't be set up a second time.")
        )
    values = _entries(asked, terminal)
    if wrong := _wrong(values, asked.clinic.name):
        terminal.warn(*(f"{_OPTIONS[field]}: {problem}" for field, problem in wrong.items()))
        return EXIT_BAD_INPUT
    path = asked.recovery_sheet
    if path is None:
        raise SetupRefusedError(tr("Give a file name."))
    with new_file(path):
        founding = found_or_join(folder, values, joins=False)
        if not isinstance(founding, Founding):
            raise _there_already()
        _save_sheet(path, _sheet(founding, asked), asked, terminal)
    with _all_or_nothing(folder, founding, path):
        founding.finish(folder)
    _tell(founding, folder, path, asked, terminal)
    return EXIT_GOOD


def _entries(asked: Asked, terminal: Terminal) -> dict[str, str]:
    """Return what the desk's page would be filled in with; nobody types anything twice here."""
    passphrase = secret(asked.passphrase_file, terminal.ask)
    pin = secret(asked.pin_file, terminal.ask)
    return {
        "where": "shared" if asked.store else HERE,
        "url": asked.store,
        "name": asked.keyholder,
        "passphrase": passphrase,
        "again": passphrase,
        STAFF_PIN: pin,
        STAFF_PIN_AGAIN: pin,
    }


def _wrong(values: dict[str, str], clinic: str) -> dict[str, str]:
    """Return what is wrong, by its field; an empty file of a PIN is a mistake, and no wish for none."""
    wrong = wrong_entries(values, joins=False, clinic=clinic)
    return wrong if values[STAFF_PIN] else wrong | {STAFF_PIN: problem_with("")}


def _sheet(founding: Founding, asked: Asked) -> RecoverySheet:
    today = datetime.now(tz=UTC).astimezone().date()
    return RecoverySheet(founding.recovery, founding.setup, asked.clinic.name, today)


def _save_sheet(path: Path, sheet: RecoverySheet, asked: Asked, terminal: Terminal) -> None:
    made = recovery_paper(sheet, asked.clinic)
    try:
        save(path, made)
    except NotWrittenError as error:
        text = tr("The sheet could not be saved as {path}: {reason}. Choose another place.")
        raise ReadOnlyError(text.format(path=path, reason=error)) from error
    if made.trouble:
        terminal.warn(made.trouble)


@contextmanager
def _all_or_nothing(folder: Path, founding: Founding, sheet: Path) -> Iterator[None]:
    """Remove what was begun where the rest fails.

    Only where the keys may be in a database already, the sheet stays: nothing else would open it without
    a passphrase.
    """
    is_new, before = not folder.exists(), _files(folder)
    try:
        yield
    except ChangedMeanwhileError:  # what is there is someone else's
        sheet.unlink()
        raise
    except BaseException as error:
        for path in _files(folder) - before:
            path.unlink()
        if is_new and folder.exists():
            folder.rmdir()
        if not _may_be_kept(folder, founding.setup):
            sheet.unlink()
            raise
        words = tr(
            "{reason} The keys may be in the database already: keep the sheet {path}. Once this is "
            "mended, open the front desk and join with the keyholder's passphrase."
        )
        raise RecordsError(words.format(reason=error, path=sheet)) from error


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.glob("*") if path.is_file()}


def _may_be_kept(folder: Path, setup: Setup) -> bool:
    """Tell whether the keys may have reached a database; one that doesn't answer may have them."""
    try:
        return has_records(folder, setup.store if setup.is_shared else "")
    except RecordsError:
        return True


def _there_already() -> SetupRefusedError:
    return SetupRefusedError(
        tr("There are records here already. Join them with a keyholder's passphrase.")
    )


def _tell(founding: Founding, folder: Path, path: Path, asked: Asked, terminal: Terminal) -> None:
    done = tr("Records are set up in {folder}. This computer is station {station}.")
    saved = tr("The recovery sheet was saved as {path}. Print it, and then delete the file.")
    fingerprint = tr("Fingerprint of the clinic's key: {fingerprint}")
    setup, sheet = founding.setup, _sheet(founding, asked)
    terminal.say(
        done.format(folder=folder, station=setup.station),
        fingerprint.format(fingerprint=setup.key.fingerprint),
        saved.format(path=path),
        sheet.purpose,
        *sheet.duties,
    )
