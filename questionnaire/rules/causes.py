"""What may lie behind it and is worth telling the clinician; never that it is the cause."""

from questionnaire.answers import CONDITIONS, Answers, in_order
from questionnaire.body import regions_of
from questionnaire.rules.distribution import consensus_2013
from questionnaire.rules.forms import one_sided_upper_face
from questionnaire.rules.spread import began_young, onset_of, young_leg_onset

_MEDICINES = {
    "now": "cause-medicine-now",
    "past": "cause-medicine-past",
    "unsure": "cause-medicine-unsure",
}


def causes_of(answers: Answers) -> tuple[str, ...]:
    """Return the ids of the statements about causes that the answers make worth raising."""
    sites = answers.affected or ()
    if not sites:
        return ()
    conditions = in_order(answers.conditions or (), CONDITIONS)
    late_in_day = "worse-later-in-day" in (answers.pattern or ())
    one_side = consensus_2013(sites).label == "hemidystonia"
    picked = {
        "cause-often-unknown": True,
        **{statement: answers.medicines == answer for answer, statement in _MEDICINES.items()},
        "cause-family": answers.family_history == "yes",
        **{f"cause-{condition}": condition in conditions for condition in CONDITIONS},
        "cause-dopa-responsive": young_leg_onset(answers) and late_in_day,
        "cause-hemidystonia": one_side,
        "cause-adult-leg": _adult_one_leg(answers),
        "cause-young-leg": young_leg_onset(answers),
        "cause-one-sided-eye": one_sided_upper_face(answers),
    }
    return tuple(statement for statement, applies in picked.items() if applies)


def _adult_one_leg(answers: Answers) -> bool:
    """Tell whether it began in adult life and one leg is all that is affected."""
    regions = regions_of(answers.affected or ())
    adult = onset_of(answers).band is not None and not began_young(answers)
    return adult and len(regions) == 1 and regions[0].endswith("lower-limb")
