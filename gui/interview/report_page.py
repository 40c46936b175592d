"""A page that shows a report: what is seen first at once, the rest piece by piece."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.interview.question_page import QuestionPage
from gui.interview.report_view import report_head, report_rest
from gui.widgets.labels import clear
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Case, case_of
from questionnaire.reports.speech import report_words


class ReportPage(QuestionPage):
    """Works the result out when the answers have changed, and shows one of its reports."""

    case: Case

    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self.clinic = clinic
        self._answers: Answers | None = None
        self._waiting: Iterator[QWidget] = iter(())
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._add_next)
        self.headline = QVBoxLayout()
        self.sections = QVBoxLayout()
        for part in (self.headline, self.sections):
            part.setSpacing(22)

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
            self.renew()
            self.show_report()

    def prepare(self) -> None:
        """Keep only the head, so that turning back to this page is as quick as the first time."""
        super().prepare()
        self.show_report()

    def enter(self) -> None:
        """Build what is not seen at first when the page is on the screen."""
        super().enter()
        self._rest.start(0)

    def show_report(self) -> None:
        """Build what is seen first, and the rest piece by piece when the page is on the screen."""
        self.clear_report()
        report, for_staff = self.report()
        self._waiting = report_rest(report, for_staff=for_staff)
        for widget in report_head(report, for_staff=for_staff):
            self.headline.addWidget(widget)
        if self.isVisible():
            self.say_words()
            self._rest.start(0)

    def words(self) -> tuple[str, ...]:
        """Return all of the report, also what is still being built."""
        report, for_staff = self.report()
        return report_words(report, for_staff=for_staff)

    def clear_report(self) -> None:
        """Take away what is shown."""
        self._waiting = iter(())
        for part in (self.headline, self.sections):
            clear(part)

    def _add_next(self) -> None:
        widget = next(self._waiting, None)
        if widget is None:
            self._rest.stop()
        else:
            self.sections.addWidget(widget)
            self.pane.make_room()
