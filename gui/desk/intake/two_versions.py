"""Two versions of one intake, because patient and staff both wrote: side by side, to choose one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.desk.intake.entered import Entered, entered, who_words
from gui.desk.table.row_words import day_and_time, headline_words, state_words
from gui.widgets.labels import button, frame, label
from questionnaire.records.desk.opened import Leaf
from questionnaire.words import tr

_NAMES = ("A", "B")


class TwoVersions(QWidget):
    """Shows what differs in words; the one that is not kept stays in the records all the same."""

    kept = Signal(object, object)

    def __init__(self, one: Leaf, other: Leaf) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        box, inside = frame("stop")
        inside.addWidget(label(tr("There are two versions of this intake"), "section"))
        inside.addWidget(
            label(
                tr(
                    "It was changed in two places at the same time. Compare them, and keep the one that "
                    "is right. The other one stays in the records, but is shown no more."
                )
            )
        )
        layout.addWidget(box)
        grid = QGridLayout()
        grid.setSpacing(8)
        for column, share in enumerate((2, 3, 3)):
            grid.setColumnStretch(column, share)
        for column, (leaf, against) in enumerate(((one, other), (other, one)), start=1):
            grid.addWidget(self._head(_NAMES[column - 1], leaf, against), 0, column)
        _fill(grid, one, other)
        layout.addLayout(grid)
        layout.addStretch(1)

    def _head(self, name: str, leaf: Leaf, other: Leaf) -> QFrame:
        box, inside = frame("card", 6)
        inside.setContentsMargins(12, 10, 12, 10)
        row = leaf.row
        about = (
            state_words(row),
            day_and_time(row.written_at),
            tr("station {code}").format(code=row.station),
            headline_words(row),
        )
        inside.addWidget(label(tr("Version {name}").format(name=name), "title"))
        inside.addWidget(label(" · ".join(part for part in about if part), "hint"))
        keep = button(tr("Keep {name}").format(name=name), "primary")
        keep.setAccessibleName(tr("Keep version {name}").format(name=name))
        keep.clicked.connect(lambda: self.kept.emit(leaf, other))
        inside.addWidget(keep)
        return box


def _fill(grid: QGridLayout, one: Leaf, other: Leaf) -> None:
    """Add a line for each question that either version answers."""
    left = {answer.label: answer for answer in entered(one.body)}
    right = {answer.label: answer for answer in entered(other.body)}
    for line, asked in enumerate(dict.fromkeys((*left, *right)), start=1):
        pair = left.get(asked), right.get(asked)
        differs = _said(pair[0]) != _said(pair[1])
        grid.addWidget(_name(asked, differs=differs), line, 0)
        for column, answer in enumerate(pair, start=1):
            grid.addWidget(_cell(answer, differs=differs), line, column)


def _said(answer: Entered | None) -> str:
    return answer.words if answer else ""


def _name(words: str, *, differs: bool) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(4, 8, 4, 8)
    layout.setSpacing(2)
    layout.addWidget(label(words, "title"))
    if differs:
        layout.addWidget(label(tr("Different"), "error"))
    layout.addStretch(1)
    return whole


def _cell(answer: Entered | None, *, differs: bool) -> QFrame:
    box, inside = frame("headline" if differs else "card", 2)
    inside.setContentsMargins(12, 8, 12, 8)
    inside.addWidget(label(answer.words if answer else tr("Not asked")))
    if answer and (who := who_words(answer.who)):
        inside.addWidget(label(who, "small"))
    inside.addStretch(1)
    return box
