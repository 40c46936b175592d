"""The picture that people touch: a press goes to the nearest site, the keyboard walks from one to the next."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figure.bare_figure import bare_figure
from gui.figure.body_painter import CANVAS, BodyPainter, Marks, Shapes, drawing_in, ink, shapes
from gui.widgets.heard_as import HeardAsPicture
from gui.widgets.labels import button
from gui.widgets.long_words import breakable
from gui.widgets.press_guard import press_counts
from questionnaire.answers import Answers, Voice
from questionnaire.body import SITES, Site
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT, site_name
from questionnaire.words import tr

#: How far a press may be from a site and still mean it, in the drawing's own units.
_REACH = 45.0

_STEPS = {
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Down: QPointF(0, 1),
    Qt.Key.Key_Up: QPointF(0, -1),
}
#: Where the sides are written, on the left and on the right: under the head and under the hands.
_UNDER = (
    (QRectF(50, 534, 174, 78), QRectF(500, 628, 135, 130)),
    (QRectF(226, 534, 174, 78), QRectF(835, 628, 135, 130)),
)
#: Under its sign, the voice is named: no part of the body looks like it.
_UNDER_VOICE = QRectF(316, 490, 172, 48)
#: Where the name of a site begins; it reaches down to the button that turns the figure.
_NAME = QRectF(50, 614, 350, 0)
_LINES = 3  # of a site's name and whether it is marked
_SMALLEST_LETTERS = 14  # pixels
_EDGE = 4  # pixels between words and what is below them
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
_PRESS_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BodyMap(QWidget):
    """The figure with its sites. It shows which are chosen and says which was pressed.

    `pointed` is what a press would mean now, if anything.
    """

    heard_as = HeardAsPicture

    pressed = Signal(str)
    is_turned = False

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 320)
        self._chosen: frozenset[Site] = frozenset()
        self._voice: Voice = "patient"
        self.pointed: Site | None = None
        self._focused: Site = SITES[0]
        self._down: Site | None = None
        self.turner = button("", act=self._turn)
        self.turner.setParent(self)
        self._name_view()

    def sizeHint(self) -> QSize:
        """Large enough for a fingertip on a hand."""
        return QSize(520, 520)

    def show_answer(self, answers: Answers) -> None:
        """Fill the affected sites and no others, and name the sides for the person who answers."""
        self._chosen = frozenset(answers.affected or ())
        self._voice = answers.voice
        self._describe()
        self.update()

    def site_at(self, position: QPointF) -> Site | None:
        """Return the site under a point of this widget, or the nearest one within reach."""
        drawing = self._drawing()
        point = CANVAS.topLeft() + (position - drawing.topLeft()) * (
            CANVAS.width() / drawing.width()
        )
        sites = self._shapes.sites
        for site, path in sites.items():
            if path.contains(point):
                return site
        reach = QRectF(point.x() - _REACH, point.y() - _REACH, 2 * _REACH, 2 * _REACH)
        near = [site for site, path in sites.items() if path.intersects(reach)]
        return min(near, key=lambda site: _distance(sites[site], point), default=None)

    def place_of(self, site: Site) -> QPointF:
        """Return a point of this widget that lies on the site."""
        drawing = self._drawing()
        scale = drawing.width() / CANVAS.width()
        return drawing.topLeft() + (self._shapes.marks[site] - CANVAS.topLeft()) * scale

    @property
    def _shapes(self) -> Shapes:
        return shapes(behind=self.is_turned)

    def _drawing(self) -> QRectF:
        return drawing_in(QRectF(self.rect()))

    def _turn(self) -> None:
        """Show the other side of the body; what is marked stays marked."""
        self.is_turned = not self.is_turned
        if self._focused not in self._shapes.sites:
            self._focused = next(iter(self._shapes.sites))
        self._point_at(None)
        self._name_view()
        self._describe()
        self.update()

    def _name_view(self) -> None:
        """Say which side of the body is shown, and what the button would show."""
        if self.is_turned:
            name = tr(
                "Figure of a person seen from behind. The list beside it holds the same parts."
            )
            turn = tr("Show the front")
        else:
            name = tr("Figure of a person facing you. The list beside it holds the same parts.")
            turn = tr("Show the back")
        self.setAccessibleName(name)
        self.turner.setText(turn)
        self._place_button()

    def _place_button(self) -> None:
        """Put the button under the head, whatever the direction of writing, and leave a name its lines."""
        drawing, name = self._drawing().toRect(), self._on_screen(_NAME)
        place = QRect(QPoint(), self.turner.sizeHint())
        place.moveTop(round(name.top()) + _LINES * QFontMetrics(self.font()).height() + _EDGE)
        lowest = max(drawing.bottom(), min(place.bottom(), self.rect().bottom()))
        place.moveBottom(lowest)
        place.moveLeft(max(round(name.center().x()) - place.width() // 2, drawing.left()))
        self.turner.setGeometry(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button under the head."""
        super().resizeEvent(event)
        self._place_button()

    def event(self, event: QEvent) -> bool:
        """Make the button as large as it wants to be, when its letters or the room around it change."""
        handled = super().event(event)
        if event.type() in {
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LayoutRequest,
        }:
            self._place_button()
        return handled

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure as it stands."""
        marks = Marks(self._chosen, self.pointed, self._focused if self.hasFocus() else None)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, bare_figure(self, behind=self.is_turned))
            self._body_painter().paint_marks(painter, marks)
            for words, room, bold in self.written(self.pointed or marks.focused):
                font, fitting = self.fitted(words, room, bold=bold)
                painter.setFont(font)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.drawText(room, _WRAPPED, fitting)

    def _body_painter(self) -> BodyPainter:
        return BodyPainter(self._drawing(), ink(self.palette()), self._shapes)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what a press would mean."""
        self._point_at(self.site_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press began: it acts on release."""
        counts = (
            press_counts(self, event.timestamp()) and event.button() == Qt.MouseButton.LeftButton
        )
        self._down = self.site_at(event.position()) if counts else None
        self._point_at(self._down)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act when the press ends where it began; sliding off cancels it."""
        site, self._down = self._down, None
        if site is None or site != self.site_at(event.position()):
            return
        self._focused = site
        self.pressed.emit(site)
        self._describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Space and Enter press."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._focused = _neighbour(self._focused, _STEPS[key], self._shapes.marks)
            self._point_at(self._focused)
            self._describe()
            self.update()
        elif key in _PRESS_KEYS:
            if not event.isAutoRepeat():
                self.pressed.emit(self._focused)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        self._point_at(self._focused)
        self._describe()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing any more."""
        self._point_at(None)
        super().focusOutEvent(event)

    def written(self, site: Site | None) -> Iterator[tuple[str, QRectF, bool]]:
        """Yield what is written, where in this widget, and whether it is bold, while a site is meant."""
        sides = (YOUR_LEFT, YOUR_RIGHT) if self.is_turned else (YOUR_RIGHT, YOUR_LEFT)
        for words, places in zip(sides, _UNDER, strict=True):
            for place in places:
                yield words.to(self._voice), self._on_screen(place), False
        if "voice" in self._shapes.sites:
            yield site_name("voice"), self._on_screen(_UNDER_VOICE), False
        line = QFontMetrics(self.font()).height()
        name = self._on_screen(_NAME)
        name.setBottom(self.turner.y() - line - _EDGE)
        view = QRectF(name.bottomLeft(), QSizeF(name.width(), line))
        if site and name.height() < _LINES * line:
            name.setBottom(view.bottom())  # the name matters more than how the figure stands
        else:
            yield tr("Seen from behind") if self.is_turned else tr("Facing you"), view, False
        if site:
            state = tr("marked") if site in self._chosen else tr("not marked")
            yield f"{site_name(site)}\n{state}", name, True

    def fitted(self, words: str, place: QRectF, *, bold: bool = False) -> tuple[QFont, str]:
        """Return a font in which words fit into a place, and the words, broken where they are too long."""
        font = QFont(self.font())
        font.setBold(bold)
        room = QRect(QPoint(), place.toRect().size() - QSize(_EDGE, 0))
        for pixels in range(QFontInfo(font).pixelSize(), _SMALLEST_LETTERS - 1, -1):
            font.setPixelSize(pixels)
            needed = QFontMetrics(font).boundingRect(room, _WRAPPED, words)
            if needed.width() <= room.width() and needed.height() <= room.height():
                break
        return font, breakable(words, QFontMetrics(font), room.width())

    def _on_screen(self, place: QRectF) -> QRectF:
        """Return a rectangle of the drawing as one of this widget."""
        drawing = self._drawing()
        scale = drawing.width() / CANVAS.width()
        corner = drawing.topLeft() + (place.topLeft() - CANVAS.topLeft()) * scale
        return QRectF(corner, place.size() * scale)

    def _point_at(self, site: Site | None) -> None:
        if site != self.pointed:
            self.pointed = site
            self.update()

    def _describe(self) -> None:
        """Tell a screen reader where the keyboard is and what is chosen there."""
        state = tr("marked") if self._focused in self._chosen else tr("not marked")
        self.setAccessibleDescription(f"{site_name(self._focused)}: {state}")


def _distance(path: QPainterPath, point: QPointF) -> float:
    """Return how far a point is from an outline, in the drawing's own units."""
    outlines = (polygon.toList() for polygon in path.toSubpathPolygons())
    return min(
        _to_edge(point, start, end) for outline in outlines for start, end in pairwise(outline)
    )


def _to_edge(point: QPointF, start: QPointF, end: QPointF) -> float:
    """Return how far a point is from a straight edge."""
    edge, way = end - start, point - start
    length = QPointF.dotProduct(edge, edge)
    share = QPointF.dotProduct(way, edge) / length if length else 0.0
    return QLineF(start + edge * min(max(share, 0.0), 1.0), point).length()


def _neighbour(site: Site, direction: QPointF, places: dict[Site, QPointF]) -> Site:
    """Return the next site in a direction, the straighter and nearer the better; or the same one."""

    def cost(other: Site) -> float:
        way = places[other] - places[site]
        along = QPointF.dotProduct(way, direction)
        across = abs(way.x() * direction.y() - way.y() * direction.x())
        return along + 2 * across if along > 1 else float("inf")

    best = min(places, key=cost)
    return site if cost(best) == float("inf") else best
