"""Keys for entry: every choice has one of its own, which stays the same."""

from itertools import permutations

import pytest

from questionnaire.answers import UNSURE, Answers
from questionnaire.body import SITES
from questionnaire.entry_keys import (
    NONE_KEY,
    SITE_CODES,
    UNSURE_KEY,
    entered_questions,
    entry_problems,
    key_of,
    page_asking,
    typed_on,
)
from questionnaire.interview import NONE, Interview, shown_choices
from questionnaire.pages import Question
from questionnaire.questions import PAGES

QUESTIONS = [question for page in PAGES for question in page.questions if question.kind != "age"]
ALL_MARKED = Answers(affected=SITES, pattern=("task",), onset_certainty="unsure")


def keys(question: Question, kept: Answers) -> list[str]:
    interview = Interview(kept)
    return [key_of(question, one.value, interview) for one in shown_choices(kept, question)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_every_choice_has_a_key_and_no_two_of_a_question_share_one(question: Question) -> None:
    found = keys(question, ALL_MARKED)
    assert all(found)
    assert len(set(found)) == len(found)
    assert all(one.isascii() and one == one.lower() for one in found)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_no_key_begins_another_so_that_each_acts_at_once(question: Question) -> None:
    found = keys(question, ALL_MARKED)
    assert [pair for pair in permutations(found, 2) if pair[1].startswith(pair[0])] == []


def test_a_body_part_is_its_side_and_its_part() -> None:
    assert SITE_CODES["right-hand"] == "rh"
    assert SITE_CODES["left-upper-face"] == "le"
    assert SITE_CODES["neck"] == "n"
    assert list(SITE_CODES) == list(SITES)


def test_none_and_not_sure_have_the_same_key_everywhere() -> None:
    for question in QUESTIONS:
        assert key_of(question, NONE, Interview()) == NONE_KEY
        assert key_of(question, UNSURE, Interview()) == UNSURE_KEY


def test_a_task_keeps_its_key_when_others_are_not_asked_for() -> None:
    (tasks,) = (question for question in QUESTIONS if question.field == "tasks")
    foot, all_over = Answers(affected=("left-foot",)), Answers()
    shown = {one.value for one in shown_choices(foot, tasks)}
    assert "walking" in shown
    assert len(shown) < len(shown_choices(all_over, tasks))
    assert key_of(tasks, "walking", Interview(foot)) == key_of(
        tasks, "walking", Interview(all_over)
    )


@pytest.mark.parametrize(
    ("typed", "key", "after"), [("", "r", "r"), ("r", "h", "rh"), ("r", "x", "r"), ("", "x", "")]
)
def test_a_key_with_which_no_code_goes_on_changes_nothing(typed: str, key: str, after: str) -> None:
    assert typed_on(typed, key, SITE_CODES.values()) == after


def test_entry_begins_with_the_urgent_signs_and_asks_last_who_answers() -> None:
    asked = entered_questions(Interview(Answers(answered_by="staff")))
    assert page_asking(asked[0]) == "urgent"
    assert asked[-1].field == "answered_by"


def test_an_age_that_is_not_known_is_still_there_to_be_known_after_all() -> None:
    asked = [one.field for one in entered_questions(Interview(ALL_MARKED))]
    assert asked.index("onset_band") == asked.index("onset_age") + 1


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert [one.field for one in entry_problems(Interview())] == [
        question.field for page in PAGES for question in page.questions if question.missing
    ]
