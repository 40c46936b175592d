"""The result: every section of the report, and what can be done with it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.choice import ManyChoice
from gui.column_grid import ColumnGrid
from gui.pages.question_page import QuestionPage
from gui.report_view import report_head, report_rest
from gui.text import button, clear, label
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.plain_text import plain_text
from questionnaire.questions import Page
from questionnaire.report import case_of
from questionnaire.words import tr


class ResultPage(QuestionPage):
    """Shows the patient's report or, at a switch, the staff's; saves, prints and copies both."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self._clinic = clinic
        self._answers: Answers | None = None
        self._waiting: Iterator[QWidget] = iter(())
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._add_next)

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put what can be done with the result right under its headline; the sections follow."""
        self._headline = QVBoxLayout()
        self._sections = QVBoxLayout()
        for part in (self._headline, self._sections):
            part.setSpacing(22)
        self.staff_switch = ManyChoice("staff", tr("View for staff"))
        self.staff_switch.clicked.connect(self._switch)
        self.save = button(tr("Save as PDF"))
        self.print = button(tr("Print"))
        self.copy = button(tr("Copy as text"))
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.copy.clicked.connect(self._copy)
        self.done = label("", "title")
        self.done.hide()
        actions = (self.save, self.print, self.copy, self.staff_switch)
        layout.addLayout(self._headline)
        layout.addWidget(ColumnGrid(actions, most=4, lines=8))
        layout.addWidget(self.done)
        layout.addLayout(self._sections)

    def refresh(self) -> None:
        """Show the report for the answers as they stand; staff who answer see their own first."""
        answers = self.interview.answers
        if answers != self._answers:
            self._answers = answers
            self.case = case_of(answers, self._clinic, datetime.now(tz=UTC).astimezone().date())
            self.staff_switch.setChecked(answers.answered_by == "staff")
            self._say("")
            self._show_report()

    def prepare(self) -> None:
        """Keep only the head, so that turning back to this page is as quick as the first time."""
        super().prepare()
        self._show_report()

    def enter(self) -> None:
        """Build what is not seen at first when the page is on the screen."""
        super().enter()
        self._rest.start(0)

    def _switch(self) -> None:
        self.staff_switch.setChecked(not self.staff_switch.isChecked())
        self._show_report()
        self._rest.start(0)
        self.pane.to_top()

    def _show_report(self) -> None:
        """Build what is seen first, and the rest piece by piece when the page is on the screen."""
        for part in (self._headline, self._sections):
            clear(part)
        for_staff = self.staff_switch.isChecked()
        report = self.case.for_staff if for_staff else self.case.for_patient
        self._waiting = report_rest(report, for_staff=for_staff)
        for widget in report_head(report, for_staff=for_staff):
            self._headline.addWidget(widget)

    def _add_next(self) -> None:
        widget = next(self._waiting, None)
        if widget is None:
            self._rest.stop()
        else:
            self._sections.addWidget(widget)
            self.pane.make_room()

    def _copy(self) -> None:
        staff = self.staff_switch.isChecked()
        report = self.case.for_staff if staff else self.case.for_patient
        text = plain_text(report, self._clinic.name, self.case.day)
        QGuiApplication.clipboard().setText(text)
        self._say(
            tr("The result was copied. It stays in the clipboard until something else is copied.")
        )

    def _save(self) -> None:
        from gui.saving import save_as_pdf  # file dialogs and PDF are needed only here

        self._say(save_as_pdf(self, self.case))

    def _print(self) -> None:
        from gui.saving import print_case  # printing is slow to import and needed only here

        self._say(print_case(self, self.case))

    def _say(self, text: str) -> None:
        """Say under the result what was done, or why it could not be."""
        self.done.setText(text)
        self.done.setVisible(bool(text))
