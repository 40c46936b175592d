"""The controls of a form: lines, secrets, longer words, one of several, a switch, and a list to pick from."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import stack
from gui.widgets.theme import set_look

_FROM_THE_EDGE, _HALF, _DEEP = 20.0, 6.0, 6.0  # pixels


class Pick(QComboBox):
    """On Linux its name is what is picked, and a screen reader says the label that has it for a buddy, too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        # The usual one takes no height from the stylesheet: the last words of the list would be cut.
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark over what the stylesheet draws; it can draw none in the palette's colours."""
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self.palette().color(QPalette.ColorRole.Dark), 2.5)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            across = _FROM_THE_EDGE if is_mirrored else self.width() - _FROM_THE_EDGE
            middle = QPointF(across, self.height() / 2 + _DEEP / 2)
            left, right = QPointF(-_HALF, -_DEEP), QPointF(_HALF, -_DEEP)
            painter.drawPolyline([middle + left, middle, middle + right])


Choices = Sequence[tuple[str, str, str]]
"""Each choice as its value, its words, and an example or nothing."""

_NARROW = 9  # line heights that a choice needs at least
_WIDTH = 280  # pixels
_PADDING = 6
SHORT = 170  # pixels, for a number
_SECRET_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class Line(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, text: str = "", *, is_short: bool = False) -> None:
        super().__init__(text)
        self.setCursorPosition(0)
        if is_short:
            self.setMaximumWidth(SHORT)
        self.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> str:
        """What stands in the line."""
        return self.text()

    def set_missing(self, missing: bool) -> None:
        """Draw it as one that needs attention."""
        set_look(self, "missing", "true" if missing else "false")

    def describe(self, said: str) -> None:
        """Let a screen reader say this with the line."""
        self.setAccessibleDescription(said)

    def focus_first(self) -> None:
        """Put the focus here, with what stands here chosen, so that typing replaces it."""
        self.setFocus()
        self.selectAll()


class Secret(Line):
    """A line that shows no letter, and from which nothing can be copied or brought back."""

    def __init__(self, *, shown_while_typed: bool = False) -> None:
        super().__init__()
        mode = QLineEdit.EchoMode
        self.setEchoMode(mode.PasswordEchoOnEdit if shown_while_typed else mode.Password)
        self.setInputMethodHints(_SECRET_HINTS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)

    def forget(self) -> None:
        """Leave nothing of what was typed, not even for undo."""
        self.setText("")


class Lines(QPlainTextEdit):
    """Several lines of text; Tab leads out of it."""

    changed = Signal()

    def __init__(self, text: str, lines: int) -> None:
        super().__init__(text)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.changed)

    def sizeHint(self) -> QSize:
        """Ask for room for so many lines."""
        around = 2 * (self.frameWidth() + round(self.document().documentMargin()) + _PADDING)
        return QSize(_WIDTH, self._lines * self.fontMetrics().lineSpacing() + around)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows may squeeze it."""
        return QSize(80, self.sizeHint().height())

    @property
    def value(self) -> str:
        """What stands in the box."""
        return self.toPlainText()

    def set_missing(self, missing: bool) -> None:
        """Draw it as one that needs attention."""
        set_look(self, "missing", "true" if missing else "false")

    def describe(self, said: str) -> None:
        """Let a screen reader say this with the box."""
        self.setAccessibleDescription(said)

    def focus_first(self) -> None:
        """Put the focus here."""
        self.setFocus()


class OneOf(QWidget):
    """Choices of which one is chosen."""

    changed = Signal()

    def __init__(self, choices: Choices, chosen: str) -> None:
        super().__init__()
        self.value = chosen
        self._note = ""
        self.buttons = [OneChoice(*choice) for choice in choices]
        for one in self.buttons:
            one.clicked.connect(lambda _checked=False, value=one.value: self.choose(value))
        stack(self, ColumnGrid(self.buttons, most=len(choices), lines=_NARROW))
        self._show()

    def choose(self, value: str) -> None:
        """Choose one, and say so where it is another one than before."""
        was, self.value = self.value, value
        self._show()
        if value != was:
            self.changed.emit()

    def set_missing(self, missing: bool) -> None:
        """One is always chosen."""

    def describe(self, said: str) -> None:
        """Let the choice that is chosen say it, because the focus begins there."""
        self._note = said
        self._show()

    def focus_first(self) -> None:
        """Put the focus on the one that is chosen."""
        next(one for one in self.buttons if one.value == self.value).setFocus()

    def _show(self) -> None:
        for one in self.buttons:
            one.setChecked(one.value == self.value)
            one.describe(self._note if one.value == self.value else "")


class Switch(QWidget):
    """Something that is on or off."""

    changed = Signal()

    def __init__(self, words: str, example: str, *, on: bool) -> None:
        super().__init__()
        self.value = on
        self.button = ManyChoice("on", words, example)
        self.button.setChecked(on)
        self.button.clicked.connect(self._pressed)
        stack(self, self.button)

    def set_missing(self, missing: bool) -> None:
        """On and off are both right."""

    def describe(self, said: str) -> None:
        """Let a screen reader say this with the switch."""
        self.button.describe(said)

    def focus_first(self) -> None:
        """Put the focus here."""
        self.button.setFocus()

    def _pressed(self) -> None:
        self.value = not self.value
        self.button.setChecked(self.value)
        self.changed.emit()


Control = Line | Lines | OneOf | Switch
