"""What stands around every report on paper: whose it is, the label's box, and what it is not."""

from html import escape

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen, QTextDocument

from gui.paper.text import document, draw
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Case
from questionnaire.words import language, tr

_LABEL = QSizeF(4000, 1250)  # the clinic's patient label, about 71 by 22 mm
_GAP = 130.0  # twips, between header, report and footer, and around the label's words
_LINE = 15.0


class Frame:
    """The header and the footer; the report has the room between them."""

    def __init__(self, case: Case, report: Report, area: QSizeF) -> None:
        self._case, self._report, self._area = case, report, area
        self._footer = document(f"<p>{escape(' '.join(report.notices))}</p>", area)
        self._foot = area.height() - self._footer.size().height()
        head = max(_LABEL.height(), self._header("").size().height()) + _GAP
        self.room = QRectF(0, head, area.width(), self._foot - _GAP - head)

    def draw_header(self, painter: QPainter, page: int, pages: int) -> None:
        """Draw the header of a page, which is numbered where there are several."""
        words = tr("Page {page} of {pages}").format(page=page + 1, pages=pages)
        draw(painter, self._header(words if pages > 1 else ""), QPointF())
        box = QRectF(QPointF(self._area.width() - _LABEL.width(), 0), _LABEL)
        label = document(f"<p class='small'>{escape(tr('Patient label'))}</p>", _LABEL)
        draw(painter, label, box.topLeft() + QPointF(_GAP, _GAP) / 2)
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE))
        painter.drawRect(box)

    def draw_footer(self, painter: QPainter) -> None:
        """Draw the footer under a line."""
        line = self._foot - _GAP / 2
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE))
        painter.drawLine(QPointF(0, line), QPointF(self._area.width(), line))
        draw(painter, self._footer, QPointF(0, self._foot))

    def _header(self, page_words: str) -> QTextDocument:
        """Return the clinic's name, the report's title, the date and the page, beside the label."""
        system = QLocale.system()
        locale = system if system.name().startswith(language()) else QLocale(language())
        day = locale.toString(QDate(self._case.day.year, self._case.day.month, self._case.day.day))
        below = " · ".join(filter(None, (day, page_words)))
        clinic, title = escape(self._case.clinic.name), escape(self._report.title)
        room = QSizeF(self._area.width() - _LABEL.width() - _GAP, self._area.height())
        return document(f"<p>{clinic}</p><h1>{title}</h1><p>{escape(below)}</p>", room)
