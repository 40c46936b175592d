"""What a screen reader is told: a name and a role for everything that can have the focus."""

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tour import ANSWERS, views

from gui.widgets.choice import ChoiceRow, ManyChoice, OneChoice, PageChoice
from questionnaire.questions import PAGES


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name(widget: QWidget) -> str:
    return told(widget).text(QAccessible.Text.Name)


def test_on_every_page_what_can_have_the_focus_is_named_and_choices_say_what_they_are(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(**ANSWERS)
    wrong: dict[str, list[str]] = {}
    for view in views(visitor):
        focusable = [
            one
            for one in visitor.wizard.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert QApplication.focusWidget() in focusable, view
        wrong[view] = [f"no name: {one!r}" for one in focusable if not name(one).strip()]
        wrong[view] += [
            f"told as {told_choice(one)}: {text}"
            for text, one in visitor.choices().items()
            if told_choice(one) != how_told(text, one)
        ]
    assert {view: some for view, some in wrong.items() if some} == {}


def told_choice(choice: QWidget) -> tuple[str, QAccessible.Role, bool]:
    return name(choice), told(choice).role(), bool(told(choice).state().checked)


def how_told(text: str, choice: ChoiceRow) -> tuple[str, QAccessible.Role, bool]:
    """Return how a choice is to be told; a button, which turns the page, tells its state in its name."""
    if isinstance(choice, PageChoice):
        return text + (", chosen" if choice.isChecked() else ""), QAccessible.Role.Button, False
    only_one = isinstance(choice, OneChoice)
    role = QAccessible.Role.RadioButton if only_one else QAccessible.Role.CheckBox
    return text, role, choice.isChecked()


def test_what_turns_the_page_is_a_button_and_many_are_check_boxes(visitor: Visitor) -> None:
    assert {type(one) for one in visitor.choices().values()} == {PageChoice}
    visitor.go_on()
    assert {type(one) for one in visitor.choices().values()} == {ManyChoice}


@pytest.mark.parametrize(
    ("who", "questions"),
    [
        ("patient", ["How old were you when it began?", "How old are you now?"]),
        ("carer", ["How old were they when it began?", "How old are they now?"]),
        ("staff", ["How old was the patient when it began?", "How old is the patient now?"]),
    ],
)
def test_the_age_fields_are_named_by_their_questions(
    open_wizard: OpenWizard, who: str, questions: list[str]
) -> None:
    visitor = open_wizard(answered_by=who, urgent_signs=(), affected=("neck",))
    visitor.go_to("onset", {})
    assert [name(field) for field in visitor.fields()] == questions
    assert {told(field).role() for field in visitor.seen(QLineEdit)} == {
        QAccessible.Role.EditableText
    }


def test_an_example_is_told_with_its_choice(visitor: Visitor) -> None:
    visitor.go_on()
    choice = visitor.choices()["Sudden change on one side of the body"]
    assert "face droops" in told(choice).text(QAccessible.Text.Description)


def test_what_is_missing_is_told_at_the_summary_and_at_the_field(visitor: Visitor) -> None:
    visitor.go_to("onset", {"urgent": ["None of these"], "affected": ["Neck"]})
    visitor.go_on()
    summary = visitor.wizard.current.summary
    assert "Enter the age when it began" in name(summary)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert summary.isAncestorOf(focused)
    assert "Enter the age when it began" in name(focused)


def test_tab_goes_from_top_to_bottom(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((600, 768), urgent_signs=(), affected=("neck",))
    visitor.go_to("onset", {})
    visitor.choose("I don't know exactly")
    visitor.wizard.current.pane.setFocus()
    content, places = visitor.wizard.current.pane.content, []
    visitor.keys(Qt.Key.Key_Tab)
    while (focused := QApplication.focusWidget()) and content.isAncestorOf(focused):
        places.append(focused.mapTo(content, QPoint()).y())
        visitor.keys(Qt.Key.Key_Tab)
    assert len(places) == len(("not sure", "bands", "age now"))
    assert places == sorted(places)
    assert focused is visitor.wizard.foot.tab_stops[0]


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ((Qt.Key.Key_Down,), 2),
        ((Qt.Key.Key_Right,), 1),
        ((Qt.Key.Key_Right, Qt.Key.Key_Down), 3),
        ((Qt.Key.Key_End,), 8),
        ((Qt.Key.Key_End, Qt.Key.Key_Up), 6),
        ((Qt.Key.Key_Down, Qt.Key.Key_Left), 1),
        ((Qt.Key.Key_Up,), 0),
    ],
    ids=str,
)
def test_arrows_walk_by_place_through_a_list_and_choose_nothing(
    open_wizard: OpenWizard, keys: tuple[Qt.Key, ...], where: int
) -> None:
    visitor = open_wizard((1024, 768), at="urgent")
    signs = list(visitor.choices().values())
    visitor.keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is signs[0]
    for key in keys:
        visitor.keys(key)
    assert QApplication.focusWidget() is signs[where]
    assert visitor.chosen() == []


def test_tab_comes_back_to_where_arrows_left_a_list(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1024, 768), at="urgent")
    signs = list(visitor.choices().values())
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        visitor.keys(key)
    assert QApplication.focusWidget() is signs[2]


@pytest.mark.parametrize("page", [page.id for page in PAGES if page.id != "result"])
def test_continue_is_at_most_eight_tabs_away(open_wizard: OpenWizard, page: str) -> None:
    visitor = open_wizard((1024, 768), **ANSWERS)
    while visitor.page != page:
        visitor.wizard.next()
    presses = 0
    while QApplication.focusWidget() is not visitor.wizard.foot.go_on:
        visitor.keys(Qt.Key.Key_Tab)
        presses += 1
        assert presses <= 8


def test_a_radio_button_can_be_taken_back_by_the_interview(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="onset", urgent_signs=(), affected=("neck",), onset_certainty="unsure")
    band = next(text for text, one in visitor.choices().items() if isinstance(one, OneChoice))
    visitor.choose(band)
    visitor.interview.answer("onset_band", None)
    assert band not in visitor.chosen()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_what_tab_reaches_is_never_scrolled_away(open_wizard: OpenWizard, key: Qt.Key) -> None:
    visitor = open_wizard((1024, 768), urgent_signs=())
    visitor.go_to("affected", {})
    for _ in range(60):
        visitor.keys(key)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), name(focused)
