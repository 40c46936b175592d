"""The wizard: the window of an interview, which makes each page and shows it between head and foot."""

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget, QWizard

from gui.interview.answer_bar import AnswerBar
from gui.interview.foot import PageFoot
from gui.interview.navigation import NO_PAGE, PAGE_NUMBER, Navigation
from gui.interview.page_kinds import make_page
from gui.interview.question_page import QuestionPage
from gui.interview.tab_order import put_foot_last
from gui.interview.venue import Venue
from gui.widgets.labels import adopt
from gui.widgets.page_frame import (
    draw_all,
    draw_unseen,
    fit_room,
    has_little_room,
    height_at,
    let_go_of_focus,
)
from gui.widgets.page_header import PageHeader
from gui.widgets.press_guard import ENTER
from gui.widgets.theme import text_size
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGES
from questionnaire.words import tr

_IDLE_MS = 40  # after a page is shown, when nobody waits for anything
_ALONE = Venue()


class Wizard(QWizard):
    """One interview from the first page to the result; the next person gets a new wizard.

    `page_entered` carries the page's id; `finished_case` the result, each time that it is reached.
    """

    restart_wanted = Signal()
    leave_wanted = Signal()
    page_entered = Signal(str)
    finished_case = Signal(object)

    def __init__(self, interview: Interview, clinic: Clinic, venue: Venue = _ALONE) -> None:
        super().__init__()
        self.interview = interview
        self.clinic = clinic
        self.venue = venue
        self.navigation = Navigation(self, interview)
        self._desk_told = False
        self._scrolls_along = False
        self._placed_for: tuple[PageId, QSize, int] | None = None
        self.setWindowTitle(tr("Dystonia Triage"))
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        option = QWizard.WizardOption
        for one in (option.IndependentPages, option.NoBackButtonOnStartPage, option.NoCancelButton):
            self.setOption(one)
        self.setProperty("targets", clinic.targets)
        self.setProperty("room", "enough")
        self.header = PageHeader(offers_languages=venue.kind != "desk")
        self.answer_bar = AnswerBar(interview)
        self.foot = self._made_foot()
        self._take_over_layout()
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._prepare_next)
        self._drawn = QTimer(self, singleShot=True, interval=0)
        self._drawn.timeout.connect(self._idle.start)
        self._ensure_page("welcome")
        self.navigation.arrived.connect(self._show_page)

    def nextId(self) -> int:
        """Let the interview say which page comes next."""
        following = (
            self.interview.next_after(self.navigation.passed) if self.currentId() >= 0 else None
        )
        return NO_PAGE if following is None else PAGE_NUMBER[following]

    def next(self) -> None:
        """Make the page that follows, if nobody has, and go there; `nextId` is asked far more often."""
        if (following := self.nextId()) != NO_PAGE:
            self._ensure_page(PAGES[following].id)
        super().next()

    @property
    def page_id(self) -> PageId:
        """The page that the person is on."""
        return self.interview.page

    @property
    def current(self) -> QuestionPage:
        """The page's widget."""
        page = self.currentPage()
        if not isinstance(page, QuestionPage):
            raise TypeError(page)
        return page

    def begin(self) -> None:
        """Open where the interview stands, unless the wizard is open."""
        if self.currentId() == NO_PAGE and self.interview.page != "welcome":
            self.open_at(self.interview.page)

    def setVisible(self, visible: bool) -> None:
        """Open where the interview stands, and not at the first page as QWizard would."""
        if visible:
            self.begin()
        super().setVisible(visible)

    def open_at(self, page_id: str) -> None:
        """Go to a page without showing those before; stops where a required answer is missing."""
        self.navigation.open_at(page_id)

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

    def validateCurrentPage(self) -> bool:
        """Let the page say what is missing, in the window's title too."""
        if may_leave := super().validateCurrentPage():
            let_go_of_focus(self)
        else:
            self._name_window()
        return may_leave

    def back(self) -> None:
        """Go to the page before."""
        let_go_of_focus(self)
        super().back()

    def initializePage(self, number: int) -> None:
        """Build the page before it is shown; one that is only passed by waits until someone goes Back to it."""
        if not self.navigation.passes_by(number):
            super().initializePage(number)

    def reject(self) -> None:
        """Escape closes nothing, so that nothing is lost by it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on, but not from one page after the other when it is held down."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and self.foot.go_on.isVisible():
            self.foot.go_on.click()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Scroll to what Tab reaches; from outside the page Qt would leave it scrolled away."""
        put_foot_last(self.current, self.foot)  # an answer may have brought new choices
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
        """Place everything anew."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Place everything anew when head or foot asks for another height, or letters have another size."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._lay_out()
        return handled

    def _made_foot(self) -> PageFoot:
        """Return the foot with every button that a page may show, each wired to what it does."""
        foot = PageFoot(self.venue.kind, self.answer_bar)
        for one, act in (
            (foot.back, self.back),
            (foot.go_on, self.next),
            (foot.skip, self.navigation.skip_to_end),
            (foot.last, self._start_again),
            (foot.way_out, self.leave_wanted),
            (foot.more, self._show_more),
        ):
            one.clicked.connect(act)
        self.answer_bar.answered.connect(self.next)
        for keys, which in (("Alt+Right", foot.go_on), ("Alt+Left", foot.back)):
            QShortcut(QKeySequence(keys), which, which.click, autoRepeat=False)  # if it is shown
        return foot

    def _take_over_layout(self) -> None:
        """Let head and foot stand around QWizard's pages, whose own buttons are never shown."""
        self.setButtonLayout([])
        self._pages = next(one for one in self.children() if isinstance(one, QWidget))
        for one in (self.header, self.foot):
            one.setParent(self)
        self.header.lower()  # so that it is the first thing in here for a screen reader

    def _lay_out(self) -> None:
        """Place head, page and foot; where little height is left, both scroll along with the page."""
        if self.currentId() == NO_PAGE or self.navigation.is_walking:
            return
        page, width = self.current, self.width()
        above, below = (height_at(one, width) for one in (self.header, self.foot))
        fit_room(self)
        view = (self.page_id, self.size(), text_size())
        if view != self._placed_for:
            self._placed_for, self._scrolls_along = view, has_little_room(self)
        # Once it does it stays so: what scrolls along is lower, and would be placed the other way again.
        self._scrolls_along |= 2 * (above + below) > self.height()
        if layout := self._pages.layout():
            layout.setContentsMargins(0, 0, 0, 0)
        self.header.keep_sides(0 if self._scrolls_along else page.least_side)
        self.foot.keep_sides(0 if self._scrolls_along else page.side)
        if self._scrolls_along:
            self._pages.setGeometry(self.rect())
            page.take_in(self.header, self.foot)
            return
        page.give_back(self, self.header, self.foot)
        self.header.setGeometry(0, 0, width, above)
        self._pages.setGeometry(0, above, width, self.height() - above - below)
        self.foot.setGeometry(0, self.height() - below, width, below)

    def _ensure_page(self, page_id: PageId) -> int:
        """Make a page when it is first needed, so that the window opens without it."""
        number = PAGE_NUMBER[page_id]
        if self.page(number) is None:
            page = make_page(
                page_id, self.interview, self.clinic, self.venue, self.navigation.change
            )
            page.more_below_changed.connect(self._show_more_below)
            page.answered.connect(self.next)
            if self._desk_told:
                page.show_desk_told(told=True)
            self.setPage(number, page)
        return number

    def _show_page(self) -> None:
        """Show the page that the person has come to, and let it be heard."""
        self._idle.stop()
        self.current.enter()
        self._show_buttons()
        self._name_window()
        self._follow_by_ear()
        self.current.focus_start()
        self.current.announce_words(at_once=self.current.is_pressing)
        self._drawn.start()
        self.page_entered.emit(self.page_id)
        if (case := self.current.case) is not None:
            self.finished_case.emit(case)

    def _name_window(self) -> None:
        """Give the window the question as its title; a title in the waiting room says nothing of anybody."""
        if self.venue.kind == "alone" and not self.navigation.is_walking:
            self.setWindowTitle(self.current.window_title)

    def _follow_by_ear(self) -> None:
        """Let Listen read this page."""
        if self.header.listen:
            page = self.current
            self.header.listen.follow(page, page.words, private=page.is_private)

    def _prepare_next(self) -> None:
        """Build the page that probably follows, and one before that was passed by, while this one is read."""
        if not self.header.listen:
            self.header.add_listening(anew=self.venue.kind != "waiting-room")
            self._follow_by_ear()
        following = self.nextId()
        page = self.page(self._ensure_page(PAGES[following].id)) if following != NO_PAGE else None
        if isinstance(page, QuestionPage):
            page.prepare()
            adopt(self.header, *page.head_tools)
            adopt(self.foot, *page.foot_actions)
            draw_unseen(page, self.current.size())
        for before in self.visitedIds()[-2:-1]:
            self.page(before).initializePage()

    def _show_buttons(self) -> None:
        foot, page, last = self.foot, self.current, self.page_id == "result"
        foot.go_on.setText(page.go_on_words)
        self.answer_bar.show_for(page.page)
        leaves = self.page_id == "welcome" if self.venue.kind == "alone" else not last
        shown = {
            foot.back: self.page_id != "welcome",
            foot.way_out: leaves,
            foot.more: False,
            foot.answers: not self.answer_bar.isHidden(),
            foot.skip: page.page.may_end and not self.navigation.is_returning,
            foot.last: last,
            foot.go_on: not last,
        }
        foot.show_only((one for one, wanted in shown.items() if wanted), page.foot_actions)
        self._show_more_below()
        self.header.show_step(page.step_words, page.share)
        self.header.show_tools(page.head_tools)
        self._lay_out()
        put_foot_last(self.current, self.foot)

    def _show_more_below(self) -> None:
        """Offer to scroll while there is more; where the button goes, it takes no focus along."""
        if self.currentId() == NO_PAGE:
            return
        pane = self.current.pane
        if self.foot.more.hasFocus() and not pane.more_below:
            pane.setFocus()
        helps = not self._scrolls_along and not self.current.counts_below
        if self.foot.offer_more(pane.more_below and helps):
            put_foot_last(self.current, self.foot)

    def _show_more(self) -> None:
        self.current.pane.page_down()

    def _start_again(self) -> None:
        if self.venue.kind != "alone" or self._may_be_lost():
            self.restart_wanted.emit()

    def _may_be_lost(self) -> bool:
        from gui.widgets.dialogs import ask_before_losing  # only needed on leaving

        return ask_before_losing(self)
