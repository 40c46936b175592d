"""Widgets side by side in two columns where there is room, read from left to right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

#: What a column needs, in line heights of its text, so that large text gets fewer columns.
_COLUMN_IN_LINES = 15


class ColumnGrid(QWidget):
    """One column up to `few` widgets, where the eye finds them fastest; two beyond, if they fit."""

    def __init__(self, widgets: Sequence[QWidget], few: int) -> None:
        super().__init__()
        self._widgets = list(widgets)
        self._few = few
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._arrange(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's name
        """Use a second column when it fits."""
        super().resizeEvent(event)
        needed = 2 * _COLUMN_IN_LINES * self.fontMetrics().height()
        wide = self.width() >= needed and len(self._widgets) > self._few
        self._arrange(2 if wide else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
