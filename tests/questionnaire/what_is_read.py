"""Everything that people can read: what some answers bring up, and what every page says."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args

import msgspec
from anatomy import EVERY_SET_OF_REGIONS, sites_for

from questionnaire.answers import SIGNS, Answers, Condition, Task, Voice
from questionnaire.body import SITES, Site
from questionnaire.choices import Choice
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.questions import PAGES
from questionnaire.reports.blocks import Report, Text
from questionnaire.reports.case import Case, case_of
from questionnaire.words import Wording

DAY = date(2026, 3, 4)
CLINIC = Clinic(name="", emergency_number="1")

_ALL_TASKS: dict[str, Any] = {
    "pattern": ("task", "worse-later-in-day", "attacks"),
    "tasks": get_args(Task),
}

#: Answers that between them bring up every rule that does not look at body parts or ages. A question that
#: none of them names is answered all the same, with each of its first four choices once.
_NAMED: tuple[dict[str, Any], ...] = (
    {"urgent_signs": ()},
    {"impact": "mild", "medicines": "past", "family_history": "unsure"},
    {
        **_ALL_TASKS,
        "impact": "severe",
        "medicines": "now",
        "family_history": "yes",
        "conditions": get_args(Condition),
        "urgent_signs": SIGNS,
    },
    {"medicines": "unsure", "urgent_signs": ("new-medicine",), "features": ("tremor",)},
    {
        "urgent_signs": ("unsure",),
        "medicines": "now",
        "onset_speed": "within-days",
        "pattern": ("attacks",),
        "features": ("weakness", "swallowing-trouble"),
    },
)

#: Each part alone, and every set of up to three regions.
_AFFECTED = (
    *((site,) for site in SITES),
    *(sites_for(regions) for regions in EVERY_SET_OF_REGIONS if len(regions) <= 3),
)

_AGES = (None, 8, 50, None)

#: Places and ages whose statement needs that nothing else is marked.
_ALONE: tuple[tuple[tuple[Site, ...], int], ...] = (
    (("left-upper-face", "right-upper-face"), 50),
    (("left-leg",), 25),
)

#: Fields of a report that hold no sentences: names of things, lists, titles of studies.
_NO_WORDS = {"id", "statement", "review", "level", "sites", "value", "references"}


@cache
def cases(voice: Voice) -> tuple[Case, ...]:
    """Return cases that between them bring up every rule.

    Each place stands with each of the other answers and at each age, but not at each age with each
    of them: a third of the cases, in which nothing less can be read.
    """
    nothing_else: dict[str, Any] = {}
    alone = ((parts, age, nothing_else) for parts, age in _ALONE)
    mixed = (
        (parts, _AGES[(at - turn) % len(_AGES)], other)
        for turn, parts in enumerate(_AFFECTED)
        for at, other in enumerate(_other_answers())
    )
    return tuple(
        case_of(Answers(affected=parts, onset_age=age, **_who(voice), **other), CLINIC, DAY)
        for parts, age, other in (*alone, *mixed)
    )


def _who(voice: Voice) -> dict[str, Any]:
    """Return who answers, for whom."""
    return (
        {"answered_by": "carer", "caring_for": "child"}
        if voice == "parent"
        else {"answered_by": voice}
    )


def _other_answers() -> Iterator[dict[str, Any]]:
    """Yield the named answers, each with another choice for the questions that they do not name."""
    named = set[str]().union(*_NAMED) | {"answered_by"}
    questions = [question for page in PAGES for question in page.questions]
    for at, answers in enumerate(_NAMED):
        further: dict[str, Any] = {}
        for question in questions:
            if question.choices and not question.depends_on and question.field not in named:
                value = question.choices[at % len(question.choices)].value
                further[question.field] = (value,) if question.kind == "many" else value
        yield answers | further


def statements_in(report: Report) -> set[str]:
    """Return the ids of the statements that a report quotes."""
    return {
        part.statement for part in parts_of(report) if isinstance(part, Text) and part.statement
    }


def words_for(voice: Voice) -> set[str]:
    """Return every text that a person with this voice can read, on any page and in any result."""
    parts = [part for page in PAGES for part in parts_of(page)]
    asked = {part.to(voice) for part in parts if isinstance(part, Wording)}
    examples = {part.example for part in parts if isinstance(part, Choice)}
    names = {page.name for page in PAGES}
    told = {
        problem.text for page in PAGES for begun in _stuck() for problem in begun.problems(page.id)
    }
    return (asked | names | examples | told | _reported(voice)) - {""}


def _stuck() -> Iterator[Interview]:
    """Yield interviews that between them have every problem that keeps a person on a page."""
    unreadable, impossible = Interview(), Interview()
    for field, age in (("onset_age", "41"), ("current_age", "40")):
        unreadable.enter_age(field, "x")
        impossible.enter_age(field, age)
    yield from (Interview(), unreadable, impossible)


@cache
def _reported(voice: Voice) -> frozenset[str]:
    return frozenset(text for case in cases(voice) for text in _words_in(case.for_patient))


def _words_in(whole: Any) -> Iterator[str]:
    """Yield the words of a report, of one of its sections, or of a block."""
    if isinstance(whole, str):
        yield whole
    elif isinstance(whole, tuple):
        for part in whole:
            yield from _words_in(part)
    elif isinstance(whole, msgspec.Struct):
        for field in whole.__struct_fields__:
            if field not in _NO_WORDS:
                yield from _words_in(getattr(whole, field))


def parts_of(whole: Any) -> Iterator[msgspec.Struct]:
    """Yield a structure and the structures that it is made of."""
    if isinstance(whole, msgspec.Struct):
        yield whole
        for field in whole.__struct_fields__:
            yield from parts_of(getattr(whole, field))
    elif isinstance(whole, tuple):
        for part in whole:
            yield from parts_of(part)
