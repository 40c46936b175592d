"""Ages without a keyboard: figures to press with a mouse or a finger, and out of the way of the keys."""

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from layout import faults
from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QInputDevice, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.interview.ages_page import OnsetPage
from gui.widgets.number_pad import NumberPad
from gui.widgets.press_guard import REPEAT_GUARD_MS
from questionnaire.interview import Interview

READY = {"urgent_signs": (), "affected": ("neck",)}
LATER_THAN_ALL = 1_000_000_000  # milliseconds; QTest counts its own from 0
LEFT = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


@pytest.fixture
def at_the_age(open_wizard: OpenWizard) -> Visitor:
    """Somebody who came to the ages with the mouse."""
    visitor = open_wizard((1024, 768), **READY)
    visitor.go_to("onset", {})
    return visitor


@pytest.fixture
def typist(open_wizard: OpenWizard) -> Typist:
    """Somebody who came to the ages with the keyboard alone."""
    somebody = open_wizard((1024, 768), how=Typist, **READY)
    assert isinstance(somebody, Typist)
    somebody.go_to("onset", {})
    return somebody


@pytest.fixture(scope="session")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def pads(visitor: Visitor) -> list[QWidget]:
    QApplication.processEvents()
    return visitor.seen(NumberPad)


def keys(visitor: Visitor) -> dict[str, QPushButton]:
    (pad,) = pads(visitor)
    return {one.text(): one for one in pad.findChildren(QPushButton)}


def press(visitor: Visitor, figures: str) -> None:
    for figure in figures:
        visitor.press(keys(visitor)[figure])


def touch(visitor: Visitor, widget: QWidget, finger: QPointingDevice) -> None:
    """Touch, once the touch before is long enough ago to be another one."""
    clock = QElapsedTimer()
    clock.start()
    visitor.qtbot.waitUntil(lambda: clock.hasExpired(REPEAT_GUARD_MS))
    window, place = visitor.wizard.windowHandle(), visitor.place(widget)
    sequence = QTest.touchEvent(window, finger, False)
    sequence.press(0, place, window)
    sequence.commit()
    sequence.release(0, place, window)
    sequence.commit()


def press_at(widget: QWidget, time: int) -> None:
    """Press and let go at a time in milliseconds."""
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        middle = widget.rect().center().toPointF()
        event = QMouseEvent(kind, middle, middle, *LEFT)
        event.setTimestamp(time)
        QApplication.sendEvent(widget, event)


def ages(interview: Interview) -> tuple[int | None, int | None]:
    return interview.answers.onset_age, interview.answers.current_age


def on_window(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint())


def test_both_ages_are_typed_with_the_mouse_alone(at_the_age: Visitor) -> None:
    press(at_the_age, "34")
    at_the_age.press(at_the_age.fields()[1])
    press(at_the_age, "61")
    assert ages(at_the_age.interview) == (34, 61)
    at_the_age.go_on()
    assert at_the_age.page == "speed"


def test_both_ages_are_typed_with_a_finger_alone(
    open_wizard: OpenWizard, finger: QPointingDevice
) -> None:
    typist = open_wizard((1024, 768), how=Typist, **READY)
    typist.go_to("affected", {})
    touch(typist, typist.wizard.foot.go_on, finger)
    for figure in "34":
        touch(typist, keys(typist)[figure], finger)
    touch(typist, typist.fields()[1], finger)
    for figure in "60":
        touch(typist, keys(typist)[figure], finger)
    assert ages(typist.interview) == (34, 60)


def test_delete_takes_the_last_figure_back(at_the_age: Visitor) -> None:
    press(at_the_age, "349")
    at_the_age.press(keys(at_the_age)["Delete"])
    assert ages(at_the_age.interview) == (34, None)


def test_an_age_that_stands_there_is_replaced(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(**READY, onset_age=12)
    visitor.go_to("onset", {})
    press(visitor, "34")
    assert ages(visitor.interview) == (34, None)


def test_after_a_choice_the_figures_still_go_into_the_age(at_the_age: Visitor) -> None:
    press(at_the_age, "3")
    at_the_age.choose("This age is a guess")
    press(at_the_age, "4")
    assert ages(at_the_age.interview) == (34, None)
    assert at_the_age.fields()[0].hasFocus()


def test_who_does_not_know_when_it_began_can_still_type_the_age_now(at_the_age: Visitor) -> None:
    at_the_age.choose("I don't know exactly", "As a child")
    at_the_age.press(at_the_age.fields()[0])
    press(at_the_age, "61")
    assert at_the_age.interview.answers.onset_band == "childhood"
    assert ages(at_the_age.interview) == (None, 61)


def test_a_figure_is_typed_on_release_and_sliding_off_types_none(at_the_age: Visitor) -> None:
    key, window = keys(at_the_age)["4"], at_the_age.wizard.windowHandle()
    QTest.mousePress(window, *LEFT[1:], at_the_age.place(key))
    assert at_the_age.fields()[0].text() == ""
    QTest.mouseMove(window, QPoint(300, 600))
    QTest.mouseRelease(window, *LEFT[1:], QPoint(300, 600))
    assert at_the_age.fields()[0].text() == ""


@pytest.mark.parametrize(("later", "typed"), [(119, "4"), (120, "44")])
def test_a_figure_pressed_twice_on_purpose_counts_twice_and_a_bounce_once(
    at_the_age: Visitor, later: int, typed: str
) -> None:
    for time in (0, later):
        press_at(keys(at_the_age)["4"], LATER_THAN_ALL + time)
    assert at_the_age.fields()[0].text() == typed


@pytest.mark.parametrize(("later", "typed"), [(299, ""), (300, "4")])
def test_a_second_press_of_a_hand_that_turned_the_page_types_nothing(
    at_the_age: Visitor, later: int, typed: str
) -> None:
    at_the_age.go_back()
    press_at(at_the_age.wizard.foot.go_on, LATER_THAN_ALL)
    press_at(keys(at_the_age)["4"], LATER_THAN_ALL + later)
    assert at_the_age.fields()[0].text() == typed


def test_a_second_press_of_a_hand_that_typed_turns_no_page(at_the_age: Visitor) -> None:
    press_at(keys(at_the_age)["4"], LATER_THAN_ALL)
    press_at(at_the_age.wizard.foot.go_on, LATER_THAN_ALL + 299)
    assert at_the_age.page == "onset"


def test_with_the_keyboard_alone_there_is_no_pad(typist: Typist) -> None:
    assert pads(typist) == []


def test_a_press_on_an_age_brings_the_pad(typist: Typist) -> None:
    field = typist.fields()[0]
    QTest.mouseClick(typist.wizard.windowHandle(), *LEFT[1:], typist.place(field))
    Visitor.press(typist, keys(typist)["7"])
    assert field.text() == "7"


@pytest.mark.parametrize("comes_with", ["typist", "at_the_age"])
def test_continue_is_at_most_eight_tabs_away(
    request: pytest.FixtureRequest, comes_with: str
) -> None:
    visitor: Visitor = request.getfixturevalue(comes_with)
    go_on = visitor.wizard.foot.go_on
    reached: list[QWidget | None] = []
    while QApplication.focusWidget() is not go_on and len(reached) < 9:
        visitor.keys(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert len(reached) <= 8
    assert not any(one and one.parent() in pads(visitor) for one in reached)


@pytest.mark.parametrize(
    ("larger", "size", "smallest"),
    [
        (False, (1024, 768), 76),
        (False, (1366, 768), 76),
        (True, (1366, 768), 76),
    ],
)
def test_the_pad_is_large_and_stands_beside_the_questions_above_continue(
    open_wizard: OpenWizard, size: tuple[int, int], smallest: int, *, larger: bool
) -> None:
    visitor = open_wizard(size, **READY)
    if larger:
        visitor.make_larger()
    visitor.go_to("onset", {})
    (pad,) = pads(visitor)
    page = visitor.wizard.current
    assert faults(visitor.wizard, QSize(*size)) == []
    for key in keys(visitor).values():
        assert min(key.width(), key.height()) >= smallest
        assert key.visibleRegion().boundingRect() == key.rect()
    asked = page.boxes["onset_age"]
    assert on_window(pad).x() >= on_window(asked).x() + asked.width()
    go_on = visitor.wizard.foot.go_on
    assert on_window(pad).y() + pad.height() <= on_window(go_on).y()


def test_where_little_room_is_left_the_pad_follows_the_age_that_is_pressed(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard((512, 384), **READY)
    visitor.go_to("onset", {})
    for place, typed in ((0, "34"), (1, "61")):
        field = visitor.fields()[place]
        visitor.press(field)
        (pad,) = pads(visitor)
        assert on_window(pad).y() > on_window(field).y()
        assert pad.parent() is field.parent()
        press(visitor, typed)
    assert ages(visitor.interview) == (34, 61)


def test_a_screen_reader_hears_the_figure_of_a_key(at_the_age: Visitor) -> None:
    for words, key in keys(at_the_age).items():
        told = QAccessible.queryAccessibleInterface(key)
        assert told is not None
        assert (told.text(QAccessible.Text.Name), told.role()) == (words, QAccessible.Role.Button)


def test_the_pad_is_there_before_anything_on_the_page_was_pressed(at_the_age: Visitor) -> None:
    assert isinstance(at_the_age.wizard.current, OnsetPage)
    assert sorted(keys(at_the_age)) == [*"0123456789", "Delete"]
