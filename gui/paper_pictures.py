"""The pictures of the printed report, drawn as vectors where its text has room for them."""

from PySide6.QtCore import QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPyTextObject, QTextDocument, QTextFormat

from gui.body_painter import PAPER_INK, Marks, paint_body
from gui.body_shapes import CANVAS
from gui.paper_html import FIGURE, figure_of, people_in
from gui.people_picture import paint_people, people_size
from questionnaire.blocks import Report

_FIGURE_HEIGHT = 175.0
_PEOPLE_HEIGHT = 56.0


class PaperPictures(QPyTextObject):
    """Stands in for the document's own pictures, which would be pixels."""

    def __init__(self, report: Report, document: QTextDocument) -> None:
        super().__init__(document)
        figures = filter(None, map(figure_of, report.sections))
        self._figure = next(figures, None)
        self._people = people_in(report)

    def intrinsicSize(  # noqa: N802 Qt's name
        self, doc: QTextDocument, pos_in_document: int, text_format: QTextFormat
    ) -> QSizeF:
        """Return how much room a picture needs."""
        if text_format.toImageFormat().name() == FIGURE:
            return QSizeF(_FIGURE_HEIGHT * CANVAS.width() / CANVAS.height(), _FIGURE_HEIGHT)
        if self._people is None:
            return QSizeF()
        whole = QSizeF(people_size(self._people))
        return whole * (_PEOPLE_HEIGHT / whole.height())

    def drawObject(  # noqa: N802 Qt's name
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos_in_document: int,
        text_format: QTextFormat,
    ) -> None:
        """Draw a picture into its place."""
        place = QRectF(rect)
        if text_format.toImageFormat().name() == FIGURE:
            if self._figure:
                paint_body(painter, place, PAPER_INK, Marks(self._figure.sites))
        elif self._people:
            painter.save()
            painter.translate(place.topLeft())
            scale = place.height() / people_size(self._people).height()
            painter.scale(scale, scale)
            paint_people(painter, self._people, PAPER_INK.chosen, QColor("#6d7b86"))
            painter.restore()
