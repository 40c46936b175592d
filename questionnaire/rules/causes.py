"""Possible causes worth telling the clinician; never that one is the cause.

Each rule goes by facts and not by a label, so that one more mark takes no warning away. The sources stand
with the statements in `resources/evidence.toml`.
"""

from typing import Literal

from questionnaire.body import LOWER_LIMBS, UPPER_LIMBS
from questionnaire.facts import FAST, Facts

_LIMBS = LOWER_LIMBS | UPPER_LIMBS
_LATER_LIFE = 40


def causes_of(facts: Facts) -> tuple[str, ...]:
    """Return the ids of the statements about causes that are worth raising."""
    if not facts.sites:
        return ()
    fast, neck_of_child = facts.speed in FAST, _neck_of_child(facts)
    adult_leg = _adult_leg(facts)
    parkinsonism = "slowness" in facts.features or adult_leg == "late"
    picked = {
        "cause-often-unknown": True,
        "cause-medicine-now": facts.medicines == "now",
        "cause-medicine-past": facts.medicines == "past",
        "cause-medicine-unsure": facts.medicines == "unsure",
        "cause-family": facts.family_history == "yes",
        "cause-parkinson": "parkinson" in facts.conditions,
        "cause-wilson": "wilson" in facts.conditions,
        "cause-stroke": "stroke" in facts.conditions,
        "cause-brain-injury": "brain-injury" in facts.conditions,
        "cause-birth-injury": "birth-injury" in facts.conditions,
        "cause-other-neurological": "other-neurological" in facts.conditions,
        "cause-dopa-responsive": _dopa_responsive(facts),
        "cause-levodopa-trial": facts.young is True,
        "cause-wilson-screen": _wilson_screen(facts),
        "cause-one-sided": facts.arm_and_leg_of_one_side,
        "cause-hemifacial": facts.one_sided_face,
        "cause-neck-child": neck_of_child,
        "cause-rapid-onset": fast and not neck_of_child,
        "cause-attacks": "attacks" in facts.pattern,
        "cause-gene-test": _gene_test(facts),
        "cause-tremor": "tremor" in facts.features and "twisting" not in facts.features,
        "cause-parkinsonism": parkinsonism,
        "cause-adult-leg": adult_leg == "early" and not parkinsonism,
        "cause-young-leg": facts.young_leg,
    }
    return tuple(statement for statement, applies in picked.items() if applies)


def usual_tests(facts: Facts) -> tuple[str, ...]:
    """Return what is tested for though nothing hints at it: Wilson's disease up to 50 (Shribman 2019)."""
    is_raised = "wilson" in facts.conditions or _wilson_screen(facts)
    return () if is_raised or not facts.sites or not _at_wilsons_age(facts) else ("usual-tests",)


def _dopa_responsive(facts: Facts) -> bool:
    """Young onset that is worse later in the day, or better after sleep, wherever it is (Lee 2014)."""
    of_the_day = {"worse-later-in-day", "better-after-sleep"}
    return _can_have_begun(facts, 0, 30) and not of_the_day.isdisjoint(facts.pattern)


def _wilson_screen(facts: Facts) -> bool:
    """Wilson's disease shows mostly from 5 to 35, and also later; what fits it beside age (Shribman 2019)."""
    hints = (
        "liver-disease" in facts.conditions,
        "mood-behaviour-change" in facts.conditions,
        "mouth" in facts.sites or "voice" in facts.sites,
        len(facts.regions) > 1,
        _can_have_begun(facts, 3, 20),
    )
    return _at_wilsons_age(facts) and "wilson" not in facts.conditions and any(hints)


def _at_wilsons_age(facts: Facts) -> bool:
    return not facts.ages or _can_have_begun(facts, 3, 51)


def _neck_of_child(facts: Facts) -> bool:
    """A child's neck that turned within days or weeks has causes of its own."""
    return bool(facts.is_child) and "neck" in facts.sites and facts.speed in FAST


def _gene_test(facts: Facts) -> bool:
    """Onset before 30 in a limb, or with an affected relative (Albanese 2011)."""
    limb_first = facts.began in _LIMBS or set(facts.regions) <= _LIMBS
    return _can_have_begun(facts, 0, 30) and (limb_first or facts.family_history == "yes")


def _adult_leg(facts: Facts) -> Literal["early", "late"] | None:
    """Of an adult with one leg alone, tell whether it began before 40 or later (McKeon 2008).

    A band without an age counts by its first year, so that early adulthood is not taken for 40.
    """
    one_leg = len(facts.regions) == 1 and facts.regions[0] in LOWER_LIMBS
    if not one_leg or facts.young is not False:
        return None
    return "early" if min(facts.ages, default=_LATER_LIFE) < _LATER_LIFE else "late"


def _can_have_begun(facts: Facts, first: int, before: int) -> bool:
    """Tell whether one of the ages at which it can have begun is from `first` on and below `before`."""
    return any(first <= age < before for age in facts.ages)
