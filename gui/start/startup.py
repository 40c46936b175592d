"""What the questionnaire, the waiting room and the front desk share at start-up."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget

import resources
from gui.start.collector import Collector
from gui.start.language import tell_qt_the_language
from gui.start.qt_check import require_a_font
from gui.widgets.heard_as import tell_screen_readers
from gui.widgets.theme import apply_theme
from questionnaire.clinic import (
    CLINIC_FILE,
    Clinic,
    ClinicRefusedError,
    default_clinic,
    read_clinic,
)
from questionnaire.words import tr


def clinic_file_to_write(in_use: Path | None, folder: str = "dystonia-triage") -> Path:
    """Return the file in use, or the user's own where there is none that may be written."""
    if in_use and os.access(in_use, os.W_OK) and os.access(in_use.resolve().parent, os.W_OK):
        return in_use
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(place)) / folder / CLINIC_FILE


_NAME = "dystonia-triage"  # also the folder's, in which the system keeps our settings
#: The sides of the icon's pictures in pixels: in a title, on a taskbar, and for all that is larger.
ICON_SIZES = (16, 32, 256)
_COMFORTABLE = QSize(1280, 860)
_ROOMY = QSize(1400, 900)  # a smaller screen is filled


def dressed_application() -> QApplication:
    """Make the application, in its colours; raises CannotStartError where no letter can be shown."""
    # Named here, the style is made when the first widget is drawn, and not before.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName(tr("Dystonia Triage"))
    app.setWindowIcon(_icon())
    require_a_font()
    tell_qt_the_language(app)
    apply_theme(app)
    tell_screen_readers()
    gc.freeze()  # what start-up made is never let go, so that no full collection need look at it
    Collector(app)
    return app


def _icon() -> QIcon:
    """Return the icon; docs/make_icon.py draws its pictures, which are read once a window asks for them."""
    icon = QIcon()
    for size in ICON_SIZES:
        icon.addFile(str(resources.FOLDER / f"icon-{size}.png"))
    if sys.platform == "win32":
        import ctypes

        # Without a name of its own, the taskbar would show the icon of Python.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(_NAME)
    return icon


def show_roomy(window: QWidget) -> None:
    """Show a window, as large as the screen where that is small."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(room.size().boundedTo(_COMFORTABLE))
    if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
        window.showMaximized()
    else:
        window.show()


def clinic_or_default(chosen: Path | None) -> tuple[Clinic, tuple[str, ...]]:
    """Return the clinic's settings, or the default ones and what is wrong with the clinic's."""
    try:
        path = chosen or find_clinic_file()
        return (read_clinic(path) if path else default_clinic()), ()
    except ClinicRefusedError as error:
        return default_clinic(), error.problems


def find_clinic_file() -> Path | None:
    """Return the computer's clinic.toml: the user's own before the one for all users, or None."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    found = QStandardPaths.locate(place, f"{_NAME}/{CLINIC_FILE}")
    return Path(found) if found else None


def tell_of(problems: tuple[str, ...], window: QWidget) -> None:
    """Say what is wrong with the clinic's settings, and that the default ones are used."""
    from gui.widgets.dialogs import tell  # only a broken file needs it

    sentences = (
        tr("The clinic's settings can't be used"),
        tr("The default settings are used until they are fixed. Please tell a member of staff."),
    )
    tell(window, sentences, "\n".join(problems))
