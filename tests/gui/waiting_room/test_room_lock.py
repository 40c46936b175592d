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


def application() -> QCoreApplication:
    found = QApplication.instance()
    assert found is not None
    return found


def still_locked(guest: Guest) -> bool:
    """Tell whether the room fills the screen and nothing else is open."""
    QApplication.processEvents()
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return guest.room.isVisible() and guest.room.isFullScreen() and others == [guest.room]


def test_no_key_leads_anywhere(at_the_age: Guest) -> None:
    before = at_the_age.words()
    leading: list[str] = []
    for name, key in KEYS.items():
        at_the_age.keys(*key)
        if not still_locked(at_the_age) or at_the_age.words() != before:
            leading.append(name)
    assert leading == []


def test_no_key_leads_anywhere_from_the_start_page(guest: Guest) -> None:
    before = guest.words()
    leading: list[str] = []
    for name, key in KEYS.items():
        guest.keys(*key)
        if not still_locked(guest) or guest.words() != before:
            leading.append(name)
    assert leading == []


def test_no_key_leads_anywhere_from_a_message(guest: Guest) -> None:
    leading: list[str] = []
    for name, key in KEYS.items():
        message = Message(guest.room, ("Something went wrong",), "where", in_sight=True)
        with guest.qtbot.waitActive(message):
            message.open()
        QTest.keyClick(message.windowHandle(), *key)
        if isValid(message):  # Escape only goes on
            message.close()
        if not still_locked(guest):
            leading.append(name)
    assert leading == []


def test_nothing_is_copied_out_or_in(at_the_age: Guest) -> None:
    field, clipboard = at_the_age.fields()[0], QGuiApplication.clipboard()
    clipboard.setText("before")
    changing: list[Qt.Key] = []
    for key in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Insert):
        at_the_age.keys(Qt.Key.Key_A, CONTROL)
        at_the_age.keys(key, CONTROL)
        at_the_age.keys(Qt.Key.Key_Delete, SHIFT)
        if (clipboard.text(), field.text()) != ("before", "87"):
            changing.append(key)
    assert changing == []


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
    at_the_age.go_to("result", {})
    labels = at_the_age.room.findChildren(QLabel)
    assert labels
    for one in labels:
        assert one.textFormat() == Qt.TextFormat.PlainText
        assert not one.openExternalLinks()
        assert not one.textInteractionFlags() & SELECTABLE


def test_nothing_can_be_dropped_into_the_room_or_dragged_out(at_the_age: Guest) -> None:
    field = at_the_age.fields()[0]
    window, place = at_the_age.room.windowHandle(), at_the_age.place(field)
    dragged = QMimeData()
    dragged.setText("99")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(place, copy, dragged, left, NOTHING))
    QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, dragged, left, NOTHING))
    assert field.text() == "87"
    assert not field.dragEnabled()


def test_the_window_can_not_be_closed(at_the_age: Guest) -> None:
    ways: dict[str, Callable[[QWidget], object]] = {
        "close": lambda room: room.close(),
        "its event": lambda room: QApplication.sendEvent(room, QCloseEvent()),
        "window manager": lambda room: QApplication.sendEvent(room.windowHandle(), QCloseEvent()),
        "all windows": lambda _room: QApplication.closeAllWindows(),
        "quit": lambda _room: QApplication.sendEvent(application(), QEvent(QEvent.Type.Quit)),
    }
    closing: list[str] = []
    for name, way in ways.items():
        way(at_the_age.room)
        if not still_locked(at_the_age) or at_the_age.fields()[0].text() != "87":
            closing.append(name)
    assert closing == []


@pytest.mark.parametrize(
    "way",
    [QWidget.showNormal, QWidget.showMinimized, QWidget.showMaximized],
    ids=["normal", "minimized", "maximized"],
)
def test_the_window_fills_the_screen_again(guest: Guest, way: Callable[[QWidget], object]) -> None:
    way(guest.room)
    guest.qtbot.waitUntil(guest.room.isFullScreen)
    assert still_locked(guest)


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
