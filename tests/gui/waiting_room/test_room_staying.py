"""The system's own keys and menus reach past a program: what they do to the window does not last."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from rooms import Guest
from shiboken6 import isValid

from gui.attendance.screens import ScreenCover
from gui.widgets.dialogs import Message

pytest_plugins = ["room_fixtures"]

STATE = Qt.WindowState


def in_place(guest: Guest) -> bool:
    """Tell whether the room fills the screen, in sight."""
    room, handle = guest.room, guest.room.windowHandle()
    fills = room.isFullScreen() and not room.isMinimized()
    return fills and room.isVisible() and handle.isExposed()


def test_whatever_happens_to_the_window_it_comes_back(at_the_age: Guest) -> None:
    room, field = at_the_age.room, at_the_age.fields()[0]
    ways: dict[str, Callable[[], object]] = {
        "put away": lambda: room.setWindowState(STATE.WindowMinimized | STATE.WindowFullScreen),
        "minimized": lambda: room.windowHandle().setWindowStates(STATE.WindowMinimized),
        "made smaller": lambda: room.windowHandle().setWindowStates(STATE.WindowNoState),
        "taken off the screen": lambda: room.windowHandle().hide(),
        "hidden": room.hide,
    }
    for name, way in ways.items():

        def is_back(name: str = name) -> None:
            assert in_place(at_the_age), name

        way()
        at_the_age.qtbot.waitUntil(is_back)
        at_the_age.write("5")
        assert (at_the_age.page, field.text()) == ("onset", "875"), name
        at_the_age.keys(Qt.Key.Key_Backspace)


def test_a_message_of_ours_is_left_in_front(guest: Guest) -> None:
    message = Message(guest.room, ("Something went wrong",), "where", in_sight=True)
    with guest.qtbot.waitActive(message):
        message.open()
    guest.qtbot.waitUntil(lambda: not guest.room._staying._timer.isActive())
    assert QApplication.activeWindow() is message


def test_the_wait_after_a_wrong_code_is_counted_on(guest: Guest) -> None:
    page, lock = guest.room.staff_pin_page, guest.files.lock
    for _ in range(10):
        if not lock.wait():
            lock.try_pin("000000")
    guest.touch(guest.room.start_page.staff)
    guest.qtbot.waitUntil(page._second.isActive)
    guest.room.hide()
    guest.qtbot.waitUntil(lambda: in_place(guest) and page.isVisible())
    assert page._second.isActive()


def test_a_screen_stays_known_when_its_cover_goes(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    cover = ScreenCover(screen)
    cover.lay()
    with qtbot.waitSignal(cover.destroyed):
        cover.leave()
    assert isValid(screen)
