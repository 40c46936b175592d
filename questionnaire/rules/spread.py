"""How likely it is to spread, from the age at onset and where it began.

Levels follow Greene 1995, Svetel 2007, Berman 2020 and Elia 2006; the statements carry the sources.
"""

from typing import Literal

import msgspec

from questionnaire.answers import Condition
from questionnaire.body import LOWER_LIMBS, UPPER_LIMBS, Region
from questionnaire.facts import Facts

SpreadLevel = Literal["none", "unknown", "more-likely", "common", "possible", "uncommon"]


class SpreadFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say what it means."""

    level: SpreadLevel
    statements: tuple[str, ...] = ()


#: What the studies found for adults, by where it began, and from 21 to 31 years.
_ADULT: dict[Region, SpreadFinding] = {
    "upper-cranial": SpreadFinding("common", ("spread-eyelids", "spread-adult-legs")),
    "left-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-adult-legs")),
    "right-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-adult-legs")),
    "neck": SpreadFinding("uncommon", ("spread-neck", "spread-adult-legs")),
    "larynx": SpreadFinding("uncommon", ("spread-larynx", "spread-adult-legs")),
    "left-lower-limb": SpreadFinding("uncommon", ("spread-lower-limb",)),
    "right-lower-limb": SpreadFinding("uncommon", ("spread-lower-limb",)),
}
_BETWEEN: dict[Region, SpreadFinding] = {
    "upper-cranial": SpreadFinding("common", ("spread-eyelids", "spread-between-ages")),
    "left-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-between-ages")),
    "right-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-between-ages")),
    "neck": SpreadFinding("possible", ("spread-neck", "spread-between-ages")),
    "larynx": SpreadFinding("possible", ("spread-larynx", "spread-between-ages")),
}

#: From this age on, spread to the whole body is very rare (Elia 2006), in completed years.
_SETTLED = 32

_KNOWN_CAUSES: frozenset[Condition] = frozenset(
    {"parkinson", "wilson", "stroke", "brain-injury", "birth-injury"}
)


def spread_of(facts: Facts) -> SpreadFinding:
    """Return how likely it is to spread to another region.

    The studies followed people without a known cause, so that others are told no figure.
    """
    found = _by_age_and_place(facts)
    if found.statements and _has_known_cause(facts):
        return SpreadFinding(found.level, ("spread-known-cause",))
    return found


def _by_age_and_place(facts: Facts) -> SpreadFinding:
    if not facts.regions:
        return SpreadFinding("none")
    if facts.one_sided_face:
        return SpreadFinding("unknown", ("spread-one-sided-face",))
    if facts.young is None:
        return SpreadFinding("unknown", ("spread-unknown-age",))
    if facts.young:
        return SpreadFinding("more-likely", (_young_statement(facts),))
    if len(facts.regions) > 1:
        return SpreadFinding("unknown", ("spread-already",))
    if min(facts.ages, default=_SETTLED) < _SETTLED:
        between = SpreadFinding("unknown", ("spread-between-ages",))
        return _BETWEEN.get(facts.regions[0], between)
    return _ADULT.get(facts.regions[0], SpreadFinding("unknown", ("spread-other",)))


def _has_known_cause(facts: Facts) -> bool:
    return facts.medicines == "now" or not _KNOWN_CAUSES.isdisjoint(facts.conditions)


def _young_statement(facts: Facts) -> str:
    """Return the strongest wording for a leg, and one for an arm, for the neck alone and for all others.

    How often it stays in the neck is told only where it has stayed there so far.
    """
    if facts.began in LOWER_LIMBS:
        return "spread-young-leg"
    if facts.regions == ("neck",):
        return "spread-young-neck"
    return "spread-young-arm" if facts.began in UPPER_LIMBS else "spread-young"
