"""Where everything that people do passes before a window of the waiting room sees it.

Kept from it are ways out, and ways to carry answers away.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent, QMouseEvent, QPointerEvent

from gui.attendance.touches import Touches, repeats

_ALWAYS = {
    QEvent.Type.ContextMenu,
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.Drop,
    QEvent.Type.WhatsThisClicked,
    QEvent.Type.EnterWhatsThisMode,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}
_BUTTONS = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
}

#: Keys that do nothing wrong by themselves; letters and signs are told by what they type.
_HARMLESS = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
_TURNS_PAGES = {Qt.Key.Key_Left, Qt.Key.Key_Right}  # together with Alt
_EDITS = {Qt.Key.Key_A, *_TURNS_PAGES, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace}

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier

#: A press acts when it is let go, or it would go on to what was covered.
_WAKES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd}


class Gate(Touches):
    """Filters the events of our windows; `woken` carries the time of the touch, in milliseconds.

    `is_tool` tells what on the cover may be pressed without waking; `tool_used` says that it was.
    """

    woken = Signal(object)
    tool_used = Signal()

    def __init__(self, is_tool: Callable[[QPoint], bool]) -> None:
        super().__init__()
        self.is_covered = False
        self._is_tool = is_tool

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is refused from the window, and everything while it is covered."""
        if self.is_covered and isinstance(event, QPointerEvent) and self._is_at_tool(event):
            if event.type() in _WAKES:
                self.tool_used.emit()
            return is_refused(event)
        if self.is_covered and isinstance(event, QInputEvent):
            if event.type() in _WAKES and not repeats(event):
                self.woken.emit(event.timestamp())
            return True
        self.note(event)
        return is_refused(event)

    def _is_at_tool(self, event: QPointerEvent) -> bool:
        return any(self._is_tool(one.position().toPoint()) for one in event.points())


def is_refused(event: QEvent) -> bool:
    """Tell whether an event must not reach the window."""
    kind = event.type()
    if kind in _KEYS and isinstance(event, QKeyEvent):
        return not _may_be_typed(event)
    if kind in _BUTTONS and isinstance(event, QMouseEvent):
        return event.button() != Qt.MouseButton.LeftButton
    return kind in _ALWAYS


def _may_be_typed(event: QKeyEvent) -> bool:
    key, held = event.key(), event.modifiers()
    types = event.text().isprintable() and event.text() != ""
    if held & _META:
        return False
    if held & _CONTROL and held & _ALT:
        return types  # how Windows says AltGr
    if held & _CONTROL:
        return key in _EDITS or key in (Qt.Key.Key_Control, Qt.Key.Key_Shift)
    if held & _ALT:
        return key in _TURNS_PAGES or key in (Qt.Key.Key_Alt, Qt.Key.Key_Shift)
    if held & _SHIFT and key == Qt.Key.Key_Delete:
        return False  # cuts
    return types or key in _HARMLESS
