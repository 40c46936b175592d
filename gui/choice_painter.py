"""Draws a choice: a framed row with a mark, the words, and an example under them in small type."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton

_SPACE = 14  # pixels between the row's edge, its mark and its words
_RADIUS = 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _mark_size(button: QAbstractButton) -> int:
    return round(button.fontMetrics().height() * 1.25)


def _texts(button: QAbstractButton, width: int) -> tuple[QRect, QRect]:
    """Return where the label and the example stand, from the top of both."""
    metrics = button.fontMetrics()
    room = QRect(0, 0, max(width - 3 * _SPACE - _mark_size(button), 40), 10_000)
    flags = int(_FLAGS)
    label = metrics.boundingRect(room, flags, button.text())
    example = button.accessibleDescription()
    if not example:
        return label, QRect()
    small = QFontMetrics(_small_font(button)).boundingRect(room, flags, example)
    return label, small


def _small_font(button: QAbstractButton) -> QFont:
    font = QFont(button.font())
    font.setPixelSize(round(button.fontMetrics().height() * 0.68))
    return font


def height_for(button: QAbstractButton, width: int) -> int:
    """Return the height in pixels at which a row of this width shows all its words."""
    label, example = _texts(button, width)
    return max(label.height() + example.height() + 2 * _SPACE, button.minimumHeight())


def paint_choice(button: QAbstractButton, *, round_mark: bool) -> None:
    """Draw the row as it stands: chosen or not, pointed at, focused, pressed."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_row(painter, button)
    size = _mark_size(button)
    mark = QRectF(_SPACE, (button.height() - size) / 2, size, size)
    _paint_mark(painter, button, mark, round_mark=round_mark)
    label, example = _texts(button, button.width())
    left = 2 * _SPACE + size
    top = (button.height() - label.height() - example.height()) // 2
    width = button.width() - left - _SPACE
    painter.setPen(button.palette().color(QPalette.ColorRole.Text))
    painter.drawText(QRect(left, top, width, label.height()), int(_FLAGS), button.text())
    if not example.isEmpty():
        painter.setFont(_small_font(button))
        painter.setPen(button.palette().color(QPalette.ColorRole.Dark))
        below = QRect(left, top + label.height(), width, example.height())
        painter.drawText(below, int(_FLAGS), button.accessibleDescription())
    painter.end()


def _paint_row(painter: QPainter, button: QAbstractButton) -> None:
    """Draw the row's frame: its fill says chosen, a thick dark ring says focus."""
    role = QPalette.ColorRole
    colours = button.palette()
    edge = role.Dark if button.underMouse() else role.Mid
    edge = role.Highlight if button.isChecked() else edge
    width = 4.0 if button.hasFocus() else 3.0 if button.isChecked() else 2.0
    colour = colours.color(role.WindowText if button.hasFocus() else edge)
    painter.setPen(QPen(colour, width))
    tinted = button.isChecked() or button.isDown()
    painter.setBrush(colours.color(role.AlternateBase if tinted else role.Base))
    half = width / 2
    frame = QRectF(button.rect()).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


def _paint_mark(
    painter: QPainter, button: QAbstractButton, mark: QRectF, *, round_mark: bool
) -> None:
    """Draw the mark: empty, or filled with a tick, so that colour alone never tells."""
    role = QPalette.ColorRole
    colours = button.palette()
    chosen = button.isChecked()
    painter.setPen(QPen(colours.color(role.Highlight if chosen else role.Dark), 2))
    painter.setBrush(colours.color(role.Highlight if chosen else role.Base))
    corner = mark.width() / 2 if round_mark else 5.0
    painter.drawRoundedRect(mark, corner, corner)
    if chosen:
        pen = QPen(colours.color(role.HighlightedText), mark.width() / 8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((0.26, 0.53), (0.44, 0.7), (0.75, 0.33))
        painter.drawPolyline(
            [QPointF(mark.x() + x * mark.width(), mark.y() + y * mark.height()) for x, y in points]
        )
