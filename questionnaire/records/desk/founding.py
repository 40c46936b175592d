"""Setting records up: nothing is written before the recovery sheet is confirmed."""

from pathlib import Path

import msgspec
from msgspec.structs import replace

from questionnaire.records.errors import ChangedMeanwhileError, SetupRefusedError, WrongKeyError
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.ticket import new_station_code
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.passphrase import wrap
from questionnaire.records.sealing.pinned_key import pin_key
from questionnaire.records.sealing.vault import Unlocked, Vault, Wrap, new_vault, read_vault, unlock
from questionnaire.records.setup import Setup, read_setup_file, write_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.words import tr

STORE_FILE = "records.db"


class Founding(msgspec.Struct, frozen=True):
    """A clinic's new records before they are written; `recovery` goes on the sheet and nowhere else."""

    setup: Setup
    unlocked: Unlocked
    recovery: str

    def finish(self, folder: Path, staff_pin: str = "") -> Setup:
        """Write the keys and this computer's set-up, now that the sheet is safe."""
        with Store.open(self.setup.store) as store:
            if store.vault():
                raise ChangedMeanwhileError(
                    tr("There are records here already. Join them with a keyholder's passphrase.")
                )
            store.replace_vault(self.unlocked.vault.encode(), after=0)
        setup = replace(self.setup, staff_pin=staff_pin)
        return _settle_in(folder, setup, Event(action="set-up", who=self.unlocked.name))


def found(folder: Path, store: str, name: str, passphrase: str, wrap: Wrap = wrap) -> Founding:
    """Make the clinic's keys; `store` is a PostgreSQL URL, or "" for this computer. Takes seconds."""
    unlocked, recovery = new_vault(name, passphrase, wrap)
    where = store or _own_store(folder)
    setup = Setup(station=new_station_code(()), store=where, key=unlocked.public)
    return Founding(setup, unlocked, recovery)


def set_up(
    folder: Path, store: str, name: str, passphrase: str, wrap: Wrap = wrap
) -> tuple[Setup, str]:
    """Set records up at once, and return the set-up and the recovery identity."""
    founding = found(folder, store, name, passphrase, wrap)
    return founding.finish(folder), founding.recovery


def has_records(folder: Path, store: str) -> bool:
    """Tell whether a clinic's records are in this store already; none is made by asking."""
    return _kept(folder, store) is not None


class Joining(msgspec.Struct, frozen=True):
    """A further desk before it joins; somebody compares the fingerprint with the first desk's."""

    setup: Setup
    name: str

    @property
    def fingerprint(self) -> str:
        """What the first desk shows in its settings too."""
        return self.setup.key.fingerprint

    def finish(self, folder: Path) -> Setup:
        """Write this computer's set-up, now that the fingerprints were compared."""
        return _settle_in(folder, self.setup, Event(action="station-added", who=self.name))


def join(folder: Path, store: str, name: str, passphrase: str) -> Joining:
    """Open records that are there already, for a further desk or after a restore. Takes seconds."""
    kept = _kept(folder, store)
    if kept is None:
        raise SetupRefusedError(tr("There are no records yet. Set them up first."))
    vault, stations = kept
    if name not in vault.keyholders:
        raise SetupRefusedError(tr("There is no keyholder of this name. Check how it is written."))
    unlocked = unlock(vault, name, passphrase)
    code = new_station_code(stations)
    setup = Setup(station=code, store=store or _own_store(folder), key=unlocked.public)
    return Joining(setup, name)


def join_as_waiting_room(folder: Path, station_file: Path, fingerprint: str) -> Setup:
    """Take in what a desk wrote for this waiting-room computer, with the fingerprint it showed."""
    try:
        setup = read_setup_file(station_file)
    except FileNotFoundError as error:
        text = tr("{path} is not there. Make it at the desk, in the settings.")
        raise SetupRefusedError(text.format(path=station_file)) from error
    if not setup.adds_only:
        text = tr(
            "{path} is of a desk. Make a file for a waiting room, in the settings of the desk."
        )
        raise SetupRefusedError(text.format(path=station_file))
    if _plain(setup.key.fingerprint) != _plain(fingerprint):
        raise WrongKeyError(
            tr("This is not the fingerprint that the desk shows. Make the file again at the desk.")
        )
    return _settle_in(folder, setup, Event(action="station-added"))


def _settle_in(folder: Path, setup: Setup, event: Event) -> Setup:
    write_setup(folder, setup)
    pin_key(Notes(folder), setup.key.fingerprint)
    with Outbox(folder / OUTBOX_FILE, setup.station) as outbox:
        outbox.add_event(event)
    return setup


def _kept(folder: Path, store: str) -> tuple[Vault, tuple[str, ...]] | None:
    """Return the keys in a store and the codes of its stations; None where nothing was set up."""
    if not store and not (folder / STORE_FILE).exists():
        return None
    with Store.open(store or _own_store(folder)) as opened:
        found = opened.vault()
        return (read_vault(found[1]), tuple(opened.audit_tails())) if found else None


def _own_store(folder: Path) -> str:
    return str(folder.absolute() / STORE_FILE)


def _plain(fingerprint: str) -> str:
    return "".join(one for one in fingerprint.upper() if one.isalnum())
