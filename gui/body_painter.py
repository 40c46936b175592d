"""Draws the human figure: on the screen, on paper, and with the affected sites filled."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen

from gui.body_shapes import CANVAS, shapes
from questionnaire.body import Site

_OUTLINE = 2.6  # widths in the drawing's own units, of a canvas of 1000
_FEATURE = 2.0
_RING = 9.0
_TICK = 6.0
_TICK_POINTS = ((-15.0, 1.0), (-4.0, 12.0), (16.0, -11.0))


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


PAPER_INK = Ink(
    skin=QColor("#ffffff"),
    hair=QColor("#eeeeee"),
    line=QColor("#3c4a54"),
    chosen=QColor("#10566b"),
    on_chosen=QColor("#ffffff"),
    pointed=QColor("#ffffff"),
    ring=QColor("#000000"),
)


def paint_body(painter: QPainter, target: QRectF, colours: Ink, marks: Marks) -> None:
    """Draw the figure into the target, which should have the canvas's proportions."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(target.topLeft())
    painter.scale(target.width() / CANVAS.width(), target.height() / CANVAS.height())
    painter.translate(-CANVAS.topLeft())
    figure = shapes()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.hair)
    for path in figure.under:
        painter.drawPath(path)
    for site, path in figure.sites.items():
        painter.setBrush(_fill(site, colours, marks))
        painter.setPen(_pen(colours.line, _OUTLINE))
        painter.drawPath(path)
    _features(painter, colours.line)
    for site in marks.chosen:
        painter.save()
        painter.setClipPath(figure.sites[site])
        _features(painter, colours.on_chosen)
        painter.restore()
        _tick(painter, shapes().marks[site], colours.on_chosen)
    if marks.focused:
        _ring(painter, figure.sites[marks.focused], colours)
    painter.restore()


def _fill(site: Site, colours: Ink, marks: Marks) -> QColor:
    if site in marks.chosen:
        return colours.chosen
    return colours.pointed if site in (marks.pointed, marks.focused) else colours.skin


def _features(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colour, _FEATURE))
    for path in shapes().lines:
        painter.drawPath(path)


def _tick(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """Chosen sites carry a tick, so that colour alone never tells."""
    painter.setPen(_pen(colour, _TICK))
    painter.drawPolyline([centre + QPointF(x, y) for x, y in _TICK_POINTS])


def _ring(painter: QPainter, path: QPainterPath, colours: Ink) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(colours.ring, _RING))
    painter.drawPath(path)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
