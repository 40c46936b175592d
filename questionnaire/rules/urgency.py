"""What must not wait: the highest level of the signs that were marked, and what a level asks for."""

from collections.abc import Collection
from typing import Literal, get_args

import msgspec

from questionnaire.answers import Sign
from questionnaire.facts import Facts

#: The most urgent first.
Level = Literal["emergency", "same-day", "unknown", "routine"]

LEVELS: tuple[Level, ...] = get_args(Level)

LEVEL_OF: dict[Sign, Level] = {
    "breathing": "emergency",
    "swallowing": "emergency",
    "fever-stiffness": "emergency",
    "sudden-one-sided": "emergency",
    "nonstop-spasms": "emergency",
    "implant-worse": "emergency",
    "new-medicine": "same-day",
    "headache-vomiting-seizure": "same-day",
}


class UrgencyFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say why."""

    level: Level
    statements: tuple[str, ...] = ()


def urgency_of(facts: Facts) -> UrgencyFinding:
    """Return how soon somebody must be told; signs not answered or not sure are never routine."""
    if facts.signs:
        level = most_urgent([LEVEL_OF[sign] for sign in facts.signs]) or "unknown"
        return UrgencyFinding(level, tuple(f"urgent-{sign}" for sign in facts.signs))
    if facts.signs_unsure or not facts.signs_asked:
        return UrgencyFinding("unknown", ("urgent-unknown",))
    return UrgencyFinding("routine")


def most_urgent(levels: Collection[Level | None]) -> Level | None:
    """Return the most urgent of the levels that are known."""
    return next((level for level in LEVELS if level in levels), None)


def must_not_wait(level: Level | None) -> bool:
    """Tell whether somebody must see to it, now or today."""
    return level in ("emergency", "same-day")


def is_emergency(level: Level) -> bool:
    """Tell whether it is a case for the emergency number."""
    return level == "emergency"


def stops(level: Level) -> bool:
    """Tell whether the questions stop for it, and the reports begin with it."""
    return level != "routine"


def signs_are_open(level: Level | None) -> bool:
    """Tell whether staff have to ask about the signs, because the answers don't tell."""
    return level == "unknown"
