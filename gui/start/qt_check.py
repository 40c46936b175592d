"""Starts Qt, and speaks for it when it can't go on: by itself it would crash with words for programmers.

Nothing is looked into until Qt has failed, so that a good start costs nothing more.
"""

import os
import sys

from gui.start.failure import CannotStartError, debugging
from questionnaire.words import tr


def prepare_qt(*, window: bool) -> None:
    """Import Qt and stand by in case it gives up; raises CannotStartError where it can't be had."""
    try:
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        from gui.start.qt_trouble import why_not_imported

        raise CannotStartError(why_not_imported(error, window=window)) from error

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if debugging():
            sys.stderr.write(f"{text}\n")
        if kind == QtMsgType.QtFatalMsg:
            _give_up(text, started=QGuiApplication.primaryScreen() is not None)

    qInstallMessageHandler(hear)


def require_a_font() -> None:
    """Raise CannotStartError where there is no font at all, and so not one letter to be seen."""
    from PySide6.QtGui import QFontInfo, QGuiApplication

    if not QFontInfo(QGuiApplication.font()).family():
        text = tr(
            "No font is installed, so that no letter can be shown.\n"
            "On Debian or Ubuntu: sudo apt install {debian}\n"
            "On Fedora: sudo dnf install {fedora}"
        )
        raise CannotStartError(text.format(debian="fonts-dejavu-core", fedora="dejavu-sans-fonts"))


def _give_up(said: str, *, started: bool) -> None:
    """End the program with a sentence; Qt would end it with a crash as soon as this returns."""
    if not started:
        from gui.start.qt_trouble import why_not_started

        said = why_not_started(said)
    sys.stderr.write(f"dystonia-triage: {said}\n")
    sys.stderr.flush()
    os._exit(1)
