"""How long the computer has not been touched: first a cover, then a count, then the end."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

#: Seconds in which one can still go on.
COUNT = 30
_LOOK_MS = 200


class Idle(QObject):
    """Measures the time without input while a person's page is open, with a clock that never goes back."""

    begun = Signal()
    counted = Signal(int)
    ended = Signal()

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        super().__init__()
        self._seconds = seconds
        self._clock = clock
        self._touched = self._counting_since = clock()
        self.is_counting = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Start when a person's page opens."""
        self.touched()
        self._timer.start()

    def stop(self) -> None:
        """Stop when no person's page is open."""
        self.is_counting = False
        self._timer.stop()

    def touched(self) -> None:
        """Start the count again: someone is still here."""
        self.is_counting = False
        self._touched = self._clock()

    def _look(self) -> None:
        now = self._clock()
        if not self.is_counting:
            if now - self._touched < self._seconds:
                return
            self.is_counting, self._counting_since = True, now
            self.begun.emit()
        left = ceil(COUNT - (now - self._counting_since))
        if left > 0:
            self.counted.emit(left)
        else:
            self.stop()
            self.ended.emit()
