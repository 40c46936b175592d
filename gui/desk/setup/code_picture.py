"""The key of the recovery sheet as a QR code on the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.heard_as import HeardAsPicture
from questionnaire.records.sealing.recovery import qr_rows
from questionnaire.reports.pictures import CODE_MARGIN
from questionnaire.words import tr

_SQUARE = 6  # pixels on the screen


def _code_path(rows: list[list[bool]]) -> QPainterPath:
    """Return the dark squares of a code, inside its light margin."""
    path = QPainterPath()
    for y, row in enumerate(rows, CODE_MARGIN):
        for x, dark in enumerate(row, CODE_MARGIN):
            if dark:
                path.addRect(QRectF(x * _SQUARE, y * _SQUARE, _SQUARE, _SQUARE))
    return path.simplified()


class CodePicture(QWidget):
    """Shows a code dark on light, whatever the colours of the screen, until it has to forget it."""

    heard_as = HeardAsPicture

    def __init__(self, text: str) -> None:
        super().__init__()
        rows = qr_rows(text)
        self._side = (len(rows) + 2 * CODE_MARGIN) * _SQUARE
        self._path = _code_path(rows)
        self.setAccessibleName(tr("The key as a QR code"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to be read from the screen with a phone."""
        return QSize(self._side, self._side)

    def forget(self) -> None:
        """Show nothing."""
        self._path = QPainterPath()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
            painter.fillPath(self._path, Qt.GlobalColor.black)
