"""The last page in the waiting room: the code for the desk, and as much as the clinic lets patients see."""

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QVBoxLayout

from gui.interview.report_page import ReportPage
from gui.interview.venue import Ending, Venue
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import column, frame, label
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report, SectionId
from questionnaire.reports.case import once_told
from questionnaire.spoken import ticket_page

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
        page = self._ticket
        code = column(label(page.lead, "section"), label(page.ticket, "code"), spacing=0)
        then = [label(page.give_back, "section")] if page.give_back else []
        beside = column(*then, label(page.after), spacing=8)
        inside.addWidget(ColumnGrid([code, beside], lines=13, shares=(3, 2)))
        layout.addWidget(box)
        layout.addLayout(self.headline)
        layout.addLayout(self.sections)

    def report(self) -> tuple[Report, bool]:
        """Return the part of the patient's report that is to be seen."""
        whole = once_told(self.case) if self._told else self.case.for_patient
        if self._venue.ending == "all":
            return whole, False
        glance = whole.glance if self._venue.ending == "summary" else None
        seen = _SEEN["thanks" if glance else self._venue.ending]  # the tiles say what it is called
        sections = tuple(one for one in whole.sections if one.id in seen)
        references = whole.references_of(sections)
        return replace(whole, sections=sections, glance=glance, references=references), False

    def show_desk_told(self, told: bool) -> None:
        """Say in the urgent notice whether the desk has been told."""
        if told == self._told:
            return  # each change of an answer tells it again, and the report is long
        before = self.words() if self._answers else ()
        self._told = told
        if not self._answers:
            return
        focused = QApplication.focusWidget()
        if focused and self.pane.content.isAncestorOf(focused):
            self.focus_start()  # a button that is made anew would hand the focus to another
        self.show_report()
        if self.isVisible():
            self.announce_new(before, at_once=True)

    def words(self) -> tuple[str, ...]:
        """Return the code before what is seen of the report."""
        report, _ = self.report()
        return (*self._ticket.words, *(super().words() if _says_more(report) else ()))

    def show_report(self) -> None:
        """Show nothing but the code where there is nothing more to see."""
        if _says_more(self.report()[0]):
            super().show_report()
        else:
            self.clear_report()


def _says_more(report: Report) -> bool:
    """Tell whether anything stands below the code."""
    return bool(report.sections or report.glance)
