"""The full page for an urgent sign: whom to tell, now. The questions can still be gone on with."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.text import clear, frame, label
from questionnaire.assessment import assess
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.patient_report import urgent_notice
from questionnaire.questions import Page
from questionnaire.quoting import Quoting
from questionnaire.words import tr


class StopPage(QuestionPage):
    """Says what this clinic wants done, and plainly that the computer has told nobody."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic) -> None:
        super().__init__(interview, page)
        self._clinic = clinic

    def add_content(self, layout: QVBoxLayout) -> None:
        """One box fills the page; that one can go on stands below it."""
        box, self._inside = frame("stop", 16)
        self._inside.setContentsMargins(36, 30, 36, 30)
        layout.addWidget(box, 1)
        layout.addWidget(
            label(tr("After that, press Continue to go on with the questions."), "hint")
        )

    def enter(self) -> None:
        """Show the page, which another sign would have to show again."""
        super().enter()
        self.interview.was_warned()

    def refresh(self) -> None:
        """Show the notice for the signs as they are marked now."""
        clear(self._inside)
        answers = self.interview.answers
        assessment = assess(answers, self._clinic.criteria)
        notice = urgent_notice(answers, assessment, self._clinic, Quoting(answers.voice))
        if notice:
            self._inside.addWidget(label(notice.title, "stop-title"))
            for text in notice.texts:
                self._inside.addWidget(label(text.text, "stop-text"))
            self._inside.addStretch(1)
