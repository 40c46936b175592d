"""Days and times as paper shows them: the same on every computer, with the month as a word."""

from datetime import date, datetime

from questionnaire.words import mark, tr

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def written_day(day: date) -> str:
    """Return a day whose month is a word, because 4/3 is another day in another country."""
    words = tr("{day} {month} {year}")
    return words.format(day=day.day, month=tr(_MONTHS[day.month - 1]), year=day.year)


def written_moment(moment: datetime) -> str:
    """Return the day and the time of a moment, by the clock of this computer's place."""
    local = moment.astimezone()
    words = tr("{day}, {hour}:{minute}")
    return words.format(
        day=written_day(local.date()), hour=f"{local.hour:02}", minute=f"{local.minute:02}"
    )
