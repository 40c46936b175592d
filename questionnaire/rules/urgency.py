"""How soon somebody must be told: the signs that were marked, what else presses, and what a level asks for."""

from collections.abc import Collection
from typing import Literal, get_args

import msgspec

from questionnaire.answers import Sign
from questionnaire.facts import FAST, Facts

#: The most urgent first.
UrgencyLevel = Literal["emergency", "same-day", "soon", "unknown", "routine"]

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


#: Why a clinician should see a person within days.
SoonReason = Literal[
    "fast-onset", "attacks", "medicine", "one-sided", "young-leg", "weakness", "swallowing"
]

#: What staff are told of a reason of which no cause tells.
_ADVICE: dict[SoonReason, str] = {"weakness": "soon-weakness", "swallowing": "soon-swallowing"}

#: Since so many years at least, nothing is pressing that would be if it were new.
_OLD = 2


class UrgencyFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say why."""

    level: UrgencyLevel
    statements: tuple[str, ...] = ()


def urgency_of(facts: Facts) -> UrgencyFinding:
    """Return how soon staff must be told: what the signs ask for, or else what other answers make pressing."""
    signs = urgency_of_signs(facts)
    reasons = () if must_not_wait(signs.level) else why_soon(facts)
    if not reasons:
        return signs
    advice = (_ADVICE[reason] for reason in reasons if reason in _ADVICE)
    return UrgencyFinding("soon", ("soon", *advice, *signs.statements))


def urgency_of_signs(facts: Facts) -> UrgencyFinding:
    """Return what the signs alone ask for; not answered or not sure they are never routine."""
    if facts.signs:
        level = most_urgent([LEVEL_OF[sign] for sign in facts.signs]) or "unknown"
        return UrgencyFinding(level, tuple(f"urgent-{sign}" for sign in facts.signs))
    if facts.signs_unsure or not facts.signs_asked:
        return UrgencyFinding("unknown", ("urgent-unknown",))
    return UrgencyFinding("routine")


def why_soon(facts: Facts) -> tuple[SoonReason, ...]:
    """Return why a clinician should see the person within days; nothing that is known to be old counts.

    Old is what began two or more years ago. What counts has causes that should be looked for early: a fast
    start, attacks, weakness, trouble swallowing, an arm and a leg of one side, a young person's leg, and a
    medicine that may have brought it on. The sources are with the statements on these causes.
    """
    is_old = facts.years_since is not None and facts.years_since >= _OLD
    if is_old or not facts.sites:
        return ()
    lately = facts.years_since is None or facts.years_since <= 1
    picked: dict[SoonReason, bool] = {
        "fast-onset": facts.speed in FAST,
        "attacks": "attacks" in facts.pattern,
        "medicine": facts.medicines == "now" and lately,
        "one-sided": facts.arm_and_leg_of_one_side,
        "young-leg": facts.young is True and facts.leg_may_be_first,
        "weakness": "weakness" in facts.features,
        "swallowing": "swallowing-trouble" in facts.features,
    }
    return tuple(reason for reason, applies in picked.items() if applies)


def most_urgent(levels: Collection[UrgencyLevel | None]) -> UrgencyLevel | None:
    """Return the most urgent of the levels that are known."""
    return next((level for level in URGENCY_LEVELS if level in levels), None)


def must_not_wait(level: UrgencyLevel | None) -> bool:
    """Tell whether it must be dealt with now or today."""
    return level in ("emergency", "same-day")


def is_emergency(level: UrgencyLevel) -> bool:
    """Tell whether it is a case for the emergency number."""
    return level == "emergency"


def stops(facts: Facts) -> bool:
    """Tell whether the questions stop to say whom to tell: only for signs, marked or not sure."""
    return bool(facts.signs) or facts.signs_unsure


def is_soon(level: UrgencyLevel | None) -> bool:
    """Tell whether a clinician should see the person within days."""
    return level == "soon"


def are_signs_open(statements: Collection[str]) -> bool:
    """Tell from what was said of urgency whether staff still have to ask about the signs."""
    return "urgent-unknown" in statements
