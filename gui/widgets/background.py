"""Long work on one background thread; its results come back to the screen's thread."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from questionnaire.records.errors import RecordsError, StoreUnreachableError

_CLOSING_SECONDS = 0.7

_Tasks = SimpleQueue[Callable[[], None] | None]
_T = TypeVar("_T")


class Background(QObject):
    """Runs one piece of work after the other; after `close` nothing comes back any more.

    Its thread ends with the program: what hangs in a driver keeps nothing open.
    """

    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._gate = Lock()
        self._tasks: _Tasks = SimpleQueue()
        self._thread: Thread | None = None
        self._came_back.connect(self._deliver)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the work; then `done` or `failed` is called on the screen's thread."""

        def worked() -> None:
            if not self._open:
                return
            try:
                found = work()
            except Exception as error:  # noqa: BLE001 the screen must hear of any error
                self._bring(partial(failed, error))
            else:
                self._bring(lambda: done(found))

        if self._thread is None:
            self._thread = Thread(target=_work, args=(self._tasks,), name="background", daemon=True)
            self._thread.start()
        self._tasks.put(worked)

    def close(self, *, seconds: float = _CLOSING_SECONDS) -> bool:
        """Deliver nothing more, drop what was not begun, and wait a little for what is being done.

        False where that takes longer.
        """
        with self._gate:
            self._open = False
        self._tasks.put(None)
        if self._thread:
            self._thread.join(seconds)
        return not (self._thread and self._thread.is_alive())

    def _bring(self, call: Callable[[], None]) -> None:
        """Hand a result over, unless this is closed: what emits while it is deleted ends the program."""
        with self._gate, suppress(RuntimeError):  # the window is gone by now
            if self._open:
                self._came_back.emit(call)

    def _deliver(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


def _work(tasks: _Tasks) -> None:
    while task := tasks.get():
        task()
        del task  # it may hold a PIN or a passphrase, and the next one may be long in coming


class Errands:
    """Hands work to the background; after `end` its results are dropped.

    While `held` says why not, nothing is taken on.
    """

    def __init__(self, background: Background, say: Callable[[str], None]) -> None:
        self._background = background
        self._say = say
        self._is_over = False
        self.held = ""

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do the work; an error of the records is said, unless `failed` handles it."""
        if self._is_over:
            return
        if self.held:
            (failed or self._complain)(StoreUnreachableError(self.held))
            return

        def came(found: _T) -> None:
            if not self._is_over:
                done(found)

        def broke(error: Exception) -> None:
            if not self._is_over:
                (failed or self._complain)(error)

        self._background.run(work, came, broke)

    def are_held(self) -> bool:
        """Tell whether nothing is taken on, and say why."""
        if self.held:
            self._say(self.held)
        return bool(self.held)

    def end(self) -> None:
        """Drop everything."""
        self._is_over = True

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        self._say(str(error))
