"""The pages of a window: a frame over a row of buttons, and what a window may ask of its page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.announcing import say_at
from gui.widgets.labels import button, fill, heading, keep_words_whole, label
from gui.widgets.page_frame import (
    BAR,
    EDGE,
    ColumnPage,
    Framed,
    fit_room,
    focus_kept,
    has_little_room,
    height_at,
    set_side_margins,
)
from gui.widgets.page_header import PageHeader
from gui.widgets.scroll_pane import ScrollPane
from gui.widgets.theme import reading_width
from questionnaire.spoken import as_spoken
from questionnaire.words import tr

_AROUND = 14  # pixels above and below the buttons of a page for fingers


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
    """A page of a window."""

    def __init__(self, name: str) -> None:
        QWidget.__init__(self)
        self.setAccessibleName(name)
        self.build_frame(name)
        self.outer.addWidget(self.pane, 1)


class RoomPage(ColumnPage, QWidget):
    """A calm page for fingers between a head and a row of buttons, closer together where there is little room.

    `is_heard` says whether it can be read aloud, `is_private` whether others had better not hear it, and
    `offers_languages` whether its window can make it anew in another language.
    """

    is_heard = True
    offers_languages = False
    is_private = False

    def __init__(self, name: str, step: str = "") -> None:
        QWidget.__init__(self)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("room", "enough")
        self.header = PageHeader(step, offers_languages=self.offers_languages)
        self.foot = ButtonRow()
        self.build_frame(name)
        self.content.setSpacing(16)
        self._whole, self.outer = self.outer, QVBoxLayout()
        self.outer.addWidget(self.pane)
        fill(self._whole, self.header, margins=(0, 0, 0, 0), spacing=0).addLayout(self.outer, 1)
        self._whole.addWidget(self.foot)
        self.foot.follow(self.pane)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._add_listening)

    def words(self) -> tuple[str, ...]:
        """Return what the page says, for a person who listens."""
        return ()

    def say_words(self) -> None:
        """Let a screen reader find what the page says now."""
        self.tell(as_spoken(self.words()))

    def centre(self, *parts: QWidget) -> None:
        """Show these in the middle of the page."""
        self.content.addStretch(1)
        for part in parts:
            self.content.addWidget(part)
        self.content.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Listen read this page; its parts come when nobody waits for the page any more."""
        super().showEvent(event)
        if self.is_heard:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new size."""
        super().resizeEvent(event)
        fit_room(self)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Place everything anew when letters or words have another size."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._lay_out()
        return handled

    def _lay_out(self) -> None:
        """Let head and buttons scroll along with the page where they would take half of its height."""
        if not self.is_framed:
            return
        self.fit()
        around = (self.header, self.foot)
        heights = (height_at(one, self.width()) for one in around)
        scrolls = has_little_room(self) or 2 * sum(heights) > self.height()
        self.header.keep_sides(0 if scrolls else self.least_side)
        self.foot.keep_sides(0 if scrolls else self.side)
        if scrolls == self.pane.isAncestorOf(self.header):
            return
        if scrolls:
            self.take_in(*around)
        else:
            with focus_kept(*around):
                self._whole.insertWidget(0, self.header)
                self._whole.addWidget(self.foot)
        self.foot.offer_more(self.pane)

    def _add_listening(self) -> None:
        self.header.add_listening(anew=False)
        if self.header.listen:
            self.header.listen.follow(self, self.words, private=self.is_private)


class ButtonRow(QWidget):
    """The buttons under a page: those that lead back at the left, those that go on at the right.

    Where they don't fit beside each other they stand under each other, the one that goes on last.
    """

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(8)
        self.more = button(tr("More ▾"))
        self.more.setAccessibleName(tr("Show more below"))
        self.more.hide()
        self._offered = False
        self._buttons: tuple[QPushButton, ...] = ()
        fill(self._row, None, self.more)

    def follow(self, pane: ScrollPane) -> None:
        """Offer from now on to scroll in the pane above."""
        self.more.clicked.connect(pane.page_down)
        pane.more_below_changed.connect(lambda _: self.offer_more(pane))

    def offer_more(self, pane: ScrollPane) -> None:
        """Show the button that scrolls while there is more, where there is room for it beside the others.

        Where the buttons scroll along, the scroll bar has to do.
        """
        if self.more.hasFocus() and not pane.more_below:
            pane.setFocus()
        self._offered = pane.more_below and not pane.isAncestorOf(self)
        self._arrange()

    def show_only(
        self, *, left: Sequence[QPushButton] = (), right: Sequence[QPushButton] = ()
    ) -> None:
        """Show these buttons; the one that goes on comes last."""
        self._buttons = (*left, *right)
        for place, one in enumerate(left):
            self._row.insertWidget(place, one)
        fill(self._row, *right)
        for before, after in pairwise((*left, self.more, *right)):
            QWidget.setTabOrder(before, after)

    def keep_sides(self, side: int, *, beside: int = 0) -> None:
        """Stand as far from the edges as the page above, beside which its scroll bar may stand."""
        above = _AROUND if self._buttons else 0
        self._row.setContentsMargins(0, above, 0, above)
        set_side_margins(self._row, side, side + beside)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Let a window get narrower at once: the buttons stand under each other only afterwards."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        room = self.width() - margins.left() - margins.right() + gap
        keep_words_whole((self.more, *self._buttons))
        needed = sum(one.minimumWidth() + gap for one in self._buttons)
        has_room = needed + self.more.minimumWidth() + gap <= room
        self.more.setVisible(self._offered and bool(self._buttons) and has_room)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if needed <= room else way.TopToBottom)


class TitledPage(WindowPage):
    """A page with a title; its content is no wider than one can read, unless it is `wide`.

    The title stands at the left, or over the content where that `is_centred`.
    """

    margin = 16
    wide = False
    is_centred = False

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = heading(title)
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
        say_at(self.said, text)

    def fit(self) -> None:
        """Keep lines short enough to read, and the bar across the window."""
        self.outer.setContentsMargins(self.margin, 8, self.margin, 8)
        spare = 0 if self.wide else (self.width() - reading_width(self)) // 2 - self.margin
        self.content.setContentsMargins(max(EDGE, spare), EDGE, max(BAR, spare), 8)
        if self.is_centred:
            self.bar.setContentsMargins(max(EDGE, spare), 8, max(BAR, spare), 0)
