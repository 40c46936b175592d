"""The picture that people touch: a press goes to the nearest site, the keyboard walks from one to the next."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.figure.body_painter import CANVAS, Marks, ink, paint_bare_body, paint_marks, shapes
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
#: Where the sides and the name of a site are written, in the drawing's own units.
_SIDES = (
    (YOUR_RIGHT, (QRectF(50, 570, 175, 110), QRectF(460, 60, 190, 110))),
    (YOUR_LEFT, (QRectF(235, 570, 175, 110), QRectF(795, 60, 175, 110))),
)
_NAME_PLACE = QRectF(50, 740, 400, 240)
_SMALLEST_LETTERS = 14  # pixels
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
_PRESS_KEYS = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BodyMap(QWidget):
    """The figure with its sites. It shows which are chosen and says which was pressed."""

    pressed = Signal(str)
    pointed_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 320)
        self.setAccessibleName(
            tr("Figure of a person facing you. The list beside it holds the same parts.")
        )
        self._chosen: frozenset[Site] = frozenset()
        self._voice: Voice = "patient"
        self._pointed: Site | None = None
        self._focused: Site = SITES[0]
        self._down: Site | None = None

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
        for site, path in shapes().sites.items():
            if path.contains(point):
                return site
        reach = QRectF(point.x() - _REACH, point.y() - _REACH, 2 * _REACH, 2 * _REACH)
        near = [site for site, path in shapes().sites.items() if path.intersects(reach)]
        return min(near, key=lambda site: _distance(site, point), default=None)

    def place_of(self, site: Site) -> QPointF:
        """Return a point of this widget that lies on the site."""
        drawing = self._drawing()
        scale = drawing.width() / CANVAS.width()
        return drawing.topLeft() + (shapes().marks[site] - CANVAS.topLeft()) * scale

    def _drawing(self) -> QRectF:
        """Return where the drawing stands: as large as fits, at the top, in the middle."""
        scale = min(self.width() / CANVAS.width(), self.height() / CANVAS.height())
        size = CANVAS.size() * scale
        return QRectF(QPointF((self.width() - size.width()) / 2, 0), size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure as it stands."""
        marks = Marks(self._chosen, self._pointed, self._focused if self.hasFocus() else None)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._bare_body())
            paint_marks(painter, self._drawing(), ink(self.palette()), marks)
            self._write_sides(painter)
            self._write_name(painter)

    def _bare_body(self) -> QPixmap:
        """Return the figure with nothing marked, drawn anew only for another size or colours."""
        ratio = self.devicePixelRatioF()
        colours = ink(self.palette())
        names = " ".join(colour.name() for colour in colours)
        key = f"body {self.width()} {self.height()} {ratio} {names}"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                paint_bare_body(painter, self._drawing(), colours)
            QPixmapCache.insert(key, picture)
        return picture

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
            self._focused = _neighbour(self._focused, _STEPS[key])
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

    def _write_sides(self, painter: QPainter) -> None:
        """Write left and right in words beside both drawings."""
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        for wording, places in _SIDES:
            words = wording.to(self._voice)
            for place in places:
                font, fitting = self.fitted(words, place)
                painter.setFont(font)
                painter.drawText(self._on_screen(place), flags, fitting)

    def _write_name(self, painter: QPainter) -> None:
        """Write the name of the site that is pointed at, and whether it is marked."""
        site = self._pointed or (self._focused if self.hasFocus() else None)
        if site is None:
            text = tr("This person faces you.")
        else:
            state = tr("marked") if site in self._chosen else tr("not marked")
            text = f"{site_name(site)}\n{state}"
        font, text = self.fitted(text, _NAME_PLACE, bold=site is not None)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self._on_screen(_NAME_PLACE), _WRAPPED, text)

    def fitted(self, words: str, place: QRectF, *, bold: bool = False) -> tuple[QFont, str]:
        """Return a font in which words fit into a place, and the words, broken where they are too long."""
        font = QFont(self.font())
        font.setBold(bold)
        room = QRect(QPoint(), self._on_screen(place).toRect().size())
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
        if site != self._pointed:
            self._pointed = site
            self.pointed_at.emit(site or "")
            self.update()

    def _describe(self) -> None:
        """Tell a screen reader where the keyboard is and what is chosen there."""
        state = tr("marked") if self._focused in self._chosen else tr("not marked")
        self.setAccessibleDescription(f"{site_name(self._focused)}: {state}")


def _distance(site: Site, point: QPointF) -> float:
    """Return how far a point is from a site's outline, in the drawing's own units."""
    outlines = (polygon.toList() for polygon in shapes().sites[site].toSubpathPolygons())
    return min(
        _to_edge(point, start, end) for outline in outlines for start, end in pairwise(outline)
    )


def _to_edge(point: QPointF, start: QPointF, end: QPointF) -> float:
    """Return how far a point is from a straight edge."""
    edge, way = end - start, point - start
    length = QPointF.dotProduct(edge, edge)
    share = QPointF.dotProduct(way, edge) / length if length else 0.0
    return QLineF(start + edge * min(max(share, 0.0), 1.0), point).length()


def _neighbour(site: Site, direction: QPointF) -> Site:
    """Return the next site in a direction, the straighter and nearer the better; or the same one."""
    here = shapes().marks[site]

    def cost(other: Site) -> float:
        way = shapes().marks[other] - here
        along = QPointF.dotProduct(way, direction)
        across = abs(way.x() * direction.y() - way.y() * direction.x())
        return along + 2 * across if along > 1 else float("inf")

    best = min(SITES, key=cost)
    return site if cost(best) == float("inf") else best
