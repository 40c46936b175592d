from typing import Any, get_args

import pytest
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Sign
from questionnaire.facts import facts_of
from questionnaire.rules.urgency import (
    URGENCY_LEVELS,
    UrgencyFinding,
    UrgencyLevel,
    are_signs_open,
    is_emergency,
    is_soon,
    most_urgent,
    must_not_wait,
    stops,
    urgency_of,
    urgency_of_signs,
    why_soon,
)


@pytest.mark.parametrize(
    "sign",
    [
        "breathing",
        "swallowing",
        "fever-stiffness",
        "sudden-one-sided",
        "nonstop-spasms",
        "implant-worse",
    ],
)
def test_a_sign_of_danger_is_an_emergency(sign: Sign) -> None:
    found = urgency_of(facts_of(Answers(urgent_signs=(sign,))))
    assert (found.level, found.statements) == ("emergency", (f"urgent-{sign}",))


@pytest.mark.parametrize("sign", ["new-medicine", "headache-vomiting-seizure", "confusion"])
def test_a_sign_that_can_wait_for_hours_is_for_the_same_day(sign: Sign) -> None:
    found = urgency_of(facts_of(Answers(urgent_signs=(sign,))))
    assert (found.level, found.statements) == ("same-day", (f"urgent-{sign}",))


def test_the_highest_sign_decides_and_every_sign_is_said_the_gravest_first() -> None:
    found = urgency_of(facts_of(Answers(urgent_signs=("new-medicine", "swallowing", "breathing"))))
    assert found.level == "emergency"
    assert found.statements == ("urgent-breathing", "urgent-swallowing", "urgent-new-medicine")


def test_none_of_the_signs_is_routine_and_needs_no_words() -> None:
    found = urgency_of(facts_of(Answers(urgent_signs=())))
    assert (found.level, found.statements) == ("routine", ())


@pytest.mark.parametrize("answers", [Answers(), Answers(urgent_signs=("unsure",))], ids=str)
def test_signs_not_answered_or_not_sure_are_never_routine(answers: Answers) -> None:
    found = urgency_of(facts_of(answers))
    assert (found.level, found.statements) == ("unknown", ("urgent-unknown",))


@given(answer_sets())
def test_one_statement_is_said_for_each_marked_sign(answers: Answers) -> None:
    marked = [sign for sign in get_args(Sign) if sign in (answers.urgent_signs or ())]
    said = urgency_of_signs(facts_of(answers)).statements
    assert said in (tuple(f"urgent-{sign}" for sign in marked), ("urgent-unknown",))


HEMI = ("left-arm", "left-leg")
LEG = {"affected": ("left-foot",), "onset_age": 9}
SOON: list[tuple[str, dict[str, Any]]] = [
    ("fast-onset", {"onset_speed": "within-days"}),
    ("fast-onset", {"onset_speed": "within-weeks"}),
    ("attacks", {"pattern": ("attacks",)}),
    ("medicine", {"medicines": "now"}),
    ("one-sided", {"affected": HEMI}),
    ("young-leg", LEG),
    ("weakness", {"features": ("weakness",)}),
    ("swallowing", {"features": ("swallowing-trouble",)}),
]


def urgency(**answers: Any) -> UrgencyFinding:
    return urgency_of(facts_of(Answers(**{"affected": ("neck",), "urgent_signs": (), **answers})))


@pytest.mark.parametrize(("why", "answers"), SOON)
def test_what_may_have_a_cause_that_presses_is_seen_within_days(
    why: str, answers: dict[str, Any]
) -> None:
    assert urgency(**answers).level == "soon"
    assert why_soon(facts_of(Answers(**{"affected": ("neck",), **answers}))) == (why,)


@pytest.mark.parametrize(("_why", "answers"), SOON)
def test_what_is_known_to_be_two_years_old_presses_no_more(
    _why: str, answers: dict[str, Any]
) -> None:
    old = {"onset_age": 9, "current_age": 11}
    assert urgency(**{**answers, **old}).level == "routine"
    assert urgency(**{**answers, "onset_age": 9, "current_age": 10}).level == "soon"


def test_a_band_is_as_new_as_its_last_year() -> None:
    weak: dict[str, Any] = {"features": ("weakness",), "onset_band": "adolescence"}
    assert urgency(**weak, current_age=21).level == "soon"
    assert urgency(**weak, current_age=22).level == "routine"


@pytest.mark.parametrize(("now", "level"), [(31, "soon"), (32, "routine"), (None, "soon")])
def test_a_medicine_presses_in_the_first_year(now: int | None, level: str) -> None:
    assert urgency(medicines="now", onset_age=30, current_age=now).level == level


def test_a_young_leg_presses_unless_it_is_known_to_have_begun_elsewhere() -> None:
    two: dict[str, Any] = {"affected": ("neck", "left-foot"), "onset_age": 9}
    assert urgency(**two).level == "soon"
    assert urgency(**two, first_affected="left-foot").level == "soon"
    assert urgency(**two, first_affected="neck").level == "routine"


def test_with_a_sign_that_cannot_wait_only_the_sign_is_said() -> None:
    found = urgency(features=("weakness",), urgent_signs=("confusion",))
    assert found == UrgencyFinding("same-day", ("urgent-confusion",))


@pytest.mark.parametrize("signs", [None, ("unsure",)])
def test_open_signs_stay_said_beside_what_is_seen_within_days(signs: Any) -> None:
    found = urgency(features=("weakness",), urgent_signs=signs)
    assert found == UrgencyFinding("soon", ("soon", "soon-weakness", "urgent-unknown"))
    assert are_signs_open(found.statements)


def test_nothing_presses_where_no_part_is_affected() -> None:
    assert urgency(affected=(), medicines="now", onset_speed="within-days").level == "routine"


def test_what_each_level_asks_for() -> None:
    assert [level for level in URGENCY_LEVELS if is_emergency(level)] == ["emergency"]
    assert [level for level in URGENCY_LEVELS if must_not_wait(level)] == ["emergency", "same-day"]
    assert [level for level in URGENCY_LEVELS if is_soon(level)] == ["soon"]


@pytest.mark.parametrize(
    ("signs", "stop"), [(None, False), ((), False), (("unsure",), True), (("breathing",), True)]
)
def test_only_signs_and_not_sure_about_them_stop_the_questions(signs: Any, stop: Any) -> None:
    assert stops(facts_of(Answers(urgent_signs=signs, features=("weakness",)))) == stop


def test_what_is_not_known_yet_asks_for_nothing() -> None:
    assert not must_not_wait(None)
    assert not is_soon(None)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["routine", "same-day", None, "emergency"], "emergency"),
        (["routine", "unknown", "same-day"], "same-day"),
        (["routine", "unknown"], "unknown"),
        (["soon", "unknown"], "soon"),
        ([None, "routine"], "routine"),
        ([None], None),
    ],
)
def test_of_several_levels_the_most_urgent_counts(
    levels: list[UrgencyLevel | None], expected: UrgencyLevel | None
) -> None:
    assert most_urgent(levels) == expected
