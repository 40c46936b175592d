"""What must not wait: the highest level of the signs that were marked."""

from typing import Literal

import msgspec

from questionnaire.answers import UNSURE, Answers, Sign, in_order, marked_signs

Level = Literal["emergency", "same-day", "routine", "unknown"]

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


def urgency_of(answers: Answers) -> UrgencyFinding:
    """Return how soon somebody must be told; signs not answered or not sure are never routine."""
    signs = in_order(marked_signs(answers), tuple(LEVEL_OF))
    if signs:
        level: Level = (
            "emergency" if any(LEVEL_OF[sign] == "emergency" for sign in signs) else "same-day"
        )
        return UrgencyFinding(level, tuple(f"urgent-{sign}" for sign in signs))
    if answers.urgent_signs is None or UNSURE in answers.urgent_signs:
        return UrgencyFinding("unknown", ("urgent-unknown",))
    return UrgencyFinding("routine")
