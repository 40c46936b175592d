"""A page that shows a report: what is seen first at once, the rest piece by piece."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from gui.interview.folding import Folding
from gui.interview.glance_view import GlanceView
from gui.interview.question_page import QuestionPage
from gui.interview.report_view import DenseView, PlainView, report_head, report_rest
from gui.widgets.announcing import announce
from gui.widgets.labels import clear
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Case, case_of
from questionnaire.reports.speech import report_words
from questionnaire.spoken import as_spoken
from questionnaire.words import tr

_DRAWING_MS = 20  # until what is seen first is drawn


class ReportPage(QuestionPage):
    """Works the result out when the answers have changed, and shows one of its reports."""

    case: Case
    is_private = True
    shows_top = True

    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self.clinic = clinic
        self._answers: Answers | None = None
        self._opened: set[str] = set()
        self.glance: GlanceView | None = None
        self._waiting: Iterator[None] = iter(())
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._show_next)
        self.headline = QVBoxLayout()
        self.sections = QVBoxLayout()
        for part in (self.headline, self.sections):
            part.setSpacing(8)

    @property
    def window_title(self) -> str:
        """A result asks nothing."""
        return tr(self.page.name)

    def report(self) -> tuple[Report, bool]:
        """Return the report to show, and whether it is for staff."""
        return self.case.for_patient, False

    def renew(self) -> None:
        """Prepare for a result that was not shown yet."""

    def refresh(self) -> None:
        """Show the report for the answers as they stand."""
        answers = self.interview.answers
        if answers != self._answers:
            self._answers = answers
            self.case = case_of(answers, self.clinic, datetime.now(tz=UTC).astimezone().date())
            self._opened.clear()
            self.renew()
            self.show_report()

    def prepare(self) -> None:
        """Keep only the head, so that turning back to this page is as quick as the first time."""
        before = self._answers
        super().prepare()
        if self._answers == before:  # or else it was built just now
            self.show_report()

    def enter(self) -> None:
        """Build what is not seen at first when the page is on the screen."""
        super().enter()
        self._rest.start(_DRAWING_MS)

    def show_report(self) -> None:
        """Build what is seen first, and the rest piece by piece when the page is on the screen."""
        self.clear_report()
        report, for_staff = self.report()
        view = DenseView() if for_staff else PlainView()
        self.folding = Folding(self._opened, view.opened)
        self.folding.toggled.connect(self._toggled)
        for widget in report_head(report, for_staff=for_staff, top=self.shows_top):
            self.headline.addWidget(widget)
        if report.glance:
            self.glance = GlanceView(report, report.glance, self.folding, lead=self.shows_top)
            self.headline.addWidget(self.glance)
        self._waiting = self._unseen(report, for_staff=for_staff)
        if not self.isHidden():  # behind a cover it is still the page that the person is on
            self.say_words()
            self._rest.start(0)

    def words(self) -> tuple[str, ...]:
        """Return all of the report that is open, also what is still being built."""
        report, for_staff = self.report()
        return report_words(report, for_staff=for_staff, opened=self._opened)

    def clear_report(self) -> None:
        """Take away what is shown."""
        self._waiting = iter(())
        self.glance = None
        for part in (self.headline, self.sections):
            clear(part)

    def announce_new(self, before: tuple[str, ...], *, at_once: bool = False) -> None:
        """Announce what the page didn't say before."""
        if words := as_spoken(one for one in self.words() if one not in before):
            announce(self.pane, words, at_once=at_once)

    def widest(self) -> int:
        """Let tiles and columns stand beside each other; none of them is wider than one can read."""
        return super().widest() * 3 // 2

    def _toggled(self, id_: str) -> None:
        """Say what was opened, and bring it into sight under the button that closes it again."""
        report, for_staff = self.report()
        before = report_words(report, for_staff=for_staff, opened=self._opened ^ {id_})
        self.pane.make_room()
        self.say_words()
        if id_ in self._opened:
            self.pane.show_together(self.folding.openers[id_], self.folding.parts[id_])
            self.announce_new(before)

    def _unseen(self, report: Report, *, for_staff: bool) -> Iterator[None]:
        """Show what is not seen at first, a piece in each step."""
        if self.glance:
            self.glance.rest.show()
            yield
            return
        for widget in report_rest(report, for_staff=for_staff, folding=self.folding):
            self.sections.addWidget(widget)
            yield

    def _show_next(self) -> None:
        self._rest.setInterval(0)
        for _ in self._waiting:
            self.pane.make_room()
            return
        self._rest.stop()
