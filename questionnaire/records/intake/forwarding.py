"""From this computer to the clinic's store: each row once, as soon as the store can be reached."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Event, Thread

from questionnaire.records.errors import RecordsError, RefusedRowError
from questionnaire.records.intake.listeners import notify, reason
from questionnaire.records.intake.outbox import Outbox, Parcel
from questionnaire.records.setup import Setup
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.store import Store

_FIRST_PAUSE = 1.0  # seconds, doubled while the store can't be reached
_LONGEST_PAUSE = 30.0
_CLOSING_SECONDS = 0.3  # for a parcel that is on its way
_LET_GO_SECONDS = 0.2  # until a wait for PostgreSQL has ended


def forward(outbox: Outbox, store: Store) -> int:
    """Forward one parcel to the store and return how many rows have left the outbox.

    What was sent is deleted only afterwards: the store keeps a row that is sent twice once. A row that the
    store refuses stays here and is passed over; where nothing else is left, it raises RefusedRowError.
    """
    parcel = outbox.parcel()
    try:
        _send(parcel, store)
    except RefusedRowError:
        parcel = _taken(parcel, store)
        if not (gone := outbox.forget(parcel)):
            raise
        return gone
    return outbox.forget(parcel)


def _send(parcel: Parcel, store: Store) -> None:
    store.add(versions=parcel.versions, marks=parcel.marks, entries=parcel.entries)


def _taken(parcel: Parcel, store: Store) -> Parcel:
    """Send each row on its own, and return those that the store has taken."""
    taken = Parcel()
    for one in parcel.single():
        with suppress(RefusedRowError):
            _send(one, store)
            taken = taken.joined(one)
    return taken


class Forwarder:
    """Forwards what waits to the store, on a thread of its own."""

    def __init__(self, path: Path, setup: Setup, on_unreachable: Callable[[str], None]) -> None:
        self._path, self._setup = path, setup
        self._on_unreachable = on_unreachable
        self._store: Store | None = None
        self._patience = Patience()
        self._work = Event()
        self._closing = Event()
        self._state = Condition()
        self.waiting = 0  # rows left on this computer at the last count
        self._begun = 0  # rounds so far
        self._ended = 0  # the last round that forwarded everything
        self._pause = 0.0
        self._trouble = ""
        self._thread = Thread(target=self._run, name="forwarder", daemon=True)

    def start(self) -> None:
        """Begin with what an earlier run of the program left."""
        self._work.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that there is something to forward."""
        self._work.set()

    def wait_until_empty(self, timeout: float) -> bool:
        """Wait until a round that begins from now on has left nothing; False if it is not in time."""
        with self._state:
            begun = self._begun
            self.wake()
            return self._state.wait_for(lambda: self._ended > begun and self.waiting == 0, timeout)

    def close(self, timeout: float) -> None:
        """End the thread; what waits stays for the next start.

        A PostgreSQL that doesn't answer is given up soon: what it may have taken is sent again, and kept once.
        """
        self._closing.set()
        self._work.set()
        if self._setup.is_shared:
            self._thread.join(_CLOSING_SECONDS)
            self._patience.give_up()
            timeout = _LET_GO_SECONDS
        self._thread.join(timeout)

    def _run(self) -> None:
        with Outbox(self._path, self._setup.station) as outbox:
            while not self._closing.is_set():
                # Another program of this computer may have written after the last look.
                self._work.wait(_FIRST_PAUSE if self.waiting else None)
                self._work.clear()
                self._round(outbox)
        self._let_go()

    def _round(self, outbox: Outbox) -> None:
        """Forward everything, or wait longer after each failure."""
        with self._state:
            self._begun += 1
        try:
            self._bring(outbox)
            self._count(outbox, ended=self._begun)
        except Exception as error:  # noqa: BLE001 this thread must not end: nothing more would arrive
            self._let_go()
            with suppress(RecordsError):
                self._count(outbox, ended=self._ended)
            self._tell(reason(error))
            self._pause = min(max(_FIRST_PAUSE, self._pause * 2), _LONGEST_PAUSE)
            self._closing.wait(self._pause)
            self._work.set()
        else:
            self._pause = 0.0
            self._tell("")

    def _bring(self, outbox: Outbox) -> None:
        """Forward parcel after parcel; nothing of what was sent remains in this computer's file.

        Where this computer may, it also clears the store of drafts that others have replaced.
        """
        if self._store is None:
            self._store = Store.open(
                self._setup.store,
                migrate=not self._setup.adds_only,
                make=False,
                patience=self._patience,
            )
        brought = 0
        while (some := forward(outbox, self._store)) and not self._closing.is_set():
            brought += some
        if brought:
            outbox.checkpoint()
        if brought and not self._setup.adds_only:
            with suppress(RecordsError):  # it isn't urgent: the next time will do
                self._store.prune()

    def _count(self, outbox: Outbox, ended: int) -> None:
        """Note how many rows are left."""
        waiting = outbox.waiting()
        with self._state:
            self.waiting, self._ended = waiting, ended
            self._state.notify_all()

    def _tell(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            notify(self._on_unreachable, trouble)

    def _let_go(self) -> None:
        """Close the store; it is reopened when it is needed."""
        if self._store:
            self._store.close()
            self._store = None
