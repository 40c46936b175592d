"""One report laid out on paper in the largest type that fits, and drawn page by page."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen, QTextDocument

from gui.paper_html import footer_html, header_html, label_html, pieces
from gui.paper_text import document, draw_document, set_size
from questionnaire.blocks import Report
from questionnaire.report import Case

_SIZES = range(150, 221)  # of the type, in twips: 7.5 to 11 points
_LABEL = QSizeF(4000, 1250)  # the clinic's patient label, about 71 by 22 mm
_GAP = 160.0  # between header, report and footer, and around what the label says
_TIGHT, _LOOSE = 80.0, 240.0  # between two pieces: the least, and the most where there is room
_LINE = 15.0


class _Place(NamedTuple):
    """Where a piece stands: from which page to which, and how far down the first one."""

    first: int
    last: int
    top: float


class Sheet:
    """A report on as many pages as it needs; nearly always one."""

    def __init__(self, case: Case, report: Report, area: QSizeF) -> None:
        self._case, self._report, self._area = case, report, area
        self._footer = document(footer_html(report), area.width())
        self._top = max(_LABEL.height(), self._header().size().height()) + _GAP
        self._room = area.height() - self._top - self._footer.size().height() - 2 * _GAP
        self._pieces = [document(html, area.width(), self._room) for html in pieces(report)]
        self.type_size = self._largest_size()
        self._places = self._places_at(self.type_size)

    @property
    def pages(self) -> int:
        """How many pages the report takes."""
        return self._places[-1].last + 1

    def draw(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        """Draw every page, each with its header and footer, the first one on the page at hand."""
        for page in range(self.pages):
            if page:
                device.newPage()
            self._draw_frame(painter, page)
            for piece, place in zip(self._pieces, self._places, strict=True):
                if place.first <= page <= place.last:
                    before = (page - place.first) * self._room
                    shown = QRectF(0, before, self._area.width(), self._room)
                    draw_document(painter, piece, self._top + place.top - before, shown)
