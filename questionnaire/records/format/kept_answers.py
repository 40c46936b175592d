"""Answers as an intake keeps them, and as today's questions know them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import fields

from questionnaire.answers import Answers
from questionnaire.decoding import converted
from questionnaire.interview import Interview, applying
from questionnaire.questions import PAGES
from questionnaire.records.format.v1 import FORMAT, Answer, Body
from questionnaire.summary import answer_rows
from questionnaire.words import tr

_AGES = {one.field for page in PAGES for one in page.questions if one.kind == "age"}


class KnownAnswers(msgspec.Struct, frozen=True):
    """What today's questions know of the answers of an intake.

    `unreadable` are the ages that can't be read as one, `unknown` the answers that aren't known, or not all
    of their choices. `is_whole` is false where a newer program kept something that this one doesn't know:
    such an intake is shown, and not changed.
    """

    answers: Answers
    unreadable: dict[str, str]
    unknown: dict[str, str | tuple[str, ...]]
    is_whole: bool


def kept_answers(
    kept: Answers, unreadable: Mapping[str, str], entered_by: Mapping[str, str]
) -> dict[str, Answer]:
    """Return every answer that was given, and every question that applies without one, in their order."""
    rows = {row.field: row for row in answer_rows(applying(kept), "staff")}
    found: dict[str, Answer] = {}
    for field in dict.fromkeys((*rows, *Answers.__struct_fields__)):
        row, typed, value = rows.get(field), unreadable.get(field), getattr(kept, field)
        said = "; ".join(row.values) if row else ""
        if row and typed:
            said = tr("“{text}” can't be read as an age").format(text=typed)
        found[field] = Answer(
            value=typed or (str(value) if isinstance(value, int) else value),
            asked=row.label if row else "",
            said=said,
            by=entered_by.get(field, ""),
        )
    return {field: one for field, one in found.items() if one != Answer()}


def known_answers(body: Body) -> KnownAnswers:
    """Return what today's questions know of an intake's answers, of several choices each for itself."""
    types = {one.name: one.type for one in fields(Answers)}
    interview = Interview()
    unknown: dict[str, str | tuple[str, ...]] = {}
    for field, answer in body.answers.items():
        value = answer.value
        if value is None:
            continue
        if field in _AGES and isinstance(value, str):
            interview.enter_age(field, value)
            continue
        known = _known(value, types[field]) if field in types else None
        if known is not None:
            interview.answer(field, known)
        if known != value:
            unknown[field] = value
    # Nothing here asks yet for whom somebody cares, so that it would be lost.
    is_whole = body.format <= FORMAT and not unknown and not body.caring_for
    return KnownAnswers(interview.kept, interview.unreadable, unknown, is_whole)


def _known(value: str | tuple[str, ...], wanted: Any) -> str | tuple[str, ...] | None:
    """Return a choice that there is today, or those of several choices; None where there is none."""
    if _is_allowed(value, wanted):
        return value
    some = (one for one in value if _is_allowed((one,), wanted)) if isinstance(value, tuple) else ()
    return tuple(some) or None


def _is_allowed(value: str | tuple[str, ...], wanted: Any) -> bool:
    try:
        converted(value, wanted)
    except msgspec.ValidationError:
        return False
    return True
