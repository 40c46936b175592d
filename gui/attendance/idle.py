"""How long the computer has not been touched: first a cover, then a count, then the end."""

import sys
import time
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

#: Seconds in which one can still go on.
COUNT = 30
_LOOK_MS = 200
#: Seconds of sleep that are no accident of reading two clocks one after the other.
_SLEEP = 5


def seconds_asleep() -> float:
    """Return how long this computer has slept since its start: of two clocks one stops meanwhile."""
    if sys.platform == "win32":
        from ctypes import byref, c_ulonglong, windll  # only there: the start stays light

        always, awake = c_ulonglong(), c_ulonglong()  # in units of 100 ns
        windll.kernel32.QueryUnbiasedInterruptTime(byref(awake))
        windll.kernelbase.QueryInterruptTime(byref(always))
        return (always.value - awake.value) / 1e7
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


class Idle(QObject):
    """Measures the time without input while a person's page is open, with a clock that never goes back.

    `seconds` pass until it has begun, and the count until it has ended; the clinic may set others meanwhile.
    After sleep it ends at once: whoever wakes the computer may be someone else. `lasting` says, until it has
    begun, in how many seconds it ends. `looks` times the looks at the clock, and runs only while it measures.
    """

    lasting = Signal(int)
    begun = Signal()
    counted = Signal(int)
    ended = Signal()

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        super().__init__()
        self.seconds = seconds
        self._clock = clock
        self._touched = self._counting_since = clock()
        self._slept = seconds_asleep()
        self.is_counting = False
        self.looks = QTimer(self, interval=_LOOK_MS)
        self.looks.timeout.connect(self._look)

    def start(self) -> None:
        """Start when a person's page opens."""
        self.touched()
        self._slept = seconds_asleep()
        self.looks.start()
        self._look()

    def stop(self) -> None:
        """Stop when no person's page is open."""
        self.is_counting = False
        self.looks.stop()

    def touched(self) -> None:
        """Start the count again: someone is still here."""
        self.is_counting = False
        self._touched = self._clock()

    def count_anew(self) -> None:
        """Give whoever uses a tool of the cover, or is read to, all of the count again."""
        self._counting_since = self._clock()

    def _look(self) -> None:
        if seconds_asleep() - self._slept > _SLEEP:
            self._end()
            return
        now = self._clock()
        if not self.is_counting:
            before = self.seconds - (now - self._touched)
            if before > 0:
                self.lasting.emit(ceil(before + COUNT))
                return
            self.is_counting, self._counting_since = True, now
            self.begun.emit()
        left = ceil(COUNT - (now - self._counting_since))
        if left > 0:
            self.counted.emit(left)
        else:
            self._end()

    def _end(self) -> None:
        self.stop()
        self.ended.emit()
