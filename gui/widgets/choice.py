"""One choice as a wide row to press: a check box or a radio button, its words wrapped inside."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QWidget,
)

from gui.widgets.arrow_walk import Walked
from gui.widgets.long_words import breakable
from gui.widgets.press_guard import PAGE_GUARD_MS, Guarded
from questionnaire.words import tr

_ABOVE = 8  # pixels above and below the words, so that nine signs stand on one small screen
_SPACE = 14  # pixels between the row's edge, its mark and its words
_RADIUS = 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _mark_size(button: QAbstractButton) -> int:
    return round(button.fontMetrics().height() * 1.25)


def _wide(button: QAbstractButton, width: int) -> int:
    """Return how wide the words may be in a row of this width."""
    return max(width - 3 * _SPACE - _mark_size(button), 40)


class _Lines(NamedTuple):
    """The label and the example as they are drawn in a row, and how high each is."""

    label: str
    example: str
    label_high: int
    example_high: int


def _measured(row: "ChoiceRow", width: int) -> _Lines:
    wide = _wide(row, width)
    room, small = QRect(0, 0, wide, 10_000), QFontMetrics(_small_font(row))
    label = breakable(row.text(), row.fontMetrics(), wide)
    example = row.example and breakable(row.example, small, wide)
    high = row.fontMetrics().boundingRect(room, int(_FLAGS), label).height()
    below = small.boundingRect(room, int(_FLAGS), example).height() if example else 0
    return _Lines(label, example, high, below)


def _small_font(button: QAbstractButton) -> QFont:
    font = QFont(button.font())
    font.setPixelSize(round(button.fontMetrics().height() * 0.68))
    return font


def _paint_choice(row: "ChoiceRow") -> None:
    """Draw the row as it stands: chosen or not, pointed at, focused, pressed."""
    with QPainter(row) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_row(painter, row)
        size = _mark_size(row)
        mark = _visual(row, QRect(_SPACE, (row.height() - size) // 2, size, size))
        _paint_mark(painter, row, QRectF(mark), round_mark=row.round_mark)
        lines = row.lines(row.width())
        left = 2 * _SPACE + size
        top = (row.height() - lines.label_high - lines.example_high) // 2
        width = row.width() - left - _SPACE
        painter.setPen(row.palette().color(QPalette.ColorRole.Text))
        place = _visual(row, QRect(left, top, width, lines.label_high))
        painter.drawText(place, int(_FLAGS), lines.label)
        if lines.example:
            painter.setFont(_small_font(row))
            painter.setPen(row.palette().color(QPalette.ColorRole.Dark))
            below = QRect(left, top + lines.label_high, width, lines.example_high)
            painter.drawText(_visual(row, below), int(_FLAGS), lines.example)


def _visual(button: QAbstractButton, place: QRect) -> QRect:
    """Return the place as the direction of writing has it: where that is from the right, mirrored."""
    return QStyle.visualRect(button.layoutDirection(), button.rect(), place)


def _paint_row(painter: QPainter, button: QAbstractButton) -> None:
    """Draw the row's frame; its fill says chosen."""
    role = QPalette.ColorRole
    colours = button.palette()
    edge = role.Dark if button.underMouse() else role.Mid
    edge = role.Highlight if button.isChecked() else edge
    width = 3.0 if button.isChecked() else 2.0
    painter.setPen(QPen(colours.color(edge), width))
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


_WIDTH = 280  # pixels that a row would like to have
_NARROWEST = 130
_PRESS = QAccessibleActionInterface.pressAction()
_TOGGLE = QAccessibleActionInterface.toggleAction()


class HeardAsChoice(QAccessibleWidget):
    """A choice as it is drawn: all of the row can be pressed, and a press is an answer.

    Qt's own would report the mark alone, and its "toggle" only sets the state.
    """

    def __init__(self, row: QWidget) -> None:
        roles = {QCheckBox: QAccessible.Role.CheckBox, QRadioButton: QAccessible.Role.RadioButton}
        role = (role for kind, role in roles.items() if isinstance(row, kind))
        super().__init__(row, next(role, QAccessible.Role.Button))

    def text(self, kind: QAccessible.Text, /) -> str:
        """Say the choice as its name, and after what describes it where it stands among the others."""
        row = self.widget()
        said = super().text(kind)
        if not isinstance(row, ChoiceRow):
            return said
        if kind == QAccessible.Text.Name:
            return said or row.text()
        if kind == QAccessible.Text.Description:
            return " ".join(filter(None, (said, row.place)))
        return said

    def state(self) -> QAccessible.State:
        """Tell whether it is chosen, where it can be taken back."""
        state, row = super().state(), self.widget()
        if isinstance(row, QCheckBox | QRadioButton):
            state.checkable, state.checked = True, row.isChecked()
        return state

    def actionNames(self) -> list[str]:
        """Offer what screen readers look for: to tick what can be ticked, and to press."""
        ticks = [_TOGGLE] if self.state().checkable else []
        return [*ticks, _PRESS, *super().actionNames()]

    def doAction(self, name: str, /) -> None:
        """Do what a press on the row does."""
        row = self.widget()
        if name in (_TOGGLE, _PRESS) and isinstance(row, QAbstractButton):
            row.click()
        else:
            super().doAction(name)


class ChoiceRow(Walked, Guarded):
    """A row that shows its state and never sets it itself: the interview does, after the press."""

    value: str
    example: str
    round_mark = False
    heard_as = HeardAsChoice
    place = ""  # among the choices of one question, in words

    def prepare(self, value: str, example: str) -> None:
        """Set up what both kinds share."""
        self.value = value
        self.example = example
        self._lines: dict[tuple[int, str, str], _Lines] = {}
        self.describe("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def describe(self, said: str) -> None:
        """Let a screen reader say this, such as what is wrong, before the example."""
        words = " ".join(filter(None, (said, self.example)))
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def setChecked(self, chosen: bool) -> None:
        """Show whether it is chosen."""
        with QSignalBlocker(self):
            super().setChecked(chosen)

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
        lines = self.lines(width)
        return max(lines.label_high + lines.example_high + 2 * _ABOVE, self.minimumHeight())

    def lines(self, width: int) -> _Lines:
        """Return what is written in a row of this width, measured once: layouts ask again and again."""
        asked = width, self.text(), self.font().key()
        if asked not in self._lines:
            self._lines[asked] = _measured(self, width)
        return self._lines[asked]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        _paint_choice(self)


class ManyChoice(ChoiceRow, QCheckBox):
    """A choice beside others that may be chosen too."""

    def __init__(self, value: str, label: str, example: str = "") -> None:
        QCheckBox.__init__(self, label)
        self.prepare(value, example)


class OneChoice(ChoiceRow, QRadioButton):
    """A choice that excludes the others; arrows walk to another without choosing it."""

    round_mark = True

    def __init__(self, value: str, label: str, example: str = "") -> None:
        QRadioButton.__init__(self, label)
        # Qt would let Tab reach only one of them, and would refuse to take an answer back.
        self.setAutoExclusive(False)
        self.prepare(value, example)


class PageChoice(ChoiceRow, QPushButton):
    """A choice that excludes the others and turns the page, so that it is a button and no arrow chooses it."""

    round_mark = True
    guard = PAGE_GUARD_MS

    _is_chosen = False

    def __init__(self, value: str, label: str, example: str = "") -> None:
        QPushButton.__init__(self, label)
        self.setAutoDefault(False)
        self.prepare(value, example)

    def isChecked(self) -> bool:
        """Tell whether it is chosen; a button that Qt can check would be a check box for a screen reader."""
        return self._is_chosen

    def setChecked(self, chosen: bool) -> None:
        """Show whether it is chosen; a screen reader hears it in words."""
        self._is_chosen = chosen
        words = tr("{answer}, chosen").format(answer=self.text()) if chosen else self.text()
        self.setAccessibleName(words)
        self.update()


def number_choices(rows: Sequence[ChoiceRow]) -> None:
    """Let a screen reader say of each choice which of how many it is."""
    for number, row in enumerate(rows, 1):
        row.place = tr("{number} of {all}").format(number=number, all=len(rows))
