"""The sections of the result for a patient, or a person answering for one."""

from collections.abc import Iterable, Iterator

from questionnaire.answers import Answers, Voice, affected_sites, marked_signs
from questionnaire.clinic import Clinic
from questionnaire.evidence import evidence, is_for
from questionnaire.facts import facts_of
from questionnaire.reports.blocks import Block, Fact, Figure, Name, Notice, Section, Text, section
from questionnaire.reports.quoting import Quoting
from questionnaire.rules.assessment import Assessment, Spread
from questionnaire.rules.distribution import Criteria
from questionnaire.rules.forms import Form, is_task_shared
from questionnaire.rules.spread import SpreadLevel
from questionnaire.rules.urgency import (
    UrgencyFinding,
    UrgencyLevel,
    is_emergency,
    must_not_wait,
    urgency_of_signs,
)
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT, whose_site
from questionnaire.summary import answer_rows
from questionnaire.words import Wording, mark, own, same, tr

IF_DYSTONIA = mark("If a clinician finds that this is dystonia:")

_LEAD = Wording(
    mark("If a clinician finds that this is dystonia, the pattern you marked is called:"),
    mark("If a clinician finds that this is dystonia, the pattern you marked is called:"),
    mark("If a clinician finds that this is dystonia, the marked pattern is called:"),
)

_NOTHING_MARKED = Wording(
    mark("You marked no affected part of your body, so there is no pattern to name."),
    mark("You marked no affected part of their body, so there is no pattern to name."),
    mark("No affected part of the patient's body is marked, so there is no pattern to name."),
    mark("You marked no affected part of your child's body, so there is no pattern to name."),
)

WHICH_PART = Wording(
    mark(
        "More than one marked part can do this task. Tell the clinician which one has the trouble."
    ),
    mark(
        "More than one marked part can do this task. Tell the clinician which one has the trouble."
    ),
    mark("More than one of the marked parts can do this task: ask which one has the trouble."),
)

_SHOW_THIS = Wording(
    mark("Show this result to the clinician. Tell them what you feel and since when."),
    mark("Show this result to the clinician. Tell them what you see and since when."),
    mark("Give this result to the clinician together with the patient's own words."),
)

SPREAD_WORDS: dict[SpreadLevel, str] = {
    "none": mark("Nothing is marked"),
    "unknown": mark("The answers cannot tell"),
    "more-likely": mark("Spread is more likely"),
    "common": mark("Spread is common"),
    "possible": mark("Spread is possible"),
    "uncommon": mark("Spread is uncommon"),
}

#: The level as an answer to "Could it spread?".
COULD_SPREAD: dict[SpreadLevel, Wording] = {
    "none": same(mark("Nothing is marked")),
    "unknown": Wording(
        mark("Your answers can't tell"),
        mark("Your answers can't tell"),
        mark("The answers cannot tell"),
    ),
    "more-likely": same(mark("More likely than when it starts later")),
    "common": same(mark("In many people it does")),
    "possible": same(mark("It may")),
    "uncommon": same(mark("In most people it does not")),
}

URGENCY_WORDS: dict[UrgencyLevel, Wording] = {
    "emergency": Wording(
        mark("Tell a member of staff now"),
        mark("Tell a member of staff now"),
        mark("Get clinical help now"),
    ),
    "same-day": Wording(
        mark("Tell a member of staff now. A clinician should see you today."),
        mark("Tell a member of staff now. A clinician should see them today."),
        mark("A clinician must see the patient today"),
        mark("Tell a member of staff now. A clinician should see your child today."),
    ),
    "soon": Wording(
        mark("Please mention this at the desk"),
        mark("Please mention this at the desk"),
        mark("A clinician should see the patient within days"),
    ),
    "unknown": Wording(
        mark("Please speak to a member of staff"),
        mark("Please speak to a member of staff"),
        mark("Please ask the patient about urgent signs"),
    ),
    "routine": same(mark("No urgent sign was marked")),
}

#: What comes first when treatment is talked about: whether any is needed, then the cause.
_FIRST_THINGS = ("no-treatment", "treat-cause")

#: What the patient guide says in addition to the result: kinds of dystonia, causes, research.
_BACKGROUND = (
    "how-it-starts",
    "where-it-comes-from",
    "kinds-of-dystonia",
    "cause-list",
    "research-brain-activity",
    "research-cause-or-result",
    "research-nerve-cells",
    "research-nerve-cells-balance",
)

#: What the guide says of treatment, told here where the result does not say it.
_GUIDE_TREATMENTS = ("treat-cause", "surgery")


def patient_sections(
    answers: Answers, assessment: Assessment, clinic: Clinic, quoting: Quoting
) -> tuple[Section, ...]:
    """Return the sections in reading order; what does not apply is left out."""
    sections = (
        urgent_section(answers, assessment, clinic, quoting),
        section("pattern", tr("What the pattern is called"), _pattern(answers, assessment, clinic)),
        section("meaning", tr("What these names mean"), _meaning(assessment, clinic, quoting)),
        section("spread", tr("Could it spread?"), _spread(assessment, quoting)),
        section("help", tr("What can help if this is dystonia"), _help(assessment, quoting)),
        section("tell", tr("What to tell the clinician"), _tell(assessment, quoting)),
        section("unknown", tr("Not answered or not sure"), _unknown(answers)),
        section("contact", tr("Contact"), _contact(clinic)),
        section(
            "learn-more",
            tr("Learn more about dystonia"),
            _learn_more(assessment, quoting),
            on_paper=False,
        ),
    )
    return tuple(one for one in sections if one.blocks)


def urgent_section(
    answers: Answers,
    assessment: Assessment,
    clinic: Clinic,
    quoting: Quoting,
    *,
    told: bool = False,
) -> Section:
    """Return what comes before anything else: the signs as a notice, then what should be seen within days."""
    signs, voice = urgency_of_signs(facts_of(answers)), quoting.voice
    notice = _notice(signs, answers, clinic, quoting, told=told)
    more = (one for one in assessment.urgency.statements if one.id not in signs.statements)
    texts = (quoting.text(one) for one in more if is_for(one.id, "patient"))
    level = URGENCY_WORDS[assessment.urgency.level].to(voice)
    heading = tr("Urgent") if must_not_wait(signs.level) else level
    return section("urgent", heading, (*((notice,) if notice else ()), *texts))


def urgent_notice(answers: Answers, clinic: Clinic, *, told: bool = False) -> Notice | None:
    """Return the notice while the questions are still being answered; None where none is needed.

    `told` says that an unlocked desk knows of it.
    """
    quoting = Quoting(answers.voice)
    return _notice(urgency_of_signs(facts_of(answers)), answers, clinic, quoting, told=told)


def _notice(
    found: UrgencyFinding, answers: Answers, clinic: Clinic, quoting: Quoting, *, told: bool
) -> Notice | None:
    """Return whom to tell, in the clinic's own words where it set some, and why; None without a sign."""
    if not found.statements:
        return None
    own = (Text(text=words) for words in clinic.advice_on(marked_signs(answers)))
    why = (quoting.text(id_) for id_ in found.statements)
    lines = [*own, *why]
    if is_emergency(found.level) and clinic.emergency_number:
        number = tr("Emergency number: {number}").format(number=clinic.emergency_number)
        lines.insert(0, Text(text=number))
    if told:
        lines.append(Text(text=tr("The desk has been told."), of_screen=True))
    elif quoting.voice != "staff":
        lines.append(Text(text=tr("This screen can't call anyone for you."), of_screen=True))
    return Notice(title=URGENCY_WORDS[found.level].to(quoting.voice), texts=tuple(lines))


def _contact(clinic: Clinic) -> Iterator[Block]:
    """Yield how to reach the clinic."""
    lines = (
        (tr("Telephone"), clinic.phone),
        (tr("Fax"), clinic.fax),
        (tr("Address"), ", ".join(clinic.address)),
        (tr("Billing questions"), clinic.billing_phone),
    )
    yield Text(text=clinic.name)
    yield from (Fact(label=label, value=own(value)) for label, value in lines if value)


def pattern_statement(assessment: Assessment, criteria: Criteria) -> str | None:
    """Return the id of the statement that explains the headline, None when nothing is affected."""
    label = assessment.headline
    if label == "none":
        return None
    if label != "generalized":
        return f"pattern-{label}"
    by_guide = criteria == "patient-guide" and assessment.distribution.patient_guide == label
    return "pattern-generalized-guide" if by_guide else "pattern-generalized-consensus"


def _pattern(answers: Answers, assessment: Assessment, clinic: Clinic) -> Iterator[Block]:
    if not assessment.regions:
        yield Text(text=_NOTHING_MARKED.to(answers.voice))
        yield Text(text=tr("If something still worries you, tell the clinician about it."))
        return
    known = evidence().statements
    found = known[pattern_statement(assessment, clinic.criteria) or ""]
    yield Name(lead=_LEAD.to(answers.voice), plain=tr(found.plain), medical=tr(found.title))
    if also := form_names(assessment.forms, assessment):
        yield Text(text=also)
    if is_task_shared(facts_of(answers)):
        yield Text(text=WHICH_PART.to(answers.voice))
    yield figure(answers, answers.voice)


def form_names(forms: Iterable[Form], assessment: Assessment) -> str:
    """Return the sentence that names these forms; "" where there is none."""
    names = ", ".join(tr(evidence().statements[f"form-{form}"].title) for form in forms)
    whole = tr("If so, it may also be called: {names}.")
    parts = tr("If so, parts of it may also be called: {names}.")
    words = whole if len(assessment.regions) == 1 else parts
    return words.format(names=names) if names else ""


def figure(answers: Answers, reader: Voice) -> Figure:
    """Return the figure with the affected sites, its sides named as the reader knows them."""
    sides = YOUR_RIGHT.to(reader), YOUR_LEFT.to(reader)
    parts = (whose_site(site, reader) for site in affected_sites(answers))
    caption = "\n".join((tr("Marked:"), *parts))
    return Figure(sites=affected_sites(answers), caption=caption, sides=sides)


def _meaning(assessment: Assessment, clinic: Clinic, quoting: Quoting) -> Iterator[Block]:
    if statement := pattern_statement(assessment, clinic.criteria):
        for id_ in ("what-dystonia-is", statement, "names-differ"):
            yield quoting.text(id_)
        yield from (quoting.card(f"form-{form}") for form in assessment.forms)


def _spread(assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    level = assessment.spread.level
    if level != "none":
        answer = COULD_SPREAD[told_level(assessment.spread)].to(quoting.voice)
        yield Name(lead=tr(IF_DYSTONIA), plain=answer, medical="")
        for statement in assessment.spread.statements:
            yield quoting.text(statement)
            yield from quoting.people(statement)


def spread_words(spread: Spread) -> str:
    """Return the level in words, as far as it is told."""
    return tr(SPREAD_WORDS[told_level(spread)])


def told_level(spread: Spread) -> SpreadLevel:
    """Return the level; where the studies don't cover the person, none is told."""
    is_covered = all(statement.id != "spread-known-cause" for statement in spread.statements)
    return spread.level if is_covered else "unknown"


def _help(assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    said = [statement for statement in assessment.treatments if is_for(statement.id, "patient")]
    said.sort(key=lambda statement: statement.id not in _FIRST_THINGS)
    yield from map(quoting.card, said)


def _tell(assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    causes = [one for one in assessment.causes if is_for(one.id, "patient")]
    yield Text(text=_SHOW_THIS.to(quoting.voice))
    yield from (quoting.text(one) for one in causes if one.id == "cause-often-unknown")
    yield from (quoting.card(one) for one in causes if one.id != "cause-often-unknown")


def _unknown(answers: Answers) -> Iterator[Block]:
    """Yield the questions that were skipped or answered with "not sure", each kind by its name."""
    labels = {"not-answered": tr("Not answered"), "unsure": tr("Not sure")}
    rows = [row for row in answer_rows(answers, answers.voice) if row.page != "welcome"]
    for state, label in labels.items():
        if names := [row.label for row in rows if row.state == state]:
            yield Fact(label=label, value="; ".join(names))


def _learn_more(assessment: Assessment, quoting: Quoting) -> Iterator[Block]:
    """Yield the background, and those treatments of the guide that the result did not show."""
    shown = {statement.id for statement in (*assessment.treatments, *assessment.spread.statements)}
    yield from map(quoting.text, _BACKGROUND)
    if not any(id_.startswith("spread-young") for id_ in shown):
        yield quoting.text("spread-young")
    yield from (quoting.card(id_) for id_ in _GUIDE_TREATMENTS if id_ not in shown)
    yield quoting.text("story-pianist")
