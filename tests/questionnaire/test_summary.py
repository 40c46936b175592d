from typing import Any

import pytest
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Voice
from questionnaire.pages import Question
from questionnaire.questions import PAGES
from questionnaire.summary import answer_rows


def said(page: str, label: str, **fields: Any) -> tuple[str, tuple[str, ...]]:
    """Return the state and the values of one row, as the patient reads it."""
    found = answer_rows(Answers(**fields), "patient")
    (row,) = (row for row in found if row.page == page and label == row.label)
    return row.state, row.values


def asked(answers: Answers) -> list[tuple[str, Question]]:
    """Return the questions that apply, with their pages."""
    pages = [page for page in PAGES if page.applies(answers)]
    return [(page.id, one) for page in pages for one in page.questions if one.applies(answers)]


def test_every_question_that_applies_has_a_row_also_when_it_was_skipped() -> None:
    found = answer_rows(Answers(), "patient")
    assert [(row.page, row.field) for row in found] == [
        (page, question.field) for page, question in asked(Answers())
    ]
    assert {row.state for row in found} == {"not-answered"}
    assert {row.values for row in found} == {("Not answered",)}


def test_a_row_stands_under_the_name_of_its_question() -> None:
    answers = Answers(affected=("neck", "voice"), pattern=("task",))
    labels = [row.label for row in answer_rows(answers, "staff")]
    assert labels == [question.name for _, question in asked(answers)]
    several = {"Who is answering", "Where it began", "Age now", "During which tasks"}
    assert several < set(labels)


def test_body_parts_are_read_back_with_sides_from_head_to_foot_once_each() -> None:
    parts = ("left-foot", "right-hand", "left-foot")
    expected = ("answered", ("your right hand", "your left foot"))
    assert said("affected", "Body parts", affected=parts) == expected


@pytest.mark.parametrize(
    ("voice", "words"),
    [("patient", "your neck"), ("carer", "their neck"), ("staff", "the patient's neck")],
)
def test_body_parts_are_read_back_to_whoever_reads(voice: Voice, words: str) -> None:
    found = answer_rows(Answers(affected=("neck",)), voice)
    assert [row.values for row in found if row.page == "affected"] == [(words,)]


def test_no_affected_part_is_said_in_the_words_of_its_choice() -> None:
    assert said("affected", "Body parts", affected=()) == ("none", ("No part is affected",))


def test_where_it_began_is_read_back_as_a_part() -> None:
    answers = {"affected": ("neck", "voice"), "first_affected": "voice"}
    assert said("first", "Where it began", **answers) == ("answered", ("your voice",))


@pytest.mark.parametrize(
    ("fields", "state", "value"),
    [
        ({"onset_age": 34}, "answered", "34"),
        ({"onset_age": 0}, "answered", "0"),
        ({"onset_age": 34, "onset_certainty": "exact"}, "answered", "34"),
        ({"onset_age": 34, "onset_certainty": "about"}, "answered", "about 34"),
        (
            {"onset_certainty": "unsure", "onset_band": "childhood"},
            "answered",
            "As a child (3 to 12 years)",
        ),
        ({"onset_band": "infancy"}, "answered", "As a baby or toddler (0 to 2 years)"),
        ({"onset_certainty": "unsure"}, "unsure", "Not sure"),
        ({}, "not-answered", "Not answered"),
    ],
)
def test_the_onset_is_one_row_whether_age_band_or_not_sure(
    fields: dict[str, Any], state: str, value: str
) -> None:
    assert said("onset", "Age when it began", **fields) == (state, (value,))


def test_the_age_now_is_in_years() -> None:
    assert said("onset", "Age now", current_age=41) == ("answered", ("41",))


@pytest.mark.parametrize("signs", [("unsure",), ("unsure", "unsure")])
def test_not_sure_is_told_apart_from_none_and_from_not_answered(signs: tuple[str, ...]) -> None:
    assert said("urgent", "Urgent signs", urgent_signs=signs) == ("unsure", ("Not sure",))
    assert said("urgent", "Urgent signs", urgent_signs=()) == ("none", ("None of these",))
    assert said("urgent", "Urgent signs") == ("not-answered", ("Not answered",))


def test_an_unsure_single_answer_is_not_sure() -> None:
    assert said("impact", "Daily life", impact="unsure") == ("unsure", ("Not sure",))


def test_choices_are_read_back_by_their_labels_in_the_order_of_the_question() -> None:
    conditions = ("stroke", "parkinson", "stroke")
    expected = ("answered", ("Parkinson's disease", "Stroke"))
    assert said("conditions", "Health conditions", conditions=conditions) == expected
    assert said("medicines", "Medicines", medicines="past") == ("answered", ("Yes, in the past",))


def test_no_task_of_a_task_pattern_reads_none_of_these() -> None:
    answers = {"pattern": ("task",), "tasks": ()}
    assert said("pattern", "During which tasks", **answers) == ("none", ("None of these",))


@given(answer_sets())
def test_every_row_has_words_in_every_voice(answers: Answers) -> None:
    for voice in ("patient", "carer", "staff"):
        assert all(
            row.label and row.values and all(row.values) for row in answer_rows(answers, voice)
        )
