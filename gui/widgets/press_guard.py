"""A press acts once: hands that shake press twice, and keys held down repeat."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

# An event filter would see every event of every button; handlers of their own see presses alone.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object

#: Milliseconds in which a second press on the same target is ignored.
REPEAT_GUARD_MS = 300

#: The same for what answers and turns the page at once, because a page may just have turned under the hand.
PAGE_GUARD_MS = 700

#: The same between two keys of a number pad: no finger means to tap twice within so short a time, but "44"
#: is typed faster than the guard above allows.
FAST_GUARD_MS = 120

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


# All are kept by each window, because a page may have turned under the hand.
_LAST = "last-press"
_LAST_FAST = "last-press-fast"
_WAS_PRESSED = "was-pressed"


def press_counts(
    target: QWidget, time: int, *, fast: bool = False, wait: int = REPEAT_GUARD_MS
) -> bool:
    """Tell whether a press at this time, in milliseconds, counts.

    Presses in one window that follow each other too fast do not, whatever they hit. `fast` is for keys
    that are meant to be pressed one after the other, `wait` how long after another press one counts.
    """
    window = target.window()
    last, last_fast = window.property(_LAST), window.property(_LAST_FAST)
    window.setProperty(_LAST, time)
    window.setProperty(_LAST_FAST, fast)
    window.setProperty(_WAS_PRESSED, True)
    guard = FAST_GUARD_MS if fast and last_fast else wait
    return last is None or not 0 <= time - last < guard


def was_pressed(window: QWidget) -> bool:
    """Tell whether the person who is here has pressed anything in a window with a mouse or a finger."""
    return bool(window.property(_WAS_PRESSED))


def forget_presses(window: QWidget) -> None:
    """Take the next person for one who has pressed nothing yet; the hand of the last may still shake."""
    window.setProperty(_WAS_PRESSED, None)


class Guarded(_Button):
    """A button that repeated presses do not press, and that Enter presses as Space does.

    `guard` is how many milliseconds after another press one counts; `is_fast` is for keys that are meant to
    be pressed one after the other. Time is the events' own, so a test can set it.
    """

    guard = REPEAT_GUARD_MS
    is_fast = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Swallow what must not act; the second press of two that are close comes here, too."""
        if press_counts(self, event.timestamp(), fast=self.is_fast, wait=self.guard):
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act once for a key that is held down."""
        enter = event.key() in ENTER
        if event.isAutoRepeat() and (enter or event.key() == Qt.Key.Key_Space):
            return
        if enter:
            self.click()
        else:
            super().keyPressEvent(event)


class GuardedButton(Guarded, QPushButton):
    """A push button that acts once for each press."""
