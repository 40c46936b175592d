"""The figure's shapes from `resources/body.svg`, which keeps to absolute M, L, C and Z."""

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

import resources
from questionnaire.body import SITES, Site

#: The part of the drawing that is shown, in the drawing's own units.
CANVAS = QRectF(50, 8, 920, 984)

_PATH = re.compile(r"<path\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(id|class|d|data-mark)="([^"]*)"')
_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Shapes(NamedTuple):
    """What is painted first, what can be touched and where its mark stands, and the lines on top."""

    under: tuple[QPainterPath, ...]
    sites: dict[Site, QPainterPath]
    marks: dict[Site, QPointF]
    lines: tuple[QPainterPath, ...]


@cache
def shapes() -> Shapes:
    """Return every shape of the figure, read once."""
    text = (resources.FOLDER / "body.svg").read_text(encoding="utf-8")
    found = [dict(_ATTRIBUTE.findall(element)) for element in _PATH.findall(text)]
    paths = {one["id"]: read_path(one["d"]) for one in found}
    marks = {one["id"]: one["data-mark"] for one in found if "data-mark" in one}
    return Shapes(
        under=tuple(paths[one["id"]] for one in found if one["class"] == "under"),
        sites={site: paths[site] for site in SITES},
        marks={site: _point(marks[site]) for site in SITES},
        lines=tuple(paths[one["id"]] for one in found if one["class"] == "line"),
    )


def read_path(data: str) -> QPainterPath:
    """Return a path from SVG path data with absolute M, L, C and Z, each written out."""
    path = QPainterPath()
    for command, numbers in _STEP.findall(data):
        values = [float(number) for number in _NUMBER.findall(numbers)]
        points = [QPointF(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        if command == "M":
            path.moveTo(points[0])
        elif command == "L":
            path.lineTo(points[0])
        elif command == "C":
            path.cubicTo(points[0], points[1], points[2])
        else:
            path.closeSubpath()
    return path


def _point(numbers: str) -> QPointF:
    x, y = numbers.split()
    return QPointF(float(x), float(y))
