"""What the desk's table says of one intake, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from questionnaire.answers import AnsweredBy
from questionnaire.evidence import evidence
from questionnaire.questions import PAGES
from questionnaire.records.desk.folding import folded
from questionnaire.records.desk.listing import Row, RowState
from questionnaire.reports.staff import LABELS, urgent_call
from questionnaire.rules.urgency import is_soon
from questionnaire.words import mark, tr, tr_number

_STATES: dict[RowState, str] = {
    "unfinished": mark("Unfinished"),
    "finished": mark("Finished"),
    "seen": mark("Seen"),
}

_SIDES: dict[str, str] = {"left": mark("left"), "right": mark("right"), "both": mark("both sides")}

_ANSWERED_BY: dict[AnsweredBy, str] = {
    "patient": mark("Patient"),
    "carer": mark("Carer"),
    "staff": mark("Staff"),
}


_FEW = 5  # intakes that are named before only their number is


def named(ticket: str, reference: str) -> str:
    """Return what tells an intake from all others: its code, and the clinic's reference if there is one."""
    return " · ".join(part for part in (ticket, reference) if part)


def names_in_short(names: Sequence[str]) -> str:
    """Return the first few names, each on a line, and how many more there are."""
    more = len(names) - _FEW
    lines = [tr_number(more, "and 1 more", "and {number} more")] if more > 0 else []
    return "\n".join((*names[:_FEW], *lines))


def mark_words(row: Row) -> str:
    """Return the words beside the mark; most intakes have none."""
    if row.is_urgent:
        return tr("Being handled") if row.acknowledged else urgent_call(row.urgency)
    if not row.readable:
        return tr("Can't be opened")
    if row.conflict:
        return tr("Two versions")
    if row.state == "unfinished":
        return ""
    soon = tr("Within days") if is_soon(row.urgency) else ""
    signs = tr("Ask about signs") if row.signs_open else ""
    return " · ".join(words for words in (soon, signs) if words)


def state_words(row: Row) -> str:
    """Return how far an intake is."""
    return tr(_STATES[row.state])


def answered_by_words(row: Row) -> str:
    """Return who answered."""
    return _known(_ANSWERED_BY, row.answered_by)


def title_words(row: Row) -> str:
    """Return the named form or the distribution, with side and age at onset, or the page reached so far."""
    if row.state == "unfinished":
        return tr("at: {page}").format(page=page_words(row.title)) if row.readable else ""
    form = evidence().statements.get(f"form-{row.title}")
    title = tr(form.title) if form else _known(LABELS, row.title)
    age = "" if row.age is None else tr("from {age}").format(age=row.age)
    return ", ".join(part for part in (title, _known(_SIDES, row.sides), age) if part)


def page_words(page: str) -> str:
    """Return the name of a page of the questions; a newer program may have others."""
    return tr(next((one.name for one in PAGES if one.id == page), page))


def _known(words: Mapping[Any, str], value: str) -> str:
    """Return what a value is called; of a newer program's one the value itself."""
    return tr(words.get(value, value))


def searched(row: Row) -> str:
    """Return what the search looks through, folded."""
    parts = (
        row.ticket,
        mark_words(row),
        state_words(row),
        answered_by_words(row),
        title_words(row),
        row.reference,
        row.station,
        f"{row.arrived_at.astimezone():%Y-%m-%d %H:%M}",
    )
    return folded(", ".join(filter(None, parts)))
