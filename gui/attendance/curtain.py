"""Takes what is shown out of the window while it is covered: neither eye nor screen reader finds it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.widgets.announcing import announce
from gui.widgets.labels import middle, stack
from gui.widgets.window_page import RoomPage
from gui.widgets.wrapped_button import wide_button
from questionnaire.spoken import cover_page
from questionnaire.words import tr, tr_number

_TOLD = (30, 20, 10)  # seconds left that are said, because as each of them would be noise


class Cover(RoomPage):
    """Counts down in words, unless nothing follows, with one large button to go on.

    `ending` says what happens when the count ends.
    """

    wanted_back = Signal()

    def __init__(self, ending: str, *, counts: bool) -> None:
        self._page = cover_page(ending, counts=counts)
        super().__init__(self._page.title)
        self._counts = counts
        self._left = ""
        self.count = middle("", "section")
        if not counts:
            self.count.hide()
        self.back = wide_button(tr("I am still here"), "begin", self.wanted_back)
        title = middle(self._page.title, "name")
        self.centre(title, self.count, self.back, middle(self._page.after))
        self.say_words()

    def words(self) -> tuple[str, ...]:
        """Return the question, and how much time there was when that was last said."""
        return self._page.words(self._left)

    @property
    def teller(self) -> QWidget:
        """The button that has the focus asks."""
        return self.back

    def show_left(self, seconds: int) -> None:
        """Say how many seconds are left."""
        left = tr_number(seconds, "{number} second left", "{number} seconds left")
        if not self._counts or left == self.count.text():
            return
        is_first = not self.count.text()
        self.count.setText(left)
        if is_first or seconds in _TOLD:
            # Read again before the next change, it must still be true.
            self._left = tr_number(
                seconds, "At most {number} second left", "At most {number} seconds left"
            )
            self.say_words()
        if is_first:
            self.announce_words(at_once=True)
        elif seconds in _TOLD:
            announce(self.back, left)

    def focus_start(self) -> None:
        """Any key goes on, and this one is in sight."""
        self.back.setFocus()


class Curtain(QWidget):
    """Shows `inside` or a cover, and afterwards what was inside exactly as it was."""

    wanted_back = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self._cover: Cover | None = None
        self._focused: QWidget | None = None
        self._layout = stack(self, inside)

    def holds_tool(self, widget: QWidget | None) -> bool:
        """Tell whether this is one of the tools in the cover's head, which leave it drawn."""
        tools = (self._cover.header.text_size, self._cover.header.listen) if self._cover else ()
        return any(one and widget and (one is widget or one.isAncestorOf(widget)) for one in tools)

    @property
    def is_drawn(self) -> bool:
        """Whether the cover is shown."""
        return self._cover is not None

    def draw(self, ending: str, *, counts: bool = True) -> None:
        """Cover everything at once; `ending` says what happens when the count ends.

        Where nothing follows, no time is counted on the cover.
        """
        self._focused = QApplication.focusWidget()
        self._inside.hide()
        self._layout.removeWidget(self._inside)
        self._inside.setParent(None)
        self._cover = Cover(ending, counts=counts)
        self._cover.wanted_back.connect(self.wanted_back)
        self._layout.addWidget(self._cover)
        self._cover.show()  # a layout alone would show it only when nothing else is due
        self._cover.focus_start()
        if not counts:  # or else the first count says it all
            self._cover.announce_words(at_once=True)

    def show_left(self, seconds: int) -> None:
        """Say on the cover how many seconds are left."""
        if self._cover:
            self._cover.show_left(seconds)

    def open(self) -> None:
        """Show what was covered, with the focus where it was."""
        if not self._cover:
            return
        self._layout.removeWidget(self._cover)
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None
        self._layout.addWidget(self._inside)
        self._inside.show()
        focused, self._focused = self._focused, None
        # What the desk said meanwhile may have made a part of the page anew.
        if focused and isValid(focused) and self._inside.isAncestorOf(focused):
            while focused.isHidden() and (around := focused.parentWidget()):
                focused = around  # such as what belongs to Listen while it reads
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
