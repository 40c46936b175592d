"""The result: every section of the report, and what can be done with it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.choice import ManyChoice
from gui.pages.question_page import QuestionPage
from gui.report_view import report_widgets
from gui.text import button, label
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.plain_text import plain_text
from questionnaire.questions import Page
from questionnaire.report import case_of
from questionnaire.words import tr

_AT_ONCE = 2  # sections that are built before the page is first painted; the rest follow one by one


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
        """Leave room for the sections, which follow the answers."""
        self._sections = QVBoxLayout()
        self._sections.setSpacing(22)
        layout.addLayout(self._sections)

    def arrange(self, outer: QVBoxLayout) -> None:
        """Keep what can be done with the result in sight under the scrolling sections."""
        super().arrange(outer)
        self.staff_switch = ManyChoice("staff", tr("For staff"))
        self.staff_switch.setCheckable(True)
        self.staff_switch.clicked.connect(self._switch)
        self.save = button(tr("Save as PDF"))
        self.print = button(tr("Print"))
        self.copy = button(tr("Copy as text"))
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.staff_switch, 1)
        for one in (self.save, self.print, self.copy):
            row.addWidget(one)
        outer.addLayout(row)
        self.done = label("", "hint")
        outer.addWidget(self.done)
        self.done.hide()

    def refresh(self) -> None:
        """Show the report for the answers as they stand; staff who answer see their own first."""
        answers = self.interview.answers
        if answers != self._answers:
            self._answers = answers
            self.case = case_of(answers, self._clinic, datetime.now(tz=UTC).astimezone().date())
            self.staff_switch.setChecked(answers.answered_by == "staff")
            self._show_report()

    def _switch(self) -> None:
        self.staff_switch.setChecked(not self.staff_switch.isChecked())
        self._show_report()
        self.pane.to_top()

    def _show_report(self) -> None:
        """Build what is seen first, and the rest piece by piece when the page is on the screen."""
        while old := self._sections.takeAt(0):
            if widget := old.widget():
                widget.deleteLater()
        for_staff = self.staff_switch.isChecked()
        report = self.case.for_staff if for_staff else self.case.for_patient
        self._waiting = report_widgets(report, for_staff=for_staff)
        for _ in range(_AT_ONCE):
            self._add_next()
        self._rest.start(0)

    def _add_next(self) -> None:
        widget = next(self._waiting, None)
        if widget is None:
            self._rest.stop()
        else:
            self._sections.addWidget(widget)

    def _copy(self) -> None:
        staff = self.staff_switch.isChecked()
        report = self.case.for_staff if staff else self.case.for_patient
        text = plain_text(report, self._clinic.name, self.case.day)
        QGuiApplication.clipboard().setText(text)
        self._say(tr("The result was copied as text."))

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
