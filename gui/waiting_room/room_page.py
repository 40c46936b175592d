"""What the waiting room's own pages share: content that scrolls, and a row of buttons that never moves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.scroll_pane import ScrollPane
from gui.widgets.theme import reading_width, set_look

_LITTLE_ROOM = 520  # pixels of height, as in the wizard
_MARGIN = 28
_INSIDE = 9  # between the content and its scroll bar; the same on both sides, for what stands in the middle


class RoomPage(QWidget):
    """A page beside the questionnaire; `name` is what a screen reader says when it opens."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("room", "enough")
        self.setAccessibleName(name)
        self.pane = ScrollPane()
        self.pane.setAccessibleName(name)
        self.content = QVBoxLayout(self.pane.content)
        self.content.setContentsMargins(_INSIDE, 4, _INSIDE, 4)
        self.content.setSpacing(18)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setContentsMargins(_INSIDE, 0, _INSIDE, 0)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(12)
        self._outer.addWidget(self.pane, 1)
        self._outer.addLayout(self.row)

    def focus_start(self) -> None:
        """Put the focus where one begins."""
        self.pane.setFocus()

    def widest(self) -> int:
        """Return how wide the content may be, in pixels."""
        return reading_width(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, and draw everything closer where there is little room."""
        super().resizeEvent(event)
        room = "little" if self.height() < _LITTLE_ROOM else "enough"
        if self.property("room") != room:
            set_look(self, "room", room)
            for inside in self.findChildren(QWidget):
                inside.style().unpolish(inside)
                inside.style().polish(inside)
        side = max(_MARGIN, (self.width() - self.widest()) // 2)
        self._outer.setContentsMargins(side, 16, side, 11)

    def buttons(self, *, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...]) -> None:
        """Fill the row of buttons."""
        for one in left:
            self.row.addWidget(one)
        self.row.addStretch(1)
        for one in right:
            self.row.addWidget(one)


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
