"""How a row of the table is drawn."""

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.desk.table.intake_model import MARK, IntakeModel
from questionnaire.records.desk.listing import Row

_PADDING = 10  # pixels
_SIGN_SIZE = 22
_RING = 3
_ROLE = QPalette.ColorRole


class IntakePainter(QStyledItemDelegate):
    """Draws one cell; what nobody has opened yet is in bold."""

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
        place, colours = option.rect, self._view.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground, ink_role = _colours(row, chosen=chosen)
        painter.fillRect(place, colours.color(ground))
        ink = colours.color(ink_role)
        direction = option.direction
        left = place.left() + _PADDING
        if index.column() == MARK and row.is_urgent:
            sign = QRect(left, place.center().y() - _SIGN_SIZE // 2, _SIGN_SIZE, _SIGN_SIZE)
            sign = QStyle.visualRect(direction, place, sign)
            _draw_sign(painter, QRectF(sign), ink, acknowledged=row.acknowledged)
            left += _SIGN_SIZE + _PADDING // 2
        font = QFont(self._view.font())
        font.setBold(row.calls or row.state == "finished")
        painter.setFont(font)
        painter.setPen(ink)
        room = QRect(left, place.top(), place.right() - left - _PADDING // 2, place.height())
        room = QStyle.visualRect(direction, place, room)
        words = self._model.data(index) or ""
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), words)
        self._draw_edges(painter, place, index.row())
        painter.restore()

    def _draw_edges(self, painter: QPainter, place: QRect, number: int) -> None:
        """Draw the line under the row, or the ring around the one that the keys are on."""
        colours = self._view.palette()
        if number == self._view.currentIndex().row():
            # Thinner without the focus, but in sight: Ctrl+P prints this one wherever the focus is.
            width = _RING if self._view.hasFocus() else 1
            painter.setPen(QPen(colours.color(_ROLE.WindowText), width))
            top, bottom = place.top() + width / 2, place.bottom() + 1 - width / 2
            painter.drawLine(QLineF(place.left(), top, place.right() + 1, top))
        else:
            painter.setPen(QPen(colours.color(_ROLE.Midlight), 1))
            bottom = place.bottom() + 0.5
        painter.drawLine(QLineF(place.left(), bottom, place.right() + 1, bottom))


def _colours(row: Row, *, chosen: bool) -> tuple[QPalette.ColorRole, QPalette.ColorRole]:
    """Return the colours of the ground and of the words."""
    if chosen:
        return _ROLE.Highlight, _ROLE.HighlightedText
    return (_ROLE.ToolTipBase, _ROLE.ToolTipText) if row.calls else (_ROLE.Base, _ROLE.Text)


def _draw_sign(painter: QPainter, place: QRectF, ink: QColor, *, acknowledged: bool) -> None:
    """Draw a filled triangle with a bar and a dot, or a tick where someone is handling it."""
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
