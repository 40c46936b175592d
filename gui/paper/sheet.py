"""One report laid out on paper in the largest type that fits, and drawn page by page."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPainter

from gui.paper.flow import Box, Position, flow
from gui.paper.frame import Frame
from gui.paper.html import pictures_of, pieces
from gui.paper.text import document, draw, set_size
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Case

_SIZES = range(144, 221, 2)  # of the type, in twips: 7.2 to 11 points
_GUTTER = 260.0  # between the columns
_SECTION, _PARAGRAPH = 120.0, 40.0  # how far a piece keeps from the one above it


class Sheet:
    """A report on as many pages as it needs; nearly always one."""

    def __init__(self, case: Case, report: Report, area: QSizeF) -> None:
        self._frame = Frame(case, report, area)
        self._room = self._frame.room.size()
        self._column = (area.width() - _GUTTER) / 2
        self._pieces = list(pieces(report))
        pictures = pictures_of(report)
        widths = [area.width() if piece.wide else self._column for piece in self._pieces]
        self._texts = [
            document(piece.html, QSizeF(width, self._room.height()), pictures)
            for piece, width in zip(self._pieces, widths, strict=True)
        ]
        self.type_size = self._largest_size()
        self._positions = self._positions_at(self.type_size)

    @property
    def pages(self) -> int:
        """How many pages the report takes."""
        return _pages(self._positions)

    def draw(self, painter: QPainter, device: QPagedPaintDevice) -> None:
        """Draw every page in its frame, the first one on the page at hand."""
        for page in range(self.pages):
            if page:
                device.newPage()
            # What reads the page aloud follows the order in which it is drawn.
            self._frame.draw_header(painter, page, self.pages)
            self._draw_page(painter, page)
            self._frame.draw_footer(painter)

    def _draw_page(self, painter: QPainter, page: int) -> None:
        for text, position in zip(self._texts, self._positions, strict=True):
            if position.page <= page < position.page + position.pages:
                before = (page - position.page) * self._room.height()
                left = position.column * (self._column + _GUTTER)
                corner = self._frame.room.topLeft() + QPointF(left, position.top - before)
                shown = QRectF(0, before, text.pageSize().width(), self._room.height())
                draw(painter, text, corner, shown)

    def _largest_size(self) -> int:
        """Return the largest type that needs no more pages than the smallest does."""
        fewest = self._pages_at(_SIZES[0])
        return _SIZES[bisect_right(_SIZES, fewest, key=self._pages_at) - 1]

    def _pages_at(self, size: int) -> int:
        return _pages(self._positions_at(size))

    def _positions_at(self, size: int) -> list[Position]:
        """Lay the pieces out in this size, and return where each stands."""
        boxes = []
        for piece, text in zip(self._pieces, self._texts, strict=True):
            set_size(text, size)
            before = _SECTION if piece.begins_section else _PARAGRAPH
            boxes.append(Box(text.size().height(), before, piece.wide))
        return flow(boxes, self._room.height())


def _pages(positions: list[Position]) -> int:
    return max(position.page + position.pages for position in positions)
