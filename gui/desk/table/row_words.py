"""What the table says of one intake, in words."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from questionnaire.answers import AnsweredBy
from questionnaire.questions import PAGE
from questionnaire.records.desk.listing import Row
from questionnaire.reports.staff import LABELS, urgent_call
from questionnaire.rules.urgency import signs_are_open
from questionnaire.words import language, mark, tr

STATES = {
    "unfinished": mark("Unfinished"),
    "finished": mark("Finished"),
    "seen": mark("Seen"),
}

WHO: dict[AnsweredBy, str] = {
    "patient": mark("Patient"),
    "carer": mark("Carer"),
    "staff": mark("Staff"),
}


def mark_words(row: Row) -> str:
    """Return the words beside the mark; most intakes have none."""
    if row.is_urgent:
        return tr("Seen to") if row.acknowledged else urgent_call(row.urgency)
    if not row.readable:
        return tr("Can't be opened")
    if row.conflict:
        return tr("Two versions")
    if signs_are_open(row.urgency) and row.state != "unfinished":
        return tr("Ask about signs")
    return ""


def state_words(row: Row) -> str:
    """Return how far an intake is."""
    return tr(STATES[row.state])


def who_words(row: Row) -> str:
    """Return who answered."""
    return tr(WHO[row.answered_by]) if row.answered_by else ""


def headline_words(row: Row) -> str:
    """Return the pattern's name, or the page on which an unfinished one stands."""
    if row.state == "unfinished":
        return tr("at: {page}").format(page=tr(PAGE[row.page].name)) if row.readable else ""
    return tr(LABELS[row.headline]) if row.headline else ""


def when(moment: datetime, today: date) -> str:
    """Return a time of this day, or another day, as this computer writes them."""
    local = moment.astimezone()
    short = QLocale.FormatType.ShortFormat
    if local.date() == today:
        return _locale().toString(QTime(local.hour, local.minute), short)
    return _locale().toString(QDate(local.year, local.month, local.day), short)


def long_day(moment: datetime) -> str:
    """Return a day whose month is a word, because 4/3 is another day in another country."""
    local = moment.astimezone()
    return _locale().toString(QDate(local.year, local.month, local.day), "d MMMM yyyy")


def day_and_time(moment: datetime) -> str:
    """Return the day and the time, as this computer writes them."""
    local = moment.astimezone()
    short = QLocale.FormatType.ShortFormat
    day = _locale().toString(QDate(local.year, local.month, local.day), short)
    return f"{day} {_locale().toString(QTime(local.hour, local.minute), short)}"


def spoken(row: Row) -> str:
    """Return a row in one line, for a screen reader."""
    parts = (
        row.ticket,
        mark_words(row),
        state_words(row),
        who_words(row),
        headline_words(row),
        row.reference,
    )
    return ", ".join(part for part in parts if part)


def searched(row: Row) -> str:
    """Return what the search looks through."""
    local = row.written_at.astimezone()
    return f"{spoken(row)} {row.station} {local:%Y-%m-%d %H:%M}".casefold()


def _locale() -> QLocale:
    system = QLocale.system()
    return system if system.name().startswith(language()) else QLocale(language())
