"""One report laid out on paper in the largest type that fits, and drawn page by page."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import count
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen, QTextDocument

from gui.paper_html import footer_html, header_html, label_html, pictures_of, pieces
from gui.paper_text import document, draw, set_size
from questionnaire.blocks import Report
from questionnaire.report import Case
from questionnaire.words import tr

_SIZES = range(150, 221)  # of the type, in twips: 7.5 to 11 points
_LABEL = QSizeF(4000, 1250)  # the clinic's patient label, about 71 by 22 mm
_GAP = 160.0  # between header, report and footer, and around the label's words
_TIGHT, _LOOSE = 80.0, 240.0  # between two pieces: the least, and the most where there is room
_LINE = 15.0


class _Place(NamedTuple):
    """Where a piece stands: on which pages, and how far down the first of them."""

    first: int
    last: int
    top: float


class Sheet:
    """A report on as many pages as it needs; nearly always one."""

    def __init__(self, case: Case, report: Report, area: QSizeF) -> None:
        self._case, self._report, self._area = case, report, area
        self._footer = document(footer_html(report), area)
        self._top = max(_LABEL.height(), self._header().size().height()) + _GAP
        self._room = area.height() - self._top - self._footer.size().height() - _GAP
        page, pictures = QSizeF(area.width(), self._room), pictures_of(report)
        self._pieces = [document(html, page, pictures) for html in pieces(report)]
        self.type_size = self._largest_size()
        self._places = self._places_at(self.type_size)

    @property
    def pages(self) -> int:
        """How many pages the report takes."""
        return self._places[-1].last + 1

    def draw(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        """Draw every page, each with header and footer; the first one on the page at hand."""
        for page in range(self.pages):
            if page:
                device.newPage()
            self._draw_frame(painter, page)
            for piece, place in zip(self._pieces, self._places, strict=True):
                if place.first <= page <= place.last:
                    before = (page - place.first) * self._room
                    shown = QRectF(0, before, self._area.width(), self._room)
                    draw(painter, piece, QPointF(0, self._top + place.top - before), shown)

    def _largest_size(self) -> int:
        """Return the largest type of those that need the fewest pages."""
        for pages in count(1):
            if fitting := bisect_right(_SIZES, pages, key=self._pages_at):
                break
        return _SIZES[fitting - 1]

    def _pages_at(self, size: int) -> int:
        return self._places_at(size)[-1].last + 1

    def _places_at(self, size: int) -> list[_Place]:
        """Lay the pieces out in this size, and return where each stands."""
        for piece in self._pieces:
            set_size(piece, size)
        return places([piece.size().height() for piece in self._pieces], self._room)

    def _header(self, page_words: str = "") -> QTextDocument:
        room = QSizeF(self._area.width() - _LABEL.width() - _GAP, self._area.height())
        return document(header_html(self._case, self._report, page_words), room)

    def _draw_frame(self, painter: QPainter, page: int) -> None:
        """Draw the header, the box for the label, and what every page says at its foot."""
        words = tr("Page {page} of {pages}").format(page=page + 1, pages=self.pages)
        _draw_whole(painter, self._header(words if self.pages > 1 else ""), 0, 0)
        box = QRectF(QPointF(self._area.width() - _LABEL.width(), 0), _LABEL)
        _draw_whole(painter, document(label_html(), _LABEL), box.left() + _GAP / 2, _GAP / 2)
        foot = self._area.height() - self._footer.size().height()
        _draw_whole(painter, self._footer, 0, foot)
        painter.setPen(QPen(Qt.GlobalColor.black, _LINE))
        painter.drawRect(box)
        painter.drawLine(QPointF(0, foot - _GAP / 2), QPointF(self._area.width(), foot - _GAP / 2))


def _draw_whole(painter: QPainter, text: QTextDocument, left: float, top: float) -> None:
    draw(painter, text, QPointF(left, top), QRectF(QPointF(), text.size()))


def places(heights: Sequence[float], room: float) -> list[_Place]:
    """Return where pieces of these heights stand, on pages with so much room, none cut in two."""
    spare = (room - sum(heights)) / max(1, len(heights) - 1)
    between = min(max(spare, _TIGHT), _LOOSE)
    found: list[_Place] = []
    page, top = 0, 0.0
    for height in heights:
        if top and top + height > room + 1:
            page, top = page + 1, 0.0
        # Only a piece that is higher than a page goes on, line by line, on the next one.
        over = max(0, ceil(height / room) - 1)
        found.append(_Place(page, page + over, top))
        page += over
        top += height - over * room + between
    return found
