"""What somebody copied while the desk was unlocked, to be taken out of the clipboard afterwards."""

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
