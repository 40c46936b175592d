"""The full page for an urgent sign: whom to tell, now. The questions can still be gone on with."""

from PySide6.QtWidgets import QVBoxLayout

from gui.interview.question_page import QuestionPage
from gui.interview.venue import Venue
from gui.widgets.labels import alert, clear, heading, label
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.speech import UrgentPage, urgent_page


class StopPage(QuestionPage):
    """Says what this clinic wants done, and plainly that it calls no one, until a desk knows."""

    is_pressing = True

    def __init__(self, interview: Interview, page: Page, clinic: Clinic, venue: Venue) -> None:
        super().__init__(interview, page)
        self._clinic = clinic
        self._venue = venue
        self._told = False
        self._shown: UrgentPage | None = None

    def add_content(self, layout: QVBoxLayout) -> None:
        """One box fills the page; that one can go on stands below it."""
        self._box, self._inside = alert(spacing=16)
        self._inside.setContentsMargins(36, 30, 36, 30)
        layout.addWidget(self._box, 1)
        self._after = label("", "hint")
        layout.addWidget(self._after)

    def enter(self) -> None:
        """Show the page, which another sign would have to show again."""
        super().enter()
        self.interview.was_warned()

    def words(self) -> tuple[str, ...]:
        """Return the notice as it is shown."""
        return self._shown.words if self._shown else ()

    def show_desk_told(self, told: bool) -> None:
        """Say whether the desk has been told."""
        changed = told != self._told
        self._told = told
        if self.is_built:
            self.refresh()
            self.say_words()
        if changed and self.isVisible():
            self.announce_words(at_once=True)

    def refresh(self) -> None:
        """Show the notice for the signs as they are marked; what a screen reader reads follows it."""
        venue = self._venue
        page = urgent_page(
            self.interview.answers,
            self._clinic,
            waits=venue.kind == "waiting-room",
            told=self._told,
            ticket=venue.ticket,
        )
        if page == self._shown:
            return  # what a screen reader is looking at must not be taken away for nothing
        self._shown = page
        clear(self._inside)
        if page:
            self._box.setAccessibleName(page.title)
            add_notice(self._inside, page)
            self._after.setText(page.after)
        self._inside.addStretch(1)


def add_notice(layout: QVBoxLayout, page: UrgentPage) -> None:
    """Write the notice's title and lines under each other."""
    layout.addWidget(heading(page.title, "stop-title"))
    for line in page.lines:
        layout.addWidget(label(line, "stop-text"))
