"""The result: every section of the report, and what can be done with it."""

from datetime import UTC, datetime

from PySide6.QtWidgets import QVBoxLayout

from gui.interview.report_page import ReportPage
from gui.interview.venue import Venue
from gui.widgets.announcing import announce
from gui.widgets.choice import ManyChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.copying import copy_in_confidence
from gui.widgets.labels import button, label
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.pages import Page
from questionnaire.reports.blocks import Report
from questionnaire.reports.paper import SheetStamp
from questionnaire.reports.text import plain_text
from questionnaire.words import tr


class ResultPage(ReportPage):
    """Shows the patient's report or, at a switch, the staff's; saves, prints and copies both."""

    def __init__(self, interview: Interview, page: Page, clinic: Clinic, venue: Venue) -> None:
        super().__init__(interview, page, clinic)
        self._venue = venue

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put what can be done with the result right under its headline; the sections follow."""
        self.staff_switch = ManyChoice("staff", tr("View for staff"))
        self.staff_switch.clicked.connect(self._switch)
        self.save = button(tr("Save as PDF"), act=self._save)
        self.print = button(tr("Print"), act=self._print)
        self.copy = button(tr("Copy as text"), act=self._copy)
        self.done = label("", "title")
        self.done.hide()
        actions = (self.save, self.print, self.copy, self.staff_switch)
        layout.addLayout(self.headline)
        layout.addWidget(ColumnGrid(actions, most=4, lines=8))
        layout.addWidget(self.done)
        layout.addLayout(self.sections)

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

        self._say(save_as_pdf(self, self.case, self._stamp()))

    def _print(self) -> None:
        from gui.paper.printing import (
            print_sheets,
        )  # printing is slow to import and needed only here

        self._say(print_sheets(self, self.case, self._stamp()))

    def _stamp(self) -> SheetStamp:
        """Return what tells these sheets from all others; alone there is no code."""
        return SheetStamp(
            moment=datetime.now(tz=UTC),
            code=self._venue.ticket,
            reference=self._venue.reference,
            large=self.wizard().property("text") == "large",
        )

    def _say(self, text: str) -> None:
        """Say under the result what was done, or why it could not be."""
        self.done.setText(text)
        self.done.setVisible(bool(text))
        if text:
            announce(self, text)
