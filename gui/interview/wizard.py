"""The wizard: asks the interview which page comes next, makes it, and shows it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWizard

from gui.interview.answer_bar import AnswerBar
from gui.interview.question_page import QuestionPage
from gui.interview.venue import Venue, VenueKind
from gui.widgets.labels import button
from gui.widgets.page_frame import draw_all, fit_room, has_little_room
from gui.widgets.press_guard import ENTER
from gui.widgets.theme import reading_width, restyle
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGE, PAGES
from questionnaire.words import mark, tr


def make_page(
    page_id: PageId,
    interview: Interview,
    clinic: Clinic,
    venue: Venue,
    change: Callable[[str], None],
) -> QuestionPage:
    """Return the page for an id; `change` is called with the id of a page that is to be changed."""
    page = PAGE[page_id]
    match page_id:
        case "welcome":
            from gui.interview.welcome_page import WelcomePage

            return WelcomePage(interview, page, venue)
        case "stop":
            from gui.interview.urgent_page import StopPage

            return StopPage(interview, page, clinic, venue)
        case "affected":
            from gui.interview.body_page import BodyPage

            return BodyPage(interview, page)
        case "onset":
            from gui.interview.ages_page import OnsetPage

            return OnsetPage(interview, page)
        case "review":
            from gui.interview.review_page import ReviewPage

            review = ReviewPage(interview, page)
            review.change_wanted.connect(change)
            return review
        case "result" if venue.kind == "waiting-room":
            from gui.interview.end_page import EndPage

            return EndPage(interview, page, clinic, venue)
        case "result":
            from gui.interview.result_page import ResultPage

            return ResultPage(interview, page, clinic, venue)
        case _:
            return QuestionPage(interview, page)


PAGE_NUMBER: dict[PageId, int] = {page.id: number for number, page in enumerate(PAGES)}

_NO_PAGE = -1
_IDLE_MS = 40  # after a page is shown, when nobody waits for anything
_EDGE = 9  # pixels that QWizard keeps around its buttons
_INSIDE = 4  # pixels of a page's content before its text
_ALONE = Venue()

#: The button under the result, and how much it stands out.
_LAST_BUTTON: dict[VenueKind, tuple[str, str]] = {
    "alone": (mark("Start again"), "plain"),
    "waiting-room": (mark("I am finished"), "primary"),
    "desk": (mark("Back to the desk"), "primary"),
}


class Wizard(QWizard):
    """One interview from the first page to the result; the next person gets a new wizard.

    `page_entered` carries the page's id; `finished_case` the result, each time that it is reached.
    """

    restart_wanted = Signal()
    stop_wanted = Signal()
    desk_wanted = Signal()
    page_entered = Signal(str)
    finished_case = Signal(object)

    def __init__(self, interview: Interview, clinic: Clinic, venue: Venue = _ALONE) -> None:
        super().__init__()
        self.interview = interview
        self.clinic = clinic
        self.venue = venue
        self._returning_from: PageId | None = None
        self._walking = False
        self._opened_at = _NO_PAGE
        self._larger = False
        self._desk_told = False
        self.setWindowTitle(tr("Dystonia Triage"))
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        option = QWizard.WizardOption
        for one in (option.IndependentPages, option.NoBackButtonOnStartPage, option.NoCancelButton):
            self.setOption(one)
        self.setProperty("targets", clinic.targets)
        self.setProperty("room", "enough")
        self.answer_bar = AnswerBar(interview, self)
        self._set_buttons()
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._prepare_next)
        self._ensure_page("welcome")
        self.currentIdChanged.connect(self._entered)
        self.answer_bar.answered.connect(self.next)

    def nextId(self) -> int:
        """Let the interview say which page comes next."""
        following = self.interview.next_after(self._passed) if self.currentId() >= 0 else None
        if following is None:
            return _NO_PAGE
        return self._ensure_page(following)

    @property
    def page_id(self) -> PageId:
        """The page that the person is on."""
        return self.interview.page

    @property
    def _passed(self) -> PageId:
        """Where QWizard is, which walks over pages that the person is not shown."""
        return PAGES[self.currentId()].id

    @property
    def current(self) -> QuestionPage:
        """The page's widget."""
        page = self.currentPage()
        if not isinstance(page, QuestionPage):
            raise TypeError(page)
        return page

    def change(self, page_id: str) -> None:
        """Step back from the review page to another; Continue there comes straight back."""
        wanted = next(page.id for page in PAGES if page.id == page_id)
        self._walk(self.back, lambda: self._passed == wanted)
        self._returning_from = wanted

    def begin(self) -> None:
        """Open where the interview stands, unless the wizard is open."""
        if self.currentId() == _NO_PAGE and self.interview.page != "welcome":
            self.open_at(self.interview.page)

    def setVisible(self, visible: bool) -> None:
        """Open where the interview stands, and not at the first page as QWizard would."""
        if visible:
            self.begin()
        super().setVisible(visible)

    def open_at(self, page_id: str) -> None:
        """Go to a page without showing those before; stops where a required answer is missing."""
        wanted = next(number for id_, number in PAGE_NUMBER.items() if id_ == page_id)
        self._opened_at = wanted
        if self.currentId() == _NO_PAGE:
            self._walking = True
            self.restart()
        self._walk(self._pass_by, lambda: self.currentId() >= wanted)

    def rehearse(self) -> None:
        """Build and draw every page, unseen and unheard, so that nothing is read from the disk later."""
        for page in PAGES:
            made = self.page(self._ensure_page(page.id))
            if isinstance(made, QuestionPage):
                made.prepare()
                draw_all(made)

    def show_desk_told(self, told: bool) -> None:
        """Say from now on whether the desk knows of the urgent sign."""
        self._desk_told = told
        for number in self.pageIds():
            if isinstance(page := self.page(number), QuestionPage):
                page.show_desk_told(told)

    @property
    def has_large_text(self) -> bool:
        """Whether the person asked for larger text."""
        return self._larger

    def set_larger(self, larger: bool) -> None:
        """Show letters half as large again over buttons of 30 mm, or both as the clinic has them."""
        self._larger = larger
        restyle(self, "text", "large" if larger else "normal")
        restyle(self, "targets", "30mm" if larger else self.clinic.targets)
        self._align_buttons()
        words = tr("Usual size") if larger else tr("Larger text")
        self.setButtonText(QWizard.WizardButton.CustomButton3, words)

    def initializePage(self, number: int) -> None:
        """Build the page before it is shown; one that is only passed by waits until someone goes Back to it."""
        if number >= self._opened_at:
            super().initializePage(number)

    def reject(self) -> None:
        """Escape closes nothing, so that nothing is lost by it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter, when it is held down, from turning one page after the other."""
        if not (event.isAutoRepeat() and event.key() in ENTER):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Scroll to what Tab reaches; from outside the page Qt would leave it scrolled away."""
        moved = super().focusNextPrevChild(forward)
        self.current.pane.show_focused(self.focusWidget())
        return moved

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before answers are lost with the window; where they are kept, they are not."""
        kept = self.venue.kind != "alone"
        if kept or self.interview.is_empty or self._may_be_lost():
            event.accept()
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw everything closer together in a window that has little room."""
        # A window that opens maximised can be told of an earlier size, which QWizard would lay out.
        super().resizeEvent(QResizeEvent(self.size(), event.oldSize()))
        self._align_buttons()
        fit_room(self)

    def _align_buttons(self) -> None:
        """Keep Back and Continue beside the text in a wide window, at the same place on every page."""
        shown = self.currentPage() or self
        side = (self.width() - reading_width(shown)) // 2 - _EDGE
        left, right = max(0, side + _INSIDE), max(0, side)
        if row := self._button_row():
            row.setContentsMargins(left, 0, right, 0)

    def _button_row(self) -> QHBoxLayout | None:
        """Return the layout in which QWizard keeps its buttons, once it has one."""
        go_on = self.button(QWizard.WizardButton.NextButton)
        rows = self.findChildren(QHBoxLayout)
        return next((row for row in rows if row.indexOf(go_on) >= 0), None)

    def _set_buttons(self) -> None:
        kind, option = QWizard.WizardButton, QWizard.WizardOption
        last, last_role = _LAST_BUTTON[self.venue.kind]
        for which, words, role in (
            (kind.BackButton, tr("Back"), "plain"),
            (kind.NextButton, tr("Continue"), "primary"),
            (kind.CustomButton1, tr(last), last_role),
            (kind.CustomButton2, tr("More ▾"), "plain"),
            (kind.CustomButton3, tr("Larger text"), "plain"),
        ):
            self.setButton(which, button(words, role))
            self.setButtonText(which, words)
        self.button(kind.CustomButton2).setAccessibleName(tr("Show more below"))
        left = [kind.BackButton, kind.CustomButton3]
        if self.venue.kind == "alone":
            self._add_way_out(left, button(tr("Front desk"), "link"), self.desk_wanted)
        elif self.venue.kind == "waiting-room":
            self._add_way_out(left, button(tr("Stop here")), self.stop_wanted)
        right = [kind.CustomButton2, kind.CustomButton1, kind.NextButton]
        self.setButtonLayout([*left, kind.Stretch, *right])
        for one in (option.HaveCustomButton1, option.HaveCustomButton2, option.HaveCustomButton3):
            self.setOption(one)
        self.button(kind.CustomButton3).clicked.connect(lambda: self.set_larger(not self._larger))
        self.button(kind.CustomButton1).clicked.connect(self._start_again)
        self.button(kind.CustomButton2).clicked.connect(self._show_more)
        for keys, which in (("Alt+Right", kind.NextButton), ("Alt+Left", kind.BackButton)):
            QShortcut(QKeySequence(keys), self, self.button(which).click).setAutoRepeat(False)
        self.setMinimumSize(0, 0)  # until now QWizard has counted all buttons, as if all were shown

    def _add_way_out(
        self, row: list[QWizard.WizardButton], way: QPushButton, wanted: SignalInstance
    ) -> None:
        """Let staff leave the first page for the desk, or a patient in the waiting room stop at any."""
        way.clicked.connect(wanted)
        row.append(QWizard.WizardButton.HelpButton)
        self.setButton(QWizard.WizardButton.HelpButton, way)
        self.setOption(QWizard.WizardOption.HaveHelpButton)

    def _ensure_page(self, page_id: PageId) -> int:
        """Make a page when it is first needed, so that the window opens without it."""
        number = PAGE_NUMBER[page_id]
        if self.page(number) is None:
            page = make_page(page_id, self.interview, self.clinic, self.venue, self.change)
            page.more_below_changed.connect(self._show_more_below)
            if self._desk_told:
                page.show_desk_told(told=True)
            self.setPage(number, page)
        return number

    def _entered(self, number: int) -> None:
        if number == _NO_PAGE or self._walking:
            return
        self.interview.turn_to(self._passed)
        if self._returning_from and number < PAGE_NUMBER[self._returning_from]:
            self._returning_from = self.page_id  # Back was pressed: Continue returns from here too
        if self._returning_from and self._may_pass(self.page_id):
            self._walk(self.next, lambda: not self._may_pass(self._passed))
        if self.page_id == "review":
            self._returning_from = None
        self.current.enter()
        self._show_buttons()
        self.current.focus_start()
        self.current.announce_words(at_once=self.current.is_pressing)
        self._idle.start()
        self.page_entered.emit(self.page_id)
        if (case := self.current.case) is not None:
            self.finished_case.emit(case)

    def _prepare_next(self) -> None:
        """Build the page that probably follows, and one before that was passed by, while this one is read."""
        following = self.nextId()
        page = self.page(following) if following != _NO_PAGE else None
        if isinstance(page, QuestionPage):
            page.prepare()
        for before in self.visitedIds()[-2:-1]:
            self.page(before).initializePage()

    def _may_pass(self, page_id: PageId) -> bool:
        """Tell whether a person who changed one answer can skip this page on the way back."""
        if page_id == "review" or not self.current.was_seen:
            return False
        return page_id != self._returning_from and not self.interview.wants_visit(page_id)

    def _pass_by(self) -> None:
        """Leave a page behind as one that this person has seen."""
        self.current.was_seen = True
        self.next()

    def _walk(self, step: Callable[[], None], arrived: Callable[[], bool]) -> None:
        """Step from page to page without showing those between."""
        self._walking = True
        self.setUpdatesEnabled(False)
        try:
            before = _NO_PAGE
            while not arrived() and self.currentId() != before:
                before = self.currentId()
                step()
        finally:
            self._walking = False
            self.setUpdatesEnabled(True)
        self._entered(self.currentId())

    def _show_buttons(self) -> None:
        kind = QWizard.WizardButton
        last = self.page_id == "result"
        self.button(kind.CustomButton1).setVisible(last)
        self.button(kind.CustomButton3).setVisible(self.page_id == "welcome")
        may_stop = self.venue.kind == "waiting-room" and not last
        at_door = self.venue.kind == "alone" and self.page_id == "welcome"
        if self.venue.kind != "desk":
            self.button(kind.HelpButton).setVisible(may_stop or at_door)
        self.button(kind.NextButton).setVisible(not last)
        more, go_on = self.button(kind.CustomButton2), self.button(kind.NextButton)
        self.answer_bar.stand_before(go_on, more, self._button_row())
        self._show_whole_answers()
        self._show_more_below()

    def _show_whole_answers(self) -> None:
        if self.currentId() != _NO_PAGE:
            self.answer_bar.show_for(self.current.page)

    def _show_more_below(self) -> None:
        """Offer to scroll while there is more; where the button goes, it takes no focus along."""
        if self.currentId() == _NO_PAGE:
            return
        more = self.button(QWizard.WizardButton.CustomButton2)
        pane = self.current.pane
        if more.hasFocus() and not pane.more_below:
            pane.setFocus()
        # In a very small window Stop here and both answers leave it no room; the scroll bar is there.
        crowded = self.venue.kind == "waiting-room" and has_little_room(self)
        elsewhere = self.current.has_list and (crowded or self.current.counts_below)
        more.setVisible(pane.more_below and not elsewhere)

    def _show_more(self) -> None:
        self.current.pane.page_down()

    def _start_again(self) -> None:
        if self.venue.kind != "alone" or self._may_be_lost():
            self.restart_wanted.emit()

    def _may_be_lost(self) -> bool:
        from gui.widgets.dialogs import ask_before_losing  # only needed on leaving

        return ask_before_losing(self)
