"""One choice as a wide row to press: a check box or a radio button, its words wrapped inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from gui.choice_painter import height_for, paint_choice
from gui.press_guard import PressGuard

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
    round_mark = False

    def prepare(self, value: str, example: str) -> None:
        """Set up what both kinds share."""
        self.value = value
        self.setAccessibleDescription(example)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        PressGuard(self)

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
        return height_for(self, width)

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
