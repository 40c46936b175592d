"""Change on the page of answers leads to the question, and Continue comes straight back."""

from typing import Any

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from gui.interview.review_page import ReviewRow
from questionnaire.answers import Answers
from questionnaire.summary import answer_rows

ANSWERS: dict[str, Any] = {
    "answered_by": "patient",
    "urgent_signs": (),
    "affected": ("neck", "left-hand"),
    "first_affected": "neck",
    "onset_age": 34,
    "current_age": 41,
    "pattern": ("task",),
    "tasks": ("writing",),
    "medicines": "past",
    "family_history": "no",
    "conditions": (),
    "impact": "mild",
}
ROWS = {row.label: row.page for row in answer_rows(Answers(**ANSWERS), "patient")}


@pytest.fixture
def at_review(open_wizard: OpenWizard) -> Visitor:
    """Somebody who is back at the answers of every page."""
    return open_wizard(at="review", **ANSWERS)


def titles(visitor: Visitor) -> list[str]:
    rows = [one for one in visitor.seen(ReviewRow) if isinstance(one, ReviewRow)]
    return [one.row.label for one in rows]


def test_every_answer_has_a_row(at_review: Visitor) -> None:
    assert titles(at_review) == list(ROWS)


def test_sides_are_read_back_in_words(at_review: Visitor) -> None:
    assert "your left hand" in at_review.read()


def test_change_leads_to_the_page_and_continue_comes_straight_back(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(**ANSWERS)
    visitor.go_to("review", {})
    for row in (*ROWS, *reversed(ROWS)):
        visitor.change(row)
        assert visitor.page == ROWS[row], row
        visitor.go_on()
        assert visitor.page == "review", row
        assert visitor.wizard.updatesEnabled(), row
        assert titles(visitor) == list(ROWS), row


def test_back_from_the_review_after_a_change_goes_to_the_page_before(at_review: Visitor) -> None:
    before = [page.id for page in at_review.wizard.interview.path()][:-2]
    at_review.change("Urgent signs")
    at_review.go_on()
    at_review.go_back()
    assert at_review.page == before[-1]
    at_review.go_back()
    assert at_review.page == before[-2]


def test_back_from_a_page_to_change_goes_to_the_page_before_it(at_review: Visitor) -> None:
    at_review.change("Body parts")
    at_review.go_back()
    assert at_review.page == "urgent"
    at_review.go_on()
    assert at_review.page == "review"


def test_back_from_a_page_to_change_can_lead_to_the_stop_page(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="review", **{**ANSWERS, "urgent_signs": ("breathing",)})
    visitor.change("Body parts")
    visitor.go_back()
    assert visitor.page == "stop"
    visitor.go_on()
    assert visitor.page == "review"


def test_the_review_shows_what_was_changed(at_review: Visitor) -> None:
    at_review.change("Daily life")
    at_review.choose("Very much")
    assert "Very much" in at_review.read()


def test_who_answers_can_be_changed_and_the_review_reads_in_their_words(at_review: Visitor) -> None:
    at_review.change("Who is answering")
    at_review.choose("I answer for my child or an adult I care for")
    at_review.go_on()
    assert at_review.page == "review"
    assert "their left hand" in at_review.read()
    at_review.change("Family")
    assert "anyone in their family" in at_review.read()


def test_a_second_region_opens_where_it_began_once(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="review", **{**ANSWERS, "affected": ("neck",), "first_affected": None})
    assert "Where it began" not in titles(visitor)
    visitor.change("Body parts")
    visitor.choose("Left arm")
    visitor.go_on()
    assert visitor.page == "first"
    visitor.choose("Left arm")
    assert visitor.page == "review"
    assert "your left arm" in visitor.read()
    visitor.change("Body parts")
    visitor.go_on()
    assert visitor.page == "review"


def test_going_back_from_a_page_that_a_change_opened_leads_to_the_changed_one(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(at="review", **{**ANSWERS, "affected": ("neck",), "first_affected": None})
    visitor.change("Body parts")
    visitor.choose("Left arm")
    visitor.go_on()
    visitor.go_back()
    assert visitor.page == "affected"
    visitor.go_on()
    assert visitor.page in ("first", "review")


def test_where_it_began_is_asked_again_when_that_part_is_no_longer_marked(
    at_review: Visitor,
) -> None:
    at_review.change("Body parts")
    at_review.choose("Neck", "Left leg")
    at_review.go_on()
    assert at_review.page == "first"
    assert list(at_review.choices()) == ["Left hand", "Left leg", "I'm not sure"]
    assert at_review.chosen() == []


def test_an_urgent_sign_that_is_marked_late_stops_everything(at_review: Visitor) -> None:
    at_review.change("Urgent signs")
    at_review.choose("Fever with stiff muscles")
    at_review.go_on()
    assert at_review.page == "stop"
    assert "Tell a member of staff now" in at_review.read()
    at_review.go_on()
    assert at_review.page == "review"


def test_a_required_answer_taken_away_keeps_the_person_there(at_review: Visitor) -> None:
    at_review.change("Age now")
    at_review.type(at_review.fields()[1], "20")
    at_review.go_on()
    assert at_review.page == "onset"
    assert "lower than the age when it began" in at_review.read()


def test_answers_whose_question_closes_leave_the_review_and_come_back(at_review: Visitor) -> None:
    for there in (False, True):
        at_review.change("When it happens")
        at_review.choose("During certain tasks")
        at_review.go_on()
        assert ("Writing by hand" in at_review.read()) is there


def test_what_was_skipped_reads_not_answered(open_wizard: OpenWizard) -> None:
    answers = {**ANSWERS, "medicines": None}
    skipped = {
        row.field
        for row in answer_rows(Answers(**answers), "patient")
        if row.state == "not-answered"
    }
    assert "medicines" in skipped
    visitor = open_wizard(at="review", **answers)
    assert visitor.read().count("Not answered") == len(skipped)


def test_change_comes_back_to_the_row_that_was_pressed(at_review: Visitor) -> None:
    at_review.change("Daily life")
    at_review.choose("Very much")
    row = QApplication.focusWidget()
    assert isinstance(row, ReviewRow)
    assert row.row.field == "impact"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=str)
def test_every_answer_of_a_typical_case_is_on_one_screenful(
    open_wizard: OpenWizard, size: tuple[int, int]
) -> None:
    visitor = open_wizard(size, at="review", **ANSWERS)
    for _ in range(4):
        QApplication.processEvents()
    assert not visitor.wizard.current.pane.verticalScrollBar().maximum()
    rows = visitor.seen(ReviewRow)
    assert len({one.mapTo(visitor.wizard, QPoint()).x() for one in rows}) == 3
    assert min(one.height() for one in rows) >= 76
