"""Notices that someone is there: input to any window of the program passes here."""

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow

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


class Touches(QObject):
    """Looks at the events of the windows themselves: each input comes there once, and little else does."""

    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pointer = QPointF()

    def guard(self, window: QWindow | None) -> None:
        """Look at this window too; dialogs have one of their own."""
        if window:
            window.installEventFilter(self)

    def guard_all(self) -> None:
        """Look at every window that is worked in from now on."""
        application().focusWindowChanged.connect(self.guard)

    def stop(self) -> None:
        """Look at no further window."""
        application().focusWindowChanged.disconnect(self.guard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note, and let everything pass."""
        self.note(event)
        return False

    def note(self, event: QEvent) -> None:
        """Say so where this is a person's input."""
        if event.type() in _TOUCHES and self._is_real(event):
            self.touched.emit()

    def _is_real(self, event: QEvent) -> bool:
        """Tell a hand from an object resting on a key, and a pointer that moved from one that rests."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            moved = event.globalPosition() != self._pointer
            self._pointer = event.globalPosition()
            return moved
        return not repeats(event)


def application() -> QGuiApplication:
    """Return the application that runs."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        raise TypeError(app)
    return app


def repeats(event: QEvent) -> bool:
    """Tell whether a key is only held down."""
    return isinstance(event, QKeyEvent) and event.isAutoRepeat()
