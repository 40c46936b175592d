from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import interview

from questionnaire.answers import SIGNS, UNSURE, Answers
from questionnaire.body import Site
from questionnaire.interview import NONE, Interview, listed_choices
from questionnaire.pages import Question
from questionnaire.questions import PAGE

SIGNS_QUESTION = PAGE["urgent"].questions[0]
PARTS = PAGE["affected"].questions[0]
BEGAN = PAGE["first"].questions[0]


def toggled(question: Question, *values: str) -> Any:
    """Return the answer after these choices were pressed one after the other."""
    begun = Interview()
    for value in values:
        begun.toggle(question, value)
    return getattr(begun.kept, question.field)


@pytest.mark.parametrize(
    ("pressed", "answer"),
    [
        (["breathing"], ("breathing",)),
        (["breathing", "swallowing"], ("breathing", "swallowing")),
        (["breathing", "breathing"], None),
        (["breathing", NONE], ()),
        (["breathing", UNSURE], ("unsure",)),
        ([NONE, NONE], None),
        ([UNSURE, UNSURE], None),
        ([NONE, UNSURE], ("unsure",)),
        ([UNSURE, NONE], ()),
        ([NONE, "breathing"], ("breathing",)),
        ([UNSURE, "breathing"], ("breathing",)),
    ],
)
def test_a_press_adds_or_takes_away_a_choice(pressed: list[str], answer: Any) -> None:
    assert toggled(SIGNS_QUESTION, *pressed) == answer


@pytest.mark.parametrize(("value", "kept"), [(NONE, ()), (UNSURE, (UNSURE,))])
def test_what_answers_the_whole_list_stays_when_it_is_given_again(
    value: str, kept: tuple[str, ...]
) -> None:
    begun = Interview()
    begun.toggle(SIGNS_QUESTION, "breathing")
    for _ in range(2):
        begun.settle(SIGNS_QUESTION, value)
        assert begun.kept.urgent_signs == kept


@given(st.lists(st.sampled_from([*SIGNS, NONE, UNSURE])))
def test_none_and_unsure_stand_alone_and_nothing_left_is_not_answered(pressed: list[str]) -> None:
    *before, last = [*pressed, "breathing"]
    answer = toggled(SIGNS_QUESTION, *before)
    assert answer is None or UNSURE not in answer or answer == (UNSURE,)
    assert answer != () or before[-1] == NONE
    assert answer is None or len(set(answer)) == len(answer)
    again = toggled(SIGNS_QUESTION, *before, last, last)
    assert set(again or ()) == set(answer or ()) - {UNSURE}


def test_body_parts_are_toggled_like_any_list() -> None:
    assert toggled(PARTS, "neck", "voice", "neck") == ("voice",)


def test_a_single_choice_stays_when_it_is_pressed_again() -> None:
    begun, seen = Interview(), []
    for site in ("neck", "voice", "voice"):
        begun.choose(BEGAN, site)
        seen.append(begun.kept.first_affected)
    assert seen == ["neck", "voice", "voice"]


def test_where_it_began_is_asked_among_the_marked_parts_from_head_to_foot() -> None:
    begun = interview(affected=("left-foot", "neck"))
    assert [choice.value for choice in BEGAN.offered(begun.kept)] == ["neck", "left-foot"]
    assert SIGNS_QUESTION.offered(begun.kept) == SIGNS_QUESTION.choices


@pytest.mark.parametrize(
    ("marked", "left_out"),
    [
        (("right-hand",), {"speaking"}),
        (("left-leg", "right-foot"), {"writing", "typing", "speaking", "eating"}),
        (("voice",), {"writing", "typing", "walking"}),
        (("neck",), set()),
        (("left-leg", "right-hand"), {"speaking"}),
        ((), set()),
    ],
)
def test_tasks_are_asked_for_the_parts_that_were_marked(
    marked: tuple[Site, ...], left_out: set[str]
) -> None:
    tasks = next(one for one in PAGE["pattern"].questions if one.field == "tasks")
    kept = Answers(affected=marked, pattern=("task",))
    shown = {one.value for one in listed_choices(kept, tasks)}
    assert {one.value for one in tasks.choices} - shown == left_out


def test_a_task_that_was_chosen_stays_in_sight() -> None:
    tasks = next(one for one in PAGE["pattern"].questions if one.field == "tasks")
    kept = Answers(affected=("voice",), pattern=("task",), tasks=("writing",))
    assert "writing" in {one.value for one in listed_choices(kept, tasks)}
