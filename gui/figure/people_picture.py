"""A picture of people, some coloured: what "8 to 23 of 100" looks like."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from questionnaire.reports.blocks import People

_IN_A_ROW = 20
_CELL = QSize(26, 42)  # pixels for one person, with the gap


class PeoplePicture(QWidget):
    """Draws a row of twenty people for every twenty of them."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people
        self.setAccessibleName(people.caption)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for every person."""
        return people_size(self._people)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the people in the screen's colours."""
        role = QPalette.ColorRole
        painter = QPainter(self)
        scale = min(1.0, self.width() / people_size(self._people).width())
        painter.scale(scale, scale)
        colours = self.palette()
        paint_people(painter, self._people, colours.color(role.Highlight), colours.color(role.Mid))
        painter.end()


def people_size(people: People) -> QSize:
    """Return how large the picture is, in pixels."""
    rows = -(-people.of // _IN_A_ROW)
    return QSize(min(people.of, _IN_A_ROW) * _CELL.width(), rows * _CELL.height())


def paint_people(painter: QPainter, people: People, colour: QColor, outline: QColor) -> None:
    """Draw the people: filled up to the low figure, ringed up to the high one, then in outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    person = _person()
    pale = QColor(colour)
    pale.setAlpha(90)
    for number in range(people.of):
        row, column = divmod(number, _IN_A_ROW)
        painter.save()
        painter.translate(column * _CELL.width(), row * _CELL.height())
        if number < people.low:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour)
        elif number < people.high:
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(pale)
        else:
            painter.setPen(QPen(outline, 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(person)
        painter.restore()


def _person() -> QPainterPath:
    """Return one small person: a head over shoulders that narrow to the feet."""
    path = QPainterPath()
    path.addEllipse(QPointF(12, 7), 5, 5)
    path.moveTo(4, 20)
    path.cubicTo(4, 13, 20, 13, 20, 20)
    path.lineTo(18, 29)
    path.lineTo(16, 38)
    path.lineTo(8, 38)
    path.lineTo(6, 29)
    path.closeSubpath()
    return path
