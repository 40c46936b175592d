"""How likely it is to spread, from the age at onset and where it began.

Levels follow Greene 1995, Svetel 2007, Berman 2020 and Elia 2006; the statements carry the sources.
"""

from typing import Literal

import msgspec

from questionnaire.body import LOWER_LIMBS, UPPER_LIMBS, Region
from questionnaire.facts import Facts

SpreadLevel = Literal["none", "unknown", "more-likely", "common", "possible", "uncommon"]


class SpreadFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say what it means."""

    level: SpreadLevel
    statements: tuple[str, ...] = ()


_ADULT: dict[Region, SpreadFinding] = {
    "upper-cranial": SpreadFinding("common", ("spread-eyelids", "spread-adult-legs")),
    "left-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-adult-legs")),
    "right-upper-limb": SpreadFinding("possible", ("spread-upper-limb", "spread-adult-legs")),
    "neck": SpreadFinding("uncommon", ("spread-neck", "spread-adult-legs")),
    "larynx": SpreadFinding("uncommon", ("spread-larynx", "spread-adult-legs")),
    "left-lower-limb": SpreadFinding("uncommon", ("spread-lower-limb",)),
    "right-lower-limb": SpreadFinding("uncommon", ("spread-lower-limb",)),
}


def spread_of(facts: Facts) -> SpreadFinding:
    """Return how likely it is to spread to another region."""
    if not facts.regions:
        return SpreadFinding("none")
    if facts.young is None:
        return SpreadFinding("unknown", ("spread-unknown-age",))
    if facts.young:
        return SpreadFinding("more-likely", (_young_statement(facts.began),))
    if len(facts.regions) > 1:
        return SpreadFinding("unknown", ("spread-already",))
    return _ADULT.get(facts.regions[0], SpreadFinding("unknown", ("spread-other",)))


def _young_statement(began: Region | None) -> str:
    """Return the strongest wording for a leg, the middle one for an arm, else the plain one."""
    if began in LOWER_LIMBS:
        return "spread-young-leg"
    return "spread-young-arm" if began in UPPER_LIMBS else "spread-young"
