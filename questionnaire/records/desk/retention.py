"""What is older than the clinic keeps it: counted first, and deleted only after someone said yes."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import msgspec

from questionnaire.records.desk.listing import row_of
from questionnaire.records.format.version import Action, Listed, Mark, uuid7
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.signing import Signer
from questionnaire.records.store.ages import (
    busiest_day,
    clock,
    count_from,
    days_noted,
    expired,
    noted_before,
    noted_lately,
)
from questionnaire.records.store.store import Store
from questionnaire.words import tr, tr_number

#: After a longer time without any entry the clock may have jumped ahead.
_LONGEST_SILENCE = timedelta(days=14)
#: For so long after a jump a clock stays in doubt.
_DOUBTED_FOR = timedelta(days=31)
#: How far the clocks of two computers may differ before one of them is doubted.
_TOLERANCE = timedelta(hours=1)
_DAYS_OF_A_WEEK = 7


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """What was older than so many days at one moment, by this computer's clock.

    The age of an intake counts from when the store first held its newest version, by the store's clock, or
    from the latest moment that its station had noted by then: a clock that was behind makes nothing old.
    `intakes` may be deleted; `oldest` and `newest` say from when they are. `unopened` older ones stay because
    nobody has opened them, `unhandled` ones because they must not wait and nobody took them on, or because
    nobody has chosen between two versions. This clock is doubtful where `silent_since`, the last entry before a
    long silence, or `other_clock`, the database's, contradicts it. `ahead` names the stations that noted
    something later than now, and when. `is_many` says that more would go than came in any week.
    """

    days: int
    now: datetime
    intakes: tuple[UUID, ...] = ()
    oldest: datetime
    newest: datetime
    unopened: int = 0
    unhandled: int = 0
    silent_since: datetime | None = None
    other_clock: datetime | None = None
    ahead: dict[str, datetime] = {}
    is_many: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.intakes or self.unopened or self.unhandled)

    @property
    def is_doubtful(self) -> bool:
        """Whether something contradicts this computer's clock."""
        return bool(self.silent_since or self.other_clock)

    @property
    def summary(self) -> str:
        """The numbers as the audit keeps them."""
        dates = f", from {self.oldest:%Y-%m-%d} to {self.newest:%Y-%m-%d}" if self.intakes else ""
        return f"{len(self.intakes)} older than {self.days} days on {self.now:%Y-%m-%d}{dates}"


def find_overdue(store: Store, days: int, now: datetime, opener: Opener, here: str) -> Overdue:
    """Return what was last written more than so many days before now; with 0 days that is nothing.

    `here` is the station whose clock says what is now.
    """
    if not days:
        return Overdue(days=days, now=now, oldest=now, newest=now)
    came = _came(store, now - timedelta(days=days), now)
    may_go: list[UUID] = []
    unopened = unhandled = 0
    for intake, leaves in store.leaves_of(came).items():
        if not any(leaf.seen == str(leaf.id) for leaf in leaves):
            unopened += 1
        elif _needs_someone(leaves, opener):
            unhandled += 1
        else:
            may_go.append(intake)
    times = [came[intake] for intake in may_go] or [now]
    ahead = _ahead(store, now)
    return Overdue(
        days=days,
        now=now,
        intakes=tuple(may_go),
        oldest=min(times),
        newest=max(times),
        unopened=unopened,
        unhandled=unhandled,
        silent_since=_silent_since(store, now, here, ahead),
        other_clock=_other_clock(store, now),
        ahead=ahead,
        is_many=len(may_go) > _DAYS_OF_A_WEEK * busiest_day(store),
    )


def delete_overdue(  # noqa: PLR0913 each is another fact of one deletion
    store: Store,
    agreed: Overdue,
    now: datetime,
    opener: Opener,
    here: str,
    *,
    note: Callable[[Action, UUID, str], None],
    deletion: Callable[[UUID], Mark],
) -> tuple[UUID, ...]:
    """Delete what someone agreed to, and return which intakes went.

    One that was changed since it was counted stays; so does everything that is not that old by a clock that
    was set back since. What came by a clock that was ahead counts from now on: someone has looked at the clock.
    `deletion` makes the mark that deletes an intake.
    """
    count_from(store, now, later_than=now + _TOLERANCE)
    still = set(find_overdue(store, agreed.days, now, opener, here).intakes)
    gone = tuple(intake for intake in agreed.intakes if intake in still)
    store.delete([deletion(intake) for intake in gone])
    for intake in gone:
        note("retention", intake, str(agreed.days))
    return gone


def signed_deletion(signer: Signer, who: str, intake: UUID) -> Mark:
    """Return the mark that deletes an intake, signed; it goes into the store at once."""
    return signer.signed(
        Mark(
            id=uuid7(),
            intake=intake,
            kind="deleted",
            at=datetime.now(tz=UTC),
            station=signer.station,
            who=who,
        )
    )


def _needs_someone(leaves: Sequence[Listed], opener: Opener) -> bool:
    """Tell whether something is still to be done; what can't be read might be urgent."""
    rows = [row_of(leaf, opener) for leaf in leaves]
    return len(rows) > 1 or any(row.calls or not row.readable for row in rows)


def _came(store: Store, before: datetime, now: datetime) -> dict[UUID, datetime]:
    """Return the intakes that came before then, by every clock that was asked, and when."""
    came = expired(store, before)
    noted = noted_before(store, now) if came else {}
    latest = {intake: max(at, noted.get(intake, at)) for intake, at in came.items()}
    return {intake: at for intake, at in latest.items() if at < before}


def _silent_since(
    store: Store, now: datetime, here: str, ahead: Collection[str]
) -> datetime | None:
    """Return the last entry before a silence of weeks that ended in the last month, or None.

    This computer's entries are followed in the order in which they were written: a clock that goes to and fro
    fills no gap. What it has noted since it jumped speaks for nothing, so each gap of the last weeks counts;
    what other computers noted meanwhile fills one, unless they are `ahead`. A clock that is behind makes
    everything look younger, so that an entry of the future stops nothing.
    """
    after, earliest = now, now - _DOUBTED_FOR
    own = noted_lately(store, here, now + _TOLERANCE)
    others = days_noted(store, now, but={here, *ahead})
    while after >= earliest:
        before = next(own, None) or max((one for one in others if one < after), default=None)
        if before is None:
            break
        if after - before > _LONGEST_SILENCE:
            noted = [before, *(one for one in others if before < one < after), after]
            jumps = [one for one, other in pairwise(noted) if other - one > _LONGEST_SILENCE]
            if jumps:
                return jumps[-1]
        after = before
    return None


def _other_clock(store: Store, now: datetime) -> datetime | None:
    """Return what the database's clock says where it is not what this one says."""
    there = clock(store)
    return there if abs(there - now) > _TOLERANCE else None


def _ahead(store: Store, now: datetime) -> dict[str, datetime]:
    """Return the stations that noted something later than now, and when."""
    tails = store.audit_tails().items()
    return {station: last.at for station, last in tails if last.at > now + _TOLERANCE}


# What is said of it, at the desk and on the command line

#: How a day is written; the desk follows this computer's language, the command line writes 2026-03-04.
Day = Callable[[datetime], str]


def how_many(found: Overdue) -> str:
    """Return how many intakes may be deleted; where none may, how many have to stay."""
    number = len(found.intakes) or found.unopened + found.unhandled
    if found.intakes:
        words = tr_number(
            number,
            "1 intake is past the {days} this clinic keeps it.",
            "{number} intakes are past the {days} this clinic keeps them.",
        )
    elif number:
        words = tr_number(
            number,
            "1 intake is past the {days} this clinic keeps it, but has to stay.",
            "{number} intakes are past the {days} this clinic keeps them, but stay.",
        )
    else:
        words = tr("No intake is past the {days} this clinic keeps it.")
    return words.format(days=tr_number(found.days, "1 day", "{number} days"))


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
    said = []
    if found.silent_since:
        words = tr(
            "The clock may be wrong: after {day}, nothing was noted for weeks. Check it first."
        )
        said.append(words.format(day=day(found.silent_since)))
    if found.other_clock:
        words = tr(
            "The clock may be wrong: by the database's clock, today is {day}. Check it first."
        )
        said.append(words.format(day=day(found.other_clock)))
    words = tr("The clock of station {station} is wrong, or this one: it noted {day}.")
    said += [words.format(station=name, day=day(at)) for name, at in found.ahead.items()]
    return " ".join(said)


def what_stays(found: Overdue) -> str:
    """Return how many older intakes are kept back, and why."""
    unopened = tr_number(
        found.unopened,
        "1 older intake stays because nobody has opened it.",
        "{number} older intakes stay because nobody has opened them.",
    )
    unhandled = tr_number(
        found.unhandled,
        "1 older intake stays because someone still has to deal with it.",
        "{number} older intakes stay because someone still has to deal with them.",
    )
    said = ((unopened, found.unopened), (unhandled, found.unhandled))
    return " ".join(words for words, number in said if number)


def deleted_words(gone: int, agreed: int) -> str:
    """Return how many were deleted of those that someone agreed to delete."""
    if gone == agreed:
        return tr_number(gone, "1 intake was deleted.", "{number} intakes were deleted.")
    words = tr("{gone} of {agreed} intakes were deleted. The others have changed meanwhile.")
    return words.format(gone=gone, agreed=agreed)


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
