"""Where the pieces of a report stand: wide ones across the page, then the others in two columns."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

_COLUMNS = 2
_ROUNDING = 0.5


class Box(NamedTuple):
    """A piece: its height, how far it keeps from the one above it, and if it takes both columns."""

    height: float
    before: float
    wide: bool


class Place(NamedTuple):
    """Where a piece begins; `parts` is over how many columns or pages it goes, nearly always 1."""

    page: int
    column: int
    top: float
    parts: int


def flow(boxes: Sequence[Box], room: float) -> list[Place]:
    """Return where each piece stands on pages with so much room, those at the end balanced.

    Wide ones come first. Nothing is cut in two but what is higher than a page.
    """
