"""Between two people: what the first one left outside the pages, and in memory."""

import gc

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget


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


def collect_when_gone(widget: QWidget) -> None:
    """Let go of a person's answers; pages and interview know each other, so that only this can."""
    widget.destroyed.connect(lambda: QTimer.singleShot(0, gc.collect))
