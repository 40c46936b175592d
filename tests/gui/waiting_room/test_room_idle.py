"""Nobody is here any more: first a cover, then a count, then nothing is left."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from rooms import Guest, OpenRoom, Records
from shiboken6 import isValid

from gui.widgets.dialogs import Message

pytest_plugins = ["room_fixtures"]

WAKE = "I am still here"


def told(root: QAccessibleInterface) -> set[str]:
    """Return every name, value and description that a screen reader can find below."""
    kind = QAccessible.Text
    found = {root.text(one) for one in (kind.Name, kind.Value, kind.Description)}
    for number in range(root.childCount()):
        if child := root.child(number):
            found |= told(child)
    return found


def window_told(guest: Guest) -> set[str]:
    root = QAccessible.queryAccessibleInterface(guest.room)
    assert root is not None
    return told(root)


def test_after_the_clinics_time_the_page_is_covered_at_once(at_the_age: Guest) -> None:
    at_the_age.idle()
    words = at_the_age.words()
    assert "Are you still here?" in words
    assert "30 seconds left" in words
    assert "How old" not in words
    assert "87" not in words


def test_a_screen_reader_finds_nothing_behind_the_cover(at_the_age: Guest) -> None:
    assert "87" in window_told(at_the_age)
    at_the_age.idle()
    said = window_told(at_the_age)
    assert "I am still here" in said
    assert not {"87", "How old were you when it began?", "Continue"} & said


def test_before_that_time_nothing_is_covered(open_room: OpenRoom) -> None:
    guest = open_room(idle_seconds=300)
    guest.begin()
    guest.wait(299)
    guest.looked()
    assert not guest.room.curtain.is_drawn
    guest.wait(2)
    guest.qtbot.waitUntil(lambda: guest.room.curtain.is_drawn)


def test_one_touch_or_key_goes_on_exactly_where_one_was(at_the_age: Guest) -> None:
    guest, field = at_the_age, at_the_age.fields()[0]
    ways: dict[str, Callable[[], object]] = {
        "I am still here": lambda: guest.touch(wake(guest)),
        "elsewhere": lambda: press(guest, QPoint(3, 3)),
        "5": lambda: guest.keys(Qt.Key.Key_5),
        "Escape": lambda: guest.keys(Qt.Key.Key_Escape),
        "screen reader": lambda: wake(guest).click(),
    }
    before = guest.words()
    went_on: list[str] = []
    for name, way in ways.items():
        guest.idle()
        way()
        is_back = not guest.room.curtain.is_drawn and guest.words() == before
        if is_back and QApplication.focusWidget() is field and field.text() == "87":
            went_on.append(name)
    assert went_on == list(ways)


def test_the_touch_that_goes_on_presses_nothing_behind_the_cover(guest: Guest) -> None:
    guest.begin()
    choice = guest.choices()["I am the patient"]
    place = guest.place(choice)
    guest.idle()
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseDClick(guest.room.windowHandle(), left, nothing, place)  # a hand that shakes
    assert not guest.room.curtain.is_drawn
    assert guest.interview.is_empty


def test_moving_the_pointer_does_not_uncover_what_one_may_not_want_seen(at_the_age: Guest) -> None:
    at_the_age.idle()
    QTest.mouseMove(at_the_age.room.windowHandle(), QPoint(50, 60))
    QApplication.processEvents()
    assert at_the_age.room.curtain.is_drawn


def test_the_count_goes_down_in_words(guest: Guest) -> None:
    guest.begin()
    guest.idle()
    guest.wait(29)
    guest.qtbot.waitUntil(lambda: "1 second left" in guest.words())


def test_when_the_count_ends_the_draft_is_kept_and_the_start_page_returns(
    at_the_age: Guest, records: Records
) -> None:
    end(at_the_age)
    assert at_the_age.room.visit is None
    assert at_the_age.shown is at_the_age.room.start_page
    assert not at_the_age.room.curtain.is_drawn
    at_the_age.kept()
    ((listed, body),) = records.kept()
    assert listed.state == "unfinished"
    assert (body.page, body.answers["onset_age"].value) == ("onset", "87")


def test_a_finished_questionnaire_stays_finished_when_nobody_says_so(
    guest: Guest, records: Records
) -> None:
    guest.begin_at("result", urgent_signs=(), affected=("neck",), onset_age=45)
    end(guest)
    guest.kept()
    ((listed, _),) = records.kept()
    assert listed.state == "finished"


@pytest.mark.parametrize("page", ["exit", "staff"])
def test_the_pages_of_the_staff_are_covered_and_left_too(guest: Guest, page: str) -> None:
    if page == "staff":
        guest.open_staff_page()
    else:
        guest.touch(guest.room.start_page.staff)
        guest.write("1357")
    end(guest)
    assert guest.shown is guest.room.start_page
    assert guest.room.staff_pin_page.field.text() == ""
    assert guest.room.staff_page is None


def test_the_start_page_is_never_covered(guest: Guest) -> None:
    assert not guest.room.idle.looks.isActive()
    guest.begin()
    assert guest.room.idle.looks.isActive()
    guest.room.start_anew()
    assert not guest.room.idle.looks.isActive()


def test_whoever_does_anything_is_still_here(guest: Guest) -> None:
    guest.begin()
    window = guest.room.windowHandle()
    ways: dict[str, Callable[[], object]] = {
        "key": lambda: guest.keys(Qt.Key.Key_Tab),
        "mouse": lambda: press(guest, QPoint(3, 3)),
        "pointer": lambda: QTest.mouseMove(window, QPoint(70, 60)),
    }
    gone: list[str] = []
    for name, way in ways.items():
        guest.room.uncover()  # the time counts from here
        guest.wait(119)
        way()
        QApplication.processEvents()
        guest.wait(119)
        guest.looked()
        if guest.room.curtain.is_drawn:
            gone.append(name)
    assert gone == []


def test_an_answer_that_no_key_gave_shows_that_somebody_is_here(guest: Guest) -> None:
    guest.begin()
    guest.wait(119)
    guest.interview.enter_age("current_age", "87")
    guest.wait(119)
    guest.looked()
    assert not guest.room.curtain.is_drawn


def test_a_key_on_which_something_lies_keeps_nobody_here(guest: Guest) -> None:
    guest.begin()
    guest.wait(119)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(guest.room.windowHandle(), held)
    guest.wait(2)
    guest.qtbot.waitUntil(lambda: guest.room.curtain.is_drawn)


def test_a_message_that_stands_over_the_page_goes_with_it(guest: Guest) -> None:
    guest.begin()
    message = Message(guest.room, ("Something went wrong",), "where", in_sight=False)
    message.open()
    guest.idle()
    assert not isValid(message) or not message.isVisible()


def press(guest: Guest, place: QPoint) -> None:
    """Press the window at a place, whatever is there."""
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(guest.room.windowHandle(), left, nothing, place)


def wake(guest: Guest) -> QPushButton:
    """Return the cover's button."""
    return next(one for one in guest.room.findChildren(QPushButton) if one.text() == WAKE)


def end(guest: Guest) -> None:
    """Touch nothing until the count ends."""
    guest.idle()
    guest.wait(31)
    guest.qtbot.waitUntil(lambda: guest.shown is guest.room.start_page)
