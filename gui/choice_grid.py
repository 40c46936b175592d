"""Choices side by side in as many columns as there is room for, read from left to right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

#: Pixels that a column needs, in line heights of its text, so that large text gets fewer columns.
_COLUMN_IN_LINES = 15
_FEW = 4  # so many choices stand in one column, where the eye finds them fastest


class ChoiceGrid(QWidget):
    """Lays out choices in one column, or in two where there are many and the page is wide."""

    def __init__(self, choices: Sequence[QAbstractButton]) -> None:
        super().__init__()
        self._choices = list(choices)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Use a second column when it fits."""
        super().resizeEvent(event)
        needed = 2 * _COLUMN_IN_LINES * self.fontMetrics().height()
        wide = self.width() >= needed and len(self._choices) > _FEW
        self._arrange(2 if wide else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, choice in enumerate(self._choices):
            self._grid.addWidget(choice, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
