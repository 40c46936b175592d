"""From this computer to the clinic's store: each row once, as soon as the store can be reached."""

from collections.abc import Callable
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from threading import Condition, Thread
from threading import Event as Flag

from questionnaire.records.errors import RecordsError, RefusedRowError
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.intake.chain_ends import note_end, noted
from questionnaire.records.intake.listeners import notify, reason
from questionnaire.records.intake.outbox import Outbox, Parcel
from questionnaire.records.intake.restoring import finish_earlier
from questionnaire.records.intake.ticket import REMEMBERED
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup
from questionnaire.records.store.audit import ChainHead, Event
from questionnaire.records.store.held_rows import held_entries, held_marks, held_versions
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.store import Store
from questionnaire.words import mark, tr

_ANOTHER_THERE = mark(
    "The clinic's records hold another entry in the place of one that this computer wrote. It stays encrypted"
    " on this computer; tell the person who looks after the records."
)

_END_LOST = mark(
    "The clinic's records no longer hold what station {station} noted up to entry {number} of its audit log."
    " Somebody removed it, or an older backup was restored: tell the person who looks after the records."
)

_FIRST_PAUSE = 1.0  # seconds, doubled while the store can't be reached
_LONGEST_PAUSE = 30.0
_CLOSING_SECONDS = 0.3  # for a parcel that is on its way
_LET_GO_SECONDS = 0.2  # until a wait for PostgreSQL has ended


def forward(outbox: Outbox, store: Store) -> int:
    """Forward one parcel to the store and return how many rows were seen to; 0 once none is left.

    A row is forgotten only once the store was asked and holds it. One that the store refuses, or in whose place
    it holds another, stays here and is passed over; where only such are left, this raises RefusedRowError.
    """
    parcel = outbox.parcel()
    why = RefusedRowError(tr(_ANOTHER_THERE))
    try:
        _send(parcel, store)
    except RefusedRowError as error:
        why = error
        for one in parcel.single():
            with suppress(RefusedRowError):
                _send(one, store)
    there = _held(parcel, store)
    seen_to = outbox.forget(there) + outbox.pass_over(parcel, there, why)
    if not seen_to and (passed_over := outbox.try_again()):
        raise passed_over
    return seen_to


def _send(parcel: Parcel, store: Store) -> None:
    store.add(versions=parcel.versions, marks=parcel.marks, entries=parcel.entries)


def _held(parcel: Parcel, store: Store) -> Parcel:
    """Return what the store holds of a parcel."""
    versions, marks = held_versions(store, parcel.versions), held_marks(store, parcel.marks)
    entries: list[AuditEntry] = []
    for station, chain in groupby(parcel.entries, key=lambda entry: entry.station):
        of_station = {one.number: one for one in chain}
        hashes = {number: one.hash for number, one in of_station.items()}
        entries += (of_station[one] for one in sorted(held_entries(store, station, hashes)))
    return Parcel(
        versions=tuple(one for one in parcel.versions if one.id in versions),
        marks=tuple(one for one in parcel.marks if one.id in marks),
        entries=tuple(entries),
    )


def last_tickets(outbox: Outbox, store: Store, setup: Setup) -> list[str]:
    """Return the tickets that this station gave last, as far as this computer may read them."""
    held = [] if setup.adds_only else store.last_tickets(setup.station, REMEMBERED)
    return [*held, *outbox.last_tickets(REMEMBERED)]


class Forwarder:
    """Forwards what waits to the store, on a thread of its own.

    `on_tickets` hears, whenever the store was opened, which tickets this station's last intakes bear.
    """

    def __init__(
        self,
        path: Path,
        setup: Setup,
        on_unreachable: Callable[[str], None],
        on_tickets: Callable[[list[str]], None],
    ) -> None:
        self._path, self._setup = path, setup
        self._notes = Notes(path.parent)
        self._lost_end = ""
        self._on_unreachable = on_unreachable
        self._on_tickets = on_tickets
        self._store: Store | None = None
        self._patience = Patience()
        self._work = Flag()
        self._closing = Flag()
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
        with Outbox(self._path, self._setup.signer) as outbox:
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
            self._tell(self._lost_end)

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
            finish_earlier(self._store, self._notes, outbox, self._setup.station)
            self._look_for_end(outbox, self._store)
            self._on_tickets(last_tickets(outbox, self._store, self._setup))
        brought = 0
        while (some := forward(outbox, self._store)) and not self._closing.is_set():
            brought += some
        if brought:
            outbox.checkpoint()
            self._note_end(outbox, self._store)
        if brought and not self._setup.adds_only:
            with suppress(RecordsError):  # it isn't urgent: the next time will do
                self._store.prune()

    def _look_for_end(self, outbox: Outbox, store: Store) -> None:
        """Say, and put into the audit, that the store has lost the end of this computer's audit log.

        A file of this computer that has no keys is only just being restored, and its log is not there yet.
        """
        if not self._setup.is_shared and not store.vault():
            return
        station = self._setup.station
        end = noted(self._notes).get(station)
        if self._lost_end or end is None or held_entries(store, station, {end.length: end.hash}):
            return
        self._lost_end = tr(_END_LOST).format(station=station, number=end.length)
        outbox.add_event(Event(action="end-lost", detail=str(end.length)))

    def _note_end(self, outbox: Outbox, store: Store) -> None:
        """Remember the end of this computer's audit log once the store holds it."""
        last = outbox.last_entry()
        if last and held_entries(store, last.station, {last.number: last.hash}):
            note_end(self._notes, last.station, ChainHead.of(last))

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
