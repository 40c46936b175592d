"""Back never loses anything, and a change of mind reaches every page."""

import pytest
from conftest import OpenWizard
from driver import Script, Visitor
from PySide6.QtWidgets import QApplication, QWizard

from questionnaire.questions import PAGES

FULL: Script = {
    "welcome": ["I am the patient"],
    "urgent": ["Choking now, or spit can't be swallowed", "Strong spasms that do not stop"],
    "affected": ["Neck", "Left hand"],
    "first": ["Left hand"],
    "onset": ["34", "This age is a guess", "41"],
    "speed": ["Over some weeks"],
    "features": ["It shakes", "It hurts"],
    "pattern": ["During certain tasks", "Writing by hand", "Typing"],
    "medicines": ["Yes, in the past"],
    "family": ["I'm not sure"],
    "conditions": ["None of these"],
    "tried": ["Physical therapy"],
    "impact": ["Quite a lot"],
}

MANY = {
    "urgent": ("Strong spasms that do not stop", "None of these"),
    "affected": ("Neck", "No part is affected"),
    "features": ("It shakes", "None of these"),
    "pattern": ("All or most of the time", "None of these"),
    "conditions": ("Stroke", "None of these"),
    "tried": ("Surgery", "Nothing yet"),
}


def shown(visitor: Visitor) -> tuple[list[str], list[str]]:
    return visitor.chosen(), [field.text() for field in visitor.fields()]


def test_back_keeps_every_answer_of_every_page(visitor: Visitor) -> None:
    left = []
    while visitor.page != "review":
        page = visitor.page
        visitor.answer(FULL.get(page, ()))
        if visitor.page != page:  # "none of these" has gone on by itself
            visitor.go_back()
        left.append((page, *shown(visitor)))
        visitor.go_on()
    found = []
    while visitor.page != "welcome":
        visitor.go_back()
        found.append((visitor.page, *shown(visitor)))
    assert found == left[::-1]
    assert [page for page, *_ in left] == [page.id for page in PAGES][:-2]


def test_back_keeps_an_age_that_cannot_be_read(visitor: Visitor) -> None:
    visitor.go_to("onset", {**FULL, "urgent": ["None of these"]})
    visitor.type(visitor.fields()[0], "thirty")
    visitor.go_back()
    visitor.go_on()
    assert [field.text() for field in visitor.fields()] == ["thirty", ""]


def test_pages_are_independent_so_that_qt_itself_wipes_nothing_on_back(visitor: Visitor) -> None:
    assert visitor.wizard.testOption(QWizard.WizardOption.IndependentPages)


def test_back_from_a_page_with_errors_is_free(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.go_on()
    visitor.go_back()
    assert visitor.page == "welcome"


def test_errors_are_gone_when_the_page_is_seen_again(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.go_on()
    assert "Before you go on" in visitor.read()
    visitor.go_back()
    visitor.go_on()
    assert "Before you go on" not in visitor.read()


@pytest.mark.parametrize(
    ("who", "wording"),
    [
        ("I answer for my child or an adult I care for", ("Do they", "their body")),
        ("I work at the clinic", ("Does the patient", "the patient's body")),
    ],
    ids=["carer", "staff"],
)
def test_who_answers_can_change_and_the_wording_follows_on_pages_seen_and_unseen(
    visitor: Visitor, who: str, wording: tuple[str, str]
) -> None:
    visitor.go_to("urgent", FULL)
    assert "Do you have any of these" in visitor.read()
    visitor.go_back()
    visitor.choose(who)
    visitor.go_on()
    assert wording[0] in visitor.read()
    visitor.go_to("affected", {"urgent": ["None of these"]})
    assert f"Which parts of {wording[1]} are affected?" in visitor.read()


def test_unticking_the_last_part_takes_the_answer_back(visitor: Visitor) -> None:
    visitor.go_to("affected", {"urgent": ["None of these"]})
    visitor.choose("Neck", "Voice", "Neck", "Voice")
    assert visitor.interview.answers.affected is None
    visitor.go_on()
    assert visitor.page == "affected"


@pytest.mark.parametrize("page", MANY)
def test_none_of_these_and_the_others_exclude_each_other(
    open_wizard: OpenWizard, page: str
) -> None:
    one, none = MANY[page]
    visitor = open_wizard(at=page, urgent_signs=(), affected=("neck",), onset_age=34)
    visitor.choose(one)
    visitor.choose(none)
    assert visitor.page != page
    visitor.go_back()
    assert (visitor.page, visitor.chosen()) == (page, [none])
    visitor.choose(one)
    assert visitor.chosen() == [one]


def test_not_sure_and_the_others_exclude_each_other(visitor: Visitor) -> None:
    visitor.go_on()
    visitor.choose("Strong spasms that do not stop", "I'm not sure")
    visitor.go_back()
    assert visitor.chosen() == ["I'm not sure"]
    visitor.choose("Strong spasms that do not stop")
    assert visitor.chosen() == ["Strong spasms that do not stop"]


def test_a_second_press_on_the_only_choice_keeps_it(visitor: Visitor) -> None:
    for _ in range(2):
        visitor.choose("I work at the clinic")
        visitor.go_back()
        assert visitor.chosen() == ["I work at the clinic"]


def test_back_leads_to_a_page_that_was_only_passed_by_with_its_answers(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(urgent_signs=(), affected=("neck",), onset_age=34, at="speed")
    visitor.go_back()
    assert visitor.page == "onset"
    QApplication.processEvents()
    assert visitor.fields()[0].text() == "34"
    visitor.go_back()
    QApplication.processEvents()
    assert visitor.chosen() == ["Neck"]
