"""One choice as a wide row to press: a check box or a radio button, its words wrapped inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QStyle

from gui.widgets.long_words import breakable
from gui.widgets.press_guard import PressGuard

_ABOVE = 8  # pixels above and below the words, so that nine signs stand on one small screen
_SPACE = 14  # pixels between the row's edge, its mark and its words
_RADIUS = 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _mark_size(button: QAbstractButton) -> int:
    return round(button.fontMetrics().height() * 1.25)


def _wide(button: QAbstractButton, width: int) -> int:
    """Return how wide the words may be in a row of this width."""
    return max(width - 3 * _SPACE - _mark_size(button), 40)


def _words(button: QAbstractButton, wide: int) -> tuple[str, str]:
    """Return the label and the example as they are drawn in so much room."""
    label = breakable(button.text(), button.fontMetrics(), wide)
    example = button.example if isinstance(button, (ManyChoice, OneChoice)) else ""
    return label, example and breakable(example, QFontMetrics(_small_font(button)), wide)


def _texts(button: QAbstractButton, width: int) -> tuple[QRect, QRect]:
    """Return where the label and the example stand, from the top of both."""
    wide = _wide(button, width)
    room = QRect(0, 0, wide, 10_000)
    words, example = _words(button, wide)
    label = button.fontMetrics().boundingRect(room, int(_FLAGS), words)
    if not example:
        return label, QRect()
    small = QFontMetrics(_small_font(button)).boundingRect(room, int(_FLAGS), example)
    return label, small


def _small_font(button: QAbstractButton) -> QFont:
    font = QFont(button.font())
    font.setPixelSize(round(button.fontMetrics().height() * 0.68))
    return font


def paint_choice(button: QAbstractButton, *, round_mark: bool) -> None:
    """Draw the row as it stands: chosen or not, pointed at, focused, pressed."""
    with QPainter(button) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_row(painter, button)
        size = _mark_size(button)
        mark = _visual(button, QRect(_SPACE, (button.height() - size) // 2, size, size))
        _paint_mark(painter, button, QRectF(mark), round_mark=round_mark)
        label, example = _texts(button, button.width())
        left = 2 * _SPACE + size
        top = (button.height() - label.height() - example.height()) // 2
        width = button.width() - left - _SPACE
        words, words_below = _words(button, _wide(button, button.width()))
        painter.setPen(button.palette().color(QPalette.ColorRole.Text))
        place = _visual(button, QRect(left, top, width, label.height()))
        painter.drawText(place, int(_FLAGS), words)
        if not example.isEmpty():
            painter.setFont(_small_font(button))
            painter.setPen(button.palette().color(QPalette.ColorRole.Dark))
            below = QRect(left, top + label.height(), width, example.height())
            painter.drawText(_visual(button, below), int(_FLAGS), words_below)


def _visual(button: QAbstractButton, place: QRect) -> QRect:
    """Return the place as the direction of writing has it: where that is from the right, mirrored."""
    return QStyle.visualRect(button.layoutDirection(), button.rect(), place)


def _paint_row(painter: QPainter, button: QAbstractButton) -> None:
    """Draw the row's frame: its fill says chosen, a thick dark ring says focus."""
    role = QPalette.ColorRole
    colours = button.palette()
    edge = role.Dark if button.underMouse() else role.Mid
    edge = role.Highlight if button.isChecked() else edge
    width = 4.0 if button.hasFocus() else 3.0 if button.isChecked() else 2.0
    colour = colours.color(role.WindowText if button.hasFocus() else edge)
    painter.setPen(QPen(colour, width))
    tinted = button.isChecked() or button.isDown()
    painter.setBrush(colours.color(role.AlternateBase if tinted else role.Base))
    half = width / 2
    frame = QRectF(button.rect()).adjusted(half, half, -half, -half)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


def _paint_mark(
    painter: QPainter, button: QAbstractButton, mark: QRectF, *, round_mark: bool
) -> None:
    """Draw the mark: empty, or filled with a tick, so that colour alone never tells."""
    role = QPalette.ColorRole
    colours = button.palette()
    chosen = button.isChecked()
    painter.setPen(QPen(colours.color(role.Highlight if chosen else role.Dark), 2))
    painter.setBrush(colours.color(role.Highlight if chosen else role.Base))
    corner = mark.width() / 2 if round_mark else 5.0
    painter.drawRoundedRect(mark, corner, corner)
    if chosen:
        pen = QPen(colours.color(role.HighlightedText), mark.width() / 8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((0.26, 0.53), (0.44, 0.7), (0.75, 0.33))
        painter.drawPolyline(
            [QPointF(mark.x() + x * mark.width(), mark.y() + y * mark.height()) for x, y in points]
        )


# What both kinds of choice do is written once; only the type checker sees it as a widget.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object

_WIDTH = 280  # pixels that a row would like to have
_NARROWEST = 130


class _Choice(_Button):
    """A row that shows its state and never sets it itself: the interview does, after the press."""

    value: str
    example: str
    round_mark = False

    def prepare(self, value: str, example: str) -> None:
        """Set up what both kinds share."""
        self.value = value
        self.example = example
        self.describe("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(self._toggled)
        PressGuard(self)

    def describe(self, said: str) -> None:
        """Let a screen reader say this, such as what is wrong, before the example."""
        words = " ".join(filter(None, (said, self.example)))
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def setChecked(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        with QSignalBlocker(self):
            super().setChecked(chosen)

    def _toggled(self, chosen: bool) -> None:
        """Let a screen reader press it: its "toggle" only sets the state, which is not an answer."""
        if chosen or not self.autoExclusive():
            self.setChecked(not chosen)
            self.click()

    def nextCheckState(self) -> None:
        """Leave the state alone."""

    def hitButton(self, pos: QPoint) -> bool:
        """Let the whole row be pressed."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Ask for room for a few words; the height follows from the width."""
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Let narrow columns squeeze it."""
        return QSize(_NARROWEST, self.minimumHeight())

    def hasHeightForWidth(self) -> bool:
        """Words wrap, so a narrow row is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all words can be read."""
        label, example = _texts(self, width)
        return max(label.height() + example.height() + 2 * _ABOVE, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        paint_choice(self, round_mark=self.round_mark)


class ManyChoice(_Choice, QCheckBox):
    """A choice beside others that may be chosen too."""

    def __init__(self, value: str, label: str, example: str = "") -> None:
        QCheckBox.__init__(self, label)
        self.prepare(value, example)


class OneChoice(_Choice, QRadioButton):
    """A choice that excludes the others.

    A screen reader hears of a radio button only while this says that it excludes the others itself;
    but then Qt would let Tab reach only one of them, and would refuse to take an answer back. So it says
    so except while Qt acts on it.
    """

    round_mark = True

    def __init__(self, value: str, label: str, example: str = "") -> None:
        QRadioButton.__init__(self, label)
        self.prepare(value, example)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the others in the order of Tab."""
        with self._alone():
            super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows walk to the next choice without choosing it."""
        with self._alone():
            super().keyPressEvent(event)

    def setChecked(self, chosen: bool) -> None:
        """Show whether it is chosen, whatever the others show."""
        with self._alone():
            super().setChecked(chosen)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        before = self.autoExclusive()
        self.setAutoExclusive(False)
        try:
            yield
        finally:
            self.setAutoExclusive(before)
