"""Start-up of the front desk: the application, the clinic, and the desk's window."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from gui.application import clinic_or_default, find_clinic_file
from gui.desk.window import DeskWindow
from gui.startup_check import require_a_font
from gui.theme import apply_theme
from gui.unexpected import ErrorWatch
from questionnaire.clinic import FILE_NAME
from questionnaire.records.setup import records_folder
from questionnaire.words import tr

_NAME = "dystonia-triage"
_COMFORTABLE = QSize(1280, 860)
_ROOMY = QSize(1400, 900)  # a smaller screen is filled


def run(clinic_file: Path | None) -> int:
    """Open the desk, and return the exit code when it is closed."""
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName(tr("Dystonia Triage"))
    require_a_font()
    apply_theme(app)
    clinic, problems = clinic_or_default(clinic_file)
    window = DeskWindow(clinic, records_folder(), clinic_path=clinic_path(clinic_file))
    errors = ErrorWatch(lambda: window, time.monotonic)
    show(window)
    errors.start()
    if problems:
        QTimer.singleShot(0, lambda: _tell_of(problems, window))
    try:
        return app.exec()
    finally:
        errors.stop()


def clinic_path(chosen: Path | None) -> Path:
    """Return the file that the settings are kept in, also where there is none yet."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    own = Path(QStandardPaths.writableLocation(place)) / _NAME / FILE_NAME
    return chosen or find_clinic_file() or own


def show(window: DeskWindow) -> None:
    """Show the window, as large as the screen where that is small."""
    room = window.screen().availableGeometry()
    window.resize(room.size().boundedTo(_COMFORTABLE))
    if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
        window.showMaximized()
    else:
        window.show()


def _tell_of(problems: tuple[str, ...], window: DeskWindow) -> None:
    from gui.dialogs import tell  # only a broken file needs it

    sentences = (
        tr("The clinic's settings can't be used"),
        tr("The default clinic is used until they are mended."),
    )
    tell(window, sentences, "\n".join(problems))
