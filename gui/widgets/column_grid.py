"""Widgets side by side in as many columns as there is room for, read from left to right."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget


class ColumnGrid(QWidget):
    """Lays widgets out in columns.

    `few` widgets or less stand in one column, where the eye finds them fastest; more of them in up
    to `most` columns, each at least `lines` line heights wide, so that large text gets fewer; the words
    of most push buttons do not wrap, so that their column is as wide as they are.
    `shares` says how the width is divided where that is not evenly.
    """

    def __init__(
        self,
        widgets: Sequence[QWidget],
        *,
        few: int = 1,
        most: int = 2,
        lines: int = 15,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._widgets = list(widgets)
        self._most = most if len(self._widgets) > few else 1
        self._lines = lines
        self._shares = shares or [1] * self._most
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._arrange(1)

    @property
    def columns(self) -> int:
        """In how many columns they stand now."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit."""
        super().resizeEvent(event)
        unwrapped = (
            one.sizeHint().width()
            for one in self._widgets
            if isinstance(one, QPushButton) and not one.hasHeightForWidth()
        )
        needed = max((self._lines * self.fontMetrics().height(), *unwrapped))
        gap = self._grid.spacing()
        fit = (self.width() + gap) // (needed + gap)
        self._arrange(max(1, min(self._most, fit)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // columns, place % columns)
        for column in range(self._most):
            self._grid.setColumnStretch(column, self._shares[column] if column < columns else 0)
