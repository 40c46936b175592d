"""Labels: wrapped, selectable where it helps, and looked up in the stylesheet by their role."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
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


def label(text: str, role: Role = "body") -> QLabel:
    """Return a wrapped label; what people typed or settings hold is never read as markup."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def button(text: str, role: str = "plain") -> QPushButton:
    """Return a button that acts once for each press."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    PressGuard(made)
    return made


def frame(role: str, spacing: int = 8) -> tuple[QFrame, QVBoxLayout]:
    """Return a box that the stylesheet draws, and the layout that fills it."""
    box = QFrame()
    box.setProperty("role", role)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(20, 16, 20, 16)
    layout.setSpacing(spacing)
    return box, layout


def column(*parts: QWidget) -> QWidget:
    """Return widgets under each other, from the top."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return whole


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
