"""Start-up of the window: the application, the clinic, the first wizard, and what to do when all fails."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gui.theme import apply_theme
from gui.wizard import Wizard
from questionnaire.clinic import (
    Clinic,
    ClinicRefusedError,
    default_clinic,
    find_clinic_file,
    read_clinic,
)
from questionnaire.interview import Interview
from questionnaire.words import tr


class Session(QObject):
    """Shows one wizard after the other, each with an interview of its own."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self.clinic = clinic
        self.wizard = self._new_wizard()

    def start(self) -> None:
        """Show the first page."""
        self._show()

    def restart(self) -> None:
        """Forget this person: the wizard and its interview are destroyed and made anew."""
        old = self.wizard
        self.wizard = self._new_wizard()
        self.wizard.setGeometry(old.geometry())
        self._show()
        old.hide()
        old.deleteLater()

    def _new_wizard(self) -> Wizard:
        wizard = Wizard(Interview(), self.clinic)
        wizard.restart_wanted.connect(self.restart)
        return wizard

    def _show(self) -> None:
        room = self.wizard.screen().availableGeometry()
        if room.width() < 1400 or room.height() < 900:
            self.wizard.showMaximized()
        else:
            self.wizard.resize(1280, 860)
            self.wizard.show()


def run(clinic_file: Path | None) -> int:
    """Open the window, and return the exit code when it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("dystonia-triage")
    app.setApplicationDisplayName(tr("Dystonia Triage"))
    apply_theme(app)
    clinic, problems = _clinic(clinic_file)
    session = Session(clinic)
    session.start()
    if problems:
        _tell_of(problems, session)
    return app.exec()


def _clinic(chosen: Path | None) -> tuple[Clinic, tuple[str, ...]]:
    """Return the clinic's settings, or the default ones and what is wrong with the clinic's."""
    path = chosen or find_clinic_file()
    if path is None:
        return default_clinic(), ()
    try:
        return read_clinic(path), ()
    except ClinicRefusedError as error:
        return default_clinic(), error.problems


def _tell_of(problems: tuple[str, ...], session: Session) -> None:
    from gui.dialogs import tell  # only a broken file needs it

    text = tr("The default clinic is used until this is mended:")
    tell(
        session.wizard, tr("The clinic's settings can't be used"), "\n".join((text, "", *problems))
    )
