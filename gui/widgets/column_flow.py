"""Text in columns as in a newspaper: down the first one, then down the next, all about as tall."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class ColumnFlow(QWidget):
    """Lays widgets out in up to `most` columns, each at least `lines` line heights wide."""

    def __init__(
        self, widgets: Sequence[QWidget], *, most: int = 3, lines: int = 13, spacing: int = 12
    ) -> None:
        super().__init__()
        layout = _Flow(self, most, lines, spacing)
        for one in widgets:
            layout.addWidget(one)


class _Fit(NamedTuple):
    """How tall each widget is, and the lowest height into which all fit."""

    heights: list[int]
    lowest: int


class _Flow(QLayout):
    """Finds the lowest height at which the widgets fit into the columns in their order."""

    _BETWEEN = 24  # pixels between two columns

    def __init__(self, parent: QWidget, most: int, lines: int, spacing: int) -> None:
        super().__init__(parent)
        self._parent = parent
        self._items: list[QLayoutItem] = []
        self._most = most
        self._lines = lines
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)
        self._fits: dict[int, _Fit] = {}  # by width: a layout asks again and again

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item after all others."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take all of the width and no more height than needed."""
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Measure anew."""
        self._fits = {}
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so that a narrow flow is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the tallest column."""
        return self._fit(width).lowest

    def sizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(self._needed(), self.heightForWidth(self._needed()))

    def minimumSize(self) -> QSize:
        """Narrow windows may squeeze it."""
        return QSize(1, 1)

    def setGeometry(self, rect: QRect) -> None:
        """Put each item at its place; where writing begins at the right, the first column does too."""
        super().setGeometry(rect)
        wide, fit = self._column_width(rect.width()), self._fit(rect.width())
        direction = self._parent.layoutDirection()
        for item, (column, y, high) in zip(self._items, self._places(*fit), strict=True):
            left = rect.left() + column * (wide + self._BETWEEN)
            place = QRect(left, rect.top() + y, wide, high)
            item.setGeometry(self._visual(direction, rect, place))

    @staticmethod
    def _visual(direction: Qt.LayoutDirection, whole: QRect, place: QRect) -> QRect:
        if direction == Qt.LayoutDirection.RightToLeft:
            place.moveRight(whole.left() + whole.right() - place.left())
        return place

    def _needed(self) -> int:
        return self._lines * self._parent.fontMetrics().height()

    def _columns(self, width: int) -> int:
        fit = (width + self._BETWEEN) // (self._needed() + self._BETWEEN)
        return max(1, min(self._most, fit, len(self._items) or 1))

    def _column_width(self, width: int) -> int:
        columns = self._columns(width)
        return max(1, (width - (columns - 1) * self._BETWEEN) // columns)

    def _fit(self, width: int) -> _Fit:
        if width not in self._fits:
            wide = self._column_width(width)
            heights = [_height(one, wide) for one in self._items]
            self._fits[width] = _Fit(heights, self._lowest(heights, self._columns(width)))
        return self._fits[width]

    def _lowest(self, heights: list[int], columns: int) -> int:
        """Return the lowest height of columns into which everything fits, found by halving."""
        low, high = max(heights, default=0), sum(heights) + self.spacing() * len(heights)
        while low < high:
            middle = (low + high) // 2
            used = max((one for one, _, _ in self._places(heights, middle)), default=0) + 1
            low, high = (low, middle) if used <= columns else (middle + 1, high)
        return low

    def _places(self, heights: list[int], lowest: int) -> list[tuple[int, int, int]]:
        """Return column, top and height of each item, where no column is taller than this."""
        found, column, y = [], 0, 0
        for high in heights:
            if y and y + high > lowest:
                column, y = column + 1, 0
            found.append((column, y, high))
            y += high + self.spacing()
        return found


def _height(item: QLayoutItem, width: int) -> int:
    if isinstance(item, QWidgetItem) and item.isEmpty():
        return 0
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
