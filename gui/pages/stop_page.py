"""The full page for an urgent sign: whom to tell, now. The questions can still be gone on with."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.text import frame, label
from questionnaire.assessment import assess
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import Page
from questionnaire.patient_report import urgent_notice
from questionnaire.quoting import Quoting
from questionnaire.words import tr


class StopPage(QuestionPage):
    """Says what this clinic wants done, and plainly that the computer has told nobody."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self._clinic = clinic

    def add_content(self, layout: QVBoxLayout) -> None:
        """One box fills the page."""
        box, self._inside = frame("stop", 14)
        layout.addWidget(box)
        layout.addWidget(label(tr("You can go on with the questions afterwards."), "hint"))

    def refresh(self) -> None:
        """Show the notice for the signs as they are marked now."""
        while old := self._inside.takeAt(0):
            if widget := old.widget():
                widget.deleteLater()
        answers = self.interview.answers
        assessment = assess(answers, self._clinic.criteria)
        notice = urgent_notice(answers, assessment, self._clinic, Quoting(answers.voice))
        if notice:
            self._inside.addWidget(label(notice.title, "question"))
            for text in notice.texts:
                self._inside.addWidget(label(text.text))
