"""Copying what is about a person: programs that keep a history of the clipboard are asked to leave it out."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = bytes(4)  # a number of Windows
#: What each system's histories look for; other systems take no notice of it. On macOS Qt for Python writes the
#: last one under a name of Qt's own, so that the histories there can't be asked.
_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    "org.nspasteboard.ConcealedType": b"",
}


def copy_in_confidence(text: str) -> None:
    """Put text into the clipboard, with the hints that ask histories not to keep it."""
    data = QMimeData()
    data.setText(text)
    for kind, value in _HINTS.items():
        data.setData(kind, value)
    QGuiApplication.clipboard().setMimeData(data)
