"""Long work on one background thread; its results come back to the screen's thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from questionnaire.records.errors import RecordsError

_T = TypeVar("_T")


class Background(QObject):
    """Runs one piece of work after the other; after `close` nothing comes back any more."""

    _came_back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._came_back.connect(self._deliver)

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the work; then `done` or `failed` is called on the screen's thread."""

        def worked() -> None:
            try:
                found = work()
            except Exception as error:  # noqa: BLE001 the screen must hear of any error
                self._came_back.emit(lambda error=error: failed(error))
            else:
                self._came_back.emit(lambda: done(found))

        self._thread.submit(worked)

    def close(self) -> None:
        """Wait for what is being done, drop what was not begun, and deliver nothing more."""
        self._open = False
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


class Errands:
    """Hands work to the background; after `end` its results are dropped."""

    def __init__(self, background: Background, say: Callable[[str], None]) -> None:
        self._background = background
        self._say = say
        self._is_over = False

    def run(
        self,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do the work; an error of the records is said, unless `failed` handles it."""
        if self._is_over:
            return

        def came(found: _T) -> None:
            if not self._is_over:
                done(found)

        def broke(error: Exception) -> None:
            if not self._is_over:
                (failed or self._complain)(error)

        self._background.run(work, came, broke)

    def end(self) -> None:
        """Drop everything."""
        self._is_over = True

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        self._say(str(error))
