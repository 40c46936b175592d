"""A list is one stop for Tab; inside it arrows walk, and choose nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

# An event filter would see every event of every row; handlers of their own see keys and the focus alone.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_KEYS = {
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
}  # fmt: skip


class Walked(_Widget):
    """A widget in a list through which arrows walk."""

    walk: "ArrowWalk | None" = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let Tab come back to here."""
        if self.walk:
            self.walk.stop_at(self)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows to the walk."""
        if not (self.walk and self.walk.leads_on(self, event)):
            super().keyPressEvent(event)


class ArrowWalk:
    """Walks through widgets, which are given in the order in which they are read.

    Up and Down go by place, Left and Right by order; Tab comes back to where the walk was left.
    """

    def __init__(self, widgets: Sequence[Walked]) -> None:
        self._widgets = tuple(widgets)
        for one in self._widgets:
            one.walk = self
        self.stop_at(self._widgets[0])

    def leads_on(self, here: Walked, event: QKeyEvent) -> bool:
        """Walk on where the key is an arrow, and tell whether it was."""
        if event.key() not in _KEYS:
            return False
        following = self._next(here, Qt.Key(event.key()))
        following.setFocus(Qt.FocusReason.TabFocusReason)
        _bring_into_sight(following)
        return True

    def stop_at(self, widget: Walked) -> None:
        """Let Tab stop at this one alone."""
        for one in self._widgets:
            policy = Qt.FocusPolicy.StrongFocus if one is widget else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(policy)

    def _next(self, here: Walked, key: Qt.Key) -> QWidget:
        """Return where a key leads from here; at an end, it stays."""
        shown = [one for one in self._widgets if one.isVisible()]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return shown[0 if key == Qt.Key.Key_Home else -1]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return _by_place(here, shown, down=key == Qt.Key.Key_Down)
        mirrored = here.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = 1 if (key == Qt.Key.Key_Right) != mirrored else -1
        at = max(0, min(len(shown) - 1, shown.index(here) + step))
        return shown[at]


def _bring_into_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _by_place(here: QWidget, shown: Sequence[QWidget], *, down: bool) -> QWidget:
    """Return the nearest widget below or above, in the same column if there is one."""
    window = here.window()

    def middle(widget: QWidget) -> QPoint:
        return widget.mapTo(window, widget.rect().center())

    start, sign = middle(here), 1 if down else -1
    apart = here.height() // 2
    found = [
        (sign * (middle(one) - start).y(), abs((middle(one) - start).x()), order)
        for order, one in enumerate(shown)
        if sign * (middle(one) - start).y() > apart
    ]
    return shown[min(found)[2]] if found else here
