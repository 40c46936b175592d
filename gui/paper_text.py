"""Rich text for paper: laid out in twips, black whatever the screen's colours are."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPainter,
    QPalette,
    QTextDocument,
    QTextFormat,
)

from gui.paper_html import STYLE, Picture
from gui.paper_pictures import PaperPictures

#: A sheet is laid out in twips, twenty to the point: fine enough to search for the size of its type
#: in whole numbers, and the same on every printer and in every PDF.
TWIPS_PER_INCH = 1440

#: Narrow enough to leave the type large; whatever else is installed is used where none is.
_FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans")
