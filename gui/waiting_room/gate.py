"""Where everything that people do passes before a window of ours sees it."""

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QMouseEvent, QWindow

from gui.waiting_room.refused import is_refused

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
}
#: A press acts when it is let go, or it would go on to what was covered.
_WAKES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd}


class Gate(QObject):
    """Filters the events of our windows themselves: each input comes there once, and little else does.

    `woken` carries the time of the touch, in milliseconds.
    """

    touched = Signal()
    woken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_covered = False
        self._pointer = QPointF()

    def guard(self, window: QWindow | None) -> None:
        """Let what is done to this window pass here first; messages have a window of their own."""
        if window:
            window.installEventFilter(self)

    def guard_all(self, app: QGuiApplication) -> None:
        """Guard every window that is worked in from now on."""
        app.focusWindowChanged.connect(self.guard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is refused from the window, and everything while it is covered."""
        if self.is_covered and isinstance(event, QInputEvent):
            if event.type() in _WAKES and not _repeats(event):
                self.woken.emit(event.timestamp())
            return True
        if event.type() in _TOUCHES and self._is_real(event):
            self.touched.emit()
        return is_refused(event)

    def _is_real(self, event: QEvent) -> bool:
        """Tell a hand from something that lies on a key, and a pointer that moved from one that rests."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            moved = event.globalPosition() != self._pointer
            self._pointer = event.globalPosition()
            return moved
        return not _repeats(event)


def _repeats(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.isAutoRepeat()
