"""What is said of intakes that are older than the clinic keeps them, at the desk and on the command line."""

from collections.abc import Callable
from datetime import datetime

from questionnaire.records.retention import Overdue
from questionnaire.words import tr

#: How a day is written; the desk follows this computer's language, the command line writes 2026-03-04.
Day = Callable[[datetime], str]


def how_many(found: Overdue) -> str:
    """Return how many intakes may be deleted; where none may, how many have to stay."""
    number = len(found.intakes) or found.unopened + found.unhandled
    days = tr("1 day") if found.days == 1 else tr("{days} days").format(days=found.days)
    if found.intakes:
        words = (
            tr("1 intake is past the {days} this clinic keeps it.")
            if number == 1
            else tr("{number} intakes are past the {days} this clinic keeps them.")
        )
    elif number:
        words = (
            tr("1 intake is past the {days} this clinic keeps it, but has to stay.")
            if number == 1
            else tr("{number} intakes are past the {days} this clinic keeps them, but stay.")
        )
    else:
        words = tr("No intake is past the {days} this clinic keeps it.")
    return words.format(number=f"{number:,}", days=days)


def from_when(found: Overdue, day: Day) -> str:
    """Return from when those are that may be deleted; "" where none may."""
    oldest, newest = day(found.oldest), day(found.newest)
    if not found.intakes:
        return ""
    if len(found.intakes) == 1:
        return tr("It is from {day}.").format(day=oldest)
    if oldest == newest:
        return tr("All are from {day}.").format(day=oldest)
    words = tr("The oldest is from {oldest}, the newest from {newest}.")
    return words.format(oldest=oldest, newest=newest)


def what_the_clock_says(found: Overdue, day: Day) -> str:
    """Return what this computer takes for today."""
    return tr("By this computer's clock, today is {today}.").format(today=day(found.now))


def doubt(found: Overdue, day: Day) -> str:
    """Return what speaks against this computer's clock, or ""."""
    last = found.contradiction
    if last is None:
        return ""
    words = (
        tr("The clock may be wrong: the records already have an entry from {last}. Check it first.")
        if last > found.now
        else tr(
            "The clock may be wrong: before today, the last entry is from {last}. Check it first."
        )
    )
    return words.format(last=day(last))


def what_stays(found: Overdue) -> str:
    """Return how many older intakes are kept back, and why."""
    said = []
    if found.unopened:
        words = (
            tr("1 older intake stays because nobody has opened it.")
            if found.unopened == 1
            else tr("{number} older intakes stay because nobody has opened them.")
        )
        said.append(words.format(number=f"{found.unopened:,}"))
    if found.unhandled:
        words = (
            tr("1 older intake stays because someone still has to deal with it.")
            if found.unhandled == 1
            else tr("{number} older intakes stay because someone still has to deal with them.")
        )
        said.append(words.format(number=f"{found.unhandled:,}"))
    return " ".join(said)


def sentences(found: Overdue, day: Day) -> list[str]:
    """Return everything that a person should know before the answer, the numbers first."""
    said = (
        how_many(found),
        from_when(found, day),
        what_the_clock_says(found, day),
        doubt(found, day),
        what_stays(found),
    )
    return [one for one in said if one]
