"""Setting records up: the form, then the recovery sheet; nothing is written before that is confirmed."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.desk.setup.joining_page import JoiningPage
from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.setup_form import SetupForm
from gui.widgets.form import FormPage
from gui.widgets.labels import fill
from questionnaire.clinic import Clinic
from questionnaire.records.desk.founding import Founding, Joining
from questionnaire.records.sealing.recovery import RecoverySheet


class SetupPage(QWidget):
    """`set_up` says that records are switched on; `closed`, that they stay off.

    `sheet_shown` says that the key is on the screen.
    """

    set_up = Signal()
    sheet_shown = Signal()
    closed = Signal()

    def __init__(self, folder: Path, clinic: Clinic) -> None:
        super().__init__()
        self._folder, self._clinic = folder, clinic
        self._stack = QStackedWidget()
        fill(QVBoxLayout(self), self._stack, margins=(0, 0, 0, 0))
        form = SetupForm(folder)
        form.ready.connect(self._go_on)
        self._show(form)

    @property
    def page(self) -> FormPage:
        """The step that is shown."""
        page = self._stack.currentWidget()
        if not isinstance(page, FormPage):
            raise TypeError(page)
        return page

    def may_leave(self) -> bool:
        """Ask whether a sheet that is not confirmed may be given up; records stay off then."""
        if isinstance(self.page, RecoveryPage):
            if not self.page.may_leave():
                return False
            self.page.forget()
        self.page.forget_secrets()
        return True

    def _go_on(self, made: Founding | Joining) -> None:
        if isinstance(made, Joining):
            self._show_fingerprint(made)
        else:
            self._show_sheet(made)

    def _show_sheet(self, founding: Founding) -> None:
        today = datetime.now(tz=UTC).astimezone().date()
        sheet = RecoverySheet(founding.recovery, founding.setup, self._clinic.name, today)
        page = RecoveryPage(sheet, self._clinic, lambda: founding.finish(self._folder))
        page.confirmed.connect(self.set_up)
        self._show(page)
        self.sheet_shown.emit()

    def _show_fingerprint(self, joining: Joining) -> None:
        page = JoiningPage(joining.fingerprint, lambda: joining.finish(self._folder))
        page.joined.connect(self.set_up)
        self._show(page)

    def _show(self, page: FormPage) -> None:
        """Show a step in place of the one before, which is let go with all that was typed there."""
        before = self._stack.currentWidget()
        page.closed.connect(self.closed)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.focus_start()
        if before:
            self._stack.removeWidget(before)
            before.deleteLater()
