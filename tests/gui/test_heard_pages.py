"""Each page as a screen reader has it: where the focus is, everything that is seen stands in words, once."""

import pytest
from conftest import OpenWizard
from driver import Visitor
from hearing import DESCRIPTION, NAME, heard_at_the_focus, heard_of, letters, seen_in
from PySide6.QtWidgets import QApplication, QWidget
from tour import ANSWERS, views

from gui.interview.answer_bar import AnswerButton
from gui.interview.question_page import QuestionPage
from gui.interview.result_page import ResultPage

Announced = list[tuple[str, bool]]


def seen(page: QuestionPage) -> str:
    """Return what the page shows; what can be done with the result are buttons with words of their own."""
    apart: list[QWidget] = [page.summary]
    if isinstance(page, ResultPage):
        apart.append(page.staff_switch)
    return seen_in(page.pane.content, *apart)


def beside_continue(visitor: Visitor) -> str:
    """Return what answers the whole list of the page, and how it stands."""
    buttons = visitor.wizard.findChildren(AnswerButton)
    return " ".join(
        f"{one.text()}: {'chosen' if one.is_chosen else 'not chosen'}"
        for one in buttons
        if one.isVisible()
    )


@pytest.mark.parametrize("who", ["patient", "carer", "staff"])
def test_every_page_says_what_it_shows_each_thing_once(open_wizard: OpenWizard, who: str) -> None:
    answers = ANSWERS | {"answered_by": who, "caring_for": "child" if who == "carer" else None}
    visitor = open_wizard(**answers)
    wrong = {}
    for view in views(visitor):
        page = visitor.wizard.current
        said = heard_of(page.pane, DESCRIPTION)
        shown = seen(page) + beside_continue(visitor)
        if letters(said) != letters(shown):
            wrong[view] = (said, shown)
    assert wrong == {}


def test_the_pane_that_says_it_has_the_focus(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(**ANSWERS)
    elsewhere = []
    for view in views(visitor):
        pane = visitor.wizard.current.pane
        if view in (visitor.page, "stop") and QApplication.focusWidget() is not pane:
            elsewhere.append(view)
    assert elsewhere == ["onset"]  # there the field has it


def test_a_field_with_the_focus_says_question_and_hint_and_what_is_wrong(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(urgent_signs=(), affected=("neck",))
    visitor.go_to("onset", {})
    box = visitor.wizard.current.boxes["onset_age"]
    assert heard_at_the_focus(NAME) == box.accessibleName()
    assert heard_at_the_focus(DESCRIPTION) == box._hint.text()
    visitor.go_on()
    visitor.wizard.current._go_to("onset_age")
    assert heard_at_the_focus(DESCRIPTION).startswith("Enter the age when it began")


@pytest.mark.parametrize(("page", "field"), [("urgent", "urgent_signs"), ("affected", "affected")])
def test_what_is_wrong_is_said_by_the_choice_that_gets_the_focus(
    open_wizard: OpenWizard, page: str, field: str
) -> None:
    visitor = open_wizard(urgent_signs=() if page == "affected" else None)
    visitor.go_to(page, {})
    visitor.go_on()
    assert heard_at_the_focus(DESCRIPTION) == "Before you go on."
    wrong = heard_at_the_focus(NAME)
    visitor.wizard.current._go_to(field)
    assert heard_at_the_focus(DESCRIPTION).startswith(wrong)
    visitor.choose(list(visitor.choices())[-1])


def test_a_press_changes_what_the_page_says(visitor: Visitor) -> None:
    visitor.go_on()
    assert "Fever with stiff muscles: not chosen." in heard_at_the_focus(DESCRIPTION)
    visitor.choose("Fever with stiff muscles")
    said = heard_of(visitor.wizard.current.pane, DESCRIPTION)
    assert "Fever with stiff muscles: chosen." in said


def test_each_page_is_announced_as_it_opens(visitor: Visitor, announced: Announced) -> None:
    visitor.go_on()
    assert announced == [(heard_at_the_focus(DESCRIPTION), False)]


def test_a_question_that_an_answer_opens_is_announced(
    visitor: Visitor, announced: Announced
) -> None:
    visitor.choose("I answer for my child or an adult I care for")
    ((words, at_once),) = announced
    assert words.startswith("Who are the answers about? My child: not chosen.")
    assert not at_once
    visitor.choose("My child")
    assert [said for said, _ in announced if said.startswith("Who are the answers")] == [words]


def test_what_was_done_with_the_result_is_announced(
    open_wizard: OpenWizard, announced: Announced
) -> None:
    visitor = open_wizard(**ANSWERS)
    visitor.wizard.open_at("result")
    visitor.press(visitor.button("Copy as text"))
    assert announced[-1][0].startswith("The result was copied.")


def test_a_row_of_the_review_says_its_answer_at_its_button(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(**ANSWERS)
    visitor.wizard.open_at("review")
    change = visitor.button("Change: Daily life")
    assert heard_of(change, DESCRIPTION) == "A little"


def test_the_windows_title_is_the_question_and_says_that_something_is_wrong(
    visitor: Visitor,
) -> None:
    visitor.go_on()
    assert visitor.wizard.windowTitle() == "Do you have any of these now?"
    visitor.go_on()
    assert visitor.wizard.windowTitle() == "Error: Do you have any of these now?"
    visitor.choose("None of these")
    assert visitor.wizard.windowTitle() == "Which parts of your body are affected?"


def test_the_windows_title_says_so_too_where_the_rest_was_to_be_skipped(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(at="onset", urgent_signs=(), affected=("neck",))
    visitor.press(visitor.wizard.foot.skip)
    assert visitor.wizard.windowTitle() == "Error: How old were you when it began?"


def test_nothing_between_has_the_focus_while_the_page_turns(
    themed: QApplication, open_wizard: OpenWizard
) -> None:
    visitor = open_wizard(at="review", urgent_signs=(), affected=("neck",), onset_age=34)
    had: list[QWidget | None] = []

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        had.append(now)

    themed.focusChanged.connect(note)
    try:
        for turn in (visitor.wizard.next, visitor.wizard.back):
            had.clear()
            turn()
            assert [one for one in had if one] == [visitor.wizard.current.pane]
    finally:
        themed.focusChanged.disconnect(
            note
        )  # it outlives the test, and would keep every widget of later ones
