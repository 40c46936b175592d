"""One intake that was opened: its result as it was shown, or its answers so far."""

from typing import Literal
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.desk.intake.entered import entered, who_entered, who_words
from gui.desk.intake.report_column import ReportColumn
from gui.desk.intake.two_versions import TwoVersions
from gui.desk.table.row_words import day_and_time, state_words
from gui.paper.document import Readers
from gui.widgets.choice import ManyChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import button, frame, label
from gui.widgets.page_frame import TitledPage
from questionnaire.questions import PAGE
from questionnaire.records.desk.opened import Leaf, Opened
from questionnaire.records.intake.filling import WAITING_ROOM
from questionnaire.reports.case import Case
from questionnaire.words import tr


class IntakePage(TitledPage):
    """Made anew for each intake; what somebody wants of it is announced."""

    back_wanted = Signal()
    delete_wanted = Signal(list)
    go_on_wanted = Signal(object)
    settle_wanted = Signal(object, object)
    printed = Signal(str)
    saved = Signal()

    def __init__(self, opened: Opened) -> None:
        self.leaf: Leaf = opened.leaves[0]
        row = self.leaf.row
        parts = (row.ticket, state_words(row), day_and_time(row.written_at), row.reference)
        super().__init__(" · ".join(part for part in parts if part))
        self.opened = opened
        self.case: Case | None = self.leaf.body.case
        self.back = button(tr("All intakes"))
        self.back.setToolTip(tr("Esc"))
        self.back.clicked.connect(self.back_wanted)
        self.bar.insertWidget(0, self.back)
        QShortcut(QKeySequence("Esc"), self, self.back_wanted.emit).setAutoRepeat(False)
        if len(opened.leaves) > 1:
            self._add_two()
        elif self.case:
            self._add_result(self.case)
        else:
            self._add_answers()
        self.content.addStretch(1)

    @property
    def intake(self) -> UUID:
        """The intake that is shown."""
        return self.opened.intake

    def print_sheet(self, readers: Readers) -> None:
        """Print the patient's sheet or the clinician's page."""
        if self.case:
            from gui.paper.saving import (
                print_case,  # printing is slow to import and needed only here
            )

            self.say(print_case(self, self.case, readers, lambda what: self._note(what, readers)))
        else:
            self.say(tr("There is nothing to print yet: this intake is not finished."))

    def _add_two(self) -> None:
        self.wide = True
        self.case = None
        two = TwoVersions(self.opened.leaves[0], self.opened.leaves[1])
        two.kept.connect(self.settle_wanted)
        self.content.addWidget(two)
        self.content.addWidget(ColumnGrid([self._delete_button()], most=4, lines=8))

    def _add_result(self, case: Case) -> None:
        self.print_patient = button(tr("Print patient's sheet"))
        self.print_patient.setToolTip(tr("Ctrl+P"))
        self.print_staff = button(tr("Print clinician's page"))
        self.print_staff.setToolTip(tr("Ctrl+Shift+P"))
        self.save = button(tr("Save as PDF"))
        self.change = button(tr("Change answers"))
        self.change.clicked.connect(lambda: self.go_on_wanted.emit(self.leaf))
        self.save.clicked.connect(self._save)
        for press, keys, readers in (
            (self.print_patient, "Ctrl+P", "patient"),
            (self.print_staff, "Ctrl+Shift+P", "staff"),
        ):
            press.clicked.connect(lambda _=False, readers=readers: self.print_sheet(readers))
            QShortcut(QKeySequence(keys), self, press.click).setAutoRepeat(False)
        self.patient_switch = ManyChoice("patient", tr("Patient's view"))
        self.patient_switch.clicked.connect(lambda: self._switch(case))
        self.content.addWidget(
            ColumnGrid(self._row_of_actions(self.patient_switch), most=3, lines=11)
        )
        if changed := self.opened.changed_since:
            self.content.addWidget(_changed_notice(changed))
        self.report = ReportColumn(self.pane.make_room)
        self.report.show_report(case.for_staff, for_staff=True)
        staff_wrote = set(self.leaf.body.entered_by.values()) - {WAITING_ROOM}
        for part in (self._who(), self.report) if staff_wrote else (self.report, self._who()):
            self.content.addWidget(part)
        self.content.addWidget(self._made_by())

    def _row_of_actions(self, last: QWidget) -> list[QWidget]:
        return [
            self.print_patient,
            self.print_staff,
            self.save,
            self.change,
            self._delete_button(),
            last,
        ]

    def _add_answers(self) -> None:
        body = self.leaf.body
        self.go_on = button(tr("Go on"), "primary")
        self.go_on.clicked.connect(lambda: self.go_on_wanted.emit(self.leaf))
        words = tr("Not finished. The patient stopped at: {page}.")
        self.content.addWidget(label(words.format(page=tr(PAGE[body.page].name)), "title"))
        self.content.addWidget(ColumnGrid([self.go_on, self._delete_button()], most=2, lines=8))
        for answer in entered(body):
            box, inside = frame("row", 2)
            inside.addWidget(label(answer.label, "title"))
            inside.addWidget(label(answer.words))
            if who := who_words(answer.who):
                inside.addWidget(label(who, "small"))
            self.content.addWidget(box)

    def _delete_button(self) -> QPushButton:
        self.delete = button(tr("Delete"))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit([self.opened.intake]))
        return self.delete

    def _who(self) -> QFrame:
        box, inside = frame("card")
        inside.addWidget(label(tr("Who entered the answers"), "title"))
        for who, labels in who_entered(self.leaf.body):
            name = tr("In the waiting room") if who == WAITING_ROOM else None
            words = name or tr("At the desk, {name}").format(name=who)
            lines = (label(words, "hint"), label(", ".join(labels)))
            inside.addWidget(ColumnGrid(lines, lines=8, shares=(2, 5)))
        return box

    def _made_by(self) -> QWidget:
        listed = self.leaf.listed
        words = tr(
            "Version {number} of this intake, made with program {program}, questions "
            "{questionnaire}, rules {rules}, evidence {evidence}."
        )
        return label(
            words.format(
                number=listed.number,
                program=listed.program,
                questionnaire=listed.questionnaire,
                rules=listed.rules,
                evidence=listed.evidence,
            ),
            "small",
        )

    def _switch(self, case: Case) -> None:
        for_patient = not self.patient_switch.isChecked()
        self.patient_switch.setChecked(for_patient)
        shown = case.for_patient if for_patient else case.for_staff
        self.report.show_report(shown, for_staff=not for_patient)

    def _save(self) -> None:
        if self.case:
            from gui.paper.saving import save_as_pdf  # file dialogs and PDF are needed only here

            self.say(save_as_pdf(self, self.case, on_done=lambda what: self._note(what, "both")))

    def _note(self, what: Literal["printed", "saved"], readers: Readers) -> None:
        """Tell the audit what became of the sheets: only a printer prints."""
        if what == "printed":
            self.printed.emit(readers)
        else:
            self.saved.emit()


def _changed_notice(changed: tuple[str, ...]) -> QFrame:
    box, inside = frame("problems")
    words = tr("Today's rules would answer otherwise: {what}.")
    inside.addWidget(label(words.format(what=", ".join(changed)), "title"))
    inside.addWidget(
        label(tr("Below stands what was shown then. Press “Change answers” for a new result."))
    )
    return box
