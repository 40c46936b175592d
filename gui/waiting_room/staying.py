"""Brings the window back over the whole screen, whatever the system's own keys and menus did to it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_LOOK_MS = 400  # by then the system has done what it was asked to do
_CHANGES = {
    QEvent.Type.WindowStateChange,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.ActivationChange,
    QEvent.Type.Hide,
}


class Staying(QObject):
    """Looks after a change until the window is back, made small, put behind another or out of sight."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was_asked = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)

    def let_go(self) -> None:
        """Let the window be closed."""
        self._window.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look soon; a window that is told at once tells its system nothing."""
        if event.type() in _CHANGES:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        if self._is_in_place():
            self._was_asked = False
            self._timer.stop()
            return
        # A window that was put away with the whole desktop comes only as a new one.
        if self._was_asked and not self._is_in_sight():
            self._window.hide()
        self._was_asked = True
        self._window.setWindowState(Qt.WindowState.WindowFullScreen)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _is_in_place(self) -> bool:
        """Tell whether the window fills the screen, and it or a message of ours is in front."""
        fills = self._window.isFullScreen() and not self._window.isMinimized()
        return fills and self._is_in_sight() and QGuiApplication.focusWindow() is not None

    def _is_in_sight(self) -> bool:
        handle = self._window.windowHandle()
        return self._window.isVisible() and handle is not None and handle.isExposed()
