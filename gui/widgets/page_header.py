"""The head of every page: where one is, how far one has come, and what helps to read, always at one place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.labels import (
    adopt,
    empty,
    fill,
    keep_words_whole,
    label,
    rows_that_fit,
    show_words,
)
from gui.widgets.press_guard import GuardedButton
from gui.widgets.theme import TEXT_SIZES, set_text_size, text_size
from questionnaire.words import SOURCE_LANGUAGE, language, languages, tr

if TYPE_CHECKING:
    from gui.widgets.listen_control import ListenControl

_BAR = 6  # pixels
_ABOVE, _GAP = 10, 8


class TextSizeButton(GuardedButton):
    """Makes all letters larger with each press, and after the largest usual again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tool")
        self.setAutoDefault(False)
        self.clicked.connect(self._change)
        self._show_size()

    def changeEvent(self, event: QEvent) -> None:
        """Say the size, wherever it was changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_size()

    def _change(self) -> None:
        at = TEXT_SIZES.index(text_size())
        set_text_size(TEXT_SIZES[(at + 1) % len(TEXT_SIZES)])

    def _show_size(self) -> None:
        words = tr("Text size {percent} %").format(percent=text_size())
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)


class LanguageButton(GuardedButton):
    """Has the name of another language, in that language; a press asks to speak it, and `wanted` its code.

    Where there are more than two, each press leads to the next one.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tool")
        self.setAutoDefault(False)
        known = languages()
        following = known[(known.index(language()) + 1) % len(known)]
        self.setText(own_name(following))
        self.clicked.connect(lambda: self.wanted.emit(following))


def own_name(code: str) -> str:
    """Return what a language is called by those who speak it."""
    name = QLocale(code).nativeLanguageName()
    return "English" if code == SOURCE_LANGUAGE else name[:1].upper() + name[1:]


class PageHeader(QWidget):
    """Shows where one is beside the tools that every page has, over a bar of how much is done.

    It draws the bar itself: QProgressBar would paint the whole page at each value. A page that can be made
    anew in another language `offers_languages`, where there are any; `language_wanted` carries the code.
    """

    language_wanted = Signal(str)

    def __init__(self, words: str = "", *, offers_languages: bool = False) -> None:
        super().__init__()
        self._share: float | None = None
        self._side = -1
        self.words = label(words, "step")
        if not words:
            self.words.hide()
        self.language = LanguageButton() if offers_languages and len(languages()) > 1 else None
        self.text_size = TextSizeButton()
        self.listen: ListenControl | None = None
        self._own: tuple[QWidget, ...] = ()
        self._placed: list[list[QWidget]] = []
        self._rows: list[QHBoxLayout] = []
        self._tools = QVBoxLayout()
        self._tools.setSpacing(_GAP)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.words, 1)
        self._row.addLayout(self._tools)
        if self.language:
            self.language.wanted.connect(self.language_wanted)
        for one in (self.language, self.text_size):
            if one:
                one.setParent(self)
                one.show()
        self.keep_sides(0)

    def add_listening(self, *, anew: bool = True) -> None:
        """Add the button that has the page read aloud; the first page opens faster without its parts.

        `anew` says that the page is another person's, who hears the usual voice.
        """
        app = QApplication.instance()
        if self.listen or not app:
            return
        from gui.widgets.listen_control import control_of

        self.listen = control_of(app, anew=anew)
        self.listen.opened.connect(self._make_room)
        self.listen.setParent(self)
        self.listen.setVisible(self.listen.has_voice)
        self._arrange()
        self._row.activate()  # until then it would lie, and be pressed, in the corner
        before: QWidget = self.language or self
        for one in self.listen.tab_stops:  # they are the newest, and would come last
            QWidget.setTabOrder(before, one)
            before = one

    def _make_room(self, opened: bool) -> None:
        """Let what belongs to Listen have the room of the other tools."""
        for one in (self.language, self.text_size):
            if one:
                one.setVisible(not opened)

    def show_tools(self, tools: tuple[QWidget, ...]) -> None:
        """Show a page's own tools before those that every page has."""
        if tools == self._own:
            return
        for gone in set(self._own) - set(tools):
            gone.hide()
        adopt(self, *tools)
        self._own = tools
        for one in tools:
            one.show()
        self._arrange()

    @property
    def text(self) -> str:
        """Where one is, as it is read."""
        return self.words.text()

    def show_step(self, words: str, share: float) -> None:
        """Show where one is, and how much is done, from 0 to 1."""
        show_words(self.words, words)
        self._share = share
        self.update()

    def keep_sides(self, side: int) -> None:
        """Stand as far from the window's edges as the page below."""
        if side != self._side:
            self._side = side
            self._row.setContentsMargins(side, _ABOVE, side, _GAP + _BAR)

    def event(self, event: QEvent) -> bool:
        """Arrange anew when words or letters have become larger."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the words over the tools where there is no room beside them, and these into rows that fit."""
        keep_words_whole(self.findChildren(QPushButton))
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        if self.listen:
            self.listen.keep_within(room)
        tools = (*self._own, self.language, self.listen, self.text_size)
        shown = [one for one in tools if one and not one.isHidden()]
        beside = sum(map(_width_of, shown)) + _GAP * len(shown)
        narrow = room < beside + self.words.fontMetrics().height() * 8
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        rows = list(rows_that_fit(shown, room, _width_of, _GAP))
        if rows != self._placed:
            self._placed = rows
            self._place(rows)

    def _place(self, rows: list[list[QWidget]]) -> None:
        """Put each tool into its row, at the end of it."""
        for row in self._rows:
            empty(row)
        while len(self._rows) < len(rows):
            self._rows.append(QHBoxLayout())
            self._tools.addLayout(self._rows[-1])
        for row, widgets in zip(self._rows, rows, strict=False):
            fill(row, None, *widgets, spacing=_GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and over it how much is done."""
        if self._share is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            sides = self._row.contentsMargins()
            width = self.width() - sides.left() - sides.right()
            groove = QRectF(sides.left(), self.height() - _BAR, width, _BAR)
            for role, share in (
                (QPalette.ColorRole.Midlight, 1.0),
                (QPalette.ColorRole.Highlight, self._share),
            ):
                painter.setBrush(self.palette().color(role))
                done = QRectF(groove.topLeft(), groove.size())
                done.setWidth(groove.width() * share)
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    done.moveRight(groove.right())
                painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)


def _width_of(tool: QWidget) -> int:
    return max(tool.sizeHint().width(), tool.minimumWidth())
