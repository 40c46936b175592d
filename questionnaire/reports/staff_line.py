"""Everything that staff hand on, in one line: to be read out on the telephone, or pasted elsewhere."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from questionnaire.answers import (
    OLDEST,
    UNSURE,
    Answers,
    Band,
    Condition,
    Feature,
    Impact,
    Medicines,
    OnsetSpeed,
    Pattern,
    Sign,
    Task,
    Tried,
    YesNo,
    certainty_of,
    marked_signs,
    years_of,
)
from questionnaire.body import Site
from questionnaire.evidence import evidence
from questionnaire.reports.patient import told_level
from questionnaire.reports.staff import LABELS
from questionnaire.rules.assessment import Assessment
from questionnaire.rules.spread import SpreadLevel
from questionnaire.rules.urgency import UrgencyLevel, are_signs_open
from questionnaire.words import mark, tr

_URGENCY: dict[UrgencyLevel, str] = {
    "emergency": mark("EMERGENCY"),
    "same-day": mark("URGENT, today"),
    "soon": mark("to be seen within days"),
    "unknown": mark("urgent signs not clear, please ask"),
    "routine": mark("no urgent sign"),
}

_SITES: dict[Site, str] = {
    "left-upper-face": mark("L eye"),
    "right-upper-face": mark("R eye"),
    "left-lower-face": mark("L cheek"),
    "right-lower-face": mark("R cheek"),
    "mouth": mark("jaw/mouth"),
    "voice": mark("voice"),
    "neck": mark("neck"),
    "left-shoulder": mark("L shoulder"),
    "right-shoulder": mark("R shoulder"),
    "upper-trunk": mark("upper trunk"),
    "lower-trunk": mark("lower trunk"),
    "left-arm": mark("L arm"),
    "left-hand": mark("L hand"),
    "right-arm": mark("R arm"),
    "right-hand": mark("R hand"),
    "left-leg": mark("L leg"),
    "left-foot": mark("L foot"),
    "right-leg": mark("R leg"),
    "right-foot": mark("R foot"),
}
_SPEEDS: dict[OnsetSpeed, str] = {
    "within-days": mark("within days"),
    "within-weeks": mark("over weeks"),
    "months": mark("over months"),
    "years": mark("over years"),
}
_TASKS: dict[Task, str] = {
    "writing": mark("writing"),
    "typing": mark("typing"),
    "music": mark("music"),
    "sport": mark("sport"),
    "speaking": mark("speaking"),
    "eating": mark("eating"),
    "walking": mark("walking"),
    "other": mark("another task"),
}
_WHEN: dict[Pattern, str] = {
    "constant": mark("all or most of the time"),
    "task": mark("with tasks"),
    "worse-later-in-day": mark("worse later in the day"),
    "better-after-sleep": mark("better after sleep"),
    "attacks": mark("in attacks"),
}
_FEATURES: dict[Feature, str] = {
    "twisting": mark("twisting"),
    "tremor": mark("tremor"),
    "jerks": mark("jerks"),
    "pain": mark("pain"),
    "fixed-posture": mark("fixed posture"),
    "sensory-trick": mark("sensory trick"),
    "swallowing-trouble": mark("trouble swallowing"),
    "slowness": mark("slowness"),
    "weakness": mark("weakness"),
}
_SIGNS: dict[Sign, str] = {
    "breathing": mark("breathing"),
    "swallowing": mark("choking"),
    "fever-stiffness": mark("fever with stiffness"),
    "sudden-one-sided": mark("sudden one-sided change"),
    "nonstop-spasms": mark("nonstop spasms"),
    "implant-worse": mark("worse with an implant"),
    "new-medicine": mark("spasms after a new medicine"),
    "headache-vomiting-seizure": mark("headache, vomiting or seizure"),
    "confusion": mark("confusion"),
}
_MEDICINES: dict[Medicines, str] = {
    "now": mark("dopamine blockers: now"),
    "past": mark("dopamine blockers: in the past"),
    "never": mark("no dopamine blockers"),
    "unsure": mark("dopamine blockers: not sure"),
}
_FAMILY: dict[YesNo, str] = {
    "yes": mark("family history"),
    "no": mark("no family history"),
    "unsure": mark("family history: not sure"),
}
_CONDITIONS: dict[Condition, str] = {
    "parkinson": mark("Parkinson's"),
    "wilson": mark("Wilson's"),
    "stroke": mark("stroke"),
    "brain-injury": mark("brain injury"),
    "birth-injury": mark("birth injury"),
    "other-neurological": mark("other neurological illness"),
    "liver-disease": mark("liver disease"),
    "mood-behaviour-change": mark("change of mood or behaviour"),
    "injury-to-part": mark("injury to the part"),
}
_TRIED: dict[Tried, str] = {
    "physical-therapy": mark("physical therapy"),
    "anticholinergics": mark("anticholinergics"),
    "muscle-relaxants": mark("muscle relaxants"),
    "dopamine-medicines": mark("dopamine medicines"),
    "botulinum-toxins": mark("botulinum toxin"),
    "surgery": mark("surgery"),
    "other": mark("something else"),
}
_IMPACT: dict[Impact, str] = {
    "none": mark("daily life: not affected"),
    "mild": mark("daily life: a little"),
    "moderate": mark("daily life: quite a lot"),
    "severe": mark("daily life: very much"),
}
_SPREAD: dict[SpreadLevel, str] = {
    "unknown": mark("spread: can't be told"),
    "more-likely": mark("spread more likely"),
    "common": mark("spread common"),
    "possible": mark("spread possible"),
    "uncommon": mark("spread uncommon"),
}


def staff_line(answers: Answers, assessment: Assessment) -> str:
    """Return the urgency, then what was answered, then what it is called; what was left out is not said."""
    parts = (*_urgency(answers, assessment), *_answers(answers), *_found(assessment))
    return "; ".join(part for part in parts if part)


def _urgency(answers: Answers, assessment: Assessment) -> Iterator[str]:
    urgency = assessment.urgency
    signs = _listed(marked_signs(answers), _SIGNS)
    words = tr(_URGENCY[urgency.level])
    yield f"{words} ({signs})" if signs else words
    if urgency.level != "unknown" and are_signs_open([one.id for one in urgency.statements]):
        yield tr(_URGENCY["unknown"])


def _answers(answers: Answers) -> Iterator[str]:
    yield _listed(answers.affected or (), _SITES) or tr("no part marked")
    yield ", ".join(part for part in _onset(answers) if part)
    yield _when(answers)
    yield _listed(answers.features or (), _FEATURES)
    yield _one(answers.medicines, _MEDICINES)
    yield _one(answers.family_history, _FAMILY)
    yield _listed(answers.conditions or (), _CONDITIONS)
    if answers.tried is not None and UNSURE not in answers.tried:
        yield tr("tried: {what}").format(what=_listed(answers.tried, _TRIED) or tr("none"))
    yield _one(answers.impact, _IMPACT)


def _onset(answers: Answers) -> Iterator[str]:
    if answers.onset_age is not None:
        about = "~" if certainty_of(answers) == "about" else ""
        yield tr("onset {age}").format(age=f"{about}{answers.onset_age}")
    elif answers.onset_band:
        yield tr("onset {age}").format(age=_years(answers.onset_band))
    yield _one(answers.onset_speed, _SPEEDS)
    if answers.current_age is not None:
        yield tr("now {age}").format(age=answers.current_age)


def _years(band: Band) -> str:
    """Return the years of an age band; the last one has no end."""
    years = years_of(band)
    is_last = years[-1] == OLDEST
    return f"{years[0]}+" if is_last else f"{years[0]}–{years[-1]}"  # noqa: RUF001 a range


def _when(answers: Answers) -> str:
    pattern, tasks = answers.pattern or (), _listed(answers.tasks or (), _TASKS)
    if not tasks:
        return _listed(pattern, _WHEN)
    words = tr("only with {tasks}") if set(pattern) == {"task"} else tr("with {tasks}")
    others = _listed([one for one in pattern if one != "task"], _WHEN)
    return ", ".join(part for part in (words.format(tasks=tasks), others) if part)


def _found(assessment: Assessment) -> Iterator[str]:
    """Yield what it is called and whether it tends to spread, which holds only if it is dystonia."""
    if not assessment.regions:
        return
    names = evidence().statements
    forms = ", ".join(tr(names[f"form-{form}"].title) for form in assessment.forms)
    spread = tr(_SPREAD[told_level(assessment.spread)])
    found = (names[one.id].frequency for one in assessment.spread.statements)
    if figure := next((one for one in found if one), None):
        spread += f" ({figure.low}–{figure.high}/{figure.of})"  # noqa: RUF001 a range
    called = (_labels(assessment), forms, spread)
    yield tr("if dystonia: {names}").format(names=", ".join(part for part in called if part))


def _labels(assessment: Assessment) -> str:
    guide, consensus = assessment.distribution.patient_guide, assessment.distribution.consensus_2013
    if guide == consensus:
        return tr("{label} (both criteria)").format(label=tr(LABELS[consensus]))
    first = tr(LABELS[guide]) if guide else tr("no name")
    words = tr("{guide} (patient guide), {consensus} (consensus 2013)")
    return words.format(guide=first, consensus=tr(LABELS[consensus]))


def _one(value: Any, words: Mapping[Any, str]) -> str:
    """Return one value in words, and nothing for what was not answered or has no words here."""
    return tr(words.get(value, ""))


def _listed(values: Collection[Any], words: Mapping[Any, str]) -> str:
    """Return those of the values that have words here, in the order of the words."""
    return ", ".join(tr(said) for value, said in words.items() if value in values)
