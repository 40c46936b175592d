"""The sections of the one page for the clinician: labels, reasons, answers, signs, review states."""

from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.reports.blocks import Block, Card, Fact, Section, Text
from questionnaire.reports.patient import SPREAD_WORDS, URGENCY_WORDS, figure, urgent_section
from questionnaire.reports.quoting import Quoting
from questionnaire.rules.assessment import Assessment
from questionnaire.rules.distribution import Criteria, Label
from questionnaire.rules.reasons import region_names
from questionnaire.rules.urgency import UrgencyLevel
from questionnaire.summary import answer_rows
from questionnaire.words import mark, tr

CRITERIA_NAMES: dict[Criteria, str] = {
    "patient-guide": mark("Patient guide"),
    "consensus-2013": mark("Consensus 2013 (Albanese)"),
}

LABELS: dict[Label, str] = {
    "none": mark("none"),
    "focal": mark("focal"),
    "segmental": mark("segmental"),
    "multifocal": mark("multifocal"),
    "hemidystonia": mark("hemidystonia"),
    "generalized": mark("generalized"),
}


#: What the desk's table calls out, in the fewest words.
_CALLS: dict[UrgencyLevel | None, str] = {
    "emergency": mark("Urgent: now"),
    "same-day": mark("Urgent: today"),
}


def urgent_call(level: UrgencyLevel | None) -> str:
    """Return what the desk's table calls out where somebody must see to an intake."""
    return tr(_CALLS.get(level, mark("Urgent")))


def staff_sections(
    answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting
) -> tuple[Section, ...]:
    """Return the sections in the order in which a clinician wants them."""
    sections = (
        urgent_section(answers, assessment, clinic, quoting),
        _criteria(answers, assessment),
        _answers(answers),
        _forms(assessment, quoting),
        _spread(assessment, quoting),
        _causes(assessment, quoting),
        _treatments(assessment, quoting),
        _studies(assessment, quoting),
    )
    return tuple(section for section in sections if section.blocks)


def _criteria(answers: Answers, assessment: Assessment) -> Section:
    found = assessment.distribution
    guide = (
        tr(LABELS[found.patient_guide]) if found.patient_guide else tr("no name for this pattern")
    )
    blocks: tuple[Block, ...] = (
        Text(text=tr("Reported by questionnaire, not examined. If dystonia is confirmed:")),
        Fact(label=tr(CRITERIA_NAMES["patient-guide"]), value=guide),
        Fact(label=tr(CRITERIA_NAMES["consensus-2013"]), value=tr(LABELS[found.consensus_2013])),
        Fact(label=tr("Regions"), value=region_names(assessment.regions) or tr("none")),
        Fact(label=tr("Urgency"), value=URGENCY_WORDS[assessment.urgency.level].to("staff")),
        *(
            Text(text=f"{tr(CRITERIA_NAMES[why.criteria])}: {why.text}", review=why.review)
            for why in assessment.why[: len(CRITERIA_NAMES)]
        ),
        *(
            Text(text=note.text, review=note.review)
            for note in assessment.why[len(CRITERIA_NAMES) :]
        ),
        figure(answers, "staff"),
    )
    return Section(id="criteria", heading=tr("Pattern by both criteria"), blocks=blocks)


def _answers(answers: Answers) -> Section:
    blocks = tuple(
        Fact(label=row.label, value="; ".join(row.values)) for row in answer_rows(answers, "staff")
    )
    return Section(id="answers", heading=tr("Answers"), blocks=blocks)


def _forms(assessment: Assessment, quoting: Quoting) -> Section:
    blocks = tuple(quoting.card(f"form-{form}") for form in assessment.forms)
    return Section(
        id="forms", heading=tr("Named forms that would fit if dystonia is confirmed"), blocks=blocks
    )


def _spread(assessment: Assessment, quoting: Quoting) -> Section:
    blocks: tuple[Block, ...] = ()
    if assessment.spread.level != "none":
        blocks = (
            Fact(label=tr("Level"), value=tr(SPREAD_WORDS[assessment.spread.level])),
            *(quoting.text(statement.id) for statement in assessment.spread.statements),
        )
    return Section(id="spread", heading=tr("Spread, if dystonia is confirmed"), blocks=blocks)


def _studies(assessment: Assessment, quoting: Quoting) -> Section:
    """How to read the figures on spread: more than the one page has room for."""
    shown = assessment.spread.level != "none"
    blocks = (quoting.card("spread-studies"),) if shown else ()
    heading = tr("Studies of spread")
    return Section(id="studies", heading=heading, blocks=blocks, on_paper=False)


def _causes(assessment: Assessment, quoting: Quoting) -> Section:
    blocks: tuple[Card, ...] = tuple(quoting.card(said.id) for said in assessment.causes)
    return Section(id="causes", heading=tr("Causes worth raising"), blocks=blocks)


def _treatments(assessment: Assessment, quoting: Quoting) -> Section:
    blocks: tuple[Card, ...] = tuple(quoting.card(said.id) for said in assessment.treatments)
    heading = tr("Treatments, as general information")
    return Section(id="help", heading=heading, blocks=blocks, on_paper=False)
