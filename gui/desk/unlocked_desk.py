"""Everything that exists only while the desk is unlocked; it is destroyed when the desk locks."""

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.background import Background
from gui.desk import asking, exporting
from gui.desk.errands import Errands
from gui.desk.feed import Feed
from gui.desk.filling_page import Begin, FillingPage
from gui.desk.intake_page import IntakePage
from gui.desk.leaving import AsksBeforeLeaving
from gui.desk.table_page import TablePage
from gui.paper import Readers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.errors import RecordsError
from questionnaire.records.listing import Row
from questionnaire.records.office import Office
from questionnaire.records.opened import Leaf, Opened
from questionnaire.words import tr

_EXPIRE_MS = 3_600_000  # how often it is looked whether something is older than the clinic keeps it


def now() -> datetime:
    """Return the time here and now."""
    return datetime.now(tz=UTC).astimezone()


class UnlockedDesk(QWidget):
    """Shows the table or one page over it, and brings to the office what somebody wants."""

    lock_wanted = Signal()
    clinic_changed = Signal(object)
    trouble = Signal(str)

    def __init__(
        self, office: Office, background: Background, clinic: Clinic, clinic_path: Path
    ) -> None:
        super().__init__()
        self.clinic = clinic
        self._clinic_path = clinic_path
        self._office = office
        self._errands = Errands(background, self._say)
        self.feed = Feed(office, self._errands, self)
        self.table = TablePage(now, office.keys.name)
        self.page: QWidget | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._connect()

    def start(self) -> None:
        """Begin to load."""
        self.feed.start()
        self.table.focus_start()

    def end(self) -> None:
        """Keep what is being filled in, and let nothing more come in."""
        self._leave_filling()
        self.feed.stop()
        self._errands.end()

    def _connect(self) -> None:
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_wanted.emit).setAutoRepeat(False)
        self.feed.loaded.connect(self.table.add)
        self.feed.completed.connect(self._expire)
        self._hourly = QTimer(self, interval=_EXPIRE_MS)
        self._hourly.timeout.connect(self._expire)
        self._hourly.start()
        self.feed.changed.connect(self.table.change)
        self.feed.trouble.connect(self.trouble)
        table = self.table
        table.open_wanted.connect(self._open)
        table.print_wanted.connect(lambda row: self._open(row, "patient"))
        table.acknowledge_wanted.connect(self._acknowledge)
        table.new_wanted.connect(self.enter_new)
        table.export_wanted.connect(self._export)
        table.delete_wanted.connect(self._delete)
        table.settings_wanted.connect(self._show_settings)
        table.lock_wanted.connect(self.lock_wanted)
        table.refresh_wanted.connect(self.feed.ask)

    # Pages over the table

    def show_page(self, page: QWidget) -> None:
        """Show a page over the table, in place of the one before."""
        self._drop_page()
        self.page = page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def show_table(self) -> None:
        """Come back to the table."""
        self._leave_filling()
        self._drop_page()
        self.table.say("")
        self.pages.setCurrentWidget(self.table)
        self.table.focus_start()
        self.feed.ask()

    def _drop_page(self) -> None:
        page, self.page = self.page, None
        if page:
            self.pages.removeWidget(page)
            page.hide()
            page.deleteLater()

    def may_leave(self) -> bool:
        """Ask before something is forgotten that was typed and not saved."""
        page = self.page
        return page.may_leave() if isinstance(page, AsksBeforeLeaving) else True

    def _expire(self) -> None:
        """Delete what is older than the clinic keeps it; the table hears of it as of any deletion."""
        days = self.clinic.retention_days
        self._errands.run(lambda: self._office.expire(days), lambda _gone: self.feed.ask())

    def _say(self, text: str) -> None:
        page = self.page
        if isinstance(page, IntakePage):
            page.say(text)
        else:
            self.table.say(text)

    # One intake

    def _open(self, row: Row, then_print: Readers | None = None) -> None:
        self.table.say("")
        self._errands.run(
            lambda: self._office.open(row.intake),
            lambda opened: self._show_intake(opened, then_print),
        )

    def _show_intake(self, opened: Opened, then_print: Readers | None = None) -> None:
        page = IntakePage(opened)
        page.back_wanted.connect(self.show_table)
        page.acknowledge_wanted.connect(self._acknowledge)
        page.delete_wanted.connect(self._delete)
        page.go_on_wanted.connect(self._go_on)
        page.settle_wanted.connect(self._settle)
        page.printed.connect(lambda what: self._office.note("printed", opened.intake, what))
        self.table.view.go_to(opened.intake)
        self.show_page(page)
        page.focus_start()
        self._errands.run(lambda: self._office.mark_seen(opened), lambda _: self.feed.ask())
        if then_print:
            page.print_sheet(then_print)

    def _acknowledge(self, row: Row) -> None:
        def done(_nothing: None) -> None:
            if isinstance(self.page, IntakePage):
                self.page.show_acknowledged()
            self._say(tr("It is noted that you see to {code}.").format(code=row.ticket))
            self.feed.ask()

        def failed(error: Exception) -> None:
            if not isinstance(error, RecordsError):
                raise error
            words = tr("It is not noted that you see to {code}. {why}")
            self._say(words.format(code=row.ticket, why=error))

        self._errands.run(lambda: self._office.acknowledge(row.intake), done, failed)

    def _settle(self, chosen: Leaf, other: Leaf) -> None:
        def done(_nothing: None) -> None:
            self.show_table()
            self._say(tr("The version was kept. The other one stays in the records."))

        self._errands.run(lambda: self._office.settle(chosen, other), done)

    def _delete(self, intakes: Collection[UUID]) -> None:
        if not asking.may_delete(self, len(intakes)):
            return

        def done(_nothing: None) -> None:
            self.table.model.remove(list(intakes))
            self.show_table()
            one, many = tr("1 intake was deleted."), tr("{number} intakes were deleted.")
            self._say(one if len(intakes) == 1 else many.format(number=len(intakes)))

        self._errands.run(lambda: self._office.delete(intakes), done)

    def _export(self, intakes: Collection[UUID]) -> None:
        kind = asking.export_as(self, len(intakes))
        path = exporting.choose_path(self, kind, now().date()) if kind else None
        if not kind or not path:
            return

        def failed(error: Exception) -> None:
            if not isinstance(error, (exporting.NotExportedError, RecordsError)):
                raise error
            self._say(str(error))

        self._errands.run(
            lambda: exporting.write(path, self._office.export(intakes, kind)),
            lambda _: self._say(exporting.exported_words(path, len(intakes))),
            failed,
        )

    # Filling in

    def enter_new(self) -> None:
        """Enter an intake for somebody on paper or on the telephone."""
        interview = Interview()
        interview.answer("answered_by", "staff")
        self._fill_in(interview, lambda kept: self._office.new(kept, self.clinic))

    def _go_on(self, leaf: Leaf) -> None:
        interview = leaf.body.interview()
        self._fill_in(interview, lambda kept: self._office.go_on(leaf, kept, self.clinic))

    def _fill_in(self, interview: Interview, begin: Begin) -> None:
        try:
            made = FillingPage(interview, self.clinic, begin)
        except RecordsError as error:
            self._say(str(error))
            return
        made.over.connect(self.show_table)
        self.show_page(made)
        made.start()
        made.focus_start()

    def _leave_filling(self) -> None:
        if isinstance(self.page, FillingPage):
            self.page.leave()

    # Settings

    def _show_settings(self) -> None:
        from gui.desk.settings_page import SettingsPage  # seldom needed, and large

        page = SettingsPage(self._office, self.clinic, self._clinic_path)
        page.closed.connect(self.show_table)
        page.saved.connect(self._take_clinic)
        page.keyholders_wanted.connect(self._show_keyholders)
        self.show_page(page)
        page.pane.setFocus()

    def _show_keyholders(self) -> None:
        from gui.desk.keyholders_page import KeyholdersPage  # seldom needed, and large

        page = KeyholdersPage(self._office)
        page.closed.connect(self._show_settings)
        self.show_page(page)
        page.pane.setFocus()

    def _take_clinic(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.clinic_changed.emit(clinic)
