"""A picture of people, some coloured: what "8 to 23 of 100" looks like."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figure.body_painter import read_path
from gui.widgets.heard_as import HeardAsPicture
from questionnaire.reports.blocks import People
from questionnaire.reports.pictures import PERSON, people_places, people_size

_SCALE = 0.6  # of the size on paper


class PeoplePicture(QWidget):
    """Draws a row of twenty people for every twenty of them."""

    heard_as = HeardAsPicture

    def __init__(self, people: People) -> None:
        super().__init__()
        self._people = people
        self.setAccessibleName(people.caption)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Room for every person, each large enough to be counted."""
        return QSize(*(round(side * _SCALE) for side in people_size(self._people)))

    def minimumSizeHint(self) -> QSize:
        """Narrow tiles may squeeze it."""
        return QSize(1, 1)

    def hasHeightForWidth(self) -> bool:
        """The people keep their shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the people where they are as wide as this."""
        wide, high = people_size(self._people)
        return round(high * min(_SCALE, width / wide))

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
            scale = min(_SCALE, self.width() / people_size(self._people)[0])
            painter.scale(scale, scale)
            for x, y, share in people_places(self._people):
                line, fill = looks[share]
                painter.setPen(QPen(line, 1.4))
                painter.setBrush(fill)
                painter.drawPath(person.translated(x, y))
