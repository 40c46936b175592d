"""What the desk's table says of one intake, in words."""

from questionnaire.answers import AnsweredBy
from questionnaire.questions import PAGE
from questionnaire.records.desk.listing import Row, RowState
from questionnaire.reports.staff import LABELS, urgent_call
from questionnaire.rules.urgency import signs_are_open
from questionnaire.words import mark, tr

_STATES: dict[RowState, str] = {
    "unfinished": mark("Unfinished"),
    "finished": mark("Finished"),
    "seen": mark("Seen"),
}

_ANSWERED_BY: dict[AnsweredBy, str] = {
    "patient": mark("Patient"),
    "carer": mark("Carer"),
    "staff": mark("Staff"),
}


def mark_words(row: Row) -> str:
    """Return the words beside the mark; most intakes have none."""
    if row.is_urgent:
        return tr("Being handled") if row.acknowledged else urgent_call(row.urgency)
    if not row.readable:
        return tr("Can't be opened")
    if row.conflict:
        return tr("Two versions")
    if signs_are_open(row.urgency) and row.state != "unfinished":
        return tr("Ask about signs")
    return ""


def state_words(row: Row) -> str:
    """Return how far an intake is."""
    return tr(_STATES[row.state])


def answered_by_words(row: Row) -> str:
    """Return who answered."""
    return tr(_ANSWERED_BY[row.answered_by]) if row.answered_by else ""


def headline_words(row: Row) -> str:
    """Return the name of the body distribution, or the page that an unfinished intake has reached."""
    if row.state == "unfinished":
        return tr("at: {page}").format(page=tr(PAGE[row.page].name)) if row.readable else ""
    return tr(LABELS[row.headline]) if row.headline else ""


def spoken(row: Row) -> str:
    """Return a row in one line, for a screen reader."""
    parts = (
        row.ticket,
        mark_words(row),
        state_words(row),
        answered_by_words(row),
        headline_words(row),
        row.reference,
    )
    return ", ".join(part for part in parts if part)


def searched(row: Row) -> str:
    """Return what the search looks through."""
    local = row.written_at.astimezone()
    return f"{spoken(row)} {row.station} {local:%Y-%m-%d %H:%M}".casefold()
