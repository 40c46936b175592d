"""How a waiting room learns that an unlocked desk has seen an urgent intake, although it may not read anything.

The intake's encrypted head holds a secret; a desk that opened it publishes the secret. On PostgreSQL that is a
notification, which needs no right to read; on one computer it is a mark in the store.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from hmac import compare_digest
from threading import Event, Lock, Thread
from typing import Any
from uuid import UUID

from questionnaire.records.errors import RecordsError
from questionnaire.records.intake.listeners import notify
from questionnaire.records.setup import Setup
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.store import CHANNEL, Store

_LOOK_SECONDS = 1.0
_AGAIN_SECONDS = 5.0
_CLOSING_SECONDS = 1.0


class Acknowledgements:
    """Tells, on a thread of its own, of each watched intake that a desk has acknowledged.

    What is said while PostgreSQL can't be reached is not heard: it is better to say too little.
    """

    def __init__(self, setup: Setup, on_acknowledged: Callable[[UUID], None]) -> None:
        self._setup = setup
        self._on_acknowledged = on_acknowledged
        self._receipts: dict[UUID, str] = {}
        self._lock = Lock()
        self._is_watching = Event()
        self._closing = Event()
        self._patience = Patience()
        self._thread: Thread | None = None

    def watch(self, intake: UUID, receipt: str) -> None:
        """Listen for this intake from now on; until the first one, nothing is connected."""
        with self._lock:
            self._receipts[intake] = receipt
            self._is_watching.set()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="acknowledgements", daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Stop listening: the person has left."""
        with self._lock:
            self._receipts.clear()
            self._is_watching.clear()

    def close(self) -> None:
        """End the thread, which only listens."""
        self._closing.set()
        self._is_watching.set()
        self._patience.give_up()
        if self._thread:
            self._thread.join(_CLOSING_SECONDS)

    def _run(self) -> None:
        listen = self._notified if self._setup.is_shared else self._marked
        while self._is_wanted():
            with suppress(RecordsError):
                for intake, receipt in listen():
                    self._hear(intake, receipt)
            self._closing.wait(_AGAIN_SECONDS if self._setup.is_shared else _LOOK_SECONDS)

    def _is_wanted(self) -> bool:
        """Wait until there is someone to listen for; False once this is closed."""
        if not self._closing.is_set():
            self._is_watching.wait()
        return not self._closing.is_set()

    def _hear(self, intake: UUID, receipt: str) -> None:
        with self._lock:
            known = self._receipts.get(intake, "")
            fits = bool(known) and compare_digest(known.encode(), receipt.encode())
            if fits:
                del self._receipts[intake]
            if not self._receipts:
                self._is_watching.clear()
        if fits:
            notify(self._on_acknowledged, intake)

    def _marked(self) -> Iterator[tuple[UUID, str]]:
        """Yield the receipts that desks have left in the store of this computer."""
        with self._lock:
            watched = tuple(self._receipts)
        with Store.open(self._setup.store, make=False) as store:
            for mark in store.acknowledgements(watched):
                yield mark.intake, mark.about

    def _notified(self) -> Iterator[tuple[UUID, str]]:
        """Yield the receipts that desks send on PostgreSQL, until the connection breaks or this is closed."""
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
                        with suppress(
                            ValueError
                        ):  # any user of the database can send anything here
                            yield UUID(intake), receipt
            finally:
                connection.invalidate()  # it listens, so it must not be reused
