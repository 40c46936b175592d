"""How a waiting room learns that a desk has taken an urgent intake on or given it back, and may read nothing.

The intake's encrypted head holds a secret; a desk that opened it publishes the secret, and nothing where it
gives the intake back. On PostgreSQL that is a notification, which needs no right to read; on one computer it is
a mark in the store.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from hmac import compare_digest
from threading import Event, Lock, Thread
from typing import Any, NamedTuple
from uuid import UUID

from questionnaire.records.errors import RecordsError
from questionnaire.records.intake.listeners import notify
from questionnaire.records.setup import Setup
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.store import CHANNEL, Store

_LOOK_SECONDS = 1.0
_AGAIN_SECONDS = 5.0
_CLOSING_SECONDS = 1.0


class Standing(NamedTuple):
    """Which of an intake's watched receipts stand: one that was given back does not."""

    intake: UUID
    receipts: frozenset[str]


class Acknowledgements:
    """Tells, on a thread of its own, what stands of each watched intake, whenever that changes.

    Only who opened the intake is believed that it was taken on, and anybody that it was given back: it is
    better to say too little. So nothing stands any more once PostgreSQL can't be heard.
    """

    def __init__(self, setup: Setup, on_changed: Callable[[Standing], None]) -> None:
        self._setup = setup
        self._on_changed = on_changed
        self._receipts: dict[UUID, set[str]] = {}
        self._standing: dict[UUID, frozenset[str]] = {}
        self._lock = Lock()
        self._is_watching = Event()
        self._closing = Event()
        self._patience = Patience()
        self._thread: Thread | None = None

    def watch(self, intake: UUID, receipt: str) -> None:
        """Listen for this receipt too from now on; until the first one, nothing is connected."""
        with self._lock:
            self._receipts.setdefault(intake, set()).add(receipt)
            self._is_watching.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="acknowledgements", daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Stop listening: the person has left."""
        with self._lock:
            self._receipts.clear()
            self._standing.clear()
            self._is_watching.clear()

    def close(self) -> None:
        """End the thread, which only listens."""
        self._closing.set()
        self._is_watching.set()
        self._patience.give_up()
        if self._thread:
            self._thread.join(_CLOSING_SECONDS)

    def _run(self) -> None:
        listen = self._hear_said if self._setup.is_shared else self._hear_marked
        while self._is_wanted():
            with suppress(RecordsError):
                listen()
            self._closing.wait(_AGAIN_SECONDS if self._setup.is_shared else _LOOK_SECONDS)

    def _is_wanted(self) -> bool:
        """Wait until there is someone to listen for; False once this is closed."""
        if not self._closing.is_set():
            self._is_watching.wait()
        return not self._closing.is_set()

    def _hear(self, intake: UUID, said: Iterable[str], *, from_the_first: bool = False) -> None:
        """Take in what was said of an intake, in its order: a receipt, or "" where it was given back."""
        with self._lock:
            watched = self._receipts.get(intake, set())
            before = self._standing.get(intake, frozenset())
            stand = frozenset() if from_the_first else before
            for one in said:
                fitting = {mine for mine in watched if compare_digest(mine.encode(), one.encode())}
                stand = stand | fitting if one else frozenset()
            if stand == before:
                return
            self._standing[intake] = stand
        notify(self._on_changed, Standing(intake, stand))

    def _hear_marked(self) -> None:
        """Look at what desks have left in the store of this computer."""
        with self._lock:
            watched = tuple(self._receipts)
        with Store.open(self._setup.store, make=False) as store:
            marks = store.acknowledgements(watched)
        for intake in watched:
            said = [mark.about for mark in marks if mark.intake == intake]
            self._hear(intake, said, from_the_first=True)

    def _hear_said(self) -> None:
        """Hear what desks send on PostgreSQL, until the connection breaks or this is closed."""
        try:
            self._listen()
        finally:
            with self._lock:
                watched = () if self._closing.is_set() else tuple(self._standing)
            for intake in watched:
                self._hear(intake, ("",))

    def _listen(self) -> None:
        import psycopg  # only with PostgreSQL

        with (
            Store.open(self._setup.store, migrate=False, patience=self._patience) as store,
            suppress(psycopg.Error),
        ):
            connection = store.engine.raw_connection()
            try:
                listener: Any = connection.driver_connection
                listener.autocommit = True
                listener.execute(f"LISTEN {CHANNEL}")
                while True:  # until closing ends the wait
                    for said in listener.notifies(timeout=_LOOK_SECONDS):
                        intake, _, receipt = said.payload.partition(" ")
                        # Any user of the database can send anything here.
                        with suppress(ValueError):
                            self._hear(UUID(intake), (receipt,))
            finally:
                connection.invalidate()  # it listens, so it must not be reused
