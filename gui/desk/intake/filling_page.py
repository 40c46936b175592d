"""The questionnaire at the desk: a new intake from paper or telephone, or one that is resumed."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.desk.intake.entry_page import EntryPage
from gui.desk.table.questions import ask_for_reference
from gui.interview.result_page import ResultPage
from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.widgets.announcing import say_at
from gui.widgets.labels import button, fill, keep_words_whole, label
from gui.widgets.page_frame import has_little_room
from gui.widgets.theme import TEXT_SIZES, set_text_size
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.records.desk.row_words import named
from questionnaire.records.intake.filling import Filling
from questionnaire.spoken import as_spoken
from questionnaire.words import tr

_KEYS_LINES = 40  # line heights of the page in which the keys are named beside the rest

#: Begins to keep an interview.
Begin = Callable[[Interview], Filling]


class FillingPage(QWidget):
    """Keeps every change as it is made; where nothing is changed, nothing is kept.

    The questions are on one page or, in the wizard, page by page; the result is the wizard's last page.
    """

    over = Signal()
    signs_changed = Signal()
    done = Signal(str)  # with the sheets
    sent = Signal(str)  # to the printer of this name

    def __init__(
        self, interview: Interview, clinic: Clinic, begin: Begin, printer: str = ""
    ) -> None:
        """Begin to keep the interview; `printer` is the one that is offered first."""
        super().__init__()
        self._filling = begin(interview)
        self._signs = interview.kept.urgent_signs
        interview.on_change(self._look_at_signs)
        ticket, reference = self._filling.origin.ticket, self._filling.origin.reference
        self._venue = Venue(
            kind="desk",
            ticket=ticket,
            reference=reference,
            on_done=self.done.emit,
            on_sent=self.sent.emit,
            printer=printer,
        )
        self.wizard = Wizard(interview, clinic, self._venue)
        self.wizard.setProperty("targets", "desk")
        self.wizard.setWindowFlags(Qt.WindowType.Widget)
        self.wizard.setAccessibleName(tr("Questionnaire"))
        self.wizard.restart_wanted.connect(self.over)
        self.wizard.leave_wanted.connect(self.over)
        tip = tr("What was entered is kept; resume it at any time.")
        self.wizard.foot.way_out.setToolTip(tip)
        self.wizard.page_entered.connect(self._turned)
        self.entry = EntryPage(interview)
        self.entry.result_wanted.connect(self._show_result)
        self.entry.pages_wanted.connect(lambda: self._show_wizard(interview.page))
        self.entry.over.connect(self.over)
        self._pages = QStackedWidget()
        for page in (self.entry, self.wizard):
            self._pages.addWidget(page)
        self._came_from_entry = False
        self._build_head()
        self.said = label("", "title")
        self.said.setContentsMargins(16, 8, 16, 0)
        for one in (self.head, self.said):
            one.hide()  # until there is room, or something to say
        self._show_reference()
        self._add_keys()
        parts = (self.head, self.said, self._pages)
        fill(QVBoxLayout(self), *parts, wide=self._pages, margins=(0, 0, 0, 0), spacing=0)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+R", self._ask_for_reference),
            ("Ctrl+P", self._print),
            ("Escape", self._step_back),
        ):
            QShortcut(QKeySequence(keys), self, act).setAutoRepeat(False)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            done = QShortcut(QKeySequence(keys), self.wizard, self._end)
            done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            done.setAutoRepeat(False)

    def _build_head(self) -> None:
        self.head, self._code, self._keys = QWidget(), label("", "title"), label("", "small")
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.refer = button("", act=self._ask_for_reference, tip=tr("Ctrl+R"))
        self.one_page = button(tr("Enter on one page"), "link", self.show_entry)
        row = (self._code, self.refer, self.one_page, self._keys)
        self.bar = fill(QHBoxLayout(self.head), *row, wide=self._keys, margins=(16, 8, 16, 0))

    @property
    def intake(self) -> UUID:
        """The intake that is filled in here."""
        return self._filling.origin.intake

    @property
    def is_begun(self) -> bool:
        """Whether anything was entered."""
        return self._filling.is_begun

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""
        say_at(self.said, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave all the room to the questions where there is little."""
        super().resizeEvent(event)
        self.head.setVisible(not has_little_room(self))
        keep_words_whole((self.refer, self.one_page))
        self._keys.setVisible(self.width() >= _KEYS_LINES * self.fontMetrics().height())

    def start(self, *, on_one_page: bool = False) -> None:
        """Open at the interview's page, or all on one; what is shown from then on is kept."""
        self.wizard.page_entered.connect(lambda _page: self._filling.save())
        self.wizard.finished_case.connect(self._filling.finish)
        if on_one_page:
            self._open_entry(self.wizard.interview.page)
        else:
            self._show_wizard(self.wizard.interview.page)

    def show_entry(self) -> None:
        """Show all questions on one page, at the one that was in hand."""
        self._open_entry(self.wizard.page_id)

    def _open_entry(self, page: PageId) -> None:
        self._came_from_entry = False
        self.say("")
        self._pages.setCurrentWidget(self.entry)
        self._show_keys()
        self.entry.open_at(page)

    def leave(self) -> None:
        """Let go; what was entered is kept, finished or not."""
        self._filling.leave()
        set_text_size(TEXT_SIZES[0])

    def _show_wizard(self, page: PageId) -> None:
        """Show one page of the wizard."""
        self._came_from_entry = False
        self.say("")
        self.wizard.open_at(page)
        self._pages.setCurrentWidget(self.wizard)
        self._show_keys()
        self.wizard.current.focus_start()

    def _show_result(self) -> None:
        """Show the result, from which Back leads to the entry."""
        self._show_wizard("result")
        self._came_from_entry = True
        self._show_keys()

    def _turned(self, page: str) -> None:
        """Come back from the result with Back."""
        if self._came_from_entry and page != "result":
            self.show_entry()
        else:
            self._show_keys()

    def _step_back(self) -> None:
        """Come back from the result to the entry; there, forget half of a code and nothing else."""
        if self._came_from_entry:
            self.show_entry()
        elif self.entry.isVisible():
            self.entry.forget_typed()

    def _print(self) -> None:
        if self.wizard.isVisible() and isinstance(self.wizard.current, ResultPage):
            self.wizard.current.print.click()

    def _end(self) -> None:
        """Come back to the desk from the result; on the pages before it, the same keys do nothing."""
        if isinstance(self.wizard.current, ResultPage):
            self.over.emit()

    def _show_keys(self) -> None:
        """Say which keys do what on the page that is shown."""
        on_entry = self._pages.currentWidget() is self.entry
        self.one_page.setVisible(not on_entry)
        if on_entry:
            words = tr(
                "0 none · ? not sure · Enter next · rh right hand · Ctrl+R reference · Ctrl+Enter result"
            )
        elif self.wizard.page_id == "result":
            words = (
                tr("Ctrl+P print · Ctrl+Enter done · Esc back")
                if self._came_from_entry
                else tr("Ctrl+P print · Ctrl+Enter done")
            )
        else:
            words = ""
        self._keys.setText(words)
        self._describe()

    def _look_at_signs(self) -> None:
        signs = self.wizard.interview.kept.urgent_signs
        if signs != self._signs:
            self._signs = signs
            self.signs_changed.emit()

    def _ask_for_reference(self) -> None:
        reference = ask_for_reference(self, self._venue.ticket, self._venue.reference)
        if reference is not None:
            self._filling.refer(reference)
            self._venue.reference = reference
            self._show_reference()
            self.say(tr("The reference was saved."))

    def _show_reference(self) -> None:
        ticket, reference = self._venue.ticket, self._venue.reference
        self._code.setText(tr("Code {ticket}").format(ticket=named(ticket, reference)))
        self.refer.setText(tr("Change reference") if reference else tr("Add reference"))
        self._describe()

    def _describe(self) -> None:
        """Let a screen reader say at the head's button what stands beside it."""
        said = (self._code.text(), self.refer.toolTip(), self._keys.text())
        self.refer.setAccessibleDescription(as_spoken(said))
