"""A question with two or three answers, before something is done that can't be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QDialog, QPushButton, QVBoxLayout, QWidget

from gui.scroll_pane import ScrollPane
from gui.text import button, label

_WIDTH = 760  # a line of some 70 letters
_MARGIN = 24
_EDGE = 20  # pixels that a small screen keeps around the question


def ask(parent: QWidget, title: str, text: str, *, stay: str, go_on: str) -> bool:
    """Ask whether to go on; no is the answer that Escape gives."""
    return ask_which(parent, title, text, stay=stay, others=(go_on,)) is not None


def ask_which(
    parent: QWidget, title: str, text: str, *, stay: str, others: Sequence[str]
) -> int | None:
    """Ask which of several ways to go, and return its place; None where nothing shall be done."""
    question = Question(parent, title, text, stay=stay, others=others)
    question.exec()
    chosen = question.chosen
    question.deleteLater()
    return chosen


class Question(QDialog):
    """Shows all its words on a screen of any size; its text scrolls where there is no room."""

    def __init__(
        self, parent: QWidget, title: str, text: str, *, stay: str, others: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.chosen: int | None = None
        self.setWindowTitle(title)
        self.setAccessibleDescription(text)
        self.words = f"{title}\n{text}"
        self._heading = label(title, "section")
        self._pane = ScrollPane()
        self._pane.setAccessibleName(title)
        self._text = label(text)
        inside = QVBoxLayout(self._pane.content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._text)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(14)
        layout.addWidget(self._heading)
        layout.addWidget(self._pane, 1)
        layout.addLayout(self._ways)
        self._add_buttons(stay, others)
        self._fit()

    def _add_buttons(self, stay: str, others: Sequence[str]) -> None:
        staying = button(stay, "primary")
        staying.clicked.connect(self.reject)
        going = [button(words) for words in others]
        for at, one in enumerate(going):
            one.clicked.connect(lambda _checked=False, at=at: self._choose(at))
        self.buttons: list[QPushButton] = [*going, staying]
        for one in self.buttons:
            self._ways.addWidget(one)
        staying.setDefault(True)
        staying.setFocus()

    def _choose(self, at: int) -> None:
        self.chosen = at
        self.accept()

    def _fit(self) -> None:
        """Take the size that the words need, and no more than the screen has."""
        for one in (self._heading, self._text, *self.buttons):
            one.ensurePolished()
        room = self.screen().availableSize() - QSize(_EDGE, _EDGE)
        inside = min(_WIDTH, room.width()) - 2 * _MARGIN
        if self._ways.sizeHint().width() > inside:
            self._ways.setDirection(QBoxLayout.Direction.TopToBottom)
        parts = (self._heading.heightForWidth(inside), self._text.heightForWidth(inside))
        spacing = 2 * (_MARGIN + 14)
        needed = sum(parts) + self._ways.sizeHint().height() + spacing
        self.resize(inside + 2 * _MARGIN, min(needed, room.height()))
