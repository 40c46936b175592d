"""The figure with nothing marked, drawn anew only for another size, view, screen or colours."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget

from gui.figure.body_painter import BodyPainter, drawing_in, ink, shapes


def bare_figure(widget: QWidget, *, behind: bool = False) -> QPixmap:
    """Return it as large as fits into the widget, in its colours."""
    ratio, colours = widget.devicePixelRatioF(), ink(widget.palette())
    names = " ".join(colour.name() for colour in colours)
    key = f"body {behind} {widget.width()} {widget.height()} {ratio} {names}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(widget.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            place = drawing_in(QRectF(widget.rect()))
            BodyPainter(place, colours, shapes(behind=behind)).paint_bare(painter)
        QPixmapCache.insert(key, picture)
    return picture
