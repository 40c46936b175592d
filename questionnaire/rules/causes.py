"""Possible causes worth telling the clinician; never that one is the cause."""

from questionnaire.body import LOWER_LIMBS
from questionnaire.facts import Facts
from questionnaire.rules.distribution import Label
from questionnaire.rules.forms import one_sided_upper_face


def causes_of(facts: Facts, label: Label) -> tuple[str, ...]:
    """Return the ids of the statements about causes that are worth raising; `label` is the consensus's."""
    if not facts.sites:
        return ()
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
        "cause-dopa-responsive": facts.young_leg and "worse-later-in-day" in facts.pattern,
        "cause-hemidystonia": label == "hemidystonia",
        "cause-adult-leg": _adult_one_leg(facts),
        "cause-young-leg": facts.young_leg,
        "cause-one-sided-eye": one_sided_upper_face(facts),
    }
    return tuple(statement for statement, applies in picked.items() if applies)


def _adult_one_leg(facts: Facts) -> bool:
    """Tell whether it began in adult life and one leg is all that is affected."""
    return facts.young is False and len(facts.regions) == 1 and facts.regions[0] in LOWER_LIMBS
