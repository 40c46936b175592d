"""What the desk's pages share: a bar that stays at the top, over content that scrolls."""

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.labels import label
from gui.widgets.scroll_pane import ScrollPane
from gui.widgets.theme import reading_width

#: Pixels of height under which things are drawn closer together, as in the wizard.
LITTLE_ROOM = 520

_MARGIN = 16


@runtime_checkable
class Says(Protocol):
    """A page that can say something of what goes on in the records."""

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""


class DeskPage(QWidget):
    """A page with a title; its content is no wider than one can read, unless it is `wide`.

    The title stands at the left, or over the content where that `is_centred`.
    """

    wide = False
    is_centred = False

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.title = label(title, "section")
        self.bar = QHBoxLayout()
        self.bar.setSpacing(8)
        self.pane = ScrollPane()
        self.pane.setAccessibleName(title)
        self.said = label("", "title")
        self.said.hide()
        self.content = QVBoxLayout(self.pane.content)
        self.content.setSpacing(16)
        self.bar.addWidget(self.title, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        outer.setSpacing(8)
        outer.addLayout(self.bar)
        outer.addWidget(self.said)
        outer.addWidget(self.pane, 1)

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def focus_start(self) -> None:
        """Put the focus where reading begins."""
        self.pane.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read in a wide window."""
        super().resizeEvent(event)
        spare = 0 if self.wide else (self.width() - reading_width(self)) // 2 - _MARGIN
        self.content.setContentsMargins(max(4, spare), 4, max(14, spare), 8)
        if self.is_centred:
            self.bar.setContentsMargins(max(4, spare), 8, max(14, spare), 0)
