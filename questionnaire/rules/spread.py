"""How likely it is to spread, from the age at onset and where it began.

Levels follow Greene 1995, Svetel 2007, Berman 2020 and Elia 2006; the statements carry the sources.
"""

from functools import cache
from typing import Literal

import msgspec

from questionnaire.answers import UNSURE, Answers, Band, band_of
from questionnaire.body import LOWER_LIMBS, REGION_OF, Region, regions_of

Level = Literal["none", "unknown", "more-likely", "common", "possible", "uncommon"]

#: The patient guide's own cut, in completed years; it stands beside the age bands.
YOUNG_BEFORE = 20

_YOUNG_BANDS: frozenset[Band] = frozenset({"infancy", "childhood", "adolescence"})

_UPPER_LIMBS: frozenset[Region] = frozenset({"left-upper-limb", "right-upper-limb"})


class Onset(msgspec.Struct, frozen=True):
    """When it began: the age band, and whether before 20 (None where that can't be told)."""

    band: Band | None = None
    before_20: bool | None = None


class SpreadFinding(msgspec.Struct, frozen=True):
    """The level, and the ids of the statements that say what it means."""

    level: Level
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


def onset_of(answers: Answers) -> Onset:
    """Return the onset's age band, and whether it lies before 20."""
    return _onset(answers.onset_age, answers.onset_band)


@cache
def _onset(age: int | None, band: Band | None) -> Onset:
    """Return the onset for an age, or for a band where there is none; kept, as each rule asks for it."""
    if age is not None:
        return Onset(band_of(age), age < YOUNG_BEFORE)
    if band is None:
        return Onset()
    return Onset(band, None if band == "adolescence" else band in _YOUNG_BANDS)


def first_region(answers: Answers) -> Region | None:
    """Return the region where it began, as far as the answers tell; of two legs or two arms the first."""
    if answers.first_affected is not None and answers.first_affected != UNSURE:
        return REGION_OF[answers.first_affected]
    regions = regions_of(answers.affected or ())
    alike = any(set(regions) <= limbs for limbs in (LOWER_LIMBS, _UPPER_LIMBS))
    return regions[0] if regions and (len(regions) == 1 or alike) else None


def began_young(answers: Answers) -> bool:
    """Tell whether it is known to have begun at an age at which spread is more likely."""
    return onset_of(answers).band in _YOUNG_BANDS


def young_leg_onset(answers: Answers) -> bool:
    """Tell whether it began young and in a leg, where spread is fastest (Greene 1995)."""
    return began_young(answers) and (first_region(answers) or "").endswith("lower-limb")


def spread_of(answers: Answers) -> SpreadFinding:
    """Return how likely it is to spread to another region."""
    regions = regions_of(answers.affected or ())
    if not regions:
        return SpreadFinding("none")
    if onset_of(answers).band is None:
        return SpreadFinding("unknown", ("spread-unknown-age",))
    if began_young(answers):
        return SpreadFinding("more-likely", _young_statements(first_region(answers)))
    if len(regions) > 1:
        return SpreadFinding("unknown", ("spread-already",))
    return _ADULT.get(regions[0], SpreadFinding("unknown", ("spread-other",)))


def _young_statements(began: Region | None) -> tuple[str, ...]:
    """Return the strongest wording for a leg, the middle one for an arm, else the plain one."""
    if began and began.endswith("lower-limb"):
        return ("spread-young-leg",)
    if began and began.endswith("upper-limb"):
        return ("spread-young-arm",)
    return ("spread-young",)
