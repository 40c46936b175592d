"""Rich text for paper: laid out in twips, black whatever the screen's colours are, with its pictures."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from gui.figure.body_painter import PAPER_INK, Marks, paint_body
from gui.figure.body_shapes import CANVAS
from gui.figure.people_picture import paint_people, people_size
from gui.paper.html import STYLE, Picture
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


#: Lengths are in twips, twenty to the point: so fine that the size of the type can be searched in
#: whole numbers, and the same for every printer and PDF.
TWIPS_TO_AN_INCH = 1440

_STANDARD_SIZE = 180
#: Narrow enough to leave the type large; whatever else is installed is used where none is.
_FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans")


def document(html: str, room: QSizeF, pictures: dict[str, Picture] | None = None) -> QTextDocument:
    """Return rich text laid out as wide as the room, its lines parted where a page of it ends."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(STYLE)
    set_size(made, _STANDARD_SIZE)
    made.setPageSize(room)
    handled = QTextFormat.ObjectTypes.ImageObject.value
    made.documentLayout().registerHandler(handled, PaperPictures(pictures or {}, made))
    made.setHtml(html)
    return made


def set_size(text: QTextDocument, size: int) -> None:
    """Lay the text out again in type of this size."""
    font = QFont()
    font.setFamilies([*_FAMILIES, font.family()])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Ligatures break search and copy.
    font.setFeature(QFont.Tag("liga"), 0)
    font.setPixelSize(size)
    text.setDefaultFont(font)


def draw(
    painter: QPainter, text: QTextDocument, corner: QPointF, shown: QRectF | None = None
) -> None:
    """Draw the text or a part of it, with the whole text's corner at this place."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = shown or QRectF(QPointF(), text.size())
    painter.save()
    painter.translate(corner)
    painter.setClipRect(context.clip)
    text.documentLayout().draw(painter, context)
    painter.restore()
