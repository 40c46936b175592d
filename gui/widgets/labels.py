"""Labels, buttons and boxes, looked up in the stylesheet by their role, and how they are laid out."""

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.press_guard import PressGuard

Role = Literal[
    "question",
    "subquestion",
    "name",
    "section",
    "title",
    "hint",
    "step",
    "small",
    "error",
    "body",
    "stop-title",
    "stop-text",
    "code",
    "notice",
]

#: What a press does.
Act = SignalInstance | Callable[[], object]


def label(text: str, role: Role = "body") -> QLabel:
    """Return a wrapped label; what people typed or settings hold is never read as markup."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def middle(text: str, role: Role = "body") -> QLabel:
    """Return a label whose lines are centred."""
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made


def show_words(where: QLabel, text: str) -> None:
    """Show a label with these words; without any, it takes no room."""
    where.setText(text)
    where.setVisible(bool(text))


def button(
    text: str,
    role: str = "plain",
    act: Act | None = None,
    *,
    tip: str = "",
) -> QPushButton:
    """Return a button that acts once for each press."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    PressGuard(made)
    if act:
        made.clicked.connect(act)
    return made


def wide_button(text: str, role: str, act: Act) -> QPushButton:
    """Return a button as wide as the page."""
    made = button(text, role, act)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def frame(role: str, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """Return a box that the stylesheet draws, and the layout that fills it."""
    box = QFrame()
    box.setProperty("role", role)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(spacing)
    return box, layout


_Box = TypeVar("_Box", bound=QBoxLayout)


def fill(
    layout: _Box,
    *parts: QWidget | QLayout | None,
    margins: tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
    wide: QWidget | None = None,
) -> _Box:
    """Add parts to a layout; `wide` is the one that takes the room that is left, or None a space does."""
    if margins:
        layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part, int(part is wide))
        else:
            layout.addLayout(part)
    return layout


def stack(whole: QWidget, *parts: QWidget, spacing: int = 0) -> QVBoxLayout:
    """Put parts under each other into a widget, without margins, and return its layout."""
    return fill(QVBoxLayout(whole), *parts, margins=(0, 0, 0, 0), spacing=spacing)


def column(*parts: QWidget, spacing: int = 12) -> QWidget:
    """Return widgets under each other, from the top."""
    whole = QWidget()
    stack(whole, *parts, spacing=spacing).addStretch(1)
    return whole


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
