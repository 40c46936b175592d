"""The result of a finished questionnaire as an intake keeps it."""

from collections.abc import Iterator

import questionnaire
from questionnaire.evidence import Said, evidence
from questionnaire.questions import QUESTIONNAIRE_VERSION
from questionnaire.records.format.kept_sheet import kept_sheet
from questionnaire.records.format.v1 import Found, MadeWith, Result
from questionnaire.reports.case import Case
from questionnaire.rules.assessment import RULES_VERSION, Assessment
from questionnaire.rules.distribution import Criteria
from questionnaire.words import mark, tr

#: What today's rules may find differently; the words of a statement may change at any time.
_PARTS: dict[str, tuple[str, ...]] = {
    mark("the name of the distribution"): ("headline",),
    mark("the distribution by both criteria"): ("patient_guide", "consensus_2013"),
    mark("the named forms"): ("forms",),
    mark("the age at onset"): ("onset_band", "before_20"),
    mark("how likely it is to spread"): ("spread", "spread_says"),
    mark("what can help"): ("treatments",),
    mark("the causes worth raising"): ("causes",),
    mark("how urgent it is"): ("urgency", "urgency_says"),
}


def kept_result(case: Case) -> Result:
    """Return the result of a case as it is shown."""
    return Result(
        day=case.day.isoformat(),
        found=found_in(case.assessment, case.clinic.criteria),
        for_patient=kept_sheet(case.for_patient),
        for_staff=kept_sheet(case.for_staff),
        made_with=versions_now(),
    )


def versions_now() -> MadeWith:
    """Return the program, questions, rules and evidence that are in use."""
    return MadeWith(
        program=questionnaire.__version__,
        questionnaire=QUESTIONNAIRE_VERSION,
        rules=RULES_VERSION,
        evidence=evidence().version,
    )


def found_in(assessment: Assessment, criteria: Criteria) -> Found:
    """Return what the rules found, without its words."""
    return Found(
        criteria=criteria,
        headline=assessment.headline,
        patient_guide=assessment.distribution.patient_guide or "",
        consensus_2013=assessment.distribution.consensus_2013,
        regions=assessment.regions,
        forms=assessment.forms,
        onset_band=assessment.onset.band or "",
        before_20=assessment.onset.before_20,
        spread=assessment.spread.level,
        spread_says=_ids(assessment.spread.statements),
        treatments=_ids(assessment.treatments),
        causes=_ids(assessment.causes),
        urgency=assessment.urgency.level,
        urgency_says=_ids(assessment.urgency.statements),
    )


def differences(then: Found, today: Found) -> Iterator[str]:
    """Yield, in words, what two findings on the same answers have different."""
    for words, names in _PARTS.items():
        if any(getattr(then, name) != getattr(today, name) for name in names):
            yield tr(words)


def _ids(statements: tuple[Said, ...]) -> tuple[str, ...]:
    return tuple(statement.id for statement in statements)
