"""The button that has a page read aloud, and what belongs to it while it reads."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPointerEvent, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.listening.reader import Reader
from gui.widgets.announcing import announce
from gui.widgets.labels import button, empty, fill, label, rows_that_fit
from gui.widgets.page_frame import Framed
from gui.widgets.reading_mark import ReadingMark, SpokenPlaces
from questionnaire.words import tr

LISTEN_KEY = "F9"

_GAP = 8  # pixels
_WARM_AFTER_MS = 1000  # the page comes first
_PRESSES = {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress}
#: Keys that press nothing: they go to the buttons that make it slower or louder.
_WALKING = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
}


class _Followed(NamedTuple):
    """A page, what it says now, and whether that is for one person alone."""

    page: Framed
    words: Callable[[], Sequence[str]]
    is_private: bool


class ListenControl(QWidget):
    """Reads a page aloud, marks what is read, and stops at once at any press in the window.

    One of it stands in the header of each window, and is made anew for each person; `follow` is called at
    each page. `opened` tells that its row needs the room of the header's other tools. Where the computer
    has no voice, it is hidden and stays so.
    """

    opened = Signal(bool)

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader
        self._followed: _Followed | None = None
        self._places: SpokenPlaces | None = None
        self._mark: ReadingMark | None = None
        self._parts: tuple[str, ...] = ()
        self._is_reading = False
        self._was_stopped_by_this_press = False
        self._watched: QWindow | None = None
        self._warming = QTimer(self, singleShot=True, interval=_WARM_AFTER_MS)
        self._warming.timeout.connect(reader.prepare)
        self._build()
        self._show_state()
        reader.part_started.connect(self._part_started)
        reader.finished.connect(self._finished)
        reader.failed.connect(self._failed)
        reader.manner_changed.connect(self._show_manner)
        self._show_manner()
        if not self.has_voice:
            self.hide()

    def _build(self) -> None:
        self.button = button("", "listen", self._clicked)
        self.button.pressed.connect(self._pressed)
        self.setFocusProxy(self.button)
        key = QShortcut(QKeySequence(LISTEN_KEY), self, self._toggle)
        key.setAutoRepeat(False)
        self._said = label("", "listen")
        self._yes = button(tr("Read aloud"), "listen", self._agreed)
        self._no = button(tr("Do not read"), "listen", self._close)
        self._manners = (
            button(tr("Slower"), "listen", self._reader.slower),
            button(tr("Faster"), "listen", self._reader.faster),
            button(tr("Quieter"), "listen", self._reader.quieter),
            button(tr("Louder"), "listen", self._reader.louder),
        )
        self._asking = (self._said, self._yes, self._no)
        self._all = (*self._asking, *self._manners, self.button)
        self._rows = [QHBoxLayout() for _ in self._all]  # as many as could be needed
        self._placed: list[list[QWidget]] = []
        self._room = 0
        fill(QVBoxLayout(self), *self._rows, margins=(0, 0, 0, 0), spacing=_GAP)
        for row in self._rows:
            row.setSpacing(_GAP)
        for one in self._all:
            one.setParent(self)
            one.setVisible(one is self.button)
        self._arrange()

    @property
    def has_voice(self) -> bool:
        """Whether anything can be heard."""
        return self._reader.has_voice

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, from left to right."""
        return (self._yes, self._no, *self._manners, self.button)

    def keep_within(self, room: int) -> None:
        """Stand in as many rows as this width needs, in pixels."""
        self._room = room
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Let a window get narrower at once: there are more rows only afterwards."""
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Use more rows when letters have become larger."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def follow(
        self, page: Framed, words: Callable[[], Sequence[str]], *, private: bool = False
    ) -> None:
        """Be for this page from now on; `private` is for answers, a result or a code."""
        self.stop()
        self._close()
        self._let_mark_go()
        self._followed = _Followed(page, words, private)
        self._warming.start()

    def stop(self) -> None:
        """Be silent at once."""
        if self._is_reading:
            self._reader.stop()

    def reset(self) -> None:
        """Begin with the next person: the usual voice, and the question whether others may hear."""
        self.stop()
        self._close()
        self._let_mark_go()
        self._followed, self._places, self._parts = None, None, ()
        self._reader.reset()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing that can't be stopped."""
        super().hideEvent(event)
        self._warming.stop()
        self.stop()
        self._let_mark_go()  # it belongs to the window, where it would keep a person's page in memory

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop at any press in the window but those of this control; what was pressed acts all the same."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() not in _WALKING and not self._is_mine(QApplication.focusWidget()):
                self.stop()
        elif kind in _PRESSES and isinstance(event, QPointerEvent):
            place = event.points()[0].position().toPoint()
            if not self._is_mine(self.window().childAt(place)):
                self.stop()
        return False

    def _is_mine(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _pressed(self) -> None:
        """Stop as the button goes down, where others act as it comes up."""
        self._was_stopped_by_this_press = self._is_reading
        self.stop()

    def _clicked(self) -> None:
        if self._was_stopped_by_this_press:
            self._was_stopped_by_this_press = False
        else:
            self._toggle()

    def _toggle(self) -> None:
        if self._is_reading:
            self.stop()
        elif self._followed and self._followed.is_private and not self._reader.may_be_heard:
            self._ask()
        else:
            self._read()

    def _ask(self) -> None:
        self._open(*self._asking)
        self._tell(tr("Others may hear this."))
        if self.button.hasFocus():
            self._yes.setFocus()

    def _agreed(self) -> None:
        self._reader.may_be_heard = True
        self._read()

    def _read(self) -> None:
        if not self._followed:
            return
        page, words, _ = self._followed
        self._is_reading = True
        self._parts = tuple(words())
        self._places = SpokenPlaces(page)
        if not self._mark:
            self._mark = ReadingMark(page)
        self._watch(self.window().windowHandle())
        self._open(*self._manners)
        self._show_state()
        self._reader.read(self._parts)

    def _part_started(self, number: int) -> None:
        if self._is_reading and self._places and self._mark:
            self._mark.show_at(self._places.find(self._parts[number]))

    def _finished(self) -> None:
        if not self._is_reading:
            return
        self._is_reading = False
        self._watch(None)
        if self._mark:
            self._mark.show_at(None)
        if self._said.isHidden():  # or it says why nothing is heard
            self._close()
        self._show_state()

    def _failed(self, why: str) -> None:
        if self._is_reading:
            self._open(self._said)
            self._tell(why)

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        announce(self._said, words)

    def _open(self, *parts: QWidget) -> None:
        """Show these of the row; the focus is never left on what is hidden."""
        focused = QApplication.focusWidget()
        for one in (*self._asking, *self._manners):
            one.setVisible(one in parts)
        if focused and self._is_mine(focused) and focused.isHidden():
            self.button.setFocus()
        self._arrange()
        self.opened.emit(bool(parts))

    def _arrange(self) -> None:
        """Put what is shown into as few rows as the width allows."""
        shown = (one for one in self._all if not one.isHidden())
        rows = list(rows_that_fit(shown, self._room, _width_of, _GAP))
        if rows == self._placed:
            return
        self._placed = rows
        for row in self._rows:
            empty(row)
        for row, widgets in zip(self._rows, rows, strict=False):
            fill(row, None, *widgets)

    def _close(self) -> None:
        self._open()

    def _show_state(self) -> None:
        sign, words = ("■", tr("Stop")) if self._is_reading else ("▶", tr("Listen"))
        tip = tr("Stop reading aloud") if self._is_reading else tr("Read this page aloud")
        self.button.setText(f"{sign} {words}")
        self.button.setAccessibleName(words)
        self.button.setToolTip(f"{tip} ({LISTEN_KEY})")

    def _show_manner(self) -> None:
        for one, can in zip(self._manners, self._reader.can_change, strict=True):
            one.setEnabled(can)

    def _watch(self, window: QWindow | None) -> None:
        """Hear of every press in this window, before what is pressed does."""
        if self._watched:
            self._watched.removeEventFilter(self)
        self._watched = window
        if window:
            window.installEventFilter(self)

    def _let_mark_go(self) -> None:
        if self._mark:
            self._mark.hide()
            self._mark.deleteLater()
            self._mark = None


def _width_of(widget: QWidget) -> int:
    """Return how wide a part of the row wants to be; words that could wrap had better not."""
    words = widget.text() if isinstance(widget, QLabel) else ""
    wanted = widget.fontMetrics().horizontalAdvance(words) if words else widget.sizeHint().width()
    return max(wanted, widget.minimumWidth())


def reader_of(app: QCoreApplication) -> Reader:
    """Return the program's one voice, which is the application's own."""
    return app.findChild(Reader) or Reader(parent=app)


def control_of(app: QCoreApplication, *, anew: bool) -> ListenControl:
    """Return a control for a window; `anew` says that another person comes, who hears the usual voice."""
    reader = reader_of(app)
    if anew:
        reader.reset()
    return ListenControl(reader)
