"""Rich text for paper: laid out in twips, and black whatever the screen's colours are."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPalette,
    QTextDocument,
    QTextFormat,
)

from gui.paper.html import STYLE, Picture
from gui.paper.pictures import PaperPictures

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
