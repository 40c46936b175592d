"""Start-up of the window: the application, the clinic, and one wizard after the other."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from gui.interview.wizard import Wizard
from gui.start.collector import collect_when_gone
from gui.start.error_watch import ErrorWatch
from gui.start.language import speak
from gui.start.startup import clinic_or_default, dressed_application, show_roomy, tell_of
from gui.widgets.theme import TEXT_SIZES, set_text_size
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.words import language

if TYPE_CHECKING:
    from gui.desk.window import DeskWindow  # only who opens the door pays for it


class Session(QObject):
    """Shows one wizard after the other, each with an interview of its own, and the desk behind its door."""

    def __init__(
        self,
        clinic: Clinic,
        clock: Callable[[], float] = time.monotonic,
        clinic_file: Path | None = None,
    ) -> None:
        super().__init__()
        self.clinic = clinic
        self.desk: DeskWindow | None = None
        self._clock = clock
        self._clinic_file = clinic_file
        self._language = language()
        self.errors = ErrorWatch(lambda: self.desk or self.wizard, clock)
        self.wizard = self._new_wizard(Interview())

    def start(self) -> None:
        """Show the first page."""
        show_roomy(self.wizard)

    def restart(self) -> None:
        """Forget this person: the wizard and its interview are destroyed and made anew."""
        set_text_size(TEXT_SIZES[0])
        speak(self._language)
        self._go_on_with(Interview())
        self.errors.forget()

    def _speak(self, code: str) -> None:
        """Go on where the person is, in another language."""
        speak(code)
        self._go_on_with(self.wizard.interview)

    def _go_on_with(self, interview: Interview) -> None:
        old, self.wizard = self.wizard, self._new_wizard(interview)
        self.wizard.restoreGeometry(old.saveGeometry())
        self.wizard.show()
        self.wizard.activateWindow()
        collect_when_gone(old)
        old.hide()
        old.deleteLater()

    def open_desk(self) -> None:
        """Show the front desk in place of the questionnaire, until it is closed."""
        from gui.desk.application import desk_window  # only who opens the door pays for it

        self.desk = desk_window(self.clinic, self._clinic_file, self._clock)
        self.desk.clinic_changed.connect(self._take_clinic)
        self.desk.closed.connect(self._come_back)
        self.desk.restoreGeometry(self.wizard.saveGeometry())
        self.desk.show()
        self.wizard.hide()

    def _come_back(self) -> None:
        """Show the questionnaire as the clinic wants it now, unless answers were already given."""
        desk, self.desk = self.desk, None
        if self.wizard.interview.is_empty:
            self.restart()
        else:
            self.wizard.show()
        if desk:
            desk.deleteLater()

    def _take_clinic(self, clinic: Clinic) -> None:
        self.clinic = clinic

    def _new_wizard(self, interview: Interview) -> Wizard:
        wizard = Wizard(interview, self.clinic)
        wizard.restart_wanted.connect(self.restart)
        wizard.leave_wanted.connect(self.open_desk)
        wizard.header.language_wanted.connect(self._speak)
        return wizard


def run(clinic_file: Path | None) -> int:
    """Open the window, and return the exit code when it is closed."""
    app = dressed_application()
    clinic, problems = clinic_or_default(clinic_file)
    session = Session(clinic, clinic_file=clinic_file)
    session.start()
    session.errors.start()
    if problems:
        QTimer.singleShot(0, lambda: tell_of(problems, session.wizard))
    try:
        return app.exec()
    finally:
        session.errors.stop()
