"""What is said of intakes that are older than the clinic keeps them, at the desk and on the command line."""

from collections.abc import Callable
from datetime import datetime

from questionnaire.records.retention import Overdue
from questionnaire.words import tr

#: How a day is written; the desk follows this computer's language, the command line writes 2026-03-04.
Day = Callable[[datetime], str]


def how_many(found: Overdue, day: Day) -> str:
    """Return how many intakes may be deleted, and from when they are."""
    number = len(found.intakes)
    days = tr("1 day") if found.days == 1 else tr("{days} days").format(days=found.days)
    if not number:
        words = tr("No intake can be deleted for being older than the {days} this clinic keeps.")
    elif number == 1:
        words = tr("1 intake, from {oldest}, is older than the {days} this clinic keeps.")
    else:
        words = tr(
            "{number} intakes, the oldest from {oldest} and the newest from {newest}, are older than "
            "the {days} this clinic keeps."
        )
    return words.format(
        number=f"{number:,}", days=days, oldest=day(found.oldest), newest=day(found.newest)
    )


def what_stays(found: Overdue) -> list[str]:
    """Return how many older intakes are kept back, and why."""
    said = []
    if found.unopened == 1:
        said.append(tr("1 older intake stays because nobody has opened it."))
    elif found.unopened:
        said.append(tr("{number} older intakes stay because nobody has opened them."))
        said[-1] = said[-1].format(number=f"{found.unopened:,}")
    if found.unhandled == 1:
        said.append(tr("1 older intake stays because someone still has to deal with it."))
    elif found.unhandled:
        said.append(tr("{number} older intakes stay because someone still has to deal with them."))
        said[-1] = said[-1].format(number=f"{found.unhandled:,}")
    return said


def what_the_clock_says(found: Overdue, day: Day) -> str:
    """Return what this computer takes for today, and what speaks against it."""
    said = tr("According to this computer's clock, today is {today}.").format(today=day(found.now))
    last = found.contradiction
    if last is None:
        return said
    doubt = (
        tr("That may be wrong: the records already have an entry from {last}. Check the clock.")
        if last > found.now
        else tr("That may be wrong: before today, the last entry is from {last}. Check the clock.")
    )
    return f"{said} {doubt.format(last=day(last))}"
