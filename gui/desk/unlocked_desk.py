"""Everything that exists only while the desk is unlocked; it is destroyed when the desk locks."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from gui.desk.backgrounds import Backgrounds
from gui.desk.desk_printing import DeskPrinting
from gui.desk.intake.filling_page import Begin, FillingPage
from gui.desk.intake.intake_page import IntakePage
from gui.desk.keys_list import show_keys
from gui.desk.lock_sight import LockSight
from gui.desk.looking_over import LookingOver
from gui.desk.page_stack import PageStack
from gui.desk.settings.settings_pages import SettingsPages
from gui.desk.table.backing_up import Backups
from gui.desk.table.feed import Feed
from gui.desk.table.questions import ask_for_export, ask_for_reference, may_delete
from gui.desk.table.retention import PutOff, Retention
from gui.desk.table.table_page import TablePage
from gui.desk.taking_on import TakingOn
from gui.widgets.background import Errands
from gui.widgets.dialogs import tell
from gui.widgets.labels import stack
from gui.widgets.window_page import AsksBeforeLeaving, Says
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.export import exported_words
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.opened import Leaf, Opened
from questionnaire.records.desk.retention import deleted_words
from questionnaire.records.desk.row_words import named
from questionnaire.records.errors import RecordsError
from questionnaire.words import tr

_WRITTEN_MS = 300  # until what is entered here is mostly in the records

#: What is done with an intake once it is shown.
_Then = Callable[[IntakePage], None]


def now() -> datetime:
    """Return the time here and now."""
    return datetime.now(tz=UTC).astimezone()


class UnlockedDesk(QWidget):
    """Shows the table or one page over it, and brings to the office what staff want."""

    lock_wanted = Signal()
    clinic_changed = Signal(object)
    intake_shown = Signal(object)

    def __init__(
        self,
        office: Office,
        backgrounds: Backgrounds,
        clinic: Clinic,
        clinic_path: Path,
        put_off: PutOff,
    ) -> None:
        super().__init__()
        self.clinic = clinic
        self._office = office
        self._errands = Errands(backgrounds.work, self._say)
        self.feed = Feed(office, Errands(backgrounds.incoming, self._say), self)
        self.table = TablePage(now, office.keys.name)
        notice, names = self.table.retention, self.table.model.names
        self.retention = Retention(office, self._errands, notice, put_off, names)
        self.retention.days = clinic.retention_days
        self.looking_over = LookingOver(office, self)
        self.prints = DeskPrinting(office, self._errands, self)
        self.backups = Backups(office, self._errands, self.table.backup, put_off)
        self._asked: UUID | None = None  # whose opening is awaited
        # A sign that is marked here raises the band before the next usual look at the records.
        self._look_soon = QTimer(self, singleShot=True, interval=_WRITTEN_MS)
        self._look_soon.timeout.connect(self.feed.ask)
        self.taking_on = TakingOn(office, self._errands, self)
        self._settings = SettingsPages(office, clinic, clinic_path, self)
        self.lock_sight = LockSight()
        self.pages = PageStack(self.table)
        stack(self, self.taking_on.line, self.pages)
        self._connect()
        self.lock_sight.stand_on(self.table)

    def start(self) -> None:
        """Begin to load."""
        self.feed.start()
        self.prints.start()
        self.table.focus_start()

    def end(self) -> None:
        """Keep what is being filled in, and let nothing more come in."""
        for page in self.pages.open_pages:
            if isinstance(page, FillingPage):
                page.leave()
        self._look_soon.stop()
        self.feed.stop()
        self._errands.end()
        self.backups.end()
        self.looking_over.end()
        self.prints.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sight of the lock find out whether there is room for it."""
        super().resizeEvent(event)
        self.lock_sight.fit(self)

    def _connect(self) -> None:
        table = self.table
        self.pages.shown.connect(self._take_in)
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock_wanted.emit).setAutoRepeat(False)
        QShortcut(QKeySequence("F1"), self, lambda: show_keys(self)).setAutoRepeat(False)
        QShortcut(QKeySequence("F5"), table, self.feed.ask).setAutoRepeat(False)
        self.feed.loaded.connect(table.add)
        self.feed.completed.connect(self.retention.look)
        self.feed.completed.connect(self.backups.look)
        self.feed.completed.connect(self.looking_over.look)
        self.backups.said.connect(self._say)
        self.prints.said.connect(self._say)
        self.taking_on.said.connect(self._say)
        self.taking_on.changed.connect(self.feed.ask)
        self.taking_on.taken_back.connect(self._taken_back)
        self.feed.changed.connect(table.change)
        self.feed.held.connect(self._hold)
        self.retention.deleted.connect(self._retired)
        table.open_wanted.connect(self._open)
        table.print_wanted.connect(lambda row: self._open(row, IntakePage.print_sheet))
        table.print_several_wanted.connect(self._print_several)
        table.copy_wanted.connect(lambda row: self._open(row, IntakePage.copy_line))
        table.export_wanted.connect(self._export)
        table.delete_wanted.connect(self._delete)
        table.new.clicked.connect(self.enter_new)
        table.settings.clicked.connect(self._settings.open)
        self._settings.shown.connect(self.show_page)
        self._settings.closed.connect(self.go_back)
        self._settings.backed_up.connect(self.backups.look)
        self._settings.saved.connect(self._take_clinic)
        table.lock.clicked.connect(self.lock_wanted)

    # Pages over the table

    def show_page(self, page: QWidget, *, over: bool = False) -> None:
        """Show a page in place of the one before, or over it; what was to open stays closed."""
        self._asked = None
        self.taking_on.line.withdraw()
        self.pages.show_page(page, over=over)

    def go_back(self) -> None:
        """Come back to what the page was opened over, or to the table, to the intake that was entered."""
        self._asked = None
        self.taking_on.line.withdraw()
        left = self.page
        if isinstance(self.page, FillingPage):
            self.page.leave()
            if self.page.is_begun:
                self.table.come_back_to(self.page.intake)
        self.table.say("")
        self.pages.go_back()
        self.feed.ask()
        self.retention.look_again()
        if isinstance(left, IntakePage) and left.is_news:
            self.taking_on.offer_unsee(left.leaf.row)

    @property
    def page(self) -> QWidget | None:
        """The page over the table, where one is shown."""
        return self.pages.page

    def _take_in(self, page: QWidget) -> None:
        """Tell what is in front now, and which intake it shows."""
        self.lock_sight.stand_on(page)
        self.intake_shown.emit(page.intake if isinstance(page, (IntakePage, FillingPage)) else None)

    def _leave(self, page: QWidget | None) -> None:
        """Come back from a page, unless another one was opened meanwhile."""
        if self.page is page:
            self.go_back()

    def may_leave(self) -> bool:
        """Ask before something is forgotten that was typed and not saved."""
        asking_first = [
            page for page in self.pages.open_pages if isinstance(page, AsksBeforeLeaving)
        ]
        return all(page.may_leave() for page in asking_first)

    def _say(self, text: str) -> None:
        (self.page if isinstance(self.page, Says) else self.table).say(text)

    def tell_restored(self, words: str, lost: str) -> None:
        """Say what is back, and name what could not be brought back in a window of its own."""
        self._say(words)
        if lost:
            missing = tr("Some of it could not be brought back. It is named below.")
            tell(self, (words, missing), lost)

    def _hold(self, why: str) -> None:
        """Refuse what can't be done now; what was to open would come long after, over other work."""
        if not why and self._errands.held == self.table.said.text():
            self.table.say("")
        self._errands.held = why
        if why and self._asked:
            self._asked = None
            self._say(why)

    # One intake

    def _open(self, row: Row, then: _Then | None = None, *, over: bool = False) -> None:
        def done(opened: Opened) -> None:
            if self._asked == opened.intake:
                self._show_intake(opened, then, over=over)

        self.table.say("")
        if self._errands.are_held():
            return
        self._asked = row.intake
        self._errands.run(lambda: self._office.open(row.intake), done)

    def open_urgent(self, row: Row) -> None:
        """Open an intake over the page in use; what is being entered stays as it is beneath."""
        beneath = [page for page in self.pages.beneath if isinstance(page, FillingPage)]
        if any(page.intake == row.intake for page in beneath):
            self.go_back()  # it is being entered, just beneath
        else:
            self._open(row, over=not isinstance(self.page, IntakePage))

    def _show_intake(
        self, opened: Opened, then: _Then | None = None, *, over: bool = False
    ) -> None:
        page = IntakePage(opened, self.clinic, self.prints.first)
        page.back_wanted.connect(self.go_back)
        page.delete_wanted.connect(self._delete)
        page.resume_wanted.connect(self._resume)
        page.reference_wanted.connect(self._refer)
        page.settle_wanted.connect(self._settle)
        page.unsee_wanted.connect(self.taking_on.unsee)
        page.give_back_wanted.connect(self.taking_on.give_back)
        page.sent.connect(self.prints.sent)
        page.printed.connect(lambda who: self.prints.note(opened.intake, "printed", who))
        page.saved.connect(lambda: self.prints.note(opened.intake, "saved"))
        self.table.view.go_to(opened.intake)
        self.show_page(page, over=over)
        if self.pages.beneath:
            page.back.setText(tr("Back to where you were"))
        page.focus_start()
        self._errands.run(lambda: self._office.mark_seen(opened), lambda _: self.feed.ask())
        if then:
            then(page)

    def take_on(self, row: Row) -> None:
        """Record that this keyholder is handling an intake; the work on the page goes on."""
        self.taking_on.take_on(row)
        self.pages.focus_page()

    def _taken_back(self, row: Row) -> None:
        """Leave the page of an intake that still shows what was taken back."""
        if isinstance(self.page, IntakePage) and self.page.intake == row.intake:
            self.page.is_news = False
            self.go_back()

    def _refer(self, leaf: Leaf) -> None:
        """Ask for another reference, and show the intake with it."""
        if self._errands.are_held():
            return
        page = self.page
        reference = ask_for_reference(self, leaf.row.ticket, leaf.body.reference)
        if reference is None:
            return

        def done(opened: Opened | None) -> None:
            if opened is None:
                self._leave(page)
                self._say(tr("The reference is kept on this computer and appears here later."))
            elif self.page is page:
                self._show_intake(opened)
                self._say(tr("The reference was saved."))

        self._errands.run(lambda: self._office.refer(leaf, reference), done)

    def _settle(self, chosen: Leaf, other: Leaf) -> None:
        page = self.page

        def done(_nothing: None) -> None:
            self._leave(page)
            self._say(tr("The version was kept. The other one stays in the records."))

        self._errands.run(lambda: self._office.settle(chosen, other), done)

    def _names(self, intakes: Sequence[UUID]) -> Sequence[str]:
        """Name intakes by code and reference; an open one that is no longer in the table, by its page."""
        opened = self.page.leaf.row if isinstance(self.page, IntakePage) else None
        if opened and list(intakes) == [opened.intake] and not self.table.model.get(opened.intake):
            return [named(opened.ticket, opened.reference)]
        return self.table.model.names(intakes)

    def _delete(self, intakes: Sequence[UUID]) -> None:
        self._asked = None
        page = self.page
        names = self._names(intakes)
        if self._errands.are_held() or not may_delete(self, names):
            return

        def done(_nothing: None) -> None:
            self.table.model.remove(list(intakes))
            self._leave(page)
            self._say(deleted_words(len(intakes), len(intakes)))

        self._errands.run(lambda: self._office.delete(intakes), done)

    def _retired(self, words: str) -> None:
        """Say on the table how many overdue intakes are gone; the feed takes them out of it."""
        self.table.say(words)
        self.feed.ask()

    def _print_several(self, intakes: Sequence[UUID]) -> None:
        self._asked = None
        if not self._errands.are_held():
            self.prints.print_several(intakes, self.clinic)

    def _export(self, intakes: Sequence[UUID]) -> None:
        self._asked = None
        if self._errands.are_held():
            return
        if chosen := ask_for_export(self, self._names(intakes), now().date()):
            path, kind = chosen
            self._errands.run(
                lambda: self._office.export(intakes, kind).saved(path),
                lambda made: self._tell_of(exported_words(path, made.number), made.odd),
            )

    def _tell_of(self, words: str, odd: Sequence[str]) -> None:
        self._say(words)
        if odd:
            tell(self, (words,), "\n".join(odd))

    # Filling in

    def enter_new(self) -> None:
        """Enter an intake from a paper form or a phone call."""
        interview = Interview()
        interview.answer("answered_by", "staff")
        self._fill_in(interview, lambda kept: self._office.new(kept, self.clinic), on_one_page=True)

    def _resume(self, leaf: Leaf) -> None:
        interview = leaf.interview()
        begin = partial(self._office.resume, leaf, clinic=self.clinic)
        self._fill_in(interview, begin, on_one_page=leaf.body.result is None)

    def _fill_in(self, interview: Interview, begin: Begin, *, on_one_page: bool = False) -> None:
        try:
            made = FillingPage(interview, self.clinic, begin, self.prints.first)
        except RecordsError as error:
            self._say(str(error))
            return
        made.over.connect(self.go_back)
        made.signs_changed.connect(self._look_soon.start)
        made.done.connect(lambda what: self.prints.note(made.intake, what))
        made.sent.connect(self.prints.sent)
        self.show_page(made)
        made.start(on_one_page=on_one_page)

    def _take_clinic(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.retention.days = clinic.retention_days
        self.retention.look()
        self.clinic_changed.emit(clinic)
