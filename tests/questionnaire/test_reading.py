import json
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from refusals import about, problems
from strategies import answer_sets

from questionnaire.answers import SIGNS, Answers, Pattern
from questionnaire.reading import read_answers


def test_the_example_of_the_contract_is_read() -> None:
    text = b"""{"affected": ["neck", "left-hand"], "first_affected": "neck", "onset_age": 34,
     "onset_certainty": "about", "onset_band": null, "current_age": 41, "answered_by": "patient",
     "pattern": ["task"], "tasks": ["writing"], "medicines": "past", "family_history": "unsure",
     "conditions": [], "impact": "moderate", "urgent_signs": []}"""
    read = read_answers(text)
    assert (read.affected, read.onset_age, read.tasks) == (("neck", "left-hand"), 34, ("writing",))


@given(answer_sets())
def test_every_allowed_answer_set_is_read_back_as_it_was(answers: Answers) -> None:
    assert read_answers(msgspec.json.encode(answers)) == answers


def test_null_and_absent_both_mean_not_answered() -> None:
    nulls = {field: None for field in Answers.__struct_fields__ if field != "affected"}
    assert read_answers(json.dumps({"affected": [], **nulls}).encode()) == Answers(affected=())
    assert read_answers(b'{"affected": []}') == Answers(affected=())


@pytest.mark.parametrize("case", [{}, {"affected": None}], ids=str)
def test_affected_alone_is_required(case: dict[str, Any]) -> None:
    expected = "affected: missing; a list of body parts is required, [] when nothing is affected"
    assert problems(case) == [expected]


def test_not_sure_is_refused_for_the_affected_parts() -> None:
    (problem,) = problems({"affected": ["unsure"]})
    assert problem.startswith('affected[0]: "unsure" is not allowed; use one of left-upper-face, ')


def test_an_unknown_field_is_named_with_the_fields_that_are_allowed() -> None:
    (problem,) = about("colour", "red")
    assert problem == f"colour: unknown field; allowed: {', '.join(Answers.__struct_fields__)}"


@pytest.mark.parametrize("age", [-1, 121, 34.0, 34.5, True, False, "34", [34], {}, 10**30])
@pytest.mark.parametrize("field", ["onset_age", "current_age"])
def test_only_whole_numbers_from_0_to_120_are_ages(field: str, age: Any) -> None:
    shown = json.dumps(age)
    expected = f"{field}: must be a whole number of years from 0 to 120, not {shown}"
    assert about(field, age) == [expected]


@pytest.mark.parametrize("age", [0, 120])
def test_both_ends_of_the_ages_are_allowed_also_beside_another_mistake(age: int) -> None:
    assert about("onset_age", age) == []
    mistaken = {"affected": ["neck"], "onset_age": age, "current_age": age, "impact": "bad"}
    assert [line.partition(":")[0] for line in problems(mistaken)] == ["impact"]


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("answered_by", "doctor", "patient, carer, staff"),
        ("onset_certainty", "yes", "exact, about, unsure"),
        ("medicines", 1, "now, past, never, unsure"),
        ("family_history", True, "yes, no, unsure"),
        ("impact", "", "none, mild, moderate, severe, unsure"),
        ("impact", ["mild"], "none, mild, moderate, severe, unsure"),
    ],
)
def test_a_value_that_is_no_choice_is_shown_with_the_choices(
    field: str, value: Any, allowed: str
) -> None:
    expected = f"{field}: {json.dumps(value)} is not allowed; use one of {allowed}"
    assert about(field, value) == [expected]


def test_each_bad_item_of_a_list_is_named_with_its_place() -> None:
    allowed = ", ".join((*SIGNS, "unsure"))
    assert about("urgent_signs", ["fever", "breathing", 7]) == [
        f'urgent_signs[0]: "fever" is not allowed; use one of {allowed}',
        f"urgent_signs[2]: 7 is not allowed; use one of {allowed}",
    ]


@pytest.mark.parametrize("value", ["task", {"task": 1}, 3, True], ids=str)
def test_a_list_must_be_a_list(value: Any) -> None:
    allowed = ", ".join((*get_args(Pattern), "unsure"))
    expected = f"pattern: must be a list of {allowed}; not {json.dumps(value).replace(' ', '')}"
    assert about("pattern", value) == [expected]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"conditions": ["unsure", "stroke"]}, 'conditions: "unsure" must stand alone'),
        ({"urgent_signs": ["breathing", "unsure"]}, 'urgent_signs: "unsure" must stand alone'),
        (
            {"first_affected": "voice"},
            "first_affected: must be one of affected, or unsure",
        ),
        (
            {"onset_certainty": "about"},
            "onset_certainty: exact and about need an onset_age; without one use unsure",
        ),
        (
            {"onset_certainty": "exact", "onset_band": "childhood"},
            "onset_certainty: exact and about need an onset_age; without one use unsure",
        ),
        (
            {"onset_certainty": "unsure", "onset_age": 34},
            "onset_certainty: unsure goes without an onset_age; use about for a rough age",
        ),
        (
            {"onset_band": "childhood", "onset_age": 5},
            "onset_band: only allowed where onset_age is null",
        ),
        (
            {"onset_age": 41, "current_age": 40},
            "current_age: must not be less than the age at onset (41)",
        ),
        (
            {"onset_band": "adolescence", "current_age": 12},
            "current_age: must not be less than the age at onset (13)",
        ),
        ({"tasks": ["writing"]}, 'tasks: only allowed when pattern contains "task"'),
        (
            {"tasks": ["unsure"], "pattern": ["constant"]},
            'tasks: only allowed when pattern contains "task"',
        ),
    ],
)
def test_fields_that_contradict_each_other_are_refused(
    fields: dict[str, Any], problem: str
) -> None:
    assert problems({"affected": ["neck"], **fields}) == [problem]


@pytest.mark.parametrize(
    "fields",
    [
        {"first_affected": "unsure"},
        {"pattern": ["unsure", "unsure"]},
        {"affected": ["neck", "neck"]},
        {"onset_certainty": "unsure", "onset_band": "childhood", "current_age": 3},
        {"onset_band": "childhood"},
        {"onset_age": 0, "current_age": 0},
        {"pattern": ["task", "constant"], "tasks": ["unsure"]},
    ],
    ids=str,
)
def test_what_only_looks_odd_is_allowed(fields: dict[str, Any]) -> None:
    assert problems({"affected": ["neck"], **fields}) == []


def test_all_problems_are_told_at_once_field_by_field_then_what_contradicts() -> None:
    case = {
        "x": 1,
        "impact": "bad",
        "affected": ["nose", "neck"],
        "first_affected": "voice",
        "onset_age": 9,
        "onset_band": "infancy",
        "tasks": ["writing"],
        "conditions": ["unsure", "stroke"],
    }
    fields = [line.partition(":")[0] for line in problems(case)]
    expected = ["affected[0]", "impact", "x", "conditions", "onset_band", "tasks"]
    assert fields == expected


def test_a_field_that_is_refused_is_not_also_called_contradictory() -> None:
    case = {"affected": ["neck"], "onset_age": 200, "current_age": 3, "onset_certainty": "exact"}
    assert [line.partition(":")[0] for line in problems(case)] == ["onset_age"]
