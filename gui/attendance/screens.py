"""Every screen is filled: the window keeps the primary one, and plain covers lie on all others."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QInputEvent, QScreen
from PySide6.QtWidgets import QApplication, QWidget

from gui.attendance.touches import application
from questionnaire.words import tr

_LOOK_MS = 400  # by then the system has done what it was asked to do
_CHANGES = {
    QEvent.Type.WindowStateChange,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.ActivationChange,
    QEvent.Type.Hide,
    QEvent.Type.Move,
    QEvent.Type.Resize,
}
_FULL = Qt.WindowState.WindowFullScreen


class ScreenCover(QWidget):
    """Lies on a screen that nobody is asked at, and takes neither the focus nor keys nor touches."""

    def __init__(self, screen: QScreen) -> None:
        super().__init__()
        kind = Qt.WindowType
        self.setWindowFlags(
            kind.Window
            | kind.FramelessWindowHint
            | kind.WindowStaysOnTopHint
            | kind.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle(tr("Dystonia Triage"))
        self._screen = screen
        self._may_leave = False

    def lay(self) -> None:
        """Fill the screen, above all that others show there."""
        _fill(self, self._screen)
        self.raise_()

    def lies(self) -> bool:
        """Look whether it does fill the screen, in sight."""
        return fills(self, self._screen) and is_in_sight(self)

    def leave(self) -> None:
        """Show the screen again."""
        self._may_leave = True
        self.close()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Let every key and touch end here."""
        if isinstance(event, QInputEvent):
            event.accept()
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse to be closed by anyone else."""
        event.setAccepted(self._may_leave)


class Staying(QObject):
    """Looks after a change until the window is back, made small, put behind another or out of sight.

    It looks where windows really are: without a window manager nobody makes a full screen of them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._was_asked = self._has_let_go = False
        self._covers: dict[QScreen, ScreenCover] = {}
        self._watched: set[QScreen] = set()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._at_once = QTimer(self, interval=0, singleShot=True)
        self._at_once.timeout.connect(self._look)
        window.setGeometry(_primary().geometry())
        window.installEventFilter(self)
        for came in (
            application().screenAdded,
            application().screenRemoved,
            application().primaryScreenChanged,
        ):
            came.connect(self._screens_changed)

    @property
    def covers(self) -> list[ScreenCover]:
        """What lies on the other screens."""
        return list(self._covers.values())

    def let_go(self) -> None:
        """Let the window be closed, and show the other screens again; once is enough."""
        if self._has_let_go:
            return
        self._has_let_go = True
        for came in (
            application().screenAdded,
            application().screenRemoved,
            application().primaryScreenChanged,
        ):
            came.disconnect(self._screens_changed)
        for screen in self._watched & set(QGuiApplication.screens()):
            screen.geometryChanged.disconnect(self._screens_changed)
        self._window.removeEventFilter(self)
        self._timer.stop()
        self._at_once.stop()
        for cover in self._covers.values():
            cover.removeEventFilter(self)
            cover.leave()
        self._covers.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look soon; a window that is told at once tells its system nothing."""
        if event.type() in _CHANGES:
            self._timer.start()
        elif event.type() == QEvent.Type.Show and watched is self._window:
            self._screens_changed()
        return super().eventFilter(watched, event)

    def _screens_changed(self) -> None:
        """Look at once, and again when the system is done."""
        self._at_once.start()
        self._timer.start()

    def _look(self) -> None:
        self._match_covers()
        moved = [cover for cover in self.covers if not cover.lies()]
        for cover in moved:
            cover.lay()
        if self._is_in_place() and not moved:
            self._was_asked = False
            self._timer.stop()
            return
        # A window that was put away with the whole desktop comes only as a new one.
        if self._was_asked and not is_in_sight(self._window):
            self._window.hide()
        self._was_asked = not self._is_in_place()
        _fill(self._window, _primary())
        self._bring_to_front()

    def _bring_to_front(self) -> None:
        """Raise the window above the covers, and a message of ours above the window."""
        for one in (self._window, QApplication.activeModalWidget()):
            if one:
                one.raise_()
                one.activateWindow()

    def _match_covers(self) -> None:
        """Have one cover for each screen that shows something beside the window."""
        wanted = _primary().geometry()
        screens = set(QGuiApplication.screens())
        for screen in screens - self._watched:
            screen.geometryChanged.connect(self._screens_changed)
        self._watched = screens
        beside = {one for one in screens if not wanted.contains(one.geometry())}
        if _is_placed_by_system() and not self._is_on_one_screen():
            beside = set()
        for screen in set(self._covers) - beside:
            cover = self._covers.pop(screen)
            cover.removeEventFilter(self)
            cover.leave()
        for screen in beside - set(self._covers):
            cover = self._covers[screen] = ScreenCover(screen)
            cover.installEventFilter(self)

    def _is_on_one_screen(self) -> bool:
        """Look whether the system shows the window on its screen alone.

        One that stretches it over all of them would also put a cover over it.
        """
        return is_in_sight(self._window) and self._window.size() == _primary().size()

    def _is_in_place(self) -> bool:
        """Tell whether the window fills the screen, and it or a message of ours is in front."""
        there = fills(self._window, _primary()) and is_in_sight(self._window)
        return there and QGuiApplication.focusWindow() is not None


def fills(window: QWidget, screen: QScreen) -> bool:
    """Look whether a window is as large as the screen, and there."""
    if not window.isFullScreen() or window.isMinimized():
        return False
    there, wanted = window.geometry(), screen.geometry()
    if QGuiApplication.platformName() == "cocoa":
        return True  # its full screen may leave out the strip beside the camera
    if _is_placed_by_system():
        there.moveTo(wanted.topLeft())
        return _with_edge(there).contains(wanted)
    return _with_edge(there).contains(wanted) and _with_edge(wanted).contains(there)


def is_in_sight(window: QWidget) -> bool:
    """Tell whether the system shows anything of the window."""
    handle = window.windowHandle()
    return window.isVisible() and handle is not None and handle.isExposed()


def _fill(window: QWidget, screen: QScreen) -> None:
    """Show a window on all of a screen, also where no window manager does it.

    It is not asked on which it is: PySide takes a screen for the child of the window that names it, and
    forgets it along with that window.
    """
    window.setScreen(screen)
    window.setWindowState(_FULL)
    if not window.isVisible():
        window.setGeometry(screen.geometry())
        window.setWindowState(_FULL)
    window.show()
    handle = window.windowHandle()
    if handle and not fills(window, screen):
        handle.setGeometry(screen.geometry())


def _is_placed_by_system() -> bool:
    """Tell whether it is Wayland, which tells no program where a window is, and asks none where to put it."""
    return QGuiApplication.platformName() == "wayland"


def _with_edge(place: QRect) -> QRect:
    """Return a place with one pixel around it, which scaling may round away."""
    return place.adjusted(-1, -1, 1, 1)


def _primary() -> QScreen:
    return QGuiApplication.primaryScreen()
