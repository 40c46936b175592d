"""The pages of the clinic's settings and of its keyholders, each made when it is opened."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from questionnaire.clinic import Clinic
from questionnaire.records.desk.office import Office


class SettingsPages(QObject):
    """Says which page is to be shown now, and what was saved on it."""

    shown = Signal(object)
    closed = Signal()
    backed_up = Signal()
    saved = Signal(object)

    def __init__(self, office: Office, clinic: Clinic, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._clinic = clinic
        self._path = path

    def open(self) -> None:
        """Show the clinic's settings."""
        from gui.desk.settings.settings_page import SettingsPage  # seldom needed, and large

        page = SettingsPage(self._office, self._clinic, self._path)
        page.closed.connect(self.closed)
        page.backed_up.connect(self.backed_up)
        page.saved.connect(self._take_clinic)
        page.keyholders_wanted.connect(self._open_keyholders)
        self.shown.emit(page)
        page.pane.setFocus()

    def _open_keyholders(self) -> None:
        from gui.desk.settings.keyholders_page import KeyholdersPage  # seldom needed, and large

        page = KeyholdersPage(self._office, self._clinic.name)
        page.closed.connect(self.open)
        self.shown.emit(page)
        page.pane.setFocus()

    def _take_clinic(self, clinic: Clinic) -> None:
        self._clinic = clinic
        self.saved.emit(clinic)
