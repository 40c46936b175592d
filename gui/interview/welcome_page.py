"""The first page: what this is and is not, what becomes of the answers, who is answering."""

from PySide6.QtWidgets import QVBoxLayout

from gui.interview.question_page import QuestionPage
from gui.interview.venue import Ending, Venue, VenueKind
from gui.widgets.labels import heading, label
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.words import mark, tr

_TITLE = mark("A few questions about your muscles")
_TITLE_AT_DESK = mark("A questionnaire for a patient")

_WHAT: dict[Ending, str] = {
    "all": mark(
        "It takes a few minutes. At the end you see what the pattern would be called if this is "
        "dystonia, whether it may spread, and what can help."
    ),
    "summary": mark(
        "It takes a few minutes. At the end you see what the pattern would be called if this is "
        "dystonia."
    ),
    "thanks": mark("It takes a few minutes. Your answers help the clinic to prepare."),
}
_WHAT_AT_DESK = mark("You can stop at any page and go on later.")

_WHAT_NOT: dict[VenueKind, str] = {
    "alone": mark(
        "It is not a diagnosis: only a clinician can make one. "
        "Your answers are forgotten when you start again or close this window. "
        "If you need help at once, tell a member of staff now."
    ),
    "waiting-room": mark(
        "It is not a diagnosis: only a clinician can make one. "
        "Your answers are kept, locked, for the clinic's staff. "
        "If you need help at once, tell a member of staff now."
    ),
    "desk": mark(
        "It is not a diagnosis: only a clinician can make one. "
        "The answers are kept, encrypted, with the clinic's records."
    ),
}


class WelcomePage(QuestionPage):
    """Greets and explains before it asks anything."""

    def __init__(self, interview: Interview, page: Page, venue: Venue) -> None:
        super().__init__(interview, page)
        self._venue = venue

    def add_content(self, layout: QVBoxLayout) -> None:
        """Say what this is and is not, then ask who is answering."""
        title, *lines = self._greeting()
        layout.addWidget(heading(title, "question"))
        for line in lines:
            layout.addWidget(label(line))
        super().add_content(layout)

    def words(self) -> tuple[str, ...]:
        """Greet and explain in speech too."""
        return (*self._greeting(), *super().words())

    def _greeting(self) -> tuple[str, str, str]:
        """Return the title, what this is, and what it is not."""
        at_desk = self._venue.kind == "desk"
        title = tr(_TITLE_AT_DESK if at_desk else _TITLE)
        what = tr(_WHAT_AT_DESK if at_desk else _WHAT[self._venue.ending])
        return title, what, tr(_WHAT_NOT[self._venue.kind])
