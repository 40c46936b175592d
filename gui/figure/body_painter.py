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


Shapes = body_drawing.Drawing[QPainterPath, QPointF]


@cache
def shapes(*, behind: bool = False) -> Shapes:
    """Return every path of a view of the body as Qt paints it, read once."""
    found = body_drawing.drawing(behind=behind)
    return Shapes(
        outlines=tuple(map(read_path, found.outlines)),
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


#: Around a site, in the drawing's own units: what is pointed at, the focus ring and its light inside.
_POINTED, _RING, _RING_INSIDE = 6.0, 10.0, 4.0
_FAINT = 0.6  # how much of the outlines' colour the lines between sites have
#: What lines and ticks measure at least, in pixels, however small the figure is.
_THINNEST, _SMALLEST_TICK = 1.3, 10.0


class Ink(NamedTuple):
    """The colours of the figure."""

    skin: QColor
    line: QColor
    faint: QColor
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
    faint = palette.color(role.Mid)
    faint.setAlphaF(_FAINT)
    return Ink(
        skin=palette.color(role.Light),
        line=palette.color(role.Dark),
        faint=faint,
        chosen=palette.color(role.Highlight),
        on_chosen=palette.color(role.HighlightedText),
        pointed=palette.color(role.AlternateBase),
        ring=palette.color(role.WindowText),
    )


def drawing_in(room: QRectF) -> QRectF:
    """Return where the figure stands in a room: as large as fits, at the top, in the middle."""
    size = CANVAS.size() * min(room.width() / CANVAS.width(), room.height() / CANVAS.height())
    return QRectF(
        QPointF(room.left() + (room.width() - size.width()) / 2, room.top()),
        size,
    )


class BodyPainter:
    """Draws one view of the figure into a place that has the canvas's proportions."""

    def __init__(self, target: QRectF, colours: Ink, figure: Shapes) -> None:
        self._target = target
        self._colours = colours
        self._figure = figure
        self._pixel = CANVAS.width() / target.width()  # in the drawing's own units

    def paint_bare(self, painter: QPainter) -> None:
        """Draw the figure with nothing marked."""
        with self._on_canvas(painter):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.skin)
            for path in self._figure.outlines:
                painter.drawPath(path)
            dotted = self._pen(self._colours.faint, body_drawing.FEATURE)
            dotted.setDashPattern(body_drawing.DOTS)
            painter.setPen(dotted)
            for path in self._figure.sites.values():
                painter.drawPath(path)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._pen(self._colours.line, body_drawing.OUTLINE))
            for path in self._figure.outlines:
                painter.drawPath(path)
            self._features(painter, self._colours.line, CANVAS)

    def paint_marks(self, painter: QPainter, marks: Marks) -> None:
        """Draw what is chosen, pointed at and focused, if this view shows it, on top of the bare figure."""
        seen = self._figure.sites
        with self._on_canvas(painter):
            lit = {site for site in (marks.pointed, marks.focused) if site in seen}
            for site in lit - set(marks.chosen):
                self._fill(painter, site, self._colours.pointed, self._colours.line)
                # The tint alone would hardly be seen, least of all in the dark.
                self._outline(painter, site, self._colours.chosen, _POINTED)
            chosen = [site for site in marks.chosen if site in seen]
            for site in chosen:
                self._fill(painter, site, self._colours.chosen, self._colours.on_chosen)
            for site in chosen:
                self._tick(painter, self._figure.marks[site])
            if marks.focused in seen:
                # In two colours, so that it shows on every fill.
                self._outline(painter, marks.focused, self._colours.ring, _RING)
                self._outline(painter, marks.focused, self._colours.skin, _RING_INSIDE)

    @contextmanager
    def _on_canvas(self, painter: QPainter) -> Iterator[None]:
        """Let the painter speak in the drawing's own units; leave it as it was, also where drawing fails."""
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(self._target.topLeft())
            painter.scale(1 / self._pixel, 1 / self._pixel)
            painter.translate(-CANVAS.topLeft())
            yield
        finally:
            painter.restore()

    def _fill(self, painter: QPainter, site: Site, colour: QColor, on_it: QColor) -> None:
        """Fill a site, outline it, and draw the features on it in a colour that shows on its fill."""
        path = self._figure.sites[site]
        painter.setBrush(colour)
        painter.setPen(self._pen(self._colours.line, body_drawing.OUTLINE))
        painter.drawPath(path)
        painter.save()
        painter.setClipPath(path)
        self._features(painter, on_it, path.boundingRect())
        painter.restore()

    def _features(self, painter: QPainter, colour: QColor, within: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen(colour, body_drawing.FEATURE))
        for path in self._figure.lines:
            if path.intersects(within):
                painter.drawPath(path)

    def _tick(self, painter: QPainter, centre: QPointF) -> None:
        """Chosen sites carry a tick, so that colour alone never tells."""
        wide = body_drawing.TICK[-1][0] - body_drawing.TICK[0][0]
        larger = max(1.0, _SMALLEST_TICK * self._pixel / wide)
        painter.setPen(self._pen(self._colours.on_chosen, body_drawing.TICK_WIDTH * larger))
        painter.drawPolyline([centre + QPointF(x, y) * larger for x, y in body_drawing.TICK])

    def _outline(self, painter: QPainter, site: Site, colour: QColor, width: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen(colour, width))
        painter.drawPath(self._figure.sites[site])

    def _pen(self, colour: QColor, width: float) -> QPen:
        pen = QPen(colour, max(width, _THINNEST * self._pixel))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen
