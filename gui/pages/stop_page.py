"""The full page for an urgent sign: whom to tell, now. The questions can still be gone on with."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.place import Place
from gui.text import clear, frame, label
from questionnaire.assessment import assess
from questionnaire.blocks import Notice
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.patient_report import urgent_notice
from questionnaire.questions import Page
from questionnaire.quoting import Quoting
from questionnaire.words import tr


class StopPage(QuestionPage):
    """Says what this clinic wants done, and plainly that nobody was told until a desk knows it."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic, place: Place) -> None:
        super().__init__(interview, page)
        self._clinic = clinic
        self._place = place
        self._told = False

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

    def show_desk_told(self, told: bool) -> None:
        """Say whether the desk has been told."""
        self._told = told
        if self.is_built:
            self.refresh()

    def refresh(self) -> None:
        """Show the notice for the signs as they are marked now."""
        clear(self._inside)
        answers = self.interview.answers
        assessment = assess(answers, self._clinic.criteria)
        quoting = Quoting(answers.voice)
        notice = urgent_notice(answers, assessment, self._clinic, quoting, told=self._told)
        if not notice:
            return
        self._inside.addWidget(label(self._title(notice), "stop-title"))
        for text in notice.texts:
            self._inside.addWidget(label(text.text, "stop-text"))
        if self._place.ticket:
            words = tr("Your code is {ticket}.").format(ticket=self._place.ticket)
            self._inside.addWidget(label(words, "stop-text"))
        self._inside.addStretch(1)

    def _title(self, notice: Notice) -> str:
        """Name the desk to whoever sits in the waiting room; staff read what they have to do."""
        waits = self._place.kind == "waiting-room" and self.interview.kept.voice != "staff"
        must_not_wait = notice.level in ("emergency", "same-day")
        return tr("Tell the desk now") if waits and must_not_wait else notice.title
