"""The pages of a window: a frame over a row of buttons, and what a window may ask of its page."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.labels import label, show_words
from gui.widgets.page_frame import BAR, EDGE, Framed, fit_room
from gui.widgets.theme import reading_width


@runtime_checkable
class AsksBeforeLeaving(Protocol):
    """A page that may hold what is not kept yet."""

    def may_leave(self) -> bool:
        """Ask, where there is something to lose, and tell whether it may be forgotten."""


@runtime_checkable
class Says(Protocol):
    """A page that can say something of what goes on in the records."""

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""


class WindowPage(Framed, QWidget):
    """A page of a window, with a row of buttons that stays below the content."""

    def __init__(self, name: str) -> None:
        QWidget.__init__(self)
        self.setAccessibleName(name)
        self.build_frame(name)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setContentsMargins(EDGE, 0, BAR, 0)
        self.outer.addWidget(self.pane, 1)
        self.outer.addLayout(self.row)

    def buttons(self, *, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...] = ()) -> None:
        """Fill the row of buttons; the one that goes on comes last."""
        for one in left:
            self.row.addWidget(one)
        self.row.addStretch(1)
        for one in right:
            self.row.addWidget(one)


class RoomPage(WindowPage):
    """A calm page for fingers, which draws closer together where there is little room."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("room", "enough")

    def centre(self, *parts: QWidget) -> None:
        """Show these in the middle of the page."""
        self.content.addStretch(1)
        for part in parts:
            self.content.addWidget(part)
        self.content.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new size."""
        super().resizeEvent(event)
        fit_room(self)


class TitledPage(WindowPage):
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
        show_words(self.said, text)

    def fit(self) -> None:
        """Keep lines short enough to read, and the bar across the window."""
        self.outer.setContentsMargins(self.margin, 8, self.margin, 8)
        spare = 0 if self.wide else (self.width() - reading_width(self)) // 2 - self.margin
        self.content.setContentsMargins(max(4, spare), 4, max(14, spare), 8)
        if self.is_centred:
            self.bar.setContentsMargins(max(4, spare), 8, max(14, spare), 0)
