"""Who is told what: each rule tried on the example people, and on each of them with one answer more.

Nothing here repeats a rule. What is said of it is what it did, so that it is true of the rules of today.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from questionnaire.answers import UNSURE, Answers, onset_after_now
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.evidence import evidence
from questionnaire.pages import Question
from questionnaire.questions import PAGES
from questionnaire.reports.blocks import texts_of
from questionnaire.reports.patient import patient_sections
from questionnaire.reports.quoting import Quoting
from questionnaire.reports.staff import staff_sections
from questionnaire.review.people import people
from questionnaire.rules.assessment import assess

#: The ages that are tried: some on each side of every age that a rule asks for.
_AGES = (1, 8, 15, 19, 20, 25, 31, 35, 45, 60)

#: They say who answers, and change the voice alone.
_WHO = ("answered_by", "caring_for")


class Effect(msgspec.Struct, frozen=True):
    """Who is told a statement, and the single answers that can bring it up or take it away."""

    people: tuple[str, ...] = ()
    brought_by: dict[str, tuple[str, ...]] = {}
    taken_by: dict[str, tuple[str, ...]] = {}


#: What was found for one statement: the labels of answers, by the name of their question.
_Found = dict[str, dict[str, None]]


@cache
def effects() -> dict[str, Effect]:
    """Return what the rules do, by the ids of the statements in their order; it takes seconds, once."""
    told: dict[str, list[str]] = defaultdict(list)
    brought: dict[str, _Found] = defaultdict(lambda: defaultdict(dict))
    taken: dict[str, _Found] = defaultdict(lambda: defaultdict(dict))
    for person in people():
        before = statements_told(person.given)
        for statement in before:
            told[statement].append(person.who)
        for question, label, is_added, answers in _with_one_more(person.given):
            after = statements_told(answers)
            for statement in after - before:
                brought[statement][question][label] = None
            for statement in before - after if is_added else ():
                taken[statement][question][label] = None
    return {
        id_: Effect(tuple(told[id_]), _in_order(brought[id_]), _in_order(taken[id_]))
        for id_ in evidence().statements
    }


def statements_told(answers: Answers) -> frozenset[str]:
    """Return the ids of all statements that the patient or staff read."""
    clinic = _any_clinic()
    assessment = assess(answers, clinic.criteria)
    read = (
        *patient_sections(answers, assessment, clinic, Quoting(answers.voice)),
        *staff_sections(answers, assessment, clinic, Quoting("staff")),
    )
    return frozenset(text.statement for text in texts_of(read) if text.statement)


@cache
def _any_clinic() -> Clinic:
    """Return a clinic, read once: thousands of reports are made for it, and no statement hangs on it."""
    return default_clinic()


def _with_one_more(answers: Answers) -> Iterator[tuple[str, str, bool, Answers]]:
    """Yield the answers with one of them new, which it is, and whether it was added to others."""
    for page in PAGES:
        for question in page.questions:
            if question.field in _WHO or not (page.applies(answers) and question.applies(answers)):
                continue
            for value, label in _values(question, answers):
                changed = _with(answers, question, value)
                if changed != answers and not onset_after_now(changed):
                    is_added = question.kind in ("many", "sites") and value != UNSURE
                    yield question.name, label, is_added, changed


def _values(question: Question, answers: Answers) -> Iterator[tuple[Any, str]]:
    """Yield the answers that a question takes, with the words for each."""
    if question.kind == "age":
        yield from ((age, str(age)) for age in _AGES)
    for choice in question.offered(answers):
        yield choice.value, choice.label.staff
    if question.unsure:
        yield UNSURE, question.unsure.staff


def _with(answers: Answers, question: Question, value: Any) -> Answers:
    """Return the answers with this one; of several that may be chosen it joins those that were."""
    if question.kind in ("one", "age"):
        return replace(answers, **{question.field: value})
    kept = getattr(answers, question.field) or ()
    if value in kept:
        return answers
    is_alone = value == UNSURE or UNSURE in kept
    return replace(answers, **{question.field: (value,) if is_alone else (*kept, value)})


def _in_order(found: _Found) -> dict[str, tuple[str, ...]]:
    """Return what was found in the order in which it is asked, whoever showed it first."""
    names = [question.name for page in PAGES for question in page.questions]
    offered = [label for page in PAGES for one in page.questions for label in _labels(one)]
    return {
        name: tuple(sorted(found[name], key=offered.index))
        for name in dict.fromkeys(names)
        if name in found
    }


def _labels(question: Question) -> Iterator[str]:
    return (label for _, label in _values(question, Answers()))
