"""Setting records up: nothing is written before the recovery sheet is confirmed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from questionnaire.records.desk.certificates import certified
from questionnaire.records.desk.settings import (
    STAFF_PIN,
    wrong_name,
    wrong_passphrase,
    wrong_staff_pin,
)
from questionnaire.records.errors import (
    ChangedMeanwhileError,
    RecordsError,
    SetupRefusedError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.format.version import Station
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.ticket import new_station_code
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.passphrase import wrap
from questionnaire.records.sealing.pinned_key import pin_key, pinned
from questionnaire.records.sealing.signing import new_signing_key
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.sealing.vault import Unlocked, Vault, Wrap, new_vault, read_vault, unlock
from questionnaire.records.setup import Setup, make_folder, read_setup, read_setup_file, write_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.words import mark, tr

STORE_FILE = "records.db"

_NO_STATION_FILE = mark(
    "{path} is no file for a waiting room, or is damaged: {reason}. Make it at the desk, in the settings."
)


class Founding(msgspec.Struct, frozen=True):
    """A clinic's new records before they are written; `recovery` goes on the sheet and nowhere else."""

    setup: Setup
    unlocked: Unlocked
    recovery: str

    def with_staff_pin(self, pin: str) -> "Founding":
        """Return the same records with a staff PIN for the waiting room."""
        return replace(self, setup=replace(self.setup, staff_pin=hash_pin(pin)))

    def finish(self, folder: Path) -> Setup:
        """Write the keys and this computer's set-up, now that the sheet is safe."""
        with Store.open(self.setup.store) as store:
            if store.vault():
                raise ChangedMeanwhileError(
                    tr("There are records here already. Join them with a keyholder's passphrase.")
                )
            station = certified(self.unlocked, self.setup)
            store.replace_vault(self.unlocked.vault.encode(), after=0, stations=(station,))
        return _settle_in(folder, self.setup, Event(action="set-up", who=self.unlocked.name))


def found(folder: Path, store: str, name: str, passphrase: str, wrap: Wrap = wrap) -> Founding:
    """Make the clinic's keys; `store` is a PostgreSQL URL, or "" for this computer. Takes seconds."""
    unlocked, recovery = new_vault(name, passphrase, wrap)
    where = store or _own_store(folder)
    setup = Setup(
        station=new_station_code(()),
        store=where,
        key=unlocked.public,
        signing_key=new_signing_key(),
    )
    return Founding(setup, unlocked, recovery)


def has_records(folder: Path, store: str) -> bool:
    """Tell whether a clinic's records are in this store already; none is made by asking."""
    return _kept(folder, store) is not None


class Joining(msgspec.Struct, frozen=True):
    """A further desk before it joins; a person compares the fingerprint with the first desk's."""

    setup: Setup
    name: str
    station: Station

    @property
    def fingerprint(self) -> str:
        """What the first desk shows in its settings too."""
        return self.setup.key.fingerprint

    def finish(self, folder: Path) -> Setup:
        """Write the certificate and this computer's set-up, now that the fingerprints were compared."""
        with Store.open(self.setup.store) as store:
            store.certify(self.station)
        return _settle_in(folder, self.setup, Event(action="station-added", who=self.name))


def join(folder: Path, store: str, name: str, passphrase: str) -> Joining:
    """Open records that are there already, for a further desk or after a restore. Takes seconds."""
    kept = _kept(folder, store)
    if kept is None:
        raise SetupRefusedError(tr("There are no records yet. Set them up first."))
    vault, stations = kept
    if name not in vault.keyholders:
        raise SetupRefusedError(tr("There is no keyholder of this name. Check the spelling."))
    unlocked = unlock(vault, name, passphrase)
    code = new_station_code(stations)
    setup = Setup(
        station=code,
        store=store or _own_store(folder),
        key=unlocked.public,
        signing_key=new_signing_key(),
    )
    return Joining(setup, name, certified(unlocked, setup))


def read_station_file(station_file: Path) -> Setup:
    """Return what a desk wrote for a waiting-room computer; raises SetupRefusedError."""
    try:
        setup = read_setup_file(station_file, _NO_STATION_FILE)
    except FileNotFoundError as error:
        text = tr("{path} does not exist. Make it at the desk, in the settings.")
        raise SetupRefusedError(text.format(path=station_file)) from error
    if not setup.adds_only:
        text = tr(
            "{path} is for a desk. Make a file for a waiting room, in the settings of the desk."
        )
        raise SetupRefusedError(text.format(path=station_file))
    return setup


def join_as_waiting_room(folder: Path, station_file: Path, fingerprint: str) -> Setup:
    """Take in what a desk wrote for this waiting-room computer, with the fingerprint it showed.

    Raises SetupRefusedError where it was set up before, and what waits since can't be brought to the records.
    """
    setup = read_station_file(station_file)
    if _plain(setup.key.fingerprint) != _plain(fingerprint):
        raise WrongKeyError(
            tr("This is not the fingerprint that the desk shows. Make the file again at the desk.")
        )
    _bring_what_waits(folder)
    return _settle_in(folder, setup, Event(action="station-added"))


def _bring_what_waits(folder: Path) -> None:
    """Forward what waits here as the station that wrote it: in another's name the database takes none of it."""
    before = read_setup(folder)
    if before is None:
        return
    with Outbox(folder / OUTBOX_FILE, before.signer) as outbox:
        try:
            with Store.open(before.store, migrate=False, make=False) as store:
                while forward(outbox, store):
                    pass
        except RecordsError as error:
            if outbox.waiting():
                words = tr(
                    "What waits on this computer must reach the clinic's records first. {reason} Then join "
                    "again."
                )
                raise SetupRefusedError(words.format(reason=error)) from error


# What is typed into the form for setting up, by the field

HERE = "here"  # the value of the field "where" for records on this computer
_ADDRESS = "postgresql://"


def wrong_entries(values: Mapping[str, Any], *, joins: bool, clinic: str = "") -> dict[str, str]:
    """Return what is wrong with what was typed; to join records, less is asked."""
    wrong = {}
    if values["where"] != HERE and not _store_of(values).startswith(_ADDRESS):
        wrong["url"] = tr("Enter the database's address. It begins with postgresql://")
    wrong |= wrong_name(values["name"].strip())
    if not joins:
        known = (values["name"], clinic)
        wrong |= wrong_passphrase(values, "passphrase", "again", known)
        return wrong | wrong_staff_pin(values)
    if not values["passphrase"]:
        wrong["passphrase"] = tr("Enter the passphrase of this keyholder.")
    return wrong


def found_or_join(
    folder: Path, values: Mapping[str, Any], *, joins: bool
) -> Founding | Joining | None:
    """Make new keys or open those of existing records; None where there are unexpected records.

    Nothing is written. Takes seconds.
    """
    store, name, passphrase = _store_of(values), values["name"].strip(), values["passphrase"]
    if joins:
        return join(folder, store, name, passphrase)
    if has_records(folder, store):
        return None
    founding = found(folder, store, name, passphrase)
    pin = values[STAFF_PIN]
    return founding.with_staff_pin(pin) if pin else founding


def field_to_blame(error: Exception, values: Mapping[str, Any], *, joins: bool) -> str:
    """Return the field that an error is about; "" where it is about none of them."""
    match error:
        case WrongPassphraseError():
            return "passphrase"
        case SetupRefusedError() if joins:
            return "name"
        case _:
            return "" if values["where"] == HERE else "url"


def _store_of(values: Mapping[str, Any]) -> str:
    """Return the address of the clinic's database; "" for this computer."""
    return "" if values["where"] == HERE else str(values["url"]).strip()


def _settle_in(folder: Path, setup: Setup, event: Event) -> Setup:
    """Know the key before the set-up names it: whenever this ends, what is kept fits."""
    make_folder(folder)
    notes, fingerprint = Notes(folder), setup.key.fingerprint
    pin_key(notes, *pinned(notes), fingerprint)
    write_setup(folder, setup)
    pin_key(notes, fingerprint)
    with Outbox(folder / OUTBOX_FILE, setup.signer) as outbox:
        outbox.add_event(event)
    return setup


def _kept(folder: Path, store: str) -> tuple[Vault, tuple[str, ...]] | None:
    """Return the keys in a store and the codes of its stations; None where nothing was set up."""
    if not store and not (folder / STORE_FILE).exists():
        return None
    with Store.open(store or _own_store(folder)) as opened:
        found = opened.vault()
        taken = (*opened.audit_tails(), *(one.code for one in opened.stations()))
        return (read_vault(found[1]), taken) if found else None


def _own_store(folder: Path) -> str:
    return str(folder.absolute() / STORE_FILE)


def _plain(fingerprint: str) -> str:
    return "".join(one for one in fingerprint.upper() if one.isalnum())
