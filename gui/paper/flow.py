"""Where the pieces of a report stand: across the page, or in two columns that end level."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import ceil
from typing import NamedTuple

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
