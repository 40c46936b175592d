from typing import get_args

import pytest

from questionnaire.answers import (
    FIRST_YEAR,
    Answers,
    Band,
    Condition,
    affected_sites,
    band_of,
    earliest_onset,
    in_order,
    marked_signs,
    onset_after_now,
)


def test_nothing_is_answered_at_first() -> None:
    empty = Answers()
    assert {getattr(empty, field) for field in empty.__struct_fields__} == {None}


@pytest.mark.parametrize("field", Answers.__struct_fields__)
def test_answers_cannot_be_changed_behind_the_back_of_the_interview(field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Answers(), field, None)


def test_somebody_who_did_not_say_who_they_are_is_spoken_to_as_the_patient() -> None:
    assert Answers().voice == "patient"
    assert Answers(answered_by="carer").voice == "carer"


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "infancy"),
        (2, "infancy"),
        (3, "childhood"),
        (12, "childhood"),
        (13, "adolescence"),
        (20, "adolescence"),
        (21, "early-adulthood"),
        (40, "early-adulthood"),
        (41, "late-adulthood"),
        (120, "late-adulthood"),
    ],
)
def test_an_age_falls_into_its_band(age: int, band: Band) -> None:
    assert band_of(age) == band


def test_a_band_begins_with_its_first_year() -> None:
    assert [band_of(first) for first in FIRST_YEAR.values()] == list(FIRST_YEAR)


def test_the_earliest_onset_is_the_age_or_else_the_first_year_of_the_band() -> None:
    assert earliest_onset(Answers(onset_age=34)) == 34
    assert earliest_onset(Answers(onset_band="adolescence")) == 13
    assert earliest_onset(Answers()) is None


def test_an_onset_at_birth_is_known() -> None:
    assert earliest_onset(Answers(onset_age=0)) == 0
    assert earliest_onset(Answers(onset_band="infancy")) == 0


@pytest.mark.parametrize(
    "answers",
    [
        Answers(onset_age=41, current_age=40),
        Answers(onset_band="late-adulthood", current_age=40),
        Answers(onset_age=1, current_age=0),
    ],
    ids=str,
)
def test_an_onset_after_now_is_impossible(answers: Answers) -> None:
    assert onset_after_now(answers)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(onset_age=40, current_age=40),
        Answers(onset_band="late-adulthood", current_age=41),
        Answers(onset_age=41),
        Answers(current_age=1),
        Answers(),
    ],
    ids=str,
)
def test_an_onset_before_now_or_without_an_age_is_possible(answers: Answers) -> None:
    assert not onset_after_now(answers)


def test_values_stand_once_each_in_the_given_order() -> None:
    assert in_order(("wilson", "parkinson", "wilson"), get_args(Condition)) == (
        "parkinson",
        "wilson",
    )


def test_unsure_is_no_marked_sign() -> None:
    assert marked_signs(Answers(urgent_signs=("unsure",))) == ()
    assert marked_signs(Answers(urgent_signs=("breathing",))) == ("breathing",)
    assert marked_signs(Answers()) == ()


def test_affected_sites_stand_once_each_from_head_to_foot() -> None:
    answers = Answers(affected=("left-foot", "neck", "left-foot"))
    assert affected_sites(answers) == ("neck", "left-foot")
    assert affected_sites(Answers()) == ()
