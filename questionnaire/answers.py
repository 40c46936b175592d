"""Answers: everything that a person told us, and nothing that follows from it.

None means not answered, an empty list means "none of these", and "unsure" is an answer of its own.
"""

from collections.abc import Collection
from typing import Annotated, Final, Literal, TypeVar, get_args

import msgspec

from questionnaire.body import SITES, Site

Unsure = Literal["unsure"]
UNSURE: Final = "unsure"

#: The highest age that can be entered, in years.
OLDEST: Final = 120

AgeYears = Annotated[int, msgspec.Meta(ge=0, le=OLDEST)]
AnsweredBy = Literal["patient", "carer", "staff"]
#: Whom the wording addresses; a parent is a carer who answers for a child.
Voice = Literal["patient", "parent", "carer", "staff"]
Certainty = Literal["exact", "about", "unsure"]
Band = Literal["infancy", "childhood", "adolescence", "early-adulthood", "late-adulthood"]
OnsetSpeed = Literal["within-days", "within-weeks", "months", "years", "unsure"]
Feature = Literal[
    "twisting",
    "tremor",
    "jerks",
    "pain",
    "fixed-posture",
    "sensory-trick",
    "swallowing-trouble",
    "slowness",
    "weakness",
]
Pattern = Literal["constant", "task", "worse-later-in-day", "better-after-sleep", "attacks"]
Task = Literal["writing", "typing", "music", "sport", "speaking", "eating", "walking", "other"]
Medicines = Literal["now", "past", "never", "unsure"]
YesNo = Literal["yes", "no", "unsure"]
Condition = Literal[
    "parkinson",
    "wilson",
    "stroke",
    "brain-injury",
    "birth-injury",
    "other-neurological",
    "liver-disease",
    "mood-behaviour-change",
    "injury-to-part",
]
Tried = Literal[
    "physical-therapy",
    "anticholinergics",
    "muscle-relaxants",
    "dopamine-medicines",
    "botulinum-toxins",
    "surgery",
    "other",
]
CaringFor = Literal["child", "adult"]
Impact = Literal["none", "mild", "moderate", "severe", "unsure"]
Sign = Literal[
    "breathing",
    "swallowing",
    "fever-stiffness",
    "sudden-one-sided",
    "nonstop-spasms",
    "implant-worse",
    "new-medicine",
    "headache-vomiting-seizure",
    "confusion",
]

BANDS: tuple[Band, ...] = get_args(Band)

#: The first completed year of each age band (Albanese 2013), in years.
FIRST_YEAR: dict[Band, int] = {
    "infancy": 0,
    "childhood": 3,
    "adolescence": 13,
    "early-adulthood": 21,
    "late-adulthood": 41,
}


SIGNS: tuple[Sign, ...] = get_args(Sign)


class Answers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was answered so far; ages are in completed years, sides are the patient's own."""

    affected: tuple[Site, ...] | None = None
    first_affected: Site | Unsure | None = None
    onset_age: AgeYears | None = None
    onset_certainty: Certainty | None = None
    onset_band: Band | None = None
    onset_speed: OnsetSpeed | None = None
    current_age: AgeYears | None = None
    answered_by: AnsweredBy | None = None
    caring_for: CaringFor | None = None
    features: tuple[Feature | Unsure, ...] | None = None
    pattern: tuple[Pattern | Unsure, ...] | None = None
    tasks: tuple[Task | Unsure, ...] | None = None
    medicines: Medicines | None = None
    family_history: YesNo | None = None
    conditions: tuple[Condition | Unsure, ...] | None = None
    tried: tuple[Tried | Unsure, ...] | None = None
    impact: Impact | None = None
    urgent_signs: tuple[Sign | Unsure, ...] | None = None

    @property
    def voice(self) -> Voice:
        """Whom the wording addresses; a person who did not say is addressed as the patient."""
        if self.answered_by == "carer" and self.caring_for == "child":
            return "parent"
        return self.answered_by or "patient"


Value = TypeVar("Value", bound=str)


def certainty_of(answers: Answers) -> Certainty | None:
    """Return how surely the onset is known: an age alone is exact, a band alone unsure."""
    if answers.onset_certainty == UNSURE:
        return UNSURE
    if answers.onset_age is not None:
        return answers.onset_certainty or "exact"
    return UNSURE if answers.onset_band else None


def earliest_onset(answers: Answers) -> int | None:
    """Return the youngest age, in years, at which it can have begun; None where nothing is known."""
    if answers.onset_age is not None:
        return answers.onset_age
    return FIRST_YEAR[answers.onset_band] if answers.onset_band else None


def onset_after_now(answers: Answers) -> bool:
    """Tell whether the age at onset is higher than the age now, which can't be."""
    began = earliest_onset(answers)
    return began is not None and answers.current_age is not None and began > answers.current_age


def years_of(band: Band) -> range:
    """Return the completed years of an age band."""
    after = BANDS.index(band) + 1
    end = FIRST_YEAR[BANDS[after]] if after < len(BANDS) else OLDEST + 1
    return range(FIRST_YEAR[band], end)


def in_order(values: Collection[Value], order: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values each once, in the given order."""
    return tuple(value for value in order if value in values)


def band_of(age: int) -> Band:
    """Return the age band of an age in completed years."""
    return next(band for band in reversed(BANDS) if age >= FIRST_YEAR[band])


def marked_signs(answers: Answers) -> tuple[Sign, ...]:
    """Return the urgent signs that were really marked, leaving "unsure" aside."""
    return tuple(sign for sign in answers.urgent_signs or () if sign != UNSURE)


def affected_sites(answers: Answers) -> tuple[Site, ...]:
    """Return the affected sites, each once, in the body's order."""
    return in_order(answers.affected or (), SITES)
