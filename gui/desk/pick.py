"""A box to pick one of a few words from; a drawn mark shows that there are more."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate

_FROM_THE_EDGE, _HALF, _DEEP = 20.0, 6.0, 6.0  # pixels


class Pick(QComboBox):
    """Its name is told as a description too: on Linux the name that is told is what is picked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)
        # The usual one takes no height from the stylesheet: the last words of the list would be cut.
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark over what the stylesheet draws; it can draw none in the palette's colours."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.palette().color(QPalette.ColorRole.Dark), 2.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = QPointF(self.width() - _FROM_THE_EDGE, self.height() / 2 + _DEEP / 2)
        left, right = QPointF(-_HALF, -_DEEP), QPointF(_HALF, -_DEEP)
        painter.drawPolyline([middle + left, middle, middle + right])
        painter.end()
