"""What a screen reader is told: a name and a role for everything that can have the focus."""

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tour import ANSWERS, views

from gui.widgets.choice import ManyChoice, OneChoice


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
            if told_choice(one) != (text, kind_of(one), one.isChecked())
        ]
    assert {view: some for view, some in wrong.items() if some} == {}


def told_choice(choice: QWidget) -> tuple[str, QAccessible.Role, bool]:
    return name(choice), told(choice).role(), bool(told(choice).state().checked)


def kind_of(choice: QWidget) -> QAccessible.Role:
    only_one = isinstance(choice, OneChoice)
    return QAccessible.Role.RadioButton if only_one else QAccessible.Role.CheckBox


def test_one_of_several_is_a_radio_button_and_many_are_check_boxes(visitor: Visitor) -> None:
    assert {type(one) for one in visitor.choices().values()} == {OneChoice}
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
    visitor = open_wizard(urgent_signs=(), affected=("neck",))
    visitor.go_to("onset", {})
    visitor.choose("I don't know exactly")
    places = []
    for _ in range(8):
        visitor.keys(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if visitor.wizard.current.pane.content.isAncestorOf(focused):
            places.append(focused.mapTo(visitor.wizard.current.pane.content, focused.pos() * 0).y())
    assert len(places) >= 6
    assert places == sorted(places)


def test_arrows_walk_from_choice_to_choice_and_choose_nothing(visitor: Visitor) -> None:
    visitor.choose("I am the patient")
    visitor.keys(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is list(visitor.choices().values())[1]
    assert visitor.chosen() == ["I am the patient"]


def test_a_radio_button_can_be_taken_back_by_the_interview(visitor: Visitor) -> None:
    visitor.choose("I am the patient")
    visitor.interview.answer("answered_by", None)
    assert visitor.chosen() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_what_tab_reaches_is_never_scrolled_away(open_wizard: OpenWizard, key: Qt.Key) -> None:
    visitor = open_wizard((1024, 768), urgent_signs=())
    visitor.go_to("affected", {})
    for _ in range(60):
        visitor.keys(key)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert not focused.visibleRegion().isEmpty(), name(focused)
