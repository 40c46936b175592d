"""The desk's keys: who may open the records, while they are open, and what changes about it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, RLock

from msgspec.structs import replace

from questionnaire.records.desk.certificates import certified, certified_anew, witnesses
from questionnaire.records.errors import (
    GoneError,
    RecordsError,
    SetupRefusedError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.format.version import Action
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.pinned_key import pin_key, pinned
from questionnaire.records.sealing.vault import NO_KEYS, Unlocked, Vault, read_vault, unlock
from questionnaire.records.setup import Setup, write_setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.store import Store
from questionnaire.records.store.troubles import UNREACHABLE
from questionnaire.words import tr


class Keys:
    """Locked at first; any thread may ask, one after the other.

    The store is opened when it is first needed, so that a desk whose database doesn't answer can say so.
    """

    def __init__(self, folder: Path, setup: Setup, recorder: Recorder) -> None:
        self._folder, self._setup, self._recorder = folder, setup, recorder
        self.notes = Notes(folder)
        self._store: Store | None = None
        self._store_lock = Lock()  # of its own: nobody who locks waits for a database
        self._patience = Patience()
        self._unlocked: Unlocked | None = None
        self._opener: Opener | None = None
        self._lock = Lock()
        self._changing = RLock()  # an older look at the keys would undo a newer change

    @property
    def store(self) -> Store:
        """The clinic's store; raises StoreUnreachableError and its kin."""
        with self._store_lock:
            if self._store is None:
                self._store = Store.open(self._setup.store, make=False, patience=self._patience)
            store = self._store
        if self._patience.is_given_up:
            self._close_store()  # whoever let it go didn't wait
        return store

    def why_silent(self, seconds: float) -> str:
        """Say that the clinic's database hasn't answered for so long; "" while it does. Never waits."""
        return tr(UNREACHABLE) if self._patience.silence > seconds else ""

    def let_go(self) -> None:
        """End every wait for the clinic's database, for good; who waits there gets an error."""
        self._patience.give_up()

    @property
    def folder(self) -> Path:
        """Where this computer keeps what is its own."""
        return self._folder

    @property
    def setup(self) -> Setup:
        """This computer's set-up."""
        return self._setup

    @property
    def station(self) -> str:
        """The code of this computer."""
        return self._setup.station

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key that new entries are encrypted to."""
        return self._setup.key.fingerprint

    @property
    def is_unlocked(self) -> bool:
        """Whether a keyholder has the records open."""
        return self._unlocked is not None

    @property
    def name(self) -> str:
        """The keyholder who has the records open."""
        return self._open.name

    @property
    def opener(self) -> Opener:
        """What opens entries."""
        if self._opener is None:
            raise WrongKeyError(_is_locked())
        return self._opener

    def holders(self) -> tuple[str, ...]:
        """Return the names of those who may unlock, in the order of the alphabet."""
        return tuple(sorted(self._vault()[1].keyholders, key=str.casefold))

    def unlock(self, name: str, passphrase: str) -> None:
        """Open the records; raises WrongPassphraseError, WrongKeyError. Takes seconds."""
        with self._changing:
            self.open_with(self._opened_by(name, passphrase))

    def confirm(self, passphrase: str) -> None:
        """Look whether this is the passphrase of who has the records open, and take in others' changes.

        Raises WrongPassphraseError, WrongKeyError. Takes seconds.
        """
        with self._changing:
            before = self._open
            unlocked = self._opened_by(before.name, passphrase)
            unlocked.proven(pinned(self.notes))
            self._hold(unlocked, after=before)

    def open_with(self, unlocked: Unlocked) -> None:
        """Open the records with keys that a passphrase gave; raises WrongKeyError where they are others'."""
        with self._changing:
            unlocked.proven(pinned(self.notes))
            self._hold(unlocked)
        self._recorder.note(Event(action="unlocked", who=unlocked.name))
        self._certify_again(unlocked)

    def lock(self) -> None:
        """Forget every key."""
        with self._lock:
            unlocked, self._unlocked, self._opener = self._unlocked, None, None
        if unlocked:
            self._recorder.note(Event(action="locked", who=unlocked.name))

    def close(self) -> None:
        """Lock, and let go of the store for good; it waits for nobody who is still connecting to it."""
        self.lock()
        self.let_go()
        self._close_store()

    def _close_store(self) -> None:
        """Close the store, unless someone has it in hand just now: they do it after that."""
        if self._store_lock.acquire(blocking=False):
            try:
                if self._store:
                    self._store.close()
                    self._store = None
            finally:
                self._store_lock.release()

    # Changes of the keys

    def add_holder(self, name: str, passphrase: str) -> None:
        """Let another person unlock too. Takes seconds."""
        who = self._change(lambda open_: open_.with_keyholder(name, passphrase))
        self.note("keyholder-added", name, who=who)

    def remove_holder(self, name: str, *, new_key: bool) -> None:
        """Take the right to unlock away; with a new key, they can't open what is entered from now on.

        A keyholder who removes themselves locks the records by it.
        """

        def without_them(open_: Unlocked) -> Unlocked:
            rest = open_.without_keyholder(name)
            return rest.with_new_key() if new_key else rest

        who = self._change(without_them)  # at once, so that no one is removed without the key
        self.note("keyholder-removed", name, who=who)
        if new_key:
            self.note("new-key", self.fingerprint, who=who)
        if name == who:
            self.lock()

    def change_passphrase(self, passphrase: str) -> None:
        """Give the keyholder who has the records open another passphrase. Takes seconds."""
        who = self._change(lambda open_: open_.with_passphrase(passphrase))
        self.note("passphrase-changed", who, who=who)

    def note(self, action: Action, detail: str = "", *, who: str = "") -> None:
        """Put into the audit what the keyholder did about the keys and the stations.

        `who` it was, where somebody may have locked since.
        """
        self._recorder.note(Event(action=action, who=who or self.name, detail=detail))

    def certify(self, setup: Setup, role: str) -> None:
        """Certify a waiting-room computer that writes by this database role."""
        with self._changing:
            self.store.certify(certified(self._open, setup, kind="waiting-room", role=role))

    def set_staff_pin(self, hashed: str) -> None:
        """Keep the waiting room's staff PIN for this computer."""
        with self._changing:
            self._settle(replace(self._setup, staff_pin=hashed))

    @property
    def _open(self) -> Unlocked:
        unlocked = self._unlocked
        if unlocked is None:
            raise WrongKeyError(_is_locked())
        return unlocked

    def _vault(self) -> tuple[int, Vault]:
        kept = self.store.vault()
        if kept is None:
            raise GoneError(tr(NO_KEYS))
        return kept[0], read_vault(kept[1])

    def _opened_by(self, name: str, passphrase: str) -> Unlocked:
        """Return what a passphrase opens; the audit notes a wrong one."""
        _, vault = self._vault()
        if name not in vault.keyholders:
            raise SetupRefusedError(tr("This keyholder was removed. Choose another one."))
        try:
            return unlock(vault, name, passphrase)
        except WrongPassphraseError:
            self._recorder.note(Event(action="wrong-passphrase", who=name))
            raise

    def _change(self, change: Callable[[Unlocked], Unlocked]) -> str:
        """Change the vault as it is now, also where another desk changed it since; return who did."""
        with self._changing:
            revision, vault = self._vault()
            unlocked = self._open
            if vault.ring != unlocked.vault.ring:
                raise SetupRefusedError(
                    tr("The keyholders were changed meanwhile. Lock, unlock and try again.")
                )
            changed = change(unlocked)
            stations = certified_anew(unlocked, changed, self.store.stations())
            self.store.replace_vault(changed.vault.encode(), after=revision, stations=stations)
            self._hold(changed, after=unlocked)
        return unlocked.name

    def _certify_again(self, unlocked: Unlocked) -> None:
        """Certify this computer where the records lost its certificate, as after an older backup."""
        with suppress(RecordsError), self._changing:  # the next time will do
            if self.station not in witnesses(self.store.stations(), unlocked.public.signing):
                self.store.certify(certified(unlocked, self._setup))
                self.note("station-added", self.station)

    def _hold(self, unlocked: Unlocked, *, after: Unlocked | None = None) -> None:
        """Work with these keys from now on, and encrypt to the newest of them.

        Keys that come `after` others are not held where somebody locked meanwhile.
        """
        with self._lock:
            if after is None or self._unlocked is after:
                self._unlocked, self._opener = unlocked, unlocked.opener()
        if unlocked.public != self._setup.key:
            self._settle(replace(self._setup, key=unlocked.public))

    def _settle(self, setup: Setup) -> None:
        """Keep the set-up and know the key that it names; whenever this ends, what is kept fits."""
        pin_key(self.notes, self._setup.key.fingerprint, setup.key.fingerprint)
        write_setup(self._folder, setup)
        pin_key(self.notes, setup.key.fingerprint)
        self._setup = setup
        self._recorder.use(setup)


def _is_locked() -> str:
    return tr("The records are locked. Unlock them first.")
