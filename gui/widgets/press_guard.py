"""A press acts once: hands that shake press twice, and keys held down repeat."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

#: Milliseconds in which a second press on the same target is ignored.
REPEAT_GUARD_MS = 300

#: The same for what answers and turns the page at once, because a page may just have turned under the hand.
PAGE_GUARD_MS = 700

#: The same between two keys of a number pad: no finger means to tap twice within so short a time, but "44"
#: is typed faster than the guard above allows.
FAST_GUARD_MS = 120

_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


# Both are kept by each window, because a page may have turned under the hand.
_LAST = "last-press"
_LAST_FAST = "last-press-fast"


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
    guard = FAST_GUARD_MS if fast and last_fast else wait
    return last is None or not 0 <= time - last < guard


def was_pressed(window: QWidget) -> bool:
    """Tell whether anything in a window was pressed with a mouse or a finger."""
    return window.property(_LAST) is not None


class PressGuard(QObject):
    """Keeps repeated presses from a button, and lets Enter press it as Space does.

    Time is the events' own, so a test can set it.
    """

    def __init__(
        self, button: QAbstractButton, *, fast: bool = False, wait: int = REPEAT_GUARD_MS
    ) -> None:
        super().__init__(button)
        self._button = button
        self._fast = fast
        self._wait = wait
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what must not act."""
        kind = event.type()
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            time = event.timestamp()
            return not press_counts(self._button, time, fast=self._fast, wait=self._wait)
        return kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in ENTER
        if event.isAutoRepeat() and (enter or event.key() == Qt.Key.Key_Space):
            return True
        if enter:
            self._button.click()
        return enter
