from typing import get_args

import pytest
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import Answers, Sign
from questionnaire.facts import facts_of
from questionnaire.rules.urgency import (
    URGENCY_LEVELS,
    UrgencyLevel,
    is_emergency,
    most_urgent,
    must_not_wait,
    signs_are_open,
    stops,
    urgency_of,
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
    said = urgency_of(facts_of(answers)).statements
    assert said in (tuple(f"urgent-{sign}" for sign in marked), ("urgent-unknown",))


def test_what_each_level_asks_for() -> None:
    assert [level for level in URGENCY_LEVELS if is_emergency(level)] == ["emergency"]
    assert [level for level in URGENCY_LEVELS if must_not_wait(level)] == ["emergency", "same-day"]
    assert [level for level in URGENCY_LEVELS if stops(level)] == [
        "emergency",
        "same-day",
        "unknown",
    ]
    assert [level for level in URGENCY_LEVELS if signs_are_open(level)] == ["unknown"]


def test_what_is_not_known_yet_asks_for_nothing() -> None:
    assert not must_not_wait(None)
    assert not signs_are_open(None)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (["routine", "same-day", None, "emergency"], "emergency"),
        (["routine", "unknown", "same-day"], "same-day"),
        (["routine", "unknown"], "unknown"),
        ([None, "routine"], "routine"),
        ([None], None),
    ],
)
def test_of_several_levels_the_most_urgent_counts(
    levels: list[UrgencyLevel | None], expected: UrgencyLevel | None
) -> None:
    assert most_urgent(levels) == expected
