"""The sections of the one page for the clinician: labels, reasons, answers, signs, review states."""

from collections.abc import Iterator

from msgspec.structs import replace

from questionnaire.answers import Answers, Medicines
from questionnaire.clinic import Clinic
from questionnaire.evidence import is_for
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import Block, Fact, Notice, Section, Text, section
from questionnaire.reports.patient import (
    WHICH_PART,
    figure,
    spread_words,
    urgent_section,
)
from questionnaire.reports.quoting import Quoting
from questionnaire.rules.assessment import Assessment, Spread
from questionnaire.rules.causes import usual_tests
from questionnaire.rules.distribution import Criteria, Label, names_elsewhere
from questionnaire.rules.forms import is_task_shared
from questionnaire.rules.reasons import region_names
from questionnaire.rules.urgency import SoonReason, UrgencyLevel, is_soon, why_soon
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


_WHY_SOON: dict[SoonReason, str] = {
    "fast-onset": mark("it came on within days or weeks"),
    "attacks": mark("it comes in attacks"),
    "medicine": mark("the medicine that is taken now, and it began not long ago"),
    "one-sided": mark("an arm and a leg of one side"),
    "young-leg": mark("it may have begun young in a leg"),
    "weakness": mark("weakness"),
    "swallowing": mark("trouble swallowing"),
}

#: What the desk's table calls out, in the fewest words.
_CALLS: dict[UrgencyLevel | None, str] = {
    "emergency": mark("Urgent: now"),
    "same-day": mark("Urgent: today"),
}


_TAKEN: tuple[Medicines | None, ...] = ("now", "past", "unsure")
_ROOM_TO_WRITE = " ".join("." * 30)  # a line that breaks where there is little room


def urgent_call(level: UrgencyLevel | None) -> str:
    """Return what the desk's table calls out for an urgent intake."""
    return tr(_CALLS.get(level, mark("Urgent")))


def staff_sections(
    answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting
) -> tuple[Section, ...]:
    """Return the sections in the order in which a clinician wants them."""
    found = assessment.spread
    causes = (quoting.card(cause.id) for cause in assessment.causes)
    facts = facts_of(answers)
    names = map(
        quoting.text, names_elsewhere(assessment.distribution.consensus_2013, facts.regions)
    )
    tests = (quoting.text(id_) for id_ in usual_tests(facts))
    treatments = (quoting.card(treatment.id) for treatment in assessment.treatments)
    # How to read the figures on spread: more than the one page has room for.
    studies = (quoting.card(id_) for id_ in ("spread-studies",) if found.level != "none")
    sections = (
        _urgent(answers, assessment, clinic, quoting),
        section("criteria", tr("Pattern by both criteria"), _criteria(answers, assessment)),
        section("answers", tr("Answers"), _answers(answers)),
        section(
            "forms",
            tr("Named forms that would fit if dystonia is confirmed"),
            _forms(answers, assessment, quoting),
        ),
        section("spread", tr("Spread, if dystonia is confirmed"), _spread(found, quoting)),
        section("causes", tr("Causes worth raising"), (*causes, *tests)),
        section("help", tr("Treatments, as general information"), treatments, on_paper=False),
        section("names", tr("Called otherwise elsewhere"), names, on_paper=False),
        section("studies", tr("Studies of spread"), studies, on_paper=False),
    )
    return tuple(one for one in sections if one.blocks)


def _urgent(answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting) -> Section:
    """Return what a patient reads first, but why it presses instead of that it does."""
    found = urgent_section(answers, assessment, clinic, quoting)
    notices = (block for block in found.blocks if isinstance(block, Notice))
    if not is_soon(assessment.urgency.level):
        return found
    reasons = "; ".join(tr(_WHY_SOON[reason]) for reason in why_soon(facts_of(answers)))
    why = Text(text=tr("Because of: {reasons}.").format(reasons=reasons))
    advice = (one for one in assessment.urgency.statements if not is_for(one.id, "patient"))
    return replace(found, blocks=(*notices, why, *map(quoting.text, advice)))


def _criteria(answers: Answers, assessment: Assessment) -> Iterator[Block]:
    found = assessment.distribution
    guide = (
        tr(LABELS[found.patient_guide]) if found.patient_guide else tr("no name for this pattern")
    )
    yield Text(text=tr("Reported by questionnaire, not examined. If dystonia is confirmed:"))
    yield Fact(label=tr(CRITERIA_NAMES["patient-guide"]), value=guide)
    yield Fact(label=tr(CRITERIA_NAMES["consensus-2013"]), value=tr(LABELS[found.consensus_2013]))
    yield Fact(label=tr("Regions"), value=region_names(assessment.regions) or tr("none"))
    for number, why in enumerate(assessment.why):
        # After the reason for each set of criteria come notes that belong to neither.
        lead = f"{tr(CRITERIA_NAMES[why.criteria])}: " if number < len(CRITERIA_NAMES) else ""
        yield Text(text=lead + why.text, review=why.review)
    yield figure(answers, "staff")


def _answers(answers: Answers) -> Iterator[Block]:
    rows = answer_rows(answers, "staff")
    for row in rows:
        if row.state == "not-answered":
            continue
        yield Fact(label=row.label, value="; ".join(row.values))
        if row.page == "medicines" and answers.medicines in _TAKEN:
            yield Fact(label=tr("Which one, since when"), value=_ROOM_TO_WRITE)
    if left_out := [row.label for row in rows if row.state == "not-answered"]:
        yield Fact(label=tr("Not answered"), value="; ".join(left_out))


def _forms(answers: Answers, assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    yield from (quoting.card(f"form-{form}") for form in assessment.forms)
    if is_task_shared(facts_of(answers)):
        yield Text(text=WHICH_PART.to("staff"))


def _spread(spread: Spread, quoting: Quoting) -> Iterator[Block]:
    if spread.level != "none":
        yield Fact(label=tr("Level"), value=spread_words(spread))
        yield from (quoting.text(statement.id) for statement in spread.statements)
