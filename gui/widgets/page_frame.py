"""The frame of every page: content that scrolls between a head and a foot that never move."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from gui.widgets.labels import label, show_words
from gui.widgets.scroll_pane import ScrollPane
from gui.widgets.theme import reading_width, restyle

# A page of the wizard and a page of a window are different widgets in the same frame.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_LITTLE_ROOM = 520  # pixels of height, as on a small screen with everything at 200 %
_EDGE = 4  # pixels between the content and the edge of the pane
_BAR = 14  # pixels that the scroll bar takes of the margin at its side


@runtime_checkable
class AsksBeforeLeaving(Protocol):
    """A page that may hold what is not kept yet."""

    def may_leave(self) -> bool:
        """Ask, where there is something to lose, and tell whether it may be forgotten."""


def has_little_room(widget: QWidget) -> bool:
    """Tell whether what is only good to know has to be left out."""
    return widget.height() < _LITTLE_ROOM


def fit_room(window: QWidget) -> None:
    """Let the stylesheet draw everything closer together where there is little room."""
    restyle(window, "room", "little" if has_little_room(window) else "enough")


class Framed(_Widget):
    """A page in the frame. It fills `content`, which scrolls in `pane`; `outer` holds what does not.

    `margin` is the least space at its sides, `below` the space under it, in pixels.
    """

    margin = 28
    below = 11
    is_framed = False

    def build_frame(self, name: str) -> None:
        """Make the parts that every page has; a screen reader says the name when the page opens."""
        self.pane = ScrollPane()
        self.pane.setAccessibleName(name)
        self.content = QVBoxLayout(self.pane.content)
        self.content.setContentsMargins(_EDGE, _EDGE, _BAR, _EDGE)
        self.content.setSpacing(18)
        self.outer = QVBoxLayout(self)
        self.outer.setSpacing(12)
        self.is_framed = True

    def focus_start(self) -> None:
        """Put the focus above the first control: a ring on a choice would look like an answer."""
        self.pane.setFocus()

    def widest(self) -> int:
        """Return how wide the content may be, in pixels."""
        return reading_width(self)

    def fit(self) -> None:
        """Keep lines short enough to read in a wide window."""
        side = max(self.margin, (self.width() - self.widest()) // 2)
        self.outer.setContentsMargins(side, 16, max(side - _BAR, _BAR), self.below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new size."""
        super().resizeEvent(event)
        if self.is_framed:
            self.fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Scroll to what Tab reaches; from outside the pane Qt would leave it scrolled away."""
        moved = super().focusNextPrevChild(forward)
        self.pane.show_focused(QApplication.focusWidget())
        return moved


class WindowPage(Framed, QWidget):
    """A page of a window, with a row of buttons that stays below the content."""

    def __init__(self, name: str) -> None:
        QWidget.__init__(self)
        self.setAccessibleName(name)
        self.build_frame(name)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.setContentsMargins(_EDGE, 0, _BAR, 0)
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


@runtime_checkable
class Says(Protocol):
    """A page that can say something of what goes on in the records."""

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""


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
