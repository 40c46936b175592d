"""One intake that was opened: its result as it was shown, or its answers so far."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from gui.interview.report_view import report_head, report_rest
from gui.widgets.choice import ManyChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import button, clear, fill, frame, label
from gui.widgets.local_time import day_and_time
from gui.widgets.window_page import TitledPage
from questionnaire.clinic import Clinic
from questionnaire.records.desk.entered import (
    Entered,
    entered,
    side_by_side,
    staff_entered,
    who_entered,
)
from questionnaire.records.desk.opened import NOT_PROVEN, Leaf, Opened
from questionnaire.records.desk.row_words import named, page_words, state_words, title_words
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import Readers, SheetStamp
from questionnaire.words import tr

_NAMES = ("A", "B")


class TwoVersions(QWidget):
    """Shows what differs in words; the one that is not kept stays in the records all the same."""

    kept = Signal(object, object)

    def __init__(self, one: Leaf, other: Leaf) -> None:
        super().__init__()
        words = tr(
            "It was changed in two places at the same time. Compare them, and keep the one that "
            "is right. The other one stays in the records, but is no longer shown."
        )
        box, inside = frame("stop")
        fill(inside, label(tr("There are two versions of this intake"), "section"), label(words))
        grid = QGridLayout()
        grid.setSpacing(8)
        for column, share in enumerate((2, 3, 3)):
            grid.setColumnStretch(column, share)
        for column, (leaf, against) in enumerate(((one, other), (other, one)), start=1):
            grid.addWidget(self._head(_NAMES[column - 1], leaf, against), 0, column)
        for line, (asked, *pair) in enumerate(side_by_side(one.body, other.body), start=1):
            _add_line(grid, line, asked, *pair)
        fill(QVBoxLayout(self), box, grid, None, margins=(0, 0, 0, 0), spacing=12)

    def _head(self, name: str, leaf: Leaf, other: Leaf) -> QFrame:
        row = leaf.row
        about = (
            state_words(row),
            day_and_time(row.written_at),
            tr("station {code}").format(code=row.station),
            title_words(row),
        )
        keep = button(
            tr("Keep {name}").format(name=name), "primary", lambda: self.kept.emit(leaf, other)
        )
        keep.setEnabled(leaf.can_change)
        keep.setAccessibleName(tr("Keep version {name}").format(name=name))
        title = label(tr("Version {name}").format(name=name), "title")
        hint = label(" · ".join(part for part in about if part), "hint")
        box, inside = frame("card", 6)
        fill(inside, title, hint, keep, margins=(12, 10, 12, 10))
        return box


def _add_line(
    grid: QGridLayout, line: int, asked: str, one: Entered | None, other: Entered | None
) -> None:
    """Add a question, with the answer of each version."""
    differs = _said(one) != _said(other)
    name = QWidget()
    parts = [label(asked, "title"), *([label(tr("Different"), "error")] if differs else [])]
    fill(QVBoxLayout(name), *parts, None, margins=(4, 8, 4, 8), spacing=2)
    grid.addWidget(name, line, 0)
    for column, answer in enumerate((one, other), start=1):
        box, inside = frame("headline" if differs else "card", 2)
        words = label(answer.words if answer else tr("Not asked"))
        who = [label(answer.who_words, "small")] if answer and answer.who else []
        fill(inside, words, *who, None, margins=(12, 8, 12, 8))
        grid.addWidget(box, line, column)


def _said(answer: Entered | None) -> str:
    return answer.words if answer else ""


class IntakePage(TitledPage):
    """Made anew for each intake; it announces what staff want done with it."""

    back_wanted = Signal()
    delete_wanted = Signal(list)
    resume_wanted = Signal(object)
    reference_wanted = Signal(object)
    settle_wanted = Signal(object, object)
    printed = Signal(str)
    sent = Signal(str)  # to the printer of this name
    saved = Signal()

    def __init__(self, opened: Opened, clinic: Clinic) -> None:
        self.leaf: Leaf = opened.leaves[0]
        row = self.leaf.row
        parts = (
            named(row.ticket, row.reference),
            state_words(row),
            day_and_time(row.written_at),
        )
        super().__init__(" · ".join(parts))
        self.opened = opened
        self.shown = self.leaf.shown(clinic)
        self.back = button(tr("All intakes"), act=self.back_wanted, tip=tr("Esc"))
        self.bar.insertWidget(0, self.back)
        QShortcut(QKeySequence("Esc"), self, self.back_wanted.emit).setAutoRepeat(False)
        if len(opened.leaves) > 1:
            self._add_two()
        elif self.shown:
            self._add_result(self.shown)
        else:
            self._add_answers()
        if not opened.is_proven:
            self.content.insertWidget(0, _unproven_notice())
        self.content.addStretch(1)

    @property
    def intake(self) -> UUID:
        """The intake that is shown."""
        return self.opened.intake

    def print_sheet(self, readers: Readers) -> None:
        """Print the patient's sheet or the clinician's page."""
        if self.shown:
            from gui.paper.printing import print_sheets  # slow to import and needed only here

            stamp, done = self._stamp(), partial(self._note, readers=readers)
            sent = self.sent.emit
            self.say(print_sheets(self, self.shown, stamp, readers, done, on_sent=sent))
        else:
            self.say(tr("There is nothing to print yet: this intake is not finished."))

    def _add_two(self) -> None:
        self.wide = True
        self.shown = None
        two = TwoVersions(self.opened.leaves[0], self.opened.leaves[1])
        two.kept.connect(self.settle_wanted)
        newer = [] if all(leaf.can_change for leaf in self.opened.leaves) else [_newer_notice()]
        fill(self.content, *newer, two, ColumnGrid([self._delete_button()], most=4, lines=8))

    def _add_result(self, shown: Shown) -> None:
        self.print_patient = self._print_button(tr("Print patient's sheet"), "Ctrl+P", "patient")
        self.print_staff = self._print_button(tr("Print clinician's page"), "Ctrl+Shift+P", "staff")
        self.save = button(tr("Save as PDF"), act=self._save)
        self.change = button(tr("Change answers"), act=self._resume)
        self.patient_switch = ManyChoice("patient", tr("Patient's view"))
        self.patient_switch.clicked.connect(lambda: self._switch(shown))
        self.report = ReportColumn(self.pane.make_room)
        self.report.show_report(shown.for_staff, for_staff=True)
        actions = (
            self.print_patient,
            self.print_staff,
            self.save,
            *self._if_known(self.change),
            *self._reference_button(),
            self._delete_button(),
            self.patient_switch,
        )
        changed = self.opened.changed_since
        parts = (
            (self._who(), self.report)
            if staff_entered(self.leaf.body)
            else (self.report, self._who())
        )
        fill(
            self.content,
            ColumnGrid(actions, most=3, lines=11),
            *([_changed_notice(changed)] if changed else self._newer()),
            *parts,
            self._made_by(),
        )

    def _add_answers(self) -> None:
        body = self.leaf.body
        self.resume = button(tr("Resume"), "primary", self._resume)
        actions = (
            *self._if_known(self.resume),
            *self._reference_button(),
            self._delete_button(),
        )
        words = tr("Not finished. The patient stopped at: {page}.")
        fill(
            self.content,
            label(words.format(page=page_words(body.page)), "title"),
            ColumnGrid(actions, most=3, lines=11),
            *self._newer(),
            *map(_answer_box, entered(body)),
        )

    def _print_button(self, words: str, keys: str, readers: Readers) -> QPushButton:
        sequence = QKeySequence(keys)
        tip = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        made = button(words, act=lambda: self.print_sheet(readers), tip=tip)
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
        self.refer = button(
            words, act=lambda: self.reference_wanted.emit(self.leaf), tip=tr("Ctrl+R")
        )
        if self.leaf.can_change:
            QShortcut(QKeySequence("Ctrl+R"), self, self.refer.click).setAutoRepeat(False)
        return self._if_known(self.refer)

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

    def _switch(self, shown: Shown) -> None:
        for_patient = not self.patient_switch.isChecked()
        self.patient_switch.setChecked(for_patient)
        report = shown.for_patient if for_patient else shown.for_staff
        self.report.show_report(report, for_staff=not for_patient)

    def _save(self) -> None:
        if self.shown:
            from gui.paper.printing import save_as_pdf  # file dialogs and PDF are needed only here

            done = partial(self._note, readers="both")
            self.say(save_as_pdf(self, self.shown, self._stamp(), on_done=done))

    def _stamp(self) -> SheetStamp:
        """Return what tells the sheets of this intake from all others."""
        row = self.leaf.row
        return SheetStamp(
            moment=row.written_at,
            code=row.ticket,
            reference=row.reference,
            large=self.leaf.body.large_text,
        )

    def _note(self, what: Literal["printed", "saved"], readers: Readers) -> None:
        """Tell the audit what became of the sheets: only a printer prints."""
        if what == "printed":
            self.printed.emit(readers)
        else:
            self.saved.emit()


class ReportColumn(QWidget):
    """Shows one report piece by piece, so that the page opens at once; `grown` is called after each."""

    def __init__(self, grown: Callable[[], None]) -> None:
        super().__init__()
        self._grown = grown
        self._waiting: Iterator[QWidget] = iter(())
        self._layout = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=22)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add_next)

    @property
    def is_whole(self) -> bool:
        """Whether every piece is there."""
        return not self._timer.isActive()

    def show_report(self, report: Report, *, for_staff: bool) -> None:
        """Show this report in place of the one before."""
        clear(self._layout)
        fill(self._layout, *report_head(report, for_staff=for_staff))
        self._waiting = report_rest(report, for_staff=for_staff)
        self._timer.start(0)

    def _add_next(self) -> None:
        widget = next(self._waiting, None)
        if widget is None:
            self._timer.stop()
            return
        self._layout.addWidget(widget)
        self._grown()


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
