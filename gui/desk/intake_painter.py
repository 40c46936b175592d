"""Draws the table's cells: urgent rows on the colour of a warning, with a sign of their own shape."""

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.desk.intake_model import MARK, IntakeModel
from questionnaire.records.listing import Row

_SPACE = 10  # pixels
_SIGN = 22
_RING = 3
_ROLE = QPalette.ColorRole


class IntakePainter(QStyledItemDelegate):
    """Draws one cell; what is not seen yet stands in bold."""

    def __init__(self, view: QTableView, model: IntakeModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground, the sign, the words and the ring of the row that the keys are on."""
        row = self._model.row(index.row())
        place, colours = self._rect(option), self._view.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, colours.color(_ground(row, chosen=chosen)))
        ink = colours.color(_ink(row, chosen=chosen))
        left = place.left() + _SPACE
        if index.column() == MARK and row.is_urgent:
            sign = QRectF(left, place.center().y() - _SIGN / 2, _SIGN, _SIGN)
            _draw_sign(painter, sign, ink, acknowledged=row.acknowledged)
            left += _SIGN + _SPACE // 2
        font = QFont(self._view.font())
        font.setBold(row.calls or row.state == "finished")
        painter.setFont(font)
        painter.setPen(ink)
        room = QRect(left, place.top(), place.right() - left - _SPACE // 2, place.height())
        words = self._model.data(index) or ""
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), words)
        self._draw_edges(painter, place, index.row())
        painter.restore()

    def _rect(self, option: QStyleOptionViewItem) -> QRect:
        return option.rect

    def _draw_edges(self, painter: QPainter, place: QRect, number: int) -> None:
        """Draw the line under the row, or the ring around the one that the keys are on."""
        colours = self._view.palette()
        if number == self._view.currentIndex().row() and self._view.hasFocus():
            painter.setPen(QPen(colours.color(_ROLE.WindowText), _RING))
            top, bottom = place.top() + _RING / 2, place.bottom() + 1 - _RING / 2
            painter.drawLine(QLineF(place.left(), top, place.right() + 1, top))
        else:
            painter.setPen(QPen(colours.color(_ROLE.Midlight), 1))
            bottom = place.bottom() + 0.5
        painter.drawLine(QLineF(place.left(), bottom, place.right() + 1, bottom))


def _ground(row: Row, *, chosen: bool) -> QPalette.ColorRole:
    if chosen:
        return _ROLE.Highlight
    return _ROLE.ToolTipBase if row.calls else _ROLE.Base


def _ink(row: Row, *, chosen: bool) -> QPalette.ColorRole:
    if chosen:
        return _ROLE.HighlightedText
    return _ROLE.ToolTipText if row.calls else _ROLE.Text


def _draw_sign(painter: QPainter, place: QRectF, ink: QColor, *, acknowledged: bool) -> None:
    """Draw a filled triangle with a bar and a dot, or a tick where somebody has seen to it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, top, size = place.x(), place.y(), place.width()
    if acknowledged:
        painter.setPen(QPen(ink, size / 8))
        points = ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])
        return
    corners = ((0.5, 0.0), (1.0, 0.95), (0.0, 0.95))
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(left + x * size, top + y * size) for x, y in corners]))
    hole = painter.device() and ink.lightness() < 128
    painter.setPen(QPen(QColor(Qt.GlobalColor.white if hole else Qt.GlobalColor.black), size / 9))
    middle = left + size / 2
    painter.drawLine(QLineF(middle, top + size * 0.36, middle, top + size * 0.64))
    painter.drawPoint(QPointF(middle, top + size * 0.82))
