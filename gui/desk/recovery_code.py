"""A key as a QR code, for a scanner: on the screen, and as a path for paper."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from questionnaire.records.sealing.recovery import qr_rows
from questionnaire.words import tr

_MARGIN = 4  # light squares around a code, without which scanners don't find it
_SQUARE = 6  # pixels on the screen


def code_path(text: str, corner: QPointF, side: float) -> QPainterPath:
    """Return the dark squares of a code that is so wide with its light margin."""
    rows = qr_rows(text)
    square = side / (len(rows) + 2 * _MARGIN)
    path = QPainterPath()
    for y, row in enumerate(rows, _MARGIN):
        for x, dark in enumerate(row, _MARGIN):
            if dark:
                place = QPointF(x * square, y * square) + corner
                path.addRect(QRectF(place.x(), place.y(), square, square))
    return path.simplified()


class CodePicture(QWidget):
    """Shows a code dark on light, whatever the colours of the screen, until it has to forget it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        side = (len(qr_rows(text)) + 2 * _MARGIN) * _SQUARE
        self._side = side
        self._path = code_path(text, QPointF(), side)
        self.setAccessibleName(tr("The key as a QR code"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """So large that a telephone reads it from the screen."""
        return QSize(self._side, self._side)

    def forget(self) -> None:
        """Show nothing any more."""
        self._path = QPainterPath()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.fillPath(self._path, Qt.GlobalColor.black)
        painter.end()
