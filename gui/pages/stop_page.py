"""The full page for an urgent sign: whom to tell, now. The questions can still be gone on with."""

from PySide6.QtWidgets import QVBoxLayout

from gui.pages.question_page import QuestionPage
from gui.place import Kind, Place
from gui.text import clear, frame, label
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import Page
from questionnaire.reports.patient import urgent_notice
from questionnaire.rules.urgency import must_not_wait
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
        answers, kind = self.interview.answers, self._place.kind
        words = words_of_notice(answers, self._clinic, kind, told=self._told)
        if not words:
            return
        add_notice(self._inside, words)
        if self._place.ticket:
            code = tr("Your code is {ticket}.").format(ticket=self._place.ticket)
            self._inside.addWidget(label(code, "stop-text"))
        self._inside.addStretch(1)


def words_of_notice(answers: Answers, clinic: Clinic, kind: Kind, *, told: bool) -> tuple[str, ...]:
    """Return the notice's title and lines, or nothing where nothing is urgent.

    The title names the desk to whoever sits in the waiting room; staff read what they have to do.
    """
    notice = urgent_notice(answers, clinic, told=told)
    if not notice:
        return ()
    waits = kind == "waiting-room" and answers.voice != "staff"
    title = tr("Tell the desk now") if waits and must_not_wait(notice.level) else notice.title
    return (title, *(text.text for text in notice.texts))


def add_notice(layout: QVBoxLayout, words: tuple[str, ...]) -> None:
    """Write the notice's title and lines under each other."""
    title, *lines = words
    layout.addWidget(label(title, "stop-title"))
    for line in lines:
        layout.addWidget(label(line, "stop-text"))
