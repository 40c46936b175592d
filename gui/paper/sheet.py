"""One report laid out on paper in the largest type that fits, in its frame, and drawn page by page."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import escape
from itertools import takewhile
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen, QTextDocument

from gui.paper.text import document, draw, pictures_of, pieces, set_size
from questionnaire.reports.blocks import Report
from questionnaire.reports.case import Case
from questionnaire.words import language, tr

_ROUNDING = 0.5


class Box(NamedTuple):
    """A piece: how high it is, how far from the one above it, and if it takes both columns."""

    height: float
    before: float
    wide: bool


class Position(NamedTuple):
    """Where a piece begins, and on how many pages it stands; nearly always on one."""

    page: int
    column: int
    top: float
    pages: int


def flow(boxes: Sequence[Box], room: float) -> list[Position]:
    """Return where each piece stands on pages with so much room.

    Only a piece that is higher than a page is cut, and goes on in its column of the next page.
    """
    positions: list[Position] = []
    page, top = 0, 0.0
    while rest := boxes[len(positions) :]:
        band = list(takewhile(lambda box: box.wide == rest[0].wide, rest))
        start = top + band[0].before if top else 0.0
        columns = _columns(band, room - start) or ([] if top else [band[:1]])
        for column, stack in enumerate(columns):
            positions += _stack(stack, Position(page, column, start, 1), room)
        top = start + max(map(_height, columns), default=room)
        if sum(map(len, columns)) < len(band) or top > room + _ROUNDING:
            page, top = max(position.page + position.pages for position in positions), 0.0
    return positions


def _columns(band: list[Box], room: float) -> list[list[Box]]:
    """Return what stands in each column here: all that is left, balanced, or as much as fits."""
    if band[0].wide:
        columns = [band[: _fitting(band, room)]]
    else:
        cuts = range(1, len(band) + 1)
        cut = min(cuts, key=lambda at: max(_height(band[:at]), _height(band[at:])))
        if _height(band[:cut]) > room + _ROUNDING or _height(band[cut:]) > room + _ROUNDING:
            cut = _fitting(band, room)
        columns = [band[:cut], band[cut:][: _fitting(band[cut:], room)]]
    return columns if columns[0] else []


def _fitting(boxes: list[Box], room: float) -> int:
    """Return how many of the first pieces fit one under another."""
    counts = range(len(boxes), 0, -1)
    return next((count for count in counts if _height(boxes[:count]) <= room + _ROUNDING), 0)


def _height(boxes: list[Box]) -> float:
    """Return how high the pieces are one under another."""
    return sum(box.height for box in boxes) + sum(box.before for box in boxes[1:])


def _stack(boxes: list[Box], first: Position, room: float) -> Iterator[Position]:
    """Yield the positions of pieces one under another, from the place of the first one."""
    top = first.top - boxes[0].before if boxes else 0.0
    for box in boxes:
        top += box.before
        yield first._replace(top=top, pages=max(1, ceil((box.height - _ROUNDING) / room)))
        top += box.height


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
