"""The result: every section of the report, and what can be done with it."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from gui.interview.report_page import ReportPage
from gui.interview.venue import Venue
from gui.widgets.announcing import announce
from gui.widgets.choice import ManyChoice
from gui.widgets.copying import copy_in_confidence
from gui.widgets.labels import button, fill, label, show_words
from gui.widgets.theme import has_large_text, set_look
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report
from questionnaire.reports.paper import SheetStamp
from questionnaire.reports.speech import staff_aside
from questionnaire.reports.text import plain_text
from questionnaire.words import tr


class ResultPage(ReportPage):
    """Shows the patient's report or, at a switch, the staff's; saves, prints and copies both."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic, venue: Venue) -> None:
        super().__init__(interview, page, clinic)
        self._venue = venue

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put the switch into the head; what can be done with the result stands in the foot."""
        self.staff_switch = ManyChoice("staff", tr("View for staff"))
        self.staff_switch.setProperty("role", "staff")
        policy = self.staff_switch.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.staff_switch.setSizePolicy(policy)
        self.staff_switch.clicked.connect(self._switch)
        self.head_tools = (self.staff_switch,)
        self.save = button(tr("Save as PDF"), act=self._save)
        self.print = button(tr("Print"), act=self._print)
        self.copy = button(tr("Copy as text"), act=self._copy)
        self.foot_actions = (self.print, self.save, self.copy)
        self.done = label("", "title")
        self.done.hide()
        self.top = label("")
        fill(layout, self.done, self.top, self.headline, self.sections, spacing=8)

    def show_report(self) -> None:
        """Show at the top what holds for all that follows, unless something must be read first."""
        report, for_staff = self.report()
        presses = report.sections[0].id == "urgent"
        lead = report.glance.lead if report.glance and not presses else ""
        show_words(self.top, staff_aside(report) if for_staff else lead)
        set_look(self.top, "role", "small" if for_staff else "body")
        self.shows_top = not self.top.text()
        super().show_report()

    def report(self) -> tuple[Report, bool]:
        """Return the view that is switched to."""
        for_staff = self.staff_switch.isChecked()
        return (self.case.for_staff if for_staff else self.case.for_patient), for_staff

    def renew(self) -> None:
        """Let staff who answer see their own view first."""
        self.staff_switch.setChecked(self.case.answers.answered_by == "staff")
        self._say("")

    def _switch(self) -> None:
        self.staff_switch.setChecked(not self.staff_switch.isChecked())
        self.show_report()
        self.pane.to_top()

    def _copy(self) -> None:
        report, _ = self.report()
        copy_in_confidence(plain_text(report, self.clinic.name, self.case.day))
        self._say(
            tr("The result was copied. It stays in the clipboard until something else is copied.")
        )

    def _save(self) -> None:
        from gui.paper.printing import save_as_pdf  # file dialogs and PDF are needed only here

        self._say(save_as_pdf(self, self.case, self._stamp(), on_done=self._venue.on_done))

    def _print(self) -> None:
        from gui.paper.printing import print_sheets  # slow to import and needed only here

        venue = self._venue
        self._say(
            print_sheets(
                self,
                self.case,
                self._stamp(),
                on_done=venue.on_done,
                on_sent=venue.on_sent,
                first=venue.printer,
            )
        )

    def _stamp(self) -> SheetStamp:
        """Return what tells these sheets from all others; alone there is no code."""
        return SheetStamp(
            moment=datetime.now(tz=UTC),
            code=self._venue.ticket,
            reference=self._venue.reference,
            large=has_large_text(),
        )

    def _say(self, text: str) -> None:
        """Say under the result what was done, or why it could not be."""
        show_words(self.done, text)
        if text:
            announce(self, text)
