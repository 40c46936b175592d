"""What can help, as general information: a clinician decides, and no medicine is started or stopped here."""

from questionnaire.answers import Answers
from questionnaire.body import regions_of
from questionnaire.rules.distribution import consensus_2013
from questionnaire.rules.spread import began_young, first_region, onset_of

_GUIDE_FIVE = (
    "physical-therapy",
    "anticholinergics",
    "muscle-relaxants",
    "dopamine-medicines",
    "botulinum-toxins",
)


def treatments_of(answers: Answers) -> tuple[str, ...]:
    """Return the ids of the treatment statements that fit the pattern, in the design's order."""
    label = consensus_2013(answers.affected or ()).label
    if label == "none":
        return ()
    medicine_may_play_a_part = answers.medicines in ("now", "past")
    widespread = label == "generalized" or began_young(answers)
    picked = {
        **dict.fromkeys(_GUIDE_FIVE, True),
        "surgery": _surgery(answers, generalized=label == "generalized"),
        "no-treatment": _may_need_none(answers),
        "treat-cause": True,
        "treatment-one-area": label in ("focal", "segmental"),
        "treatment-many-areas": widespread,
        "treatment-one-side": label == "hemidystonia",
        "medicine-changes": True,
        "tardive-treatment": medicine_may_play_a_part,
        "levodopa-trial": widespread,
        "botulinum-guideline": label in ("focal", "segmental"),
        "intrathecal-baclofen": label == "generalized" and answers.impact == "severe",
    }
    return tuple(statement for statement, applies in picked.items() if applies)


def _surgery(answers: Answers, *, generalized: bool) -> bool:
    """Surgery is for severe cases, so it is left out where the effect on daily life is small."""
    return answers.impact == "severe" or (generalized and answers.impact not in ("none", "mild"))


def _may_need_none(answers: Answers) -> bool:
    """No treatment is named only when mild, and never where something may not wait."""
    mild = answers.impact in ("none", "mild")
    return mild and not answers.urgent_signs and not _young_leg_possible(answers)


def _young_leg_possible(answers: Answers) -> bool:
    """Tell whether, as far as is known, it may have begun young and in a leg."""
    began = first_region(answers)
    legs = (began,) if began else regions_of(answers.affected or ())
    young = began_young(answers) or onset_of(answers).band is None
    return young and any(region.endswith("lower-limb") for region in legs)
