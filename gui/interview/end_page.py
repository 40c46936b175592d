"""The last page in the waiting room: the code for the desk, and as much as the clinic lets patients see."""

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout

from gui.interview.report_page import ReportPage
from gui.interview.venue import Ending, Venue
from gui.widgets.announcing import announce
from gui.widgets.labels import frame, label
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report, SectionId
from questionnaire.reports.case import once_told
from questionnaire.spoken import as_spoken, ticket_page

#: What is seen of the report where not all of it is; what is urgent is always seen.
_SEEN: dict[Ending, set[SectionId]] = {
    "summary": {"urgent", "pattern"},
    "thanks": {"urgent"},
}


class EndPage(ReportPage):
    """Leads to the desk, and shows no way to save, print or copy anything."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic, venue: Venue) -> None:
        super().__init__(interview, page, clinic)
        self._venue = venue
        self._told = False
        self._ticket = ticket_page(venue.ticket, finished=True, give_back=venue.give_back)

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put the code first and large."""
        box, inside = frame("headline", 6)
        inside.addWidget(label(self._ticket.lead, "section"))
        inside.addWidget(label(self._ticket.ticket, "code"))
        if self._ticket.give_back:
            inside.addWidget(label(self._ticket.give_back, "section"))
        inside.addWidget(label(self._ticket.after))
        layout.addWidget(box)
        layout.addLayout(self.headline)
        layout.addLayout(self.sections)

    def report(self) -> tuple[Report, bool]:
        """Return the part of the patient's report that is to be seen."""
        whole = once_told(self.case) if self._told else self.case.for_patient
        if self._venue.ending == "all":
            return whole, False
        seen = _SEEN[self._venue.ending]
        sections = (replace(one, on_paper=one.id in seen) for one in whole.sections)
        return replace(whole, sections=tuple(sections)).on_paper, False

    def show_desk_told(self, told: bool) -> None:
        """Say in the urgent notice whether the desk has been told."""
        before = self.words() if self._answers else ()
        self._told = told
        if not self._answers:
            return
        self.show_report()
        if self.isVisible():
            self._announce_new(before)

    def words(self) -> tuple[str, ...]:
        """Return the code before what is seen of the report."""
        report, _ = self.report()
        return (*self._ticket.words, *(super().words() if report.sections else ()))

    def _announce_new(self, before: tuple[str, ...]) -> None:
        """Announce what the page didn't say before."""
        if words := as_spoken(one for one in self.words() if one not in before):
            announce(self.pane, words, at_once=True)

    def show_report(self) -> None:
        """Show nothing but the code where there is nothing more to see."""
        if self.report()[0].sections:
            super().show_report()
        else:
            self.clear_report()
