"""Setting records up: the form, then the recovery sheet, or the key of existing records to compare.

Nothing is written before one of them is confirmed.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.setup_form import SetupForm
from gui.widgets.form import FormPage
from gui.widgets.labels import fill, frame, label, stack
from questionnaire.clinic import Clinic
from questionnaire.records.desk.founding import Founding, Joining
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.words import tr


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
        stack(self, self._stack)
        form = SetupForm(folder)
        form.ready.connect(self._go_on)
        self.page: FormPage = form
        self._show(form)

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
        before, self.page = self._stack.currentWidget(), page
        page.closed.connect(self.closed)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.focus_start()
        if before:
            self._stack.removeWidget(before)
            before.deleteLater()


class JoiningPage(FormPage):
    """Shows the fingerprint; `joined` follows when someone says that it is the right one."""

    joined = Signal()

    def __init__(self, fingerprint: str, finish: Callable[[], object]) -> None:
        super().__init__(tr("Is this the clinic's key?"))
        self._finish = finish
        words = tr(
            "A desk that uses the records already shows a fingerprint in its settings, under "
            "Records; the recovery sheet shows the first one. Compare it with this one, so "
            "that nobody can slip in another key."
        )
        box, inside = frame("card", 10)
        shown = label(fingerprint)
        shown.setProperty("role", "key")
        inside.addWidget(shown)
        fill(self.content, label(words), box, None)
        self.add_button(tr("They differ: cancel"), self.leave)
        self.row.addStretch(1)
        self.add_button(tr("They match: join"), self.submit, "primary")

    def submit(self) -> None:
        """Write this computer's set-up."""
        self.work(tr("Joining."), self._finish, lambda _done: self.joined.emit())

    def leave(self) -> None:
        """Join nothing."""
        self.closed.emit()
