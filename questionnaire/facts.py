"""What the rules need to know of the answers, worked out once: each rule is given these facts."""

from functools import cache

import msgspec

from questionnaire.answers import (
    SIGNS,
    UNSURE,
    Answers,
    Band,
    Condition,
    Feature,
    Impact,
    Medicines,
    OnsetSpeed,
    Pattern,
    Sign,
    Task,
    Tried,
    Unsure,
    YesNo,
    band_of,
    in_order,
    marked_signs,
    years_of,
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

#: How fast it came on where that is worth a search for a cause.
FAST: tuple[OnsetSpeed, ...] = ("within-days", "within-weeks")

_GROWN_UP = 18

_FACE: frozenset[Site] = frozenset(
    {"left-upper-face", "right-upper-face", "left-lower-face", "right-lower-face"}
)

_YOUNG_BANDS: frozenset[Band] = frozenset({"infancy", "childhood", "adolescence"})


class Onset(msgspec.Struct, frozen=True):
    """When it began: the age band, and whether before 20 (None where that can't be told)."""

    band: Band | None = None
    before_20: bool | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the answers before any rule; None means that the answers don't tell.

    - `one_side` is the side that everything is on.
    - `began` is the region where it began.
    - `young` is an onset at an age at which spread is more likely; `young_leg` one that is also known to have
      begun in a leg, and `leg_may_be_first` holds unless it is known to have begun elsewhere.
    - `ages` are the ages, in completed years, at which it can have begun, none where that is unknown;
      `years_since` are the full years that have passed since then at least.
    - `is_child` is an age now, or else at onset, below 18.
    - `arm_and_leg_of_one_side` holds whatever else is marked in the middle of the body; `one_sided_face` where
      nothing is marked below the face.
    """

    sites: frozenset[Site]
    regions: tuple[Region, ...]
    sides: frozenset[Side]
    one_side: Side | None
    began: Region | None
    onset: Onset
    young: bool | None
    young_leg: bool
    leg_may_be_first: bool
    ages: range
    years_since: int | None
    is_child: bool | None
    arm_and_leg_of_one_side: bool
    one_sided_face: bool
    speed: OnsetSpeed | None
    features: frozenset[Feature | Unsure]
    tried: frozenset[Tried | Unsure]
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
    ages, now = _ages(answers), answers.current_age
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
        leg_may_be_first=not LOWER_LIMBS.isdisjoint((began,) if began else regions),
        ages=ages,
        years_since=now - ages[-1] if ages and now is not None else None,
        is_child=_is_child(answers),
        arm_and_leg_of_one_side=_arm_and_leg_of_one_side(sites, regions),
        one_sided_face=_one_sided_face(sites),
        speed=answers.onset_speed,
        features=frozenset(answers.features or ()),
        tried=frozenset(answers.tried or ()),
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


def _ages(answers: Answers) -> range:
    """Return the ages at which it can have begun, as far as the answers tell."""
    if answers.onset_age is not None:
        return range(answers.onset_age, answers.onset_age + 1)
    if answers.onset_band is None:
        return range(0)
    years, now = years_of(answers.onset_band), answers.current_age
    return years if now is None else range(years.start, min(years.stop, now + 1))


def _is_child(answers: Answers) -> bool | None:
    """Tell whether the person is under 18; without the age now, whether it began before."""
    if answers.current_age is not None:
        return answers.current_age < _GROWN_UP
    if answers.onset_age is not None:
        return answers.onset_age < _GROWN_UP
    return None if answers.onset_band is None else answers.onset_band in ("infancy", "childhood")


def _arm_and_leg_of_one_side(sites: tuple[Site, ...], regions: tuple[Region, ...]) -> bool:
    arm, leg = (not limbs.isdisjoint(regions) for limbs in (UPPER_LIMBS, LOWER_LIMBS))
    return len(sides_of(sites)) == 1 and arm and leg


def _one_sided_face(sites: tuple[Site, ...]) -> bool:
    """Tell whether the face is marked on one side alone; mouth and voice may be marked too."""
    faces = {site for site in sites if site in _FACE}
    return len(sides_of(faces)) == 1 and set(sites) <= _FACE | {"mouth", "voice"}


def _began(answers: Answers, regions: tuple[Region, ...]) -> Region | None:
    """Return the region where it began, as far as the answers tell; of two legs or two arms the first."""
    if answers.first_affected is not None and answers.first_affected != UNSURE:
        return REGION_OF[answers.first_affected]
    alike = any(limbs.issuperset(regions) for limbs in (LOWER_LIMBS, UPPER_LIMBS))
    return regions[0] if regions and (len(regions) == 1 or alike) else None
