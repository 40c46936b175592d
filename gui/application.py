"""Start-up of the window: the application, the clinic, and one wizard after the other."""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication

from gui.startup_check import require_a_font
from gui.theme import apply_theme
from gui.unexpected import ErrorWatch
from gui.wizard import Wizard
from questionnaire.clinic import (
    FILE_NAME,
    Clinic,
    ClinicRefusedError,
    default_clinic,
    read_clinic,
)
from questionnaire.interview import Interview
from questionnaire.words import tr

_NAME = "dystonia-triage"  # also the folder's, in which the system keeps our settings
_COMFORTABLE = QSize(1280, 860)
_ROOMY = QSize(1400, 900)  # a smaller screen is filled


class Session(QObject):
    """Shows one wizard after the other, each with an interview of its own."""

    def __init__(self, clinic: Clinic, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.clinic = clinic
        self.errors = ErrorWatch(lambda: self.wizard, clock)
        self.wizard = self._new_wizard()

    def start(self) -> None:
        """Show the first page, as large as the screen where that is small."""
        room = self.wizard.screen().availableGeometry()
        self.wizard.resize(room.size().boundedTo(_COMFORTABLE))
        if room.width() < _ROOMY.width() or room.height() < _ROOMY.height():
            self.wizard.showMaximized()
        else:
            self.wizard.show()

    def restart(self) -> None:
        """Forget this person: the wizard and its interview are destroyed and made anew."""
        old = self.wizard
        self.wizard = self._new_wizard()
        self.wizard.restoreGeometry(old.saveGeometry())
        self.wizard.show()
        self.wizard.activateWindow()
        self.errors.forget()
        # Pages and interview know each other, so that only the collector can let go of them.
        old.destroyed.connect(lambda: QTimer.singleShot(0, gc.collect))
        old.hide()
        old.deleteLater()

    def _new_wizard(self) -> Wizard:
        wizard = Wizard(Interview(), self.clinic)
        wizard.restart_wanted.connect(self.restart)
        return wizard


def run(clinic_file: Path | None) -> int:
    """Open the window, and return the exit code when it is closed."""
    # Named here, the style is made when the first widget is drawn, and not before.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName(tr("Dystonia Triage"))
    require_a_font()
    apply_theme(app)
    clinic, problems = clinic_or_default(clinic_file)
    session = Session(clinic)
    session.start()
    session.errors.start()
    QTimer.singleShot(0, gc.enable)
    if problems:
        QTimer.singleShot(0, lambda: _tell_of(problems, session.wizard))
    try:
        return app.exec()
    finally:
        session.errors.stop()


def clinic_or_default(chosen: Path | None) -> tuple[Clinic, tuple[str, ...]]:
    """Return the clinic's settings, or the default ones and what is wrong with the clinic's."""
    try:
        path = chosen or find_clinic_file()
        return (read_clinic(path) if path else default_clinic()), ()
    except ClinicRefusedError as error:
        return default_clinic(), error.problems


def find_clinic_file() -> Path | None:
    """Return the computer's clinic.toml: the user's own before the one for everybody, or None."""
    place = QStandardPaths.StandardLocation.GenericConfigLocation
    found = QStandardPaths.locate(place, f"{_NAME}/{FILE_NAME}")
    return Path(found) if found else None


def _tell_of(problems: tuple[str, ...], wizard: Wizard) -> None:
    from gui.dialogs import tell  # only a broken file needs it

    sentences = (
        tr("The clinic's settings can't be used"),
        tr("The default clinic is used until they are mended. Please tell a member of staff."),
    )
    tell(wizard, sentences, "\n".join(problems))
