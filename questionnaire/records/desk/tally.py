"""How the day goes: how many intakes came in, in which states, and how long urgent ones waited."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from questionnaire.records.desk.intake_list import Days, Wanted, Which, is_in_state
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr, tr_number

_STATES: tuple[Which, ...] = ("all", "unfinished", "finished", "unseen", "urgent")
_NOBODY_WAITED = timedelta()


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What the filters would show, and how the chosen days went.

    `days` are of the chosen state, `states` of the chosen days. An urgent one waited `longest` until it was
    taken on, and one still waits since `waiting_since`.
    """

    days: dict[Days, int]
    states: dict[Which, int]
    seen: int = 0
    longest: timedelta | None = None
    waiting_since: datetime | None = None

    def words(self, now: datetime) -> str:
        """Return one line on the chosen days."""
        states = self.states
        came = states["all"]
        parts = [
            tr_number(came, "1 came in", "{number} came in"),
            tr("{number} unfinished").format(number=states["unfinished"]),
            tr("{number} seen").format(number=self.seen),
            tr("{number} urgent").format(number=states["urgent"]),
        ]
        waits = [self.longest] if self.longest is not None else []
        waits += [now - self.waiting_since] if self.waiting_since else []
        if waits:
            minutes = int(max(waits) / timedelta(minutes=1))
            words = tr("longest urgent wait: {minutes} min")
            parts.append(words.format(minutes=minutes))
        return " · ".join(parts)


def tally(rows: Iterable[Row], wanted: Wanted, midnight: datetime) -> Tally:
    """Count the rows; words that are searched for make no difference."""
    today = Wanted(since=midnight)
    days: Counter[Days] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    examples: dict[tuple[str, bool], Row] = {}  # the filters tell no rows of one kind apart
    longest, waiting = None, None
    for row in rows:
        if wanted.fits_state(row):
            days["all"] += 1
            days["today"] += today.fits_day(row)
        if not wanted.fits_day(row):
            continue
        kind = row.state, row.is_urgent
        kinds[kind] += 1
        examples.setdefault(kind, row)
        if not row.is_urgent:
            continue
        if row.calls:
            waiting = min(waiting or row.arrived_at, row.arrived_at)
        else:
            waited = _waited(row, row.taken_on_at or row.arrived_at)
            longest = max(longest or waited, waited)
    return Tally(
        days=days,
        states={
            one: sum(kinds[kind] for kind, row in examples.items() if is_in_state(row, one))
            for one in _STATES
        },
        seen=sum(number for (state, _), number in kinds.items() if state == "seen"),
        longest=longest,
        waiting_since=waiting,
    )


def _waited(row: Row, taken_on_at: datetime) -> timedelta:
    """Return how long one waited; where its newest version came after that, at most since it was begun."""
    since = row.arrived_at if row.arrived_at <= taken_on_at else row.started_at
    return max(taken_on_at - since, _NOBODY_WAITED)
