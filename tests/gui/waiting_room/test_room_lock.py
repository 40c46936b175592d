"""Ways out, each tried by somebody who should not get out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from rooms import Guest
from shiboken6 import isValid

from gui.waiting_room.gate import is_refused
from gui.widgets.dialogs import Message

pytest_plugins = ["room_fixtures"]

NOTHING = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextEditable

KEYS = {
    "Escape": (Qt.Key.Key_Escape, NOTHING),
    "Alt+F4": (Qt.Key.Key_F4, ALT),
    "Ctrl+F4": (Qt.Key.Key_F4, CONTROL),
    "Ctrl+Q": (Qt.Key.Key_Q, CONTROL),
    "Ctrl+W": (Qt.Key.Key_W, CONTROL),
    "Ctrl+N": (Qt.Key.Key_N, CONTROL),
    "Ctrl+P": (Qt.Key.Key_P, CONTROL),
    "Ctrl+O": (Qt.Key.Key_O, CONTROL),
    "Ctrl+S": (Qt.Key.Key_S, CONTROL),
    "F1": (Qt.Key.Key_F1, NOTHING),
    "Shift+F1": (Qt.Key.Key_F1, SHIFT),
    "F11": (Qt.Key.Key_F11, NOTHING),
    "Meta": (Qt.Key.Key_Meta, META),
    "Meta+D": (Qt.Key.Key_D, META),
    "Super": (Qt.Key.Key_Super_L, NOTHING),
    "Menu": (Qt.Key.Key_Menu, NOTHING),
    "Alt+Space": (Qt.Key.Key_Space, ALT),
    "Alt+Tab": (Qt.Key.Key_Tab, ALT),
    "Print": (Qt.Key.Key_Print, NOTHING),
    "Ctrl+Alt+Delete": (Qt.Key.Key_Delete, CONTROL | ALT),
}


@pytest.fixture
def at_the_age(guest: Guest) -> Guest:
    """Return somebody whose page has a field to type into."""
    guest.begin()
    guest.go_to("onset", {"urgent": ["None of these"], "affected": ["Neck"]})
    guest.type(guest.fields()[0], "87")
    return guest


def application() -> QCoreApplication:
    found = QApplication.instance()
    assert found is not None
    return found


def still_locked(guest: Guest) -> bool:
    """Tell whether the room fills the screen and nothing else is open."""
    QApplication.processEvents()
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return guest.room.isVisible() and guest.room.isFullScreen() and others == [guest.room]


@pytest.mark.parametrize("name", KEYS)
def test_a_key_leads_nowhere(at_the_age: Guest, name: str) -> None:
    before = at_the_age.words()
    at_the_age.keys(*KEYS[name])
    assert still_locked(at_the_age)
    assert at_the_age.words() == before


@pytest.mark.parametrize("name", KEYS)
def test_a_key_leads_nowhere_from_the_start_page_and_from_a_message(
    guest: Guest, name: str
) -> None:
    guest.keys(*KEYS[name])
    assert still_locked(guest)
    message = Message(guest.room, ("Something went wrong",), "where", in_sight=True)
    with guest.qtbot.waitActive(message):
        message.open()
    QTest.keyClick(message.windowHandle(), *KEYS[name])
    if isValid(message):  # Escape only goes on
        message.close()
    assert still_locked(guest)


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Insert])
def test_nothing_is_copied_out_or_in(at_the_age: Guest, key: Qt.Key) -> None:
    QGuiApplication.clipboard().setText("before")
    at_the_age.keys(Qt.Key.Key_A, CONTROL)
    at_the_age.keys(key, CONTROL)
    at_the_age.keys(Qt.Key.Key_Delete, SHIFT)
    assert QGuiApplication.clipboard().text() == "before"
    assert at_the_age.fields()[0].text() == "87"


def test_the_clipboards_of_x11_are_not_pasted_with_the_middle_button(at_the_age: Guest) -> None:
    field = at_the_age.fields()[0]
    window, place = at_the_age.room.windowHandle(), at_the_age.place(field)
    QTest.mouseClick(window, Qt.MouseButton.MiddleButton, NOTHING, place)
    assert field.text() == "87"


@pytest.mark.parametrize(
    ("key", "held", "text", "refused"),
    [
        (Qt.Key.Key_5, NOTHING, "5", False),
        (Qt.Key.Key_A, SHIFT, "A", False),
        (Qt.Key.Key_At, CONTROL | ALT, "@", False),
        (Qt.Key.Key_Eacute, NOTHING, "é", False),
        (Qt.Key.Key_Tab, NOTHING, "\t", False),
        (Qt.Key.Key_Right, ALT, "", False),
        (Qt.Key.Key_A, CONTROL, "\x01", False),
        (Qt.Key.Key_Delete, NOTHING, "\x7f", False),
        (Qt.Key.Key_Q, CONTROL, "\x11", True),
        (Qt.Key.Key_F, ALT, "f", True),
        (Qt.Key.Key_L, META, "l", True),
        (Qt.Key.Key_F5, NOTHING, "", True),
        (Qt.Key.Key_VolumeUp, NOTHING, "", True),
        (Qt.Key.Key_HomePage, NOTHING, "", True),
    ],
    ids=str,
)
def test_only_what_types_or_moves_comes_through(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, *, refused: bool
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
    assert is_refused(event) is refused


def test_right_click_and_long_press_open_no_menu(at_the_age: Guest) -> None:
    field = at_the_age.fields()[0]
    window, place = at_the_age.room.windowHandle(), at_the_age.place(field)
    QTest.mouseClick(window, Qt.MouseButton.RightButton, NOTHING, place)
    for reason in QContextMenuEvent.Reason:
        event = QContextMenuEvent(reason, place, window.mapToGlobal(place))
        QApplication.sendEvent(window, event)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None
    assert at_the_age.room.findChildren(QMenu) == []
    assert still_locked(at_the_age)


def test_nothing_on_any_page_is_a_link_or_can_be_selected(at_the_age: Guest) -> None:
    at_the_age.go_to("result", {"onset": ["87"]})
    labels = at_the_age.room.findChildren(QLabel)
    assert labels
    for one in labels:
        assert one.textFormat() == Qt.TextFormat.PlainText
        assert not one.openExternalLinks()
        assert not one.textInteractionFlags() & SELECTABLE


def test_nothing_can_be_dropped_into_the_room(at_the_age: Guest) -> None:
    field = at_the_age.fields()[0]
    window, place = at_the_age.room.windowHandle(), at_the_age.place(field)
    dragged = QMimeData()
    dragged.setText("99")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(place, copy, dragged, left, NOTHING))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, dragged, left, NOTHING))
    assert field.text() == "87"


def test_nothing_can_be_dragged_out(at_the_age: Guest) -> None:
    assert not at_the_age.fields()[0].dragEnabled()


@pytest.mark.parametrize(
    "way",
    [
        lambda room: room.close(),
        lambda room: QApplication.sendEvent(room, QCloseEvent()),
        lambda room: QApplication.sendEvent(room.windowHandle(), QCloseEvent()),
        lambda _room: QApplication.closeAllWindows(),
        lambda _room: QApplication.sendEvent(application(), QEvent(QEvent.Type.Quit)),
    ],
    ids=["close", "its event", "window manager", "all windows", "quit"],
)
def test_the_window_can_not_be_closed(at_the_age: Guest, way: Callable[[QWidget], object]) -> None:
    way(at_the_age.room)
    assert still_locked(at_the_age)
    assert at_the_age.fields()[0].text() == "87"


@pytest.mark.parametrize(
    "way",
    [QWidget.showNormal, QWidget.showMinimized, QWidget.showMaximized],
    ids=["normal", "minimized", "maximized"],
)
def test_the_window_fills_the_screen_again(
    at_the_age: Guest, way: Callable[[QWidget], object]
) -> None:
    way(at_the_age.room)
    at_the_age.qtbot.waitUntil(at_the_age.room.isFullScreen)
    assert still_locked(at_the_age)


def test_the_window_has_no_frame_and_stays_on_top(guest: Guest) -> None:
    flags, kind = guest.room.windowFlags(), Qt.WindowType
    assert flags & kind.FramelessWindowHint
    assert flags & kind.WindowStaysOnTopHint


def test_the_program_can_not_be_asked_to_end(guest: Guest) -> None:
    """`quit` of the application asks every window, and this one stays."""
    event = QCloseEvent()
    QApplication.sendEvent(guest.room, event)
    assert not event.isAccepted()
    assert guest.room.geometry().topLeft() == QPoint(0, 0)
