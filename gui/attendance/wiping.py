"""What the last person left outside the pages: in memory, and in the clipboard."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication


class Copies(QObject):
    """Notices what is copied in a window of ours; what comes from elsewhere is left alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours: set[QClipboard.Mode] = set()
        self._clipboard.changed.connect(self._changed)

    def forget(self) -> None:
        """Empty the clipboard of what was copied here."""
        for mode in self._ours:
            self._clipboard.clear(mode)
        self._ours = set()

    def _changed(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.focusWindow() is None:
            self._ours.discard(mode)
        else:
            self._ours.add(mode)


def forget_what_was_copied() -> None:
    """Empty the clipboard, and what X11 keeps of what was last marked."""
    clipboard = QGuiApplication.clipboard()
    mode = QClipboard.Mode
    clipboard.clear(mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(mode.Selection)
    if clipboard.supportsFindBuffer():
        clipboard.clear(mode.FindBuffer)
    QGuiApplication.inputMethod().reset()
