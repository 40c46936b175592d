"""Setting up records: the form, then the recovery sheet; nothing is written before that is confirmed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.desk.setup.recovery_page import RecoveryPage
from gui.widgets.announcing import say_at
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Line, OneOf, Secret
from gui.widgets.labels import column, fill, frame, heading, label, stack
from questionnaire.clinic import Clinic
from questionnaire.records.desk.founding import (
    HERE,
    STORE_FILE,
    Founding,
    Joining,
    field_to_blame,
    found_or_join,
    has_records,
    wrong_entries,
)
from questionnaire.records.desk.settings import STAFF_PIN, STAFF_PIN_AGAIN
from questionnaire.records.errors import RecordsError
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.records.store.address import connection_words
from questionnaire.words import tr


class SetupForm(FormPage):
    """Makes the keys, or opens those of existing records; writes nothing. `ready` carries them."""

    ready = Signal(object)

    def __init__(self, folder: Path, clinic: str) -> None:
        super().__init__(tr("Set up records"))
        self._folder, self._clinic = folder, clinic
        self._joins = self._has_records_here = False
        self._build()
        self.offer(tr("Leave without records"), tr("Continue"))
        self._ask_anew()
        # Before anything is typed, as after a restore; another program may hold the file for seconds.
        self.background.run(lambda: has_records(folder, ""), self._tell_of, self._tell_trouble)

    def submit(self) -> None:
        """Make the keys, or say what is wrong."""
        values, joins = self.values(), self._joins
        wrong = wrong_entries(values, joins=joins, clinic=self._clinic)
        self.show_problems(wrong)
        if not wrong:
            self.work(
                tr("Opening the records. This takes some seconds.")
                if joins
                else tr("Making the clinic's keys. This takes some seconds."),
                lambda: found_or_join(self._folder, values, joins=joins),
                self._go_on,
                lambda error: field_to_blame(error, values, joins=joins),
            )

    def leave(self) -> None:
        """Forget what was typed."""
        self.forget_secrets()
        self.closed.emit()

    def _go_on(self, made: Founding | Joining | None) -> None:
        if made:
            self.forget_secrets()
            self.ready.emit(made)
            return
        self._ask_for(joins=True)
        self.show_problems({"name": _joining_words()})

    def _ask_anew(self) -> None:
        """Ask for what this place needs."""
        url = self.entries["url"]
        url.setVisible(self._where.value != HERE)
        words = (_address_hint(), connection_words(str(url.control.value).strip()))
        url.set_hint(" ".join(filter(None, words)))
        here = self._where.value == HERE
        self._found_here.setVisible(here and bool(self._found_here.text()))
        self._ask_for(joins=here and self._has_records_here)

    def _tell_of(self, has_records: bool) -> None:
        """Say that there are records on this computer, where there are."""
        self._has_records_here = has_records
        if has_records:
            self._tell(_joining_words())

    def _tell_trouble(self, error: Exception) -> None:
        """Say why what is on this computer can't be read, before anybody types keys for it."""
        if not isinstance(error, RecordsError):
            raise error
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        say_at(self._found_here, words)
        self._ask_anew()
        self.tell_words()

    def _ask_for(self, *, joins: bool) -> None:
        """Ask for less where there are records already."""
        self._joins = joins
        for one in (self.entries["again"], self._staff_pin):
            one.setVisible(not joins)
        for field, hint in (("name", _name_hint()), ("passphrase", _passphrase_hint())):
            self.entries[field].set_hint("" if joins else hint)

    # Building

    def _build(self) -> None:
        self.content.addWidget(
            label(
                tr(
                    "With records, each intake is kept, encrypted on the computer where it is filled "
                    "in. Only keyholders can read it, with a passphrase. Not encrypted: a number, the "
                    "ticket, the computer, the times, the state, the program's versions, and that an "
                    "urgent intake waits; no name and no other answer. Without records nothing is kept."
                )
            )
        )
        self.section(tr("Where are the records kept?"))
        here = str(self._folder / STORE_FILE)
        shared = tr("In the clinic's PostgreSQL database")
        example = tr("For several desks, or a waiting-room computer of its own")
        self._where = OneOf(
            [(HERE, tr("On this computer"), here), ("shared", shared, example)], HERE
        )
        self._where.changed.connect(self._ask_anew)
        self.enter("where", Entry("", self._where))
        self._where.setAccessibleName(tr("Where are the records kept?"))
        url = Line()
        url.changed.connect(self._ask_anew)
        self.enter("url", Entry(tr("Address of the database"), url, _address_hint()))
        self._found_here = label("")
        self._found_here.hide()
        self.content.addWidget(self._found_here)
        self.section(tr("Who opens them?"))
        self.enter("name", Entry(tr("Name"), Line(), _name_hint()))
        self.enter("passphrase", Entry(tr("Passphrase"), Secret(), _passphrase_hint()))
        self.enter("again", Entry(tr("The same passphrase again"), Secret()))
        self._build_staff_pin()
        self.content.addStretch(1)

    def _build_staff_pin(self) -> None:
        words = tr(
            "Staff leave the waiting room's screen with a PIN of six digits or more. "
            "It can be set later, in the settings."
        )
        pin = Entry(tr("Staff PIN"), Secret())
        again = Entry(tr("The same PIN again"), Secret())
        self.know(STAFF_PIN, pin)
        self.know(STAFF_PIN_AGAIN, again)
        asked = heading(tr("Is there a waiting room?"))
        self._staff_pin = column(asked, label(words), ColumnGrid((pin, again), lines=14))
        self.content.addWidget(self._staff_pin)


def _joining_words() -> str:
    return tr(
        "There are records here already. To use them on this computer, enter the name and the "
        "passphrase of one of their keyholders."
    )


def _name_hint() -> str:
    return tr("The first keyholder. Others can be added later.")


def _passphrase_hint() -> str:
    return tr("Twelve letters or more, such as four words. It can't be looked up later.")


def _address_hint() -> str:
    return tr("Such as postgresql://name:password@server/database. Your IT support knows it.")


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
        form = SetupForm(folder, clinic.name)
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
        self.offer(tr("They differ: cancel"), tr("They match: join"))

    def submit(self) -> None:
        """Write this computer's set-up."""
        self.work(tr("Joining."), self._finish, lambda _done: self.joined.emit())
