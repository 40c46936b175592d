"""Without a console, as behind a shortcut on Windows, what the program writes is shown in a window."""

import io
import sys

from gui.start.failure import CannotStartError
from questionnaire.words import tr

_STREAMS = ("stdout", "stderr")
_ERROR_SIGN = 0x10  # MB_ICONERROR


class NoConsole:
    """Takes the place of the standard streams that are missing, and tells in the end what they were given."""

    def __init__(self) -> None:
        self._taken: list[io.BytesIO] = []
        for name in _STREAMS:
            if getattr(sys, name) is None:
                taken = io.BytesIO()
                self._taken.append(taken)
                stream = io.TextIOWrapper(taken, encoding="utf-8", write_through=True)
                setattr(sys, name, stream)

    def tell(self) -> None:
        """Show what was written, until it is closed."""
        text = "".join(taken.getvalue().decode(errors="replace") for taken in self._taken).strip()
        if not text:
            return
        try:
            _show(text)
        except CannotStartError:
            _show_without_qt(text)


def _show(text: str) -> None:
    from gui.start.qt_check import prepare_qt
    from gui.start.qt_trouble import no_display

    if sys.platform == "linux" and no_display():
        return  # there is no one to read it, and the exit code tells whoever started the program
    prepare_qt(window=True)
    from PySide6.QtWidgets import QApplication

    from gui.start.startup import dressed_application
    from gui.widgets.dialogs import Message

    app = QApplication.instance() or dressed_application()
    Message(None, (tr("Dystonia Triage"),), text, in_sight=True).exec()
    del app


def _show_without_qt(text: str) -> None:
    """Show it in Windows' own box; elsewhere a program without a console has none."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, tr("Dystonia Triage"), _ERROR_SIGN)
