from typing import Any, get_args

import pytest
from anatomy import sites_in

from questionnaire.answers import Answers, Condition
from questionnaire.facts import facts_of
from questionnaire.rules.causes import causes_of
from questionnaire.rules.distribution import consensus_2013

LATE = {"pattern": ("worse-later-in-day",)}


def causes(marked: str = "neck", **more: Any) -> list[str]:
    """Return the causes named, apart from that the cause is often unknown, which is always said."""
    facts = facts_of(Answers(affected=sites_in(marked), **more))
    first, *others = causes_of(facts, consensus_2013(facts).label)
    assert first == "cause-often-unknown"
    return others


def test_nothing_lies_behind_nothing() -> None:
    everything = Answers(affected=(), medicines="now", family_history="yes", conditions=("stroke",))
    assert causes_of(facts_of(everything), "none") == ()


def test_without_further_answers_the_cause_is_only_often_unknown() -> None:
    assert causes() == []


@pytest.mark.parametrize("answer", ["now", "past", "unsure"])
def test_a_medicine_that_was_or_may_have_been_taken_is_worth_telling(answer: str) -> None:
    assert causes(medicines=answer) == [f"cause-medicine-{answer}"]


def test_a_medicine_never_taken_is_not_mentioned() -> None:
    assert causes(medicines="never") == []


def test_only_a_known_family_history_is_worth_telling() -> None:
    answers = ("yes", "no", "unsure", None)
    named = [causes(family_history=answer) for answer in answers]
    assert named == [["cause-family"], [], [], []]


@pytest.mark.parametrize("condition", get_args(Condition))
def test_a_condition_is_worth_telling(condition: Condition) -> None:
    assert causes(conditions=(condition,)) == [f"cause-{condition}"]


def test_conditions_stand_in_the_order_of_the_design() -> None:
    backwards = tuple(reversed(get_args(Condition)))
    assert causes(conditions=backwards) == [
        f"cause-{condition}" for condition in get_args(Condition)
    ]


@pytest.mark.parametrize("conditions", [(), ("unsure",), None])
def test_no_known_condition_names_none(conditions: Any) -> None:
    assert causes(conditions=conditions) == []


def test_a_young_leg_that_is_worse_later_in_the_day_raises_the_dopa_responsive_form() -> None:
    assert causes("left-leg", onset_age=8, **LATE) == ["cause-dopa-responsive", "cause-young-leg"]


def test_a_young_leg_alone_is_told_to_staff() -> None:
    assert causes("left-leg", onset_age=8) == ["cause-young-leg"]


@pytest.mark.parametrize(("marked", "age"), [("left-leg", 50), ("left-hand", 8)])
def test_an_adult_or_an_arm_does_not_raise_the_dopa_responsive_form(marked: str, age: int) -> None:
    assert "cause-dopa-responsive" not in causes(marked, onset_age=age, **LATE)


def test_one_half_of_the_body_raises_the_causes_of_hemidystonia() -> None:
    assert causes("left-arm left-leg") == ["cause-hemidystonia"]
    assert causes("left-arm left-lower-face") == []


@pytest.mark.parametrize("onset", [{"onset_age": 21}, {"onset_band": "late-adulthood"}], ids=str)
def test_one_leg_in_an_adult_is_worth_a_search(onset: dict[str, Any]) -> None:
    assert causes("right-leg right-foot", **onset) == ["cause-adult-leg"]


@pytest.mark.parametrize(
    ("marked", "age"), [("right-leg", None), ("right-leg left-leg", 50), ("neck", 50)]
)
def test_an_unknown_age_or_another_place_is_no_adult_leg(marked: str, age: int | None) -> None:
    assert causes(marked, onset_age=age) == []


def test_one_eye_alone_has_other_causes_than_blepharospasm() -> None:
    assert causes("left-upper-face") == ["cause-one-sided-eye"]
    assert causes("left-upper-face right-upper-face") == []
