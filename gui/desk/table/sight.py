"""Whether the person can have seen what a press is about to act on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class Paintings(QObject):
    """Tells `seen` after a widget was painted.

    A button is painted while it is pressed, and what is pressed ahead waits in line. Nobody has seen the
    painting yet then, and so it is told only once those presses are over.
    """

    def __init__(
        self, widget: QWidget, painted: Callable[[], None], seen: Callable[[], None]
    ) -> None:
        super().__init__(widget)
        self._painted = painted
        self._over = QTimer(self, singleShot=True, interval=0)
        self._over.timeout.connect(seen)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a painting."""
        if event.type() == QEvent.Type.Paint:
            self._painted()
            self._over.start()
        return False


class Sight:
    """Knows whether the mark was moved over rows that stood elsewhere than the person saw them.

    Until a person has seen them anew, rows may come, move and go. The mark stays on its intake meanwhile; but a
    press that moves it then may put it on another one than was meant.
    """

    def __init__(self) -> None:
        self._is_painted = self._is_current = self._is_in_place = self.is_sure = False

    @property
    def is_all_seen(self) -> bool:
        """Whether the person has everything before them as it is."""
        return self._is_painted and self._is_current and self._is_in_place

    def changed(self) -> None:
        """Rows follow each other in another order than they were painted."""
        self._is_current = False
        self.shifted()

    def shifted(self) -> None:
        """Rows are at another place on the screen than they were painted, as after scrolling."""
        self._is_painted = self._is_in_place = False

    def pressed(self, *, by_place: bool = False) -> None:
        """The person pressed something that may move the mark, a key or a place on the screen."""
        is_known = self._is_current and (self._is_in_place or not by_place)
        self.is_sure = self.is_sure and is_known

    def marked(self) -> None:
        """The program put the mark somewhere by itself."""
        self.is_sure = False
        self.changed()

    def painted(self) -> None:
        """Everything is painted as it is."""
        self._is_painted = True

    def seen(self) -> None:
        """The person has what was painted before them."""
        if self._is_painted:
            self._is_current = self._is_in_place = self.is_sure = True
