"""A press acts once, on release; a key that is held down acts once too."""

from collections.abc import Callable

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.labels import button
from gui.widgets.press_guard import Guarded
from gui.widgets.wrapped_button import WrappedButton
from questionnaire.questions import PAGES

ENTER, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Space
LEFT = (Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
LATER_THAN_ALL = 1_000_000_000  # milliseconds; QTest counts its own from 0
SIGN = "Strong spasms that do not stop"


@pytest.fixture
def typist(open_wizard: OpenWizard) -> Typist:
    """Somebody with a keyboard who has nothing left to answer."""
    somebody = open_wizard(how=Typist, urgent_signs=(), affected=("neck",), onset_age=45)
    assert isinstance(somebody, Typist)
    return somebody


def next_button(visitor: Visitor) -> QWidget:
    return visitor.wizard.foot.go_on


def drag(visitor: Visitor, start: QWidget, end: QPoint) -> None:
    """Press on a widget and let go elsewhere in the window."""
    window = visitor.wizard.windowHandle()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, left, none, visitor.place(start))
    QTest.mouseMove(window, end)
    QTest.mouseRelease(window, left, none, end)


def press_at(widget: QWidget, time: int) -> None:
    """Press and let go at a time in milliseconds."""
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        middle = widget.rect().center().toPointF()
        event = QMouseEvent(kind, middle, middle, *LEFT)
        event.setTimestamp(time)
        QApplication.sendEvent(widget, event)


def test_continue_pressed_twice_within_a_moment_turns_one_page(visitor: Visitor) -> None:
    visitor.press_twice(next_button(visitor))
    assert visitor.page == "urgent"


def test_continue_pressed_again_later_turns_another_page(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(urgent_signs=())
    visitor.go_on()
    visitor.go_on()
    assert visitor.page == "affected"


def test_a_choice_pressed_twice_within_a_moment_stays_chosen(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.press_twice(visitor.choices()[SIGN])
    assert visitor.chosen() == [SIGN]


@pytest.mark.parametrize(("later", "chosen"), [(299, 1), (300, 2)])
def test_a_press_on_another_choice_counts_after_300_milliseconds(
    visitor: Visitor, later: int, chosen: int
) -> None:
    visitor.go_on()
    one, other, *_others = visitor.choices().values()
    press_at(one, LATER_THAN_ALL)
    press_at(other, LATER_THAN_ALL + later)
    assert len(visitor.chosen()) == chosen


def test_a_second_press_on_what_comes_where_a_button_was_counts_no_more(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(urgent_signs=(), affected=("neck",), onset_age=45)
    visitor.go_to("review", {})
    kept = visitor.interview.kept
    for row in ("Urgent signs", "Body parts", "Family"):
        visitor.press_twice(visitor.button(f"Change: {row}"))
        visitor.go_on()
        assert visitor.page == "review"
    assert visitor.interview.kept == kept


def test_sliding_off_continue_turns_no_page(visitor: Visitor) -> None:
    drag(visitor, next_button(visitor), QPoint(500, 300))
    assert visitor.page == "welcome"


def test_sliding_off_a_choice_leaves_it_alone(visitor: Visitor) -> None:
    visitor.go_on()
    drag(visitor, visitor.choices()[SIGN], visitor.place(next_button(visitor)))
    assert visitor.chosen() == []
    assert visitor.page == "urgent"


def test_a_press_on_a_choice_acts_on_release(visitor: Visitor) -> None:
    visitor.go_on()
    choice = visitor.choices()[SIGN]
    QTest.mousePress(choice, Qt.MouseButton.LeftButton)
    assert visitor.chosen() == []
    QTest.mouseRelease(choice, Qt.MouseButton.LeftButton)
    assert visitor.chosen() == [SIGN]


@pytest.mark.parametrize("key", [ENTER, SPACE])
def test_a_key_held_down_on_continue_turns_one_page(typist: Typist, key: Qt.Key) -> None:
    typist.reach(next_button(typist))
    typist.hold(key)
    assert typist.page == "urgent"


def test_enter_held_down_in_an_age_turns_one_page(typist: Typist) -> None:
    typist.go_to("onset", {})
    typist.hold(ENTER)
    assert typist.page == "speed"


@pytest.mark.parametrize("key", [ENTER, SPACE])
def test_a_key_held_down_on_a_choice_chooses_it_and_turns_no_page(
    typist: Typist, key: Qt.Key
) -> None:
    typist.go_to("conditions", {})
    typist.reach(typist.choices()["Stroke"])
    typist.hold(key)
    assert typist.chosen() == ["Stroke"]
    assert typist.page == "conditions"


@pytest.mark.parametrize("key", [ENTER, SPACE, Qt.Key.Key_Enter])
def test_two_quick_separate_key_presses_both_count(typist: Typist, key: Qt.Key) -> None:
    typist.go_to("conditions", {})
    typist.reach(typist.choices()["Stroke"])
    for _ in range(3):
        typist.keys(key)
    assert typist.chosen() == ["Stroke"]
    typist.keys(key)
    assert typist.chosen() == []


def test_two_quick_ways_on_by_keyboard_turn_two_pages(typist: Typist) -> None:
    typist.go_on()
    typist.go_on()
    assert typist.page == "affected"
    typist.go_back()
    typist.go_back()
    assert typist.page == "welcome"


def test_enter_in_an_age_goes_on(typist: Typist) -> None:
    typist.go_to("onset", {})
    typist.keys(ENTER)
    assert typist.page == "speed"


@pytest.mark.parametrize("later", [299, 300])
@pytest.mark.parametrize("make", [lambda: button("Press"), lambda: WrappedButton("Press")])
def test_a_second_press_counts_after_300_milliseconds(
    qtbot: QtBot, make: Callable[[], QAbstractButton], later: int
) -> None:
    pressed: list[bool] = []
    made = make()
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append(True))
    for time in (1000, 1000 + later):
        press_at(made, time)
    assert len(pressed) == (1 if later < 300 else 2)


def test_every_button_is_guarded(typist: Typist) -> None:
    for page in PAGES:
        unguarded = [
            one
            for one in typist.wizard.findChildren(QAbstractButton)
            if one.isVisible() and not isinstance(one, Guarded)
        ]
        assert unguarded == [], page.id
        typist.go_on()


def test_ways_on_and_back_by_keyboard_do_not_repeat_while_held_down(typist: Typist) -> None:
    shortcuts = typist.wizard.findChildren(QShortcut)
    assert len(shortcuts) >= len(("on", "back"))
    assert not any(one.autoRepeat() for one in shortcuts)
