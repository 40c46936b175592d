"""One choice at desk density: the key that is typed for it, its words, and a tick where it is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QStyle

from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.long_words import breakable
from questionnaire.words import tr

# What both kinds of choice do is written once; only the type checker sees it as a widget.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object

_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SIDE = 6  # pixels between the edge, the key, the words and the tick
_ABOVE = 4
_RADIUS = 8
_TICK = 0.65  # of a line's height
_WIDEST_KEY = "rm"
_BOLD = 1.15  # how much wider it is than light letters
_WIDTH = 130  # pixels


class _Keyed(_Button):
    """Draws the key in place of a box to tick; nothing is drawn around what is not chosen."""

    key: str
    _keyed_heights: dict[tuple[int, str, int, int], int]

    def show_key(self, key: str, example: str) -> None:
        """Take the key, and let the example be found without taking room."""
        self.key = key
        self._keyed_heights = {}
        self.setToolTip(example)

    def tell_key(self, said: str) -> None:
        """Let a screen reader say the key, after what stands at the question."""
        words = tr("Key: {key}").format(key=" ".join(self.key))
        parts = (said, self.toolTip(), words)
        self.setAccessibleDescription(" ".join(filter(None, parts)))

    def sizeHint(self) -> QSize:
        """Any width will do; the height follows."""
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Let narrow columns squeeze it."""
        return QSize(_WIDTH // 2, self.minimumHeight())

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all words can be read; a layout asks for it again and again."""
        asked = (width, self.text(), self.font().pixelSize(), self.minimumHeight())
        if asked not in self._keyed_heights:
            self._keyed_heights[asked] = self._height_of_words(width)
        return self._keyed_heights[asked]

    def _height_of_words(self, width: int) -> int:
        metrics, room = self.fontMetrics(), QRect(0, 0, self._wide(width), 10_000)
        high = metrics.height()
        if metrics.horizontalAdvance(self.text()) > room.width():
            words = breakable(self.text(), metrics, room.width())
            high = metrics.boundingRect(room, _FLAGS, words).height()
        return max(high + 2 * _ABOVE, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the row where it is chosen, and tick it: colour alone never tells."""
        role, chosen = QPalette.ColorRole, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_fill(painter)
            painter.setPen(self._colour(role.HighlightedText if chosen else role.Text))
            left = 2 * _SIDE + self._key_width()
            place = QRect(left, 0, self._wide(self.width()), self.height())
            words = breakable(self.text(), self.fontMetrics(), place.width())
            painter.drawText(self._visual(place), _FLAGS, words)
            painter.setFont(self._key_font())
            painter.setPen(self._colour(role.HighlightedText if chosen else role.Link))
            place = QRect(_SIDE, 0, self._key_width(), self.height())
            painter.drawText(self._visual(place), _FLAGS, self.key)
            if chosen:
                self._paint_tick(painter)

    def _paint_fill(self, painter: QPainter) -> None:
        role = QPalette.ColorRole
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(self._colour(role.Highlight))
        elif self.isDown() or self.underMouse():
            painter.setBrush(self._colour(role.AlternateBase))
        else:
            return
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)

    def _paint_tick(self, painter: QPainter) -> None:
        size = self._tick_size()
        place = QRect(self.width() - _SIDE - size, (self.height() - size) // 2, size, size)
        mark = QRectF(self._visual(place))
        pen = QPen(self._colour(QPalette.ColorRole.HighlightedText), size / 6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        points = ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
        painter.drawPolyline([QPointF(mark.x() + x * size, mark.y() + y * size) for x, y in points])

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _visual(self, place: QRect) -> QRect:
        """Return the place as the direction of writing has it."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _wide(self, width: int) -> int:
        """Return how wide the words may be in a row of this width."""
        return max(width - self._key_width() - 4 * _SIDE - self._tick_size(), 40)

    def _tick_size(self) -> int:
        return round(self.fontMetrics().height() * _TICK)

    def _key_width(self) -> int:
        return round(self.fontMetrics().horizontalAdvance(_WIDEST_KEY) * _BOLD)

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold)
        return font


class KeyedMany(_Keyed, ManyChoice):
    """A choice beside others that may be chosen too."""


class KeyedOne(_Keyed, OneChoice):
    """A choice that excludes the others."""
