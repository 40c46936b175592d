"""What is being read is marked on the page: a bar at its side, and a line under it."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from gui.widgets.page_frame import Framed
from questionnaire.words import tr

_BAR, _LINE, _GAP = 5, 4, 1  # pixels; together they fit between two columns
_AHEAD = 80  # pixels below what is read, so that eyes can go before the voice
_ENDS = " .:;!?"


class SpokenPlaces:
    """Finds the widgets of a page that show what is read, in the order in which it is read."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._last = -1

    def find(self, part: str) -> QWidget | None:
        """Return the widget whose words fit this part best, or nothing."""
        said = _plain(part)
        best: tuple[int, bool, int] = (0, False, 0)
        found: QWidget | None = None
        for place, (widget, words) in enumerate(self._shown()):
            # Of equal words, such as two lines "Not sure", the next is meant and not the first.
            fits = (_overlap(said, words), place > self._last, -place)
            if fits[0] and fits > best:
                best, found = fits, widget
        if found is None:
            return None
        self._last = -best[2]
        return found

    def _shown(self) -> Iterator[tuple[QWidget, str]]:
        """Yield what is seen on the page, then what stands beside Continue, with its words."""
        inside = self._page.findChildren(QWidget)
        around = self._page.window().findChildren(QAbstractButton)
        for one in (*inside, *(one for one in around if not self._page.isAncestorOf(one))):
            if one.isVisible():
                yield from ((one, _plain(words)) for words in _words_on(one) if words)


def _words_on(widget: QWidget) -> tuple[str, ...]:
    """Return what a widget shows or, where that differs, how it is read: a field is read with its state."""
    if isinstance(widget, QLineEdit):
        entered = tr("Entered: {age}").format(age=widget.text())
        return (entered if widget.text() else tr("Nothing is entered"),)
    if isinstance(widget, (QLabel, QAbstractButton)):
        return getattr(widget, "spoken", widget.text()), getattr(widget, "example", "")
    return ()


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_ENDS)


def _overlap(said: str, words: str) -> int:
    """Return how many letters both share, where one begins with the other, is in it, or is most of it."""
    short, long = sorted((said, words), key=len)
    if not short:
        return 0
    begins = long.startswith(short) and not long[len(short) : len(short) + 1].isalnum()
    is_most = short in long and (short == said or 2 * len(short) > len(long))
    return len(short) if begins or is_most else 0


class ReadingMark(QWidget):
    """Lies over the whole window, lets every press through, and draws beside one widget of the page."""

    def __init__(self, page: Framed) -> None:
        super().__init__(page.window())
        self._page = page
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        page.window().installEventFilter(self)
        page.pane.verticalScrollBar().valueChanged.connect(self.update)

    @property
    def target(self) -> QWidget | None:
        """What is marked now."""
        return self._target if self._target and isValid(self._target) else None

    def show_at(self, target: QWidget | None) -> None:
        """Mark this widget and bring it into sight; the focus stays where it is."""
        self._target = target
        if target and self._page.pane.isAncestorOf(target):
            self._page.pane.ensureWidgetVisible(target, 0, _AHEAD)
        self.setGeometry(self.window().rect())
        self.setVisible(target is not None)
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar where reading begins, and the line; nothing over what has scrolled away."""
        if not (target := self.target):
            return
        place = QRect(self._seen_at(target), target.size())
        side = QRect(place.left() - _GAP - _BAR, place.top(), _BAR, place.height() + _GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side.moveLeft(place.right() + 1 + _GAP)
        below = QRect(place.left(), place.bottom() + 1, place.width(), _LINE).united(
            QRect(side.left(), place.bottom() + 1, _BAR, _LINE)
        )
        with QPainter(self) as painter:
            pane = self._page.pane
            if pane.isAncestorOf(target):
                top = self._seen_at(pane).y()
                painter.setClipRect(0, top, self.width(), pane.height())
            colour = self.palette().color(QPalette.ColorRole.Highlight)
            painter.fillRect(side, colour)
            painter.fillRect(below, colour)

    def _seen_at(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self.window(), QPoint(0, 0))
