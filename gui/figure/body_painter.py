"""Draws the human figure, whose paths keep to absolute M, L, C and Z."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen

from questionnaire import body_drawing
from questionnaire.body import Site

#: The part of the drawing that is shown, in the drawing's own units.
CANVAS = QRectF(*body_drawing.VIEW_BOX)

_STEP = re.compile(r"([MLCZ])([^MLCZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def shapes() -> body_drawing.Drawing[QPainterPath, QPointF]:
    """Return every path of the drawing as Qt paints it, read once."""
    found = body_drawing.drawing()
    return body_drawing.Drawing(
        under=tuple(map(read_path, found.under)),
        sites={site: read_path(path) for site, path in found.sites.items()},
        marks={site: QPointF(*place) for site, place in found.marks.items()},
        lines=tuple(map(read_path, found.lines)),
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


_RING = 9.0  # width in the drawing's own units, of a canvas of 1000


class Ink(NamedTuple):
    """The colours of the figure."""

    skin: QColor
    hair: QColor
    line: QColor
    chosen: QColor
    on_chosen: QColor
    pointed: QColor
    ring: QColor


class Marks(NamedTuple):
    """Which sites are chosen, and which one the pointer or the focus is on."""

    chosen: Collection[Site] = ()
    pointed: Site | None = None
    focused: Site | None = None


def ink(palette: QPalette) -> Ink:
    """Return the figure's colours on a screen with this palette."""
    role = QPalette.ColorRole
    return Ink(
        skin=palette.color(role.Light),
        hair=palette.color(role.Midlight),
        line=palette.color(role.Dark),
        chosen=palette.color(role.Highlight),
        on_chosen=palette.color(role.HighlightedText),
        pointed=palette.color(role.AlternateBase),
        ring=palette.color(role.WindowText),
    )


def paint_bare_body(painter: QPainter, target: QRectF, colours: Ink) -> None:
    """Draw the figure with nothing marked into the target, which should have the canvas's proportions."""
    with _as_before(painter):
        _enter_canvas(painter, target)
        figure = shapes()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hair)
        for path in figure.under:
            painter.drawPath(path)
        painter.setBrush(colours.skin)
        painter.setPen(_pen(colours.line, body_drawing.OUTLINE))
        for path in figure.sites.values():
            painter.drawPath(path)
        _features(painter, colours.line, CANVAS)


def paint_marks(painter: QPainter, target: QRectF, colours: Ink, marks: Marks) -> None:
    """Draw what is chosen, pointed at and focused, on top of the bare figure."""
    with _as_before(painter):
        _enter_canvas(painter, target)
        lit = {site for site in (marks.pointed, marks.focused) if site}
        for site in lit - set(marks.chosen):
            _fill(painter, site, colours.pointed, colours)
            _features_on(painter, site, colours.line)
        for site in marks.chosen:
            _fill(painter, site, colours.chosen, colours)
            _features_on(painter, site, colours.on_chosen)
            _tick(painter, shapes().marks[site], colours.on_chosen)
        if marks.focused:
            _ring(painter, shapes().sites[marks.focused], colours)


@contextmanager
def _as_before(painter: QPainter) -> Iterator[None]:
    """Leave the painter as it was, also where drawing fails: a window that is drawn as a whole shares it."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _enter_canvas(painter: QPainter, target: QRectF) -> None:
    """Let the painter speak in the drawing's own units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(target.topLeft())
    painter.scale(target.width() / CANVAS.width(), target.height() / CANVAS.height())
    painter.translate(-CANVAS.topLeft())


def _fill(painter: QPainter, site: Site, colour: QColor, colours: Ink) -> None:
    painter.setBrush(colour)
    painter.setPen(_pen(colours.line, body_drawing.OUTLINE))
    painter.drawPath(shapes().sites[site])


def _features_on(painter: QPainter, site: Site, colour: QColor) -> None:
    """Draw the lines that lie on a site in a colour that shows on its fill."""
    path = shapes().sites[site]
    with _as_before(painter):
        painter.setClipPath(path)
        _features(painter, colour, path.boundingRect())


def _features(painter: QPainter, colour: QColor, within: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, body_drawing.FEATURE))
    for path in shapes().lines:
        if path.intersects(within):
            painter.drawPath(path)


def _tick(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Chosen sites carry a tick, so that colour alone never tells."""
    painter.setPen(_pen(colour, body_drawing.TICK_WIDTH))
    painter.drawPolyline([centre + QPointF(x, y) for x, y in body_drawing.TICK])


def _ring(painter: QPainter, path: QPainterPath, colours: Ink) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colours.ring, _RING))
    painter.drawPath(path)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
