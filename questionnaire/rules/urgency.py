"""What must not wait: the highest level of the signs that were marked, and what a level asks for."""

from collections.abc import Collection
from typing import Literal, get_args

import msgspec

from questionnaire.answers import Sign
from questionnaire.facts import Facts

#: The most urgent first.
UrgencyLevel = Literal["emergency", "same-day", "unknown", "routine"]

URGENCY_LEVELS: tuple[UrgencyLevel, ...] = get_args(UrgencyLevel)

LEVEL_OF: dict[Sign, UrgencyLevel] = {
    "breathing": "emergency",
    "swallowing": "emergency",
    "fever-stiffness": "emergency",
    "sudden-one-sided": "emergency",
    "nonstop-spasms": "emergency",
    "implant-worse": "emergency",
    "new-medicine": "same-day",
    "headache-vomiting-seizure": "same-day",
    "confusion": "same-day",
}


class UrgencyFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say why."""

    level: UrgencyLevel
    statements: tuple[str, ...] = ()


def urgency_of(facts: Facts) -> UrgencyFinding:
    """Return how soon staff must be told; signs not answered or not sure are never routine."""
    if facts.signs:
        level = most_urgent([LEVEL_OF[sign] for sign in facts.signs]) or "unknown"
        return UrgencyFinding(level, tuple(f"urgent-{sign}" for sign in facts.signs))
    if facts.signs_unsure or not facts.signs_asked:
        return UrgencyFinding("unknown", ("urgent-unknown",))
    return UrgencyFinding("routine")


def most_urgent(levels: Collection[UrgencyLevel | None]) -> UrgencyLevel | None:
    """Return the most urgent of the levels that are known."""
    return next((level for level in URGENCY_LEVELS if level in levels), None)


def must_not_wait(level: UrgencyLevel | None) -> bool:
    """Tell whether it must be dealt with now or today."""
    return level in ("emergency", "same-day")


def is_emergency(level: UrgencyLevel) -> bool:
    """Tell whether it is a case for the emergency number."""
    return level == "emergency"


def stops(level: UrgencyLevel) -> bool:
    """Tell whether the questions stop for it, and the reports begin with it."""
    return level != "routine"


def signs_are_open(level: UrgencyLevel | None) -> bool:
    """Tell whether staff have to ask about the signs, because the answers don't tell."""
    return level == "unknown"
