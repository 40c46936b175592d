"""The sections of the one page for the clinician: labels, reasons, answers, signs, review states."""

from collections.abc import Iterator

from msgspec.structs import replace

from questionnaire.answers import Answers, Medicines
from questionnaire.clinic import Clinic
from questionnaire.evidence import is_for
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import Block, Fact, Notice, Section, Text, section
from questionnaire.reports.patient import (
    URGENCY_WORDS,
    WHICH_PART,
    figure,
    spread_words,
    urgent_section,
)
from questionnaire.reports.quoting import Quoting
from questionnaire.rules.assessment import Assessment, Spread
from questionnaire.rules.causes import usual_tests
from questionnaire.rules.distribution import Criteria, Label
from questionnaire.rules.forms import is_task_shared
from questionnaire.rules.reasons import region_names
from questionnaire.rules.urgency import UrgencyLevel, are_signs_open, is_soon
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


_TAKEN: tuple[Medicines | None, ...] = ("now", "past", "unsure")
_ROOM_TO_WRITE = "." * 40


def urgent_call(level: UrgencyLevel | None) -> str:
    """Return what the desk's table calls out for an urgent intake."""
    return tr(_CALLS.get(level, mark("Urgent")))


def staff_sections(
    answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting
) -> tuple[Section, ...]:
    """Return the sections in the order in which a clinician wants them."""
    found = assessment.spread
    causes = (quoting.card(cause.id) for cause in assessment.causes)
    tests = (quoting.text(id_) for id_ in usual_tests(facts_of(answers)))
    treatments = (quoting.card(treatment.id) for treatment in assessment.treatments)
    # More than the one page has room for.
    more = ("names-elsewhere", "spread-studies")
    studies = (quoting.card(id_) for id_ in more if found.level != "none")
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
        section("studies", tr("More on names and studies"), studies, on_paper=False),
    )
    return tuple(one for one in sections if one.blocks)


def _urgent(answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting) -> Section:
    """Return what a patient reads first, but why it presses instead of that it does."""
    found = urgent_section(answers, assessment, clinic, quoting)
    notices = (block for block in found.blocks if isinstance(block, Notice))
    why = (one for one in assessment.urgency.statements if not is_for(one.id, "patient"))
    return replace(found, blocks=(*notices, *map(quoting.text, why)))


def staff_lead(assessment: Assessment) -> str:
    """Return what a clinician wants to know before anything else, in one line."""
    urgency = _urgency(assessment)
    if not assessment.regions:
        nothing = tr("Nothing is marked")
        return f"{urgency} · {nothing}"
    words = tr("{label} if dystonia is confirmed ({regions})")
    label, regions = tr(LABELS[assessment.headline]), region_names(assessment.regions)
    return f"{urgency} · {words.format(label=label, regions=regions)}"


def _urgency(assessment: Assessment) -> str:
    """Return the level in words, and that the signs still have to be asked for where another level hides it."""
    found = assessment.urgency
    words = [URGENCY_WORDS[found.level].to("staff")]
    if is_soon(found.level) and are_signs_open([one.id for one in found.statements]):
        words.append(URGENCY_WORDS["unknown"].to("staff"))
    return " · ".join(words)


def _criteria(answers: Answers, assessment: Assessment) -> Iterator[Block]:
    found = assessment.distribution
    guide = (
        tr(LABELS[found.patient_guide]) if found.patient_guide else tr("no name for this pattern")
    )
    yield Text(text=tr("Reported by questionnaire, not examined. If dystonia is confirmed:"))
    yield Fact(label=tr(CRITERIA_NAMES["patient-guide"]), value=guide)
    yield Fact(label=tr(CRITERIA_NAMES["consensus-2013"]), value=tr(LABELS[found.consensus_2013]))
    yield Fact(label=tr("Regions"), value=region_names(assessment.regions) or tr("none"))
    yield Fact(label=tr("Urgency"), value=_urgency(assessment))
    for number, why in enumerate(assessment.why):
        # After the reason for each set of criteria come notes that belong to neither.
        lead = f"{tr(CRITERIA_NAMES[why.criteria])}: " if number < len(CRITERIA_NAMES) else ""
        yield Text(text=lead + why.text, review=why.review)
    yield figure(answers, "staff")


def _answers(answers: Answers) -> Iterator[Block]:
    for row in answer_rows(answers, "staff"):
        yield Fact(label=row.label, value="; ".join(row.values))
        if row.page == "medicines" and answers.medicines in _TAKEN:
            yield Fact(label=tr("Which one, since when"), value=_ROOM_TO_WRITE)


def _forms(answers: Answers, assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    yield from (quoting.card(f"form-{form}") for form in assessment.forms)
    if is_task_shared(facts_of(answers)):
        yield Text(text=WHICH_PART.to("staff"))


def _spread(spread: Spread, quoting: Quoting) -> Iterator[Block]:
    if spread.level != "none":
        yield Fact(label=tr("Level"), value=spread_words(spread))
        yield from (quoting.text(statement.id) for statement in spread.statements)
