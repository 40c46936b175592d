"""The pictures of the printed report, drawn as vectors where its text has room for them."""

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPyTextObject, QTextDocument, QTextFormat

from gui.figure.body_painter import PAPER_INK, Marks, paint_body
from gui.figure.body_shapes import CANVAS
from gui.figure.people_picture import paint_people, people_size
from gui.paper.html import Picture
from questionnaire.reports.blocks import Figure

_FIGURE_WIDTH = 2420.0  # twips
_PEOPLE_WIDTH = 3000.0
_OUTLINE = QColor("#6d7b86")


class PaperPictures(QPyTextObject):
    """Stands in for the document's own pictures, which would be pixels."""

    def __init__(self, pictures: dict[str, Picture], document: QTextDocument) -> None:
        super().__init__(document)
        self._pictures = pictures

    def intrinsicSize(
        self,
        doc: QTextDocument,
        pos_in_document: int,
        text_format: QTextFormat,
    ) -> QSizeF:
        """Return how much room a picture needs."""
        picture = self._pictures[text_format.toImageFormat().name()]
        if isinstance(picture, Figure):
            return CANVAS.size() * (_FIGURE_WIDTH / CANVAS.width())
        size = QSizeF(people_size(picture))
        return size * (_PEOPLE_WIDTH / size.width())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos_in_document: int,
        text_format: QTextFormat,
    ) -> None:
        """Draw a picture into its place."""
        place = QRectF(rect)
        picture = self._pictures[text_format.toImageFormat().name()]
        if isinstance(picture, Figure):
            paint_body(painter, place, PAPER_INK, Marks(picture.sites))
            return
        painter.save()
        painter.translate(place.topLeft())
        scale = place.width() / people_size(picture).width()
        painter.scale(scale, scale)
        paint_people(painter, picture, PAPER_INK.chosen, _OUTLINE)
        painter.restore()
