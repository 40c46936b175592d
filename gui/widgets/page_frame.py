"""The frame of every page: content that scrolls between a head and a foot that never move."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
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
EDGE = 6  # pixels between the content and the edge of the pane: the focus ring stands there
_SIDE = 50  # pixels at the sides of a page: the scroll bar stands in them
_NARROW_SIDE = 10
_NARROW = 640  # pixels of width under which a page is narrow
BAR = 14  # pixels that the scroll bar takes of the margin at its side


def has_little_room(widget: QWidget) -> bool:
    """Tell whether what is only good to know has to be left out."""
    return widget.height() < _LITTLE_ROOM


def height_at(widget: QWidget, width: int) -> int:
    """Return how high a widget wants to be at a width."""
    return (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )


def set_side_margins(
    layout: QLayout | None, left: int, right: int, *, above: int | None = None
) -> None:
    """Set a layout's margins at its sides; they change places with the direction of writing.

    With `above`, that is the margin over it, and none is under it.
    """
    if layout is None:
        return
    around, parent = layout.contentsMargins(), layout.parentWidget()
    if parent and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        left, right = right, left
    over, under = (around.top(), around.bottom()) if above is None else (above, 0)
    layout.setContentsMargins(left, over, right, under)


def fit_room(window: QWidget) -> None:
    """Let the stylesheet draw everything closer together where there is little room."""
    restyle(window, "room", "little" if has_little_room(window) else "enough")


def is_drawn_close(widget: QWidget) -> bool:
    """Tell whether the stylesheet draws a widget closer to others: its page may be lower than its window."""
    around: QWidget | None = widget
    while around and around.property("room") is None:
        around = around.parentWidget()
    return around is not None and around.property("room") == "little"


def let_go_of_focus(pages: QWidget) -> None:
    """Let no other control have the focus while pages change: a screen reader would begin to say its name."""
    if focused := pages.focusWidget():
        focused.clearFocus()


@contextmanager
def focus_kept(*parts: QWidget) -> Iterator[None]:
    """Leave the focus in these parts, which would lose it on the way to another parent."""
    focused = QApplication.focusWidget()
    yield
    if focused and any(one.isAncestorOf(focused) for one in parts):
        focused.setFocus()


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

    def changeEvent(self, event: QEvent) -> None:
        """Let lines be as long as before in letters of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.is_framed:
            self.fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Scroll to what Tab reaches; from outside the pane Qt would leave it scrolled away."""
        moved = super().focusNextPrevChild(forward)
        self.pane.show_focused(QApplication.focusWidget())
        return moved


class ColumnPage(Framed):
    """A page whose scroll bar stands in the margin: when it comes, nothing in the column moves."""

    _beside = 0

    def build_frame(self, name: str) -> None:
        """Make the parts that every page has, and keep the column when the scroll bar comes and goes."""
        super().build_frame(name)
        self.pane.verticalScrollBar().rangeChanged.connect(self._keep_column)

    @property
    def least_side(self) -> int:
        """How far anything stands from the window's edges, in pixels."""
        return _SIDE if self.width() >= _NARROW else _NARROW_SIDE

    @property
    def side(self) -> int:
        """How far the column stands from the window's edges, in pixels."""
        return max(self.least_side, (self.width() - self.widest()) // 2)

    def fit(self) -> None:
        """Let the scroll bar stand in the margin."""
        before = max(0, self.side - EDGE)
        self._beside = min(before, self.pane.verticalScrollBar().sizeHint().width())
        # All at once: a margin that goes and comes back would have the page laid out without end.
        set_side_margins(self.outer, before, before - self._beside, above=8)
        self._keep_column()

    def take_in(self, header: QWidget, foot: QWidget) -> None:
        """Let head and foot scroll along with the page, where there is little height."""
        with focus_kept(header, foot):
            self.content.insertWidget(0, header)
            self.content.addWidget(foot)
            for one in (header, foot):
                one.show()

    def give_back(self, window: QWidget, header: QWidget, foot: QWidget) -> None:
        """Let head and foot stand in the window again, around the page."""
        with focus_kept(header, foot):
            for one in (header, foot):
                if one.parentWidget() is not window:
                    one.setParent(window)
                    one.show()

    def _keep_column(self) -> None:
        """Keep the column as wide as it is without a scroll bar."""
        bar = self.pane.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() else 0
        set_side_margins(self.content, EDGE, EDGE + max(0, self._beside - taken))


def draw_all(page: QWidget) -> None:
    """Draw a page, and one of each kind of widget in it, where nobody sees it."""
    kinds = {type(inside): inside for inside in page.findChildren(QWidget)}
    for one in (page, *kinds.values()):
        one.grab()


def draw_unseen(page: QWidget, size: QSize) -> None:
    """Place and draw a hidden page once, so that turning to it has less to do; nothing else is placed by it.

    For that moment Qt takes it for shown, and the layout would give it a share of the room of what is seen.
    """
    around = page.parentWidget()
    if around and (layout := around.layout()):
        layout.setEnabled(False)
        page.resize(size)
        page.grab()
        layout.setEnabled(True)
