"""This computer's part of the records: where they are, which station it is, whose key it encrypts to."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from questionnaire.decoding import converted
from questionnaire.records.errors import NOT_OURS, ReadOnlyError, SetupRefusedError
from questionnaire.records.sealing.public_key import PublicKey
from questionnaire.whole_file import remove_leftovers, write_whole
from questionnaire.words import mark, tr

if TYPE_CHECKING:
    from questionnaire.records.sealing.signing import Signer

SETUP_FILE = "records.toml"
FOLDER_VARIABLE = "DYSTONIA_TRIAGE_RECORDS"
_HASH = r"^(scrypt:[0-9a-f]{32}:[0-9a-f]{64})?\Z"
_SIGNING = r"^[0-9a-f]{64}\Z"
_CODE = r"^[A-Z][0-9]{1,10}\Z"

_NO_WHOLE_PATH = mark(
    "{variable} must name the folder for the records by its whole path, and does not. Correct it, or remove it."
)
_NO_PLACE = mark(
    "The records can't be kept in {path}: {place} can't be used ({reason}). Mend that, or name another folder"
    " by {variable}."
)
_DAMAGED = mark(
    "{path} is damaged: {reason}. Restore it from a backup, or set this computer up again."
)


class Setup(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file says. `store` is the path of an SQLite file or the URL of a PostgreSQL database.

    With `adds_only` the computer reads nothing from the store, not even what it wrote itself.
    `signing_key` is the secret by which this station signs what it writes, in hexadecimal digits.
    `staff_pin` is the hash of the PIN that leads out of a waiting room; "" before there is one.
    """

    station: Annotated[str, msgspec.Meta(pattern=_CODE)]
    store: str
    key: PublicKey
    signing_key: Annotated[str, msgspec.Meta(pattern=_SIGNING)]
    adds_only: bool = False
    staff_pin: Annotated[str, msgspec.Meta(pattern=_HASH)] = ""

    @property
    def signer(self) -> "Signer":
        """What signs in the name of this station."""
        from questionnaire.records.sealing.signing import Signer  # only where something is written

        return Signer(self.station, self.signing_key)

    @property
    def is_shared(self) -> bool:
        """Whether several computers use the store."""
        return "://" in self.store


def records_folder() -> Path:
    """Return the folder of this computer's records; an environment variable names another one."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named is not None:
        return Path(named)
    from platformdirs import user_data_path  # only where records are looked for

    return user_data_path("dystonia-triage", appauthor=False)


def require_place(folder: Path) -> None:
    """Raise SetupRefusedError where a folder can't hold records; nothing is made to find out."""
    if not folder.is_absolute():  # an empty name is no whole path either
        raise SetupRefusedError(tr(_NO_WHOLE_PATH).format(variable=FOLDER_VARIABLE))
    place = folder
    try:
        while not _is_there(place) and place != place.parent:
            place = place.parent
        if not place.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
        if not os.access(place, os.R_OK | os.W_OK | os.X_OK):  # pragma: no cover - root may
            raise PermissionError(EACCES, os.strerror(EACCES))
    except OSError as error:
        words = tr(_NO_PLACE).format(
            path=folder, place=place, reason=error.strerror, variable=FOLDER_VARIABLE
        )
        raise SetupRefusedError(words) from error


def _is_there(place: Path) -> bool:
    """Tell whether something has this name; raises OSError where that can't be told, as of a lost network."""
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def read_setup(folder: Path) -> Setup | None:
    """Return the set-up; None while records are off. Raises SetupRefusedError with what is wrong.

    An unfinished set-up that a killed program left there goes: it holds the database's password.
    """
    require_place(folder)
    remove_leftovers(folder)
    path = folder / SETUP_FILE
    try:
        return read_setup_file(path)
    except FileNotFoundError:
        return None


def read_setup_file(path: Path, damaged: str = _DAMAGED) -> Setup:
    """Return what a set-up file holds; raises FileNotFoundError and SetupRefusedError.

    `damaged` says, still untranslated, what to do about a file that holds none.
    """
    try:
        return converted(tomllib.loads(path.read_text(encoding="utf-8")), Setup)
    except FileNotFoundError:
        raise
    except OSError as error:
        text = tr("{path} can't be read: {reason}. Allow this user to read it.")
        raise SetupRefusedError(text.format(path=path, reason=error.strerror)) from error
    except NOT_OURS as error:
        raise SetupRefusedError(tr(damaged).format(path=path, reason=error)) from error


def make_folder(folder: Path) -> None:
    """Make the folder of this computer's records, for this user alone; raises ReadOnlyError."""
    with _told(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_setup(folder: Path, setup: Setup) -> None:
    """Write the set-up atomically, for this user alone; raises ReadOnlyError."""
    import tomlkit  # only needed when something is set up

    make_folder(folder)
    with _told(folder):
        write_whole(folder / SETUP_FILE, tomlkit.dumps(msgspec.to_builtins(setup)).encode())


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn an error of the disk into what a person can do."""
    try:
        yield
    except OSError as error:
        text = tr("{path} can't be written: {reason}. Choose another folder, or free some space.")
        raise ReadOnlyError(text.format(path=folder, reason=error.strerror)) from error
