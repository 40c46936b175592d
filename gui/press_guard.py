"""A press acts once: hands that shake press twice, and keys held down repeat."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

#: Milliseconds in which a second press on the same target is ignored.
REPEAT_GUARD_MS = 300

_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


_LAST = "last-press"  # kept by each window, because a page may have turned under the hand


def press_counts(target: QWidget, time: int) -> bool:
    """Tell whether a press at this time, in milliseconds, counts.

    Presses in one window that follow each other too fast do not, whatever they hit.
    """
    window = target.window()
    last = window.property(_LAST)
    window.setProperty(_LAST, time)
    return last is None or not 0 <= time - last < REPEAT_GUARD_MS


class PressGuard(QObject):
    """Keeps repeated presses from a button, and lets Enter press it as Space does.

    Time is the events' own, so a test can set it.
    """

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow what must not act."""
        if event.type() in _PRESSES and isinstance(event, QMouseEvent):
            return not press_counts(self._button, event.timestamp())
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in ENTER
        if event.isAutoRepeat() and (enter or event.key() == Qt.Key.Key_Space):
            return True
        if enter:
            self._button.click()
        return enter
