"""One intake that was opened: its result as it was shown, or its answers so far."""

from functools import partial
from typing import Literal
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from gui.desk.intake.report_column import ReportColumn
from gui.desk.intake.two_versions import TwoVersions
from gui.interview.report_view import lead_box
from gui.widgets.choice import OneChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.copying import copy_in_confidence
from gui.widgets.labels import Act, ButtonRole, button, fill, frame, label, words_in
from gui.widgets.local_time import day_and_time
from gui.widgets.window_page import TitledPage
from questionnaire.clinic import Clinic
from questionnaire.records.desk.entered import (
    Entered,
    entered,
    staff_entered,
    who_entered,
)
from questionnaire.records.desk.handling import handled
from questionnaire.records.desk.opened import NOT_PROVEN, Leaf, Opened
from questionnaire.records.desk.row_words import named, page_words, state_words
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import Readers
from questionnaire.reports.staff import urgent_call
from questionnaire.spoken import as_spoken
from questionnaire.words import tr

_IN_A_ROW = 5  # buttons, where there is room: all of them stand in two rows then


class IntakePage(TitledPage):
    """Made anew for each intake; it announces what staff want done with it."""

    wide = True

    back_wanted = Signal()
    delete_wanted = Signal(list)
    resume_wanted = Signal(object)
    reference_wanted = Signal(object)
    settle_wanted = Signal(object, object)
    printed = Signal(str)
    sent = Signal(str)  # to the printer of this name
    saved = Signal()
    unsee_wanted = Signal(object)
    give_back_wanted = Signal(object)

    def __init__(self, opened: Opened, clinic: Clinic, printer: str = "") -> None:
        """Show what was opened; `printer` is the one that is offered first."""
        self.leaf: Leaf = opened.leaves[0]
        row = self.leaf.row
        parts = (
            named(row.ticket, row.reference),
            *([urgent_call(row.urgency)] if row.is_urgent else []),
            state_words(row),
            day_and_time(row.written_at),
        )
        super().__init__(" · ".join(parts))
        self.opened = opened
        self._printer = printer
        self.is_news = row.state == "finished"  # opening it has marked it as seen
        self.shown = opened.shown(clinic)
        self.back = button(tr("All intakes"), act=self.back_wanted, tip=tr("Esc"))
        self.bar.insertWidget(0, self.back)
        QShortcut(QKeySequence("Esc"), self, self.back_wanted.emit).setAutoRepeat(False)
        if not opened.is_settled:
            self._add_two()
        elif self.shown:
            self._add_result(self.shown)
        else:
            self._add_answers()
        if not opened.is_proven:
            self.content.insertWidget(0, _unproven_notice())
        self.content.addStretch(1)
        self._describe()

    @property
    def intake(self) -> UUID:
        """The intake that is shown."""
        return self.opened.intake

    def copy_line(self) -> None:
        """Copy the line that staff read out or paste."""
        if self.shown and self.shown.for_staff.lead:
            copy_in_confidence(self.shown.for_staff.lead)
            self.say(tr("The line was copied. It stays in the clipboard until something else is."))
        else:
            self.say(
                tr("There is nothing to copy yet: this intake is not finished.")
                if self.opened.is_settled
                else tr("There is nothing to copy yet: keep one of the two versions first.")
            )

    def print_sheet(self, readers: Readers = "both") -> None:
        """Print the patient's sheet, the clinician's page, or both in one go."""
        if self.shown:
            from gui.paper.printing import print_sheets  # slow to import and needed only here

            stamp, done = self.leaf.stamp, partial(self._note, readers=readers)
            sent, first = self.sent.emit, self._printer
            self.say(
                print_sheets(self, self.shown, stamp, readers, done, on_sent=sent, first=first)
            )
        else:
            self.say(
                tr("There is nothing to print yet: this intake is not finished.")
                if self.opened.is_settled
                else tr("There is nothing to print yet: keep one of the two versions first.")
            )

    def _add_two(self) -> None:
        two = TwoVersions(self.opened.leaves[0], self.opened.leaves[1])
        two.kept.connect(self.settle_wanted)
        newer = [] if all(leaf.can_change for leaf in self.opened.leaves) else [_newer_notice()]
        fill(self.content, *newer, two, ColumnGrid([self._delete_button()], most=4, lines=8))

    def _add_result(self, shown: Shown) -> None:
        self.print_both = self._key_button(
            tr("Print both"), "Ctrl+P", lambda: self.print_sheet("both"), "primary"
        )
        self.print_patient = button(
            tr("Print patient's sheet"), act=lambda: self.print_sheet("patient")
        )
        self.print_staff = self._key_button(
            tr("Print clinician's page"), "Ctrl+Shift+P", lambda: self.print_sheet("staff")
        )
        self.save = button(tr("Save as PDF"), act=self._save)
        self.change = button(tr("Change answers"), act=self._resume)
        self.report = ReportColumn(self.pane.make_room)
        actions = (
            self.print_both,
            self.print_patient,
            self.print_staff,
            self.save,
            *self._if_known(self.change),
            *self._reference_button(),
            *self._undo_buttons(),
            self._delete_button(),
        )
        changed = self.opened.changed_since
        views = (self._view_choice(shown), self.report)
        is_entered = staff_entered(self.leaf.body)
        parts = (self._who(), *views) if is_entered else (*views, self._who())
        fill(
            self.content,
            *self._line(shown.for_staff.lead),
            ColumnGrid(actions, most=_IN_A_ROW, lines=8),
            *([_changed_notice(changed)] if changed else self._newer()),
            *parts,
            *self._handled(),
            self._made_by(),
        )

    def _line(self, line: str) -> list[QWidget]:
        """Return the line that staff read out or paste, which comes first."""
        if not line:
            return []
        self.copy = self._key_button(tr("Copy this line"), "Ctrl+C", self.copy_line)
        return [lead_box(line, self.copy)]

    def _add_answers(self) -> None:
        body = self.leaf.body
        self.resume = button(tr("Resume"), "primary", self._resume)
        actions = (
            *self._if_known(self.resume),
            *self._reference_button(),
            *self._undo_buttons(),
            self._delete_button(),
        )
        words = tr("Not finished. The patient stopped at: {page}.")
        fill(
            self.content,
            label(words.format(page=page_words(body.page)), "title"),
            ColumnGrid(actions, most=_IN_A_ROW, lines=8),
            *self._newer(),
            ColumnGrid([*map(_answer_box, entered(body))], most=3),
            *self._handled(),
        )

    def _key_button(
        self, words: str, keys: str, act: Act, role: ButtonRole = "plain"
    ) -> QPushButton:
        """Return a button that these keys press, too."""
        sequence = QKeySequence(keys)
        tip = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        made = button(words, role, act, tip=tip)
        QShortcut(sequence, self, made.click).setAutoRepeat(False)
        return made

    def _if_known(self, way_to_change: QPushButton) -> list[QPushButton]:
        """Return the button, unless a newer program kept what this one would lose."""
        if not self.leaf.can_change:
            way_to_change.deleteLater()
        return [way_to_change] if self.leaf.can_change else []

    def _newer(self) -> list[QFrame]:
        return [] if self.leaf.can_change else [_newer_notice()]

    def _reference_button(self) -> list[QPushButton]:
        """Return the way to give or mend the reference, unless a newer program kept the intake."""
        words = tr("Change reference") if self.leaf.body.reference else tr("Add reference")
        if not self.leaf.can_change:
            return []
        self.refer = self._key_button(
            words, "Ctrl+R", lambda: self.reference_wanted.emit(self.leaf)
        )
        return [self.refer]

    def _undo_buttons(self) -> list[QPushButton]:
        """Return what takes back that it was seen, or that somebody is handling it."""
        row, found = self.leaf.row, []
        if row.state != "unfinished":
            found.append(button(tr("Mark as not seen"), act=lambda: self.unsee_wanted.emit(row)))
        if row.is_urgent and row.acknowledged:
            found.append(button(tr("Give it back"), act=lambda: self.give_back_wanted.emit(row)))
        return found

    def _delete_button(self) -> QPushButton:
        self.delete = button(
            tr("Delete"), act=lambda: self.delete_wanted.emit([self.opened.intake])
        )
        return self.delete

    def _resume(self) -> None:
        self.resume_wanted.emit(self.leaf)

    def _who(self) -> QFrame:
        box, inside = frame("card")
        inside.addWidget(label(tr("Who entered the answers"), "title"))
        for who, labels in who_entered(self.leaf.body).items():
            lines = (label(who, "hint"), label(", ".join(labels)))
            inside.addWidget(ColumnGrid(lines, lines=8, shares=(2, 5)))
        return box

    def _handled(self) -> list[QFrame]:
        """Return who saw it and who took it on before it was opened now."""
        if not self.opened.marks:
            return []
        box, inside = frame("card")
        lines = [label(f"{words} · {day_and_time(at)}") for words, at in handled(self.opened.marks)]
        fill(inside, label(tr("Who handled it"), "title"), *lines)
        return [box]

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

    def _describe(self) -> None:
        """Let a screen reader say the whole page where it opens; the report is still being built then."""
        report = (self.report,) if self.shown else ()
        said = as_spoken((self.title.text(), *words_in(self.content, *report)))
        self.tell(" ".join((said, *(one.said for one in report))))

    def _view_choice(self, shown: Shown) -> QWidget:
        """Return the choice between the two views, which begins with that of the clinician."""
        self.staff_view = OneChoice("staff", tr("Clinician's view"))
        self.patient_view = OneChoice("patient", tr("Patient's view"))
        self.staff_view.clicked.connect(lambda: self._show_view(shown, for_staff=True))
        self.patient_view.clicked.connect(lambda: self._show_view(shown, for_staff=False))
        self._show_view(shown, for_staff=True)
        # As wide as the buttons above them.
        rest = (QWidget() for _ in range(_IN_A_ROW - 2))
        return ColumnGrid((self.staff_view, self.patient_view, *rest), most=_IN_A_ROW, lines=8)

    def _show_view(self, shown: Shown, *, for_staff: bool) -> None:
        self.staff_view.setChecked(for_staff)
        self.patient_view.setChecked(not for_staff)
        report = replace(shown.for_staff, lead="") if for_staff else shown.for_patient
        self.report.show_report(report, for_staff=for_staff)
        self._describe()

    def _save(self) -> None:
        if self.shown:
            from gui.paper.saving import save_both  # file dialogs and PDF are needed only here

            done = partial(self._note, readers="both")
            self.say(save_both(self, self.shown, self.leaf.stamp, done))

    def _note(self, what: Literal["printed", "saved"], readers: Readers) -> None:
        """Tell the audit what became of the sheets: only a printer prints."""
        if what == "printed":
            self.printed.emit(readers)
        else:
            self.saved.emit()


def _answer_box(answer: Entered) -> QFrame:
    box, inside = frame("row", 2)
    who = [label(answer.who_words, "small")] if answer.who else []
    fill(inside, label(answer.label, "title"), label(answer.words), *who)
    return box


def _unproven_notice() -> QFrame:
    box, inside = frame("problems")
    fill(inside, label(tr("Be careful with this intake."), "title"), label(tr(NOT_PROVEN)))
    return box


def _newer_notice() -> QFrame:
    box, inside = frame("problems")
    words = tr("A newer version of this program kept this intake.")
    below = tr(
        "All that was shown then is here to read and print. Change it on a computer with that version."
    )
    fill(inside, label(words, "title"), label(below))
    return box


def _changed_notice(changed: tuple[str, ...]) -> QFrame:
    box, inside = frame("problems")
    words = tr("Today's rules would give a different result: {what}.")
    below = tr(
        "The result below is what was shown at the time. Press “Change answers” for a new result."
    )
    fill(inside, label(words.format(what=", ".join(changed)), "title"), label(below))
    return box
