"""The frame of every page: content that scrolls between a head and a foot that never move."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QVBoxLayout, QWidget

from gui.widgets.announcing import announce
from gui.widgets.scroll_pane import ScrollPane
from gui.widgets.theme import reading_width, restyle

# A page of the wizard and a page of a window are different widgets in the same frame.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_LITTLE_ROOM = 520  # pixels of height, as on a small screen with everything at 200 %
EDGE = 4  # pixels between the content and the edge of the pane
BAR = 14  # pixels that the scroll bar takes of the margin at its side


def has_little_room(widget: QWidget) -> bool:
    """Tell whether what is only good to know has to be left out."""
    return widget.height() < _LITTLE_ROOM


def set_side_margins(layout: QLayout | None, left: int, right: int) -> None:
    """Set a layout's margins at its sides; they change places with the direction of writing."""
    if layout is None:
        return
    around, parent = layout.contentsMargins(), layout.parentWidget()
    if parent and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        left, right = right, left
    layout.setContentsMargins(left, around.top(), right, around.bottom())


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
        self.content.setContentsMargins(EDGE, EDGE, BAR, EDGE)
        self.content.setSpacing(18)
        self.outer = QVBoxLayout(self)
        self.outer.setSpacing(12)
        self.is_framed = True

    @property
    def teller(self) -> QWidget:
        """What gets the focus when the page opens, and so says what stands on it."""
        return self.pane

    def tell(self, words: str) -> None:
        """Let a screen reader find what the page says where the focus is when it opens."""
        if words != self.teller.accessibleDescription():
            self.teller.setAccessibleDescription(words)

    def announce_words(self, *, at_once: bool = False) -> None:
        """Let a screen reader say what the page says, wherever the focus is."""
        announce(self.teller, self.teller.accessibleDescription(), at_once=at_once)

    def focus_start(self) -> None:
        """Put the focus above the first control: a ring on a choice would look like an answer."""
        self.pane.setFocus()

    def widest(self) -> int:
        """Return how wide the content may be, in pixels."""
        return reading_width(self)

    def fit(self) -> None:
        """Keep lines short enough to read in a wide window."""
        side = max(self.margin, (self.width() - self.widest()) // 2)
        self.outer.setContentsMargins(side, 16, max(side - BAR, BAR), self.below)

    def minimumSizeHint(self) -> QSize:
        """Let a window get narrower at once: the margins at the sides follow it only afterwards."""
        around = self.outer.contentsMargins()
        spare = max(0, around.left() + around.right() - 2 * self.margin)
        return super().minimumSizeHint() - QSize(spare, 0)

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


def draw_all(page: QWidget) -> None:
    """Draw a page, and one of each kind of widget in it, where nobody sees it."""
    kinds = {type(inside): inside for inside in page.findChildren(QWidget)}
    for one in (page, *kinds.values()):
        one.grab()
