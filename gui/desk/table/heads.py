"""The heads of the table's columns: a press on one sorts by it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader

_ORDER = Qt.SortOrder
_PADDING = 10  # pixels before the name, as in the style sheet


class Heads(QHeaderView):
    """The first press on a head sorts upwards, the second downwards, the third in the usual order."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortIndicatorClearable(True)
        self.sort_as_usual()

    def press(self, column: int) -> None:
        """Sort as a press on this column's head does."""
        if column != self.sortIndicatorSection():
            self.setSortIndicator(column, _ORDER.AscendingOrder)
        elif self.sortIndicatorOrder() == _ORDER.AscendingOrder:
            self.setSortIndicator(column, _ORDER.DescendingOrder)
        else:
            self.sort_as_usual()

    def sort_as_usual(self) -> None:
        """Go back to the usual order."""
        self.setSortIndicator(-1, _ORDER.AscendingOrder)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Have room for the name and the arrow, which may come."""
        usual = super().sectionSizeFromContents(section)
        return QSize(self._arrow_at(section) + self._arrow_size() + _PADDING, usual.height())

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Leave Qt's arrow out: it is tiny, far from the name, and points the other way."""
        super().initStyleOptionForIndex(option, section)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw an arrow behind the name of the column that sorts."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section == self.sortIndicatorSection():
            left, size = rect.left() + self._arrow_at(section), self._arrow_size()
            place = QRect(left, rect.center().y() - size // 2, size, size)
            self._draw_arrow(painter, QStyle.visualRect(self.layoutDirection(), rect, place))

    def _arrow_at(self, section: int) -> int:
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        return 2 * _PADDING + self.fontMetrics().horizontalAdvance(name)

    def _arrow_size(self) -> int:
        return self.fontMetrics().capHeight()

    def _draw_arrow(self, painter: QPainter, place: QRect) -> None:
        whole = QRectF(place)
        corners = [
            whole.bottomLeft(),
            whole.bottomRight(),
            QPointF(whole.center().x(), whole.top()),
        ]
        if self.sortIndicatorOrder() == _ORDER.DescendingOrder:
            corners = [
                whole.topLeft(),
                whole.topRight(),
                QPointF(whole.center().x(), whole.bottom()),
            ]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()
