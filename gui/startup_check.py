"""Why Qt can't start, in words: Qt itself would end the program with words for programmers.

Nothing is looked into until Qt has failed, so that a good start costs nothing more.
"""

import os
import sys
from collections.abc import Iterator

from gui.failure import CannotStartError, debugging
from gui.system_libraries import FOR_QT, FOR_WAYLAND, FOR_X11, PACKAGES, missing, named_in
from questionnaire.words import tr

_PLATFORM = "QT_QPA_PLATFORM"


def prepare_qt(*, window: bool) -> None:
    """Import Qt and stand by in case it gives up; raises CannotStartError where it can't be had."""
    try:
        from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
        from PySide6.QtGui import QGuiApplication
    except ImportError as error:
        raise CannotStartError(explain(error, window=window)) from error

    def heard(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if debugging():
            sys.stderr.write(f"{text}\n")
        if kind == QtMsgType.QtFatalMsg:
            started = QGuiApplication.primaryScreen() is not None
            _give_up(text if started else explain(RuntimeError(text), window=window))

    qInstallMessageHandler(heard)


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


def explain(error: Exception, *, window: bool) -> str:
    """Return why Qt failed, and what to do; what it said itself only where nothing else is known."""
    if getattr(error, "name", None) == "PySide6":
        return tr("PySide6 is not installed: python -m pip install PySide6-Essentials")
    reasons = []
    if sys.platform == "linux":
        reasons.append(_library_trouble(error, _wanted_libraries(window=window)))
        if window:
            reasons.append(_display_trouble())
    said = tr("Qt can't be used here: {reason}").format(reason=error)
    return "\n".join(reason for reason in reasons if reason) or said


def _give_up(text: str) -> None:
    """End the program with a sentence, before Qt ends it with a crash."""
    sys.stderr.write(f"dystonia-triage: {text}\n")
    sys.stderr.flush()
    os._exit(1)


def _wanted_libraries(*, window: bool) -> Iterator[str]:
    """Yield what Qt needs here, and last its own part for the display, which may need still more."""
    yield from FOR_QT
    if not window:
        return
    platform = os.environ.get(_PLATFORM, "")
    if "xcb" in platform or (not platform and os.environ.get("DISPLAY")):
        yield from (*FOR_X11, _plugin("xcb"))
    if "wayland" in platform or (not platform and os.environ.get("WAYLAND_DISPLAY")):
        yield from (*FOR_WAYLAND, _plugin("wayland"))


def _plugin(platform: str) -> str:
    """Return the file through which Qt reaches a kind of display."""
    import PySide6

    return f"{PySide6.__path__[0]}/Qt/plugins/platforms/libq{platform}.so"


def _library_trouble(error: Exception, wanted: Iterator[str]) -> str:
    names = list(dict.fromkeys(missing(wanted)))
    if not names and isinstance(error, ImportError) and named_in(error):
        names = [named_in(error)]
    if not names:
        return ""
    packages = [PACKAGES[name] for name in names if name in PACKAGES]
    text = tr(
        "Some libraries of the system are missing: {names}\n"
        "On Debian or Ubuntu: sudo apt install {debian}\n"
        "On Fedora: sudo dnf install {fedora}"
    )
    return text.format(
        names=" ".join(names),
        debian=" ".join(dict.fromkeys(one.debian for one in packages)),
        fedora=" ".join(dict.fromkeys(one.fedora for one in packages)),
    )


def _display_trouble() -> str:
    """Return why there is nothing to open a window on, as far as the environment tells."""
