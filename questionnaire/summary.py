"""The answers in words, one row for each question: for the review page, the clinician and the record."""

from typing import Any

import msgspec
from msgspec.structs import replace

from questionnaire.answers import UNSURE, Answers, Voice, certainty_of
from questionnaire.choices import Choice
from questionnaire.pages import PageId, Question
from questionnaire.questions import PAGES
from questionnaire.words import tr


class AnswerRow(msgspec.Struct, frozen=True):
    """One answer in words: the page that can change it, what was asked, what was said."""

    page: PageId
    field: str
    label: str
    values: tuple[str, ...]
    state: str  # "answered", "unsure", "none" or "not-answered"


def answer_rows(answers: Answers, voice: Voice) -> tuple[AnswerRow, ...]:
    """Return a row for every question that applies, also for those that were skipped."""
    answers = replace(answers, onset_certainty=certainty_of(answers))
    return tuple(
        AnswerRow(page.id, question.field, tr(question.name), *_said(question, answers, voice))
        for page in PAGES
        if page.applies(answers)
        for question in page.questions
        if question.applies(answers)
    )


def _said(question: Question, answers: Answers, voice: Voice) -> tuple[tuple[str, ...], str]:
    """Return an answer in words, and its state."""
    value: Any = getattr(answers, question.field)
    if value is None and not question.after_unsure:
        return (tr("Not answered"),), "not-answered"
    chosen: tuple[Any, ...] = value if isinstance(value, tuple) else (value,)
    if value is None or UNSURE in chosen:
        return (tr("Not sure"),), "unsure"
    if not chosen:
        words = question.none.to(voice) if question.none else tr("None of these")
        return (words,), "none"
    if question.kind == "age":
        is_guess = question.certainty and getattr(answers, question.certainty) == "about"
        return ((tr("about {age}") if is_guess else "{age}").format(age=value),), "answered"
    offered = (one for one in question.offered(answers) if one.value in chosen)
    return tuple(_read_back(one, question, voice) for one in offered), "answered"


def _read_back(choice: Choice, question: Question, voice: Voice) -> str:
    """Return a choice as it is read back to the person."""
    words = (choice.said or choice.label).to(voice)
    if not question.with_example:
        return words
    return tr("{when} ({years})").format(when=words, years=tr(choice.example))
