"""What can help, as general information: a clinician decides, and no medicine is started or stopped here."""

from questionnaire.answers import Tried
from questionnaire.body import LOWER_LIMBS, UPPER_LIMBS, Region
from questionnaire.facts import Facts
from questionnaire.rules.distribution import Label
from questionnaire.rules.urgency import stops, why_soon

_GUIDE_FIVE = (
    "physical-therapy",
    "anticholinergics",
    "muscle-relaxants",
    "dopamine-medicines",
    "botulinum-toxins",
)

#: What botulinum toxin can do where it is injected; of the trunk no source says it.
_AFTER_INJECTIONS: dict[Region, str] = {
    "upper-cranial": "botulinum-eyes",
    "lower-cranial": "botulinum-mouth",
    "larynx": "botulinum-voice",
    "neck": "botulinum-neck",
    **dict.fromkeys(UPPER_LIMBS, "botulinum-hand"),
    **dict.fromkeys(LOWER_LIMBS, "botulinum-leg"),
}

_MOST_PLACES = 3

_MEDICINES_AND_TOXIN: frozenset[Tried] = frozenset(
    {"anticholinergics", "muscle-relaxants", "dopamine-medicines", "botulinum-toxins"}
)


def treatments_of(facts: Facts, label: Label) -> tuple[str, ...]:
    """Return the ids of the treatment statements that fit, in their order; `label` is the consensus's."""
    if label == "none":
        return ()
    medicine_may_play_a_part = facts.medicines in ("now", "past")
    widespread = label == "generalized" or bool(facts.young)
    picked = {
        **dict.fromkeys(_GUIDE_FIVE, True),
        **dict.fromkeys(_after_injections(facts, label), True),
        "surgery": _surgery(facts, generalized=label == "generalized"),
        "no-treatment": _may_need_none(facts),
        "treat-cause": True,
        "treatment-one-area": label in ("focal", "segmental"),
        "treatment-many-areas": widespread,
        "treatment-few-areas": label == "multifocal" and not facts.young,
        "treatment-one-side": facts.arm_and_leg_of_one_side,
        "medicine-changes": True,
        "tardive-treatment": medicine_may_play_a_part,
        "botulinum-guideline": label in ("focal", "segmental"),
        "intrathecal-baclofen": label == "generalized" and facts.impact == "severe",
    }
    return tuple(statement for statement, applies in picked.items() if applies)


def _after_injections(facts: Facts, label: Label) -> tuple[str, ...]:
    """What injections can do is told of the areas marked, unless these are many."""
    places = dict.fromkeys(
        _AFTER_INJECTIONS[region] for region in facts.regions if region in _AFTER_INJECTIONS
    )
    is_told = label != "generalized" and len(places) <= _MOST_PLACES
    return tuple(places) if is_told else ()


def _surgery(facts: Facts, *, generalized: bool) -> bool:
    """Surgery is for severe cases in which other treatments did not do enough.

    It is for no cramp of one task, and for no spasms of one side of the face, which are mostly no dystonia.
    """
    if facts.one_sided_face:
        return False
    if set(facts.regions) <= UPPER_LIMBS and set(facts.pattern) == {"task"}:
        return False
    if generalized:
        return facts.impact not in ("none", "mild")
    return facts.impact == "severe" and not _MEDICINES_AND_TOXIN.isdisjoint(facts.tried)


def _may_need_none(facts: Facts) -> bool:
    """No treatment is named only when mild, and never where a sign, another answer or a young leg presses."""
    mild = facts.impact in ("none", "mild")
    presses = stops(facts) or bool(why_soon(facts))
    return mild and not presses and (facts.young is False or not facts.leg_may_be_first)
