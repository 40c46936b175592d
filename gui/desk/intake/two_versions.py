"""Two versions of one intake side by side, for somebody to keep the one that is right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gui.widgets.labels import button, fill, frame, heading, label
from gui.widgets.local_time import day_and_time
from questionnaire.records.desk.entered import Entered, side_by_side
from questionnaire.records.desk.opened import Leaf
from questionnaire.records.desk.row_words import state_words, title_words
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
        fill(inside, heading(tr("There are two versions of this intake")), label(words))
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
