"""The answers in words, one row for each question: for the review page, the clinician and the record."""

from collections.abc import Iterator
from typing import Any

import msgspec

from questionnaire.answers import UNSURE, AnsweredBy, Answers, affected_sites, in_order
from questionnaire.choices import BANDS
from questionnaire.questions import PAGES, Page, PageId, Question
from questionnaire.site_names import whose_site
from questionnaire.words import mark, tr

NOT_ANSWERED = mark("Not answered")

#: Short names of the questions that share a page or that the page's own name does not fit.
_NAMES = {
    "answered_by": mark("Who is answering"),
    "current_age": mark("Age now"),
    "tasks": mark("During which tasks"),
}


class Row(msgspec.Struct, frozen=True):
    """One answer in words: the page that can change it, what was asked, what was said."""

    page: PageId
    field: str
    label: str
    values: tuple[str, ...]
    state: str  # "answered", "unsure", "none" or "not-answered"


def rows(answers: Answers, voice: AnsweredBy) -> tuple[Row, ...]:
    """Return a row for every question that applies, also for those that were skipped."""
    return tuple(
        row for page in PAGES if page.applies(answers) for row in _page_rows(page, answers, voice)
    )


def _page_rows(page: Page, answers: Answers, voice: AnsweredBy) -> Iterator[Row]:
    for question in page.questions:
        if question.field == "onset_band" or not (
            question.applies(answers) or question.field == "onset_age"
        ):
            continue
        state, values = _said(question, answers, voice)
        name = tr(_NAMES.get(question.field, page.name))
        yield Row(page.id, question.field, name, values, state)


def _said(question: Question, answers: Answers, voice: AnsweredBy) -> tuple[str, tuple[str, ...]]:
    """Return the state of an answer, and its words."""
    if question.field == "onset_age":
        return _onset(answers, voice)
    value: Any = getattr(answers, question.field)
    if value is None:
        return "not-answered", (tr(NOT_ANSWERED),)
    if value == UNSURE or (isinstance(value, tuple) and UNSURE in value):
        return "unsure", (tr("Not sure"),)
    if value == ():
        words = question.none.to(voice) if question.none else tr("None of these")
        return "none", (words,)
    if question.field == "affected":
        return "answered", tuple(whose_site(site, voice) for site in affected_sites(answers))
    if question.field == "first_affected":
        return "answered", (whose_site(value, voice),)
    if question.kind == "age":
        return "answered", (str(value),)
    chosen = value if isinstance(value, tuple) else (value,)
    labels = {choice.value: choice.label.to(voice) for choice in question.choices}
    return "answered", tuple(labels[one] for one in in_order(chosen, tuple(labels)))


def _onset(answers: Answers, voice: AnsweredBy) -> tuple[str, tuple[str, ...]]:
    """Return the age when it began in words: exact, about, a band, not sure, or not answered."""
    if answers.onset_age is not None:
        text = tr("about {age}") if answers.onset_certainty == "about" else "{age}"
        return "answered", (text.format(age=answers.onset_age),)
    for band in BANDS:
        if band.value == answers.onset_band:
            words = tr("{when} ({years})").format(when=band.label.to(voice), years=tr(band.example))
            return "answered", (words,)
    if answers.onset_certainty == UNSURE:
        return "unsure", (tr("Not sure"),)
    return "not-answered", (tr(NOT_ANSWERED),)
