"""Lists of which several can be chosen: all in sight, and "none" and "not sure" beside Continue."""

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from layout import settle
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.press_guard import PAGE_GUARD_MS
from questionnaire.answers import UNSURE

SMALL = (1024, 768)
LISTS = ("urgent", "features", "pattern", "conditions", "tried")
HAD = {"urgent_signs": (), "affected": ("neck",), "onset_age": 34}
LATER_THAN_ALL = 1_000_000_000  # milliseconds; QTest counts its own from 0
BREATHING = "Trouble breathing, or a tight throat"
NONE, NOT_SURE = "None of these", "I'm not sure"


def place(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def is_seen(widget: QWidget) -> bool:
    """Tell whether all of a widget can be seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def settled(visitor: Visitor) -> Visitor:
    """Return the visitor once everything has its place."""
    settle()
    return visitor


@pytest.mark.parametrize("who", ["patient", "carer", "staff"])
@pytest.mark.parametrize("size", [SMALL, (1366, 768)], ids=str)
def test_all_nine_signs_are_seen_at_once_in_two_even_columns(
    open_wizard: OpenWizard, size: tuple[int, int], who: str
) -> None:
    visitor = settled(open_wizard(size, at="urgent", answered_by=who))
    signs = list(visitor.choices().values())
    assert [is_seen(one) for one in signs] == [True] * 9
    assert {one.width() for one in signs} == {signs[0].width()}
    assert len({place(one).left() for one in signs}) == 2
    assert min(one.height() for one in signs) >= 76
    assert not visitor.wizard.current.pane.verticalScrollBar().maximum()


@pytest.mark.parametrize("page", LISTS)
def test_every_list_is_seen_at_once_on_a_small_screen(open_wizard: OpenWizard, page: str) -> None:
    visitor = settled(open_wizard(SMALL, at=page, **HAD))
    assert all(is_seen(one) for one in visitor.choices().values())


@pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])
@pytest.mark.parametrize("page", [*LISTS, "affected"])
def test_what_answers_the_whole_list_is_always_in_sight(
    open_wizard: OpenWizard, page: str, *, larger: bool
) -> None:
    visitor = open_wizard(SMALL, at=page, **HAD)
    if larger:
        visitor.make_larger()
    bar = settled(visitor).wizard.current.pane.verticalScrollBar()
    go_on = visitor.wizard.foot.go_on
    for value in (0, bar.maximum()):
        bar.setValue(value)
        whole = list(settled(visitor).whole_answers().values())
        assert len(whole) == (1 if page == "affected" else 2)
        assert all(is_seen(one) for one in whole)
        assert max(abs(place(one).bottom() - place(go_on).bottom()) for one in whole) <= 1


def test_inside_a_larger_window_they_take_as_little_room(
    open_wizard: OpenWizard,
) -> None:
    visitor = settled(open_wizard((512, 384), at="urgent"))
    wanted = [one.minimumSizeHint() for one in visitor.whole_answers().values()]
    around = QWidget()
    around.resize(1024, 768)
    visitor.wizard.setParent(around)
    around.show()
    visitor.wizard.show()
    inside = [one.minimumSizeHint() for one in settled(visitor).whole_answers().values()]
    visitor.wizard.setParent(None)
    assert inside == wanted


@pytest.mark.parametrize(("words", "kept"), [(NONE, ()), (NOT_SURE, (UNSURE,))])
def test_either_answers_and_goes_on_and_is_there_after_going_back(
    open_wizard: OpenWizard, words: str, kept: tuple[str, ...]
) -> None:
    visitor = open_wizard(SMALL, at="urgent", urgent_signs=("confusion",))
    visitor.choose(words)
    following = "affected" if words == NONE else "stop"
    assert (visitor.page, visitor.interview.kept.urgent_signs) == (following, kept)
    visitor.go_back()
    assert visitor.chosen() == [words]
    visitor.choose(words)
    assert (visitor.page, visitor.interview.kept.urgent_signs) == (following, kept)


def test_after_change_it_comes_straight_back(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="review", **HAD, conditions=("stroke",))
    visitor.change("Health conditions")
    visitor.choose(NONE)
    assert (visitor.page, visitor.interview.kept.conditions) == ("review", ())


def test_not_sure_answers_the_question_that_was_opened_last(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(SMALL, at="pattern", **HAD)
    visitor.choose("During certain tasks")
    assert list(visitor.whole_answers()) == [NOT_SURE]
    visitor.choose(NOT_SURE)
    kept = visitor.interview.kept
    assert (kept.pattern, kept.tasks) == (("task",), (UNSURE,))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
@pytest.mark.parametrize("words", [NONE, NOT_SURE])
def test_tab_reaches_them_before_continue_and_a_key_presses_them(
    open_wizard: OpenWizard, words: str, key: Qt.Key
) -> None:
    typist = open_wizard(SMALL, how=Typist, at="urgent")
    assert isinstance(typist, Typist)
    whole = typist.whole_answers()
    typist.reach(whole[NOT_SURE])
    typist.keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is whole[NONE]
    typist.keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is typist.wizard.foot.go_on
    whole[words].setFocus()
    typist.keys(Qt.Key.Key_Left)
    typist.keys(Qt.Key.Key_Right)
    assert (typist.page, typist.chosen()) == ("urgent", [])
    whole[words].setFocus()
    typist.keys(key)
    assert typist.page == ("affected" if words == NONE else "stop")


def test_a_screen_reader_hears_which_of_them_is_chosen(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(SMALL, at="urgent", urgent_signs=())
    told = [QAccessible.queryAccessibleInterface(one) for one in visitor.whole_answers().values()]
    assert [one.text(QAccessible.Text.Name) for one in told if one] == [NOT_SURE, f"{NONE}, chosen"]
    assert {one.role() for one in told if one} == {QAccessible.Role.Button}


@pytest.mark.parametrize(("later", "turned"), [(PAGE_GUARD_MS - 1, False), (PAGE_GUARD_MS, True)])
def test_a_press_where_the_page_has_just_turned_answers_nothing(
    open_wizard: OpenWizard, later: int, *, turned: bool
) -> None:
    visitor = open_wizard(SMALL, at="urgent")
    press_at(visitor.whole_answers()[NONE], LATER_THAN_ALL)
    assert visitor.page == "affected"
    press_at(visitor.whole_answers()["No part is affected"], LATER_THAN_ALL + later)
    assert (visitor.page != "affected") is turned
    assert (visitor.interview.kept.affected == ()) is turned


def press_at(widget: QWidget, time: int) -> None:
    """Press and let go at a time in milliseconds."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        middle = widget.rect().center().toPointF()
        event = QMouseEvent(kind, middle, middle, left, left, none)
        event.setTimestamp(time)
        QApplication.sendEvent(widget, event)


@pytest.mark.parametrize(
    ("page", "choice"),
    [("urgent", BREATHING), ("features", "It jerks"), ("pattern", "During certain tasks")],
)
@pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])
def test_nothing_moves_when_a_choice_is_marked(
    open_wizard: OpenWizard, page: str, choice: str, *, larger: bool
) -> None:
    visitor = open_wizard(SMALL, at=page, **HAD)
    if larger:
        visitor.make_larger()
    before = list(settled(visitor).choices().values())
    visitor.show(visitor.choices()[choice])
    shown = [*before, *visitor.whole_answers().values()]
    places = [place(one) for one in shown]
    visitor.choose(choice)
    settled(visitor)
    assert [place(one) for one in shown if one.isVisible()] == [
        where for one, where in zip(shown, places, strict=True) if one.isVisible()
    ]


def test_larger_text_says_how_many_signs_are_below(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(SMALL, at="urgent")
    visitor.make_larger()
    pane = settled(visitor).wizard.current.pane
    more = next(iter(below(visitor)))
    corner = place(visitor.button(more))
    while more != "Back to the top":
        hidden = [
            one
            for one in visitor.choices().values()
            if place(one).bottom() > place(pane.viewport()).bottom() + 1
        ]
        assert more == (f"{len(hidden)} more below" if hidden else "More below")
        visitor.press(visitor.button(more))
        (more,) = below(settled(visitor))
    assert is_seen(list(visitor.choices().values())[-1])
    assert place(visitor.button(more)) == corner
    visitor.press(visitor.button(more))
    assert pane.verticalScrollBar().value() == 0


def below(visitor: Visitor) -> list[str]:
    """Return what the button under the list says, where there is one."""
    shown = visitor.wizard.current.more_below
    return [shown.button.accessibleName()] if shown and shown.button.isVisible() else []
