"""How wide the table's columns are: no word in sight is cut, and what has no room scrolls sideways."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from gui.desk.table.intake_model import (
    HEADERS,
    MARK,
    STATE,
    STATION,
    TICKET,
    TIME,
    TITLE,
    WHO,
    IntakeModel,
)
from questionnaire.words import mark, tr

_SPARE, _SIGN = 22, 27  # pixels beside the words of a cell, and for the sign
#: What is mostly widest in each column, so that few grow once they are seen.
_MOSTLY = {
    MARK: mark("Urgent: today"),
    TICKET: "K7-842",
    STATE: mark("Unfinished"),
    STATION: mark("Station"),
    TIME: "12/30/2026",
    WHO: mark("Answered by"),
}


class Columns:
    """Gives each column the width of its widest words that were in sight; scrolling makes none narrower.

    What is left over goes to what the intake is called.
    """

    def __init__(self, view: QTableView, model: IntakeModel) -> None:
        self._view = view
        self._model = model
        self._widest: dict[int, int] = {}

    def metrics(self) -> QFontMetrics:
        """Return the metrics of the letters of what nobody has opened yet, which are the widest."""
        font = QFont(self._view.font())
        font.setBold(True)
        return QFontMetrics(font)

    def forget(self) -> None:
        """Begin anew, as letters of another size need."""
        self._widest = {}

    def fit(self) -> None:
        """Make room for what is in sight now."""
        metrics, heads = self.metrics(), self._view.horizontalHeader()
        for column in range(len(HEADERS)):
            words = [*self._in_sight(column), tr(_MOSTLY.get(column, ""))]
            spare = _SPARE + (_SIGN if column == MARK else 0)
            needed = max(map(metrics.horizontalAdvance, words)) + spare
            known = self._widest.get(column) or heads.sectionSizeHint(column)
            self._widest[column] = max(known, needed)
        left = self._view.viewport().width() - sum(self._widest.values())
        for column, width in self._widest.items():
            self._view.setColumnWidth(column, width + (max(0, left) if column == TITLE else 0))

    def _in_sight(self, column: int) -> list[str]:
        first, rows = self._view.rowAt(0), self._model.rowCount()
        last = self._view.rowAt(self._view.viewport().height() - 1)
        seen = range(max(0, first), rows if last < 0 else last + 1)
        indexes = (self._model.index(row, column, QModelIndex()) for row in seen)
        return [self._model.data(index) or "" for index in indexes]
