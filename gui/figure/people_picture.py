"""A picture of people, some coloured: what "8 to 23 of 100" looks like."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figure.body_painter import read_path
from questionnaire.reports.blocks import People
from questionnaire.reports.pictures import PERSON, people_places, people_size


class PeoplePicture(QWidget):
    """Draws a row of twenty people for every twenty of them."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people
        self.setAccessibleName(people.caption)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for every person."""
        return QSize(*people_size(self._people))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the people in the screen's colours."""
        full = self.palette().color(QPalette.ColorRole.Highlight)
        pale = QColor(full)
        pale.setAlpha(90)
        outline = self.palette().color(QPalette.ColorRole.Mid)
        looks = {"low": (full, full), "high": (full, pale), "rest": (outline, QColor(0, 0, 0, 0))}
        person = read_path(PERSON)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = min(1.0, self.width() / self.sizeHint().width())
            painter.scale(scale, scale)
            for x, y, share in people_places(self._people):
                line, fill = looks[share]
                painter.setPen(QPen(line, 1.4))
                painter.setBrush(fill)
                painter.drawPath(person.translated(x, y))
