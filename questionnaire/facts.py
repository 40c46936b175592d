"""What the rules need to know of the answers, worked out once: each rule is given these facts."""

from functools import cache

import msgspec

from questionnaire.answers import (
    SIGNS,
    UNSURE,
    Answers,
    Band,
    Condition,
    Impact,
    Medicines,
    Pattern,
    Sign,
    Task,
    Unsure,
    YesNo,
    band_of,
    in_order,
    marked_signs,
)
from questionnaire.body import (
    LOWER_LIMBS,
    REGION_OF,
    UPPER_LIMBS,
    Region,
    Side,
    Site,
    one_sided,
    regions_of,
    sides_of,
)

#: The patient guide's own cut-off, in completed years, in addition to the age bands.
YOUNG_BEFORE = 20

_YOUNG_BANDS: frozenset[Band] = frozenset({"infancy", "childhood", "adolescence"})


class Onset(msgspec.Struct, frozen=True):
    """When it began: the age band, and whether before 20 (None where that can't be told)."""

    band: Band | None = None
    before_20: bool | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the answers before any rule; None means that the answers don't tell.

    `one_side` is the side that everything is on. `began` is the region where it began. `young` is an onset
    at an age at which spread is more likely; `young_leg` one that is also known to have begun in a leg.
    """

    sites: frozenset[Site]
    regions: tuple[Region, ...]
    sides: frozenset[Side]
    one_side: Side | None
    began: Region | None
    onset: Onset
    young: bool | None
    young_leg: bool
    pattern: tuple[Pattern | Unsure, ...]
    tasks: frozenset[Task | Unsure]
    medicines: Medicines | None
    family_history: YesNo | None
    conditions: tuple[Condition | Unsure, ...]
    impact: Impact | None
    signs: tuple[Sign, ...]
    signs_asked: bool
    signs_unsure: bool


def facts_of(answers: Answers) -> Facts:
    """Return what the rules need to know of the answers."""
    sites = answers.affected or ()
    signs = answers.urgent_signs or ()
    regions = regions_of(sites)
    began = _began(answers, regions)
    onset = _onset(answers.onset_age, answers.onset_band)
    young = onset.band in _YOUNG_BANDS if onset.band else None
    return Facts(
        sites=frozenset(sites),
        regions=regions,
        sides=sides_of(sites),
        one_side=one_sided(sites),
        began=began,
        onset=onset,
        young=young,
        young_leg=bool(young) and began in LOWER_LIMBS,
        pattern=answers.pattern or (),
        tasks=frozenset(answers.tasks or ()),
        medicines=answers.medicines,
        family_history=answers.family_history,
        conditions=answers.conditions or (),
        impact=answers.impact,
        signs=in_order(marked_signs(answers), SIGNS) if signs else (),
        signs_asked=answers.urgent_signs is not None,
        signs_unsure=UNSURE in signs,
    )


@cache
def _onset(age: int | None, band: Band | None) -> Onset:
    """Return the onset for an age, or for a band where there is none; cached, because there are so few."""
    if age is not None:
        return Onset(band_of(age), age < YOUNG_BEFORE)
    if band is None:
        return Onset()
    return Onset(band, None if band == "adolescence" else band in _YOUNG_BANDS)


def _began(answers: Answers, regions: tuple[Region, ...]) -> Region | None:
    """Return the region where it began, as far as the answers tell; of two legs or two arms the first."""
    if answers.first_affected is not None and answers.first_affected != UNSURE:
        return REGION_OF[answers.first_affected]
    alike = any(limbs.issuperset(regions) for limbs in (LOWER_LIMBS, UPPER_LIMBS))
    return regions[0] if regions and (len(regions) == 1 or alike) else None
