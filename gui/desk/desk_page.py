"""What the desk's pages share: a bar with the title at the top, and a line that says what was done."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QHBoxLayout

from gui.widgets.labels import label
from gui.widgets.page_frame import WindowPage
from gui.widgets.theme import reading_width


@runtime_checkable
class Says(Protocol):
    """A page that can say something of what goes on in the records."""

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""


class DeskPage(WindowPage):
    """A page with a title; its content is no wider than one can read, unless it is `wide`.

    The title stands at the left, or over the content where that `is_centred`.
    """

    margin = 16
    wide = False
    is_centred = False

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = label(title, "section")
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.bar.addWidget(self.title, 1)
        self.said = label("", "title")
        self.said.hide()
        self.content.setSpacing(16)
        self.outer.setSpacing(8)
        self.outer.insertLayout(0, self.bar)
        self.outer.insertWidget(1, self.said)

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def fit(self) -> None:
        """Keep lines short enough to read, and the bar across the window."""
        self.outer.setContentsMargins(self.margin, 8, self.margin, 8)
        spare = 0 if self.wide else (self.width() - reading_width(self)) // 2 - self.margin
        self.content.setContentsMargins(max(4, spare), 4, max(14, spare), 8)
        if self.is_centred:
            self.bar.setContentsMargins(max(4, spare), 8, max(14, spare), 0)
