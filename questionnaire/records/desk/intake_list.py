"""Every intake that the desk has loaded, in the order of the table, and those that are shown."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from questionnaire.records.desk.folding import folded
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.row_words import searched
from questionnaire.rules.urgency import is_soon

Days = Literal["today", "all"]
Which = Literal["all", "unfinished", "finished", "unseen", "urgent"]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What the table shows; an urgent intake that nobody is handling is shown on every day."""

    words: str = ""
    since: datetime | None = None
    which: Which = "all"

    def saying(self, rows: Sequence[Row], texts: Sequence[str]) -> Sequence[Row]:
        """Return the rows whose texts hold every word; one word after the other, each among fewer."""
        for word in folded(self.words).split():
            found = [one for one in zip(rows, texts, strict=True) if word in one[1]]
            rows, texts = [row for row, _ in found], [text for _, text in found]
        return rows

    def fits(self, row: Row) -> bool:
        """Whether an intake is in a state and of a day that is shown."""
        return self.fits_state(row) and self.fits_day(row)

    def fits_state(self, row: Row) -> bool:
        """Whether an intake is in a state that is shown."""
        return is_in_state(row, self.which)

    def fits_day(self, row: Row) -> bool:
        """Whether an intake is of a day that is shown."""
        return self.since is None or row.arrived_at >= self.since or row.calls


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """How many intakes a search finds that are not shown, for their day, their state or both."""

    number: int = 0
    by_day: bool = False
    by_state: bool = False


_IS: dict[Which, Callable[[Row], bool]] = {
    "all": lambda _row: True,
    "unfinished": lambda row: row.state == "unfinished",
    "finished": lambda row: row.state != "unfinished",
    "unseen": lambda row: row.state == "finished",
    "urgent": lambda row: row.is_urgent,
}


def is_in_state(row: Row, which: Which) -> bool:
    """Whether an intake is in one of the states that a filter shows."""
    return _IS[which](row)


def order(row: Row) -> tuple[int, int, int]:
    """Return what the table is sorted by: what must not wait, unseen ones for the next days, what came last."""
    unseen = row.state != "seen"
    rank = 0 if row.calls else 1 if unseen and is_soon(row.urgency) else 2
    return rank, -row.arrival, row.intake.int


class IntakeList:
    """The rows in order, each with the words that the search looks through."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._texts: list[str] = []
        self._by_intake: dict[UUID, Row] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, intake: UUID) -> Row | None:
        """Return an intake's row."""
        return self._by_intake.get(intake)

    def named(self, words: str) -> Row | None:
        """Return the first intake whose whole code or reference these words are, shown or not."""
        name = folded(words).strip()
        exact = (one for one in self.rows if name in (folded(one.ticket), folded(one.reference)))
        return next(exact, None) if name else None

    def split(self, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Return, in order, the rows that belong among those that are here, and those behind them."""
        last = order(self.rows[-1]) if self.rows else None
        inside: list[Row] = []
        behind: list[Row] = []
        for row in sorted({row.intake: row for row in rows}.values(), key=order):
            within = row.intake in self._by_intake or (last is not None and order(row) < last)
            (inside if within else behind).append(row)
        return inside, behind

    def put(self, rows: Sequence[Row]) -> None:
        """Take rows in; one whose intake is there already takes its place."""
        inside, behind = self.split(rows)
        self.remove([row.intake for row in inside])
        for row in inside:
            at = bisect_left(self.rows, order(row), key=order)
            self.rows.insert(at, row)
            self._texts.insert(at, searched(row))
        self.rows += behind
        self._texts += map(searched, behind)
        self._by_intake.update((row.intake, row) for row in (*inside, *behind))

    def remove(self, intakes: Sequence[UUID]) -> None:
        """Let go of intakes."""
        for intake in intakes:
            row = self._by_intake.pop(intake, None)
            if row is not None:
                at = bisect_left(self.rows, order(row), key=order)
                del self.rows[at], self._texts[at]

    def wanted(self, wanted: Wanted, *, last: int | None = None) -> list[Row]:
        """Return the rows to show, in order; of the last so many alone, if that is asked."""
        start = 0 if last is None else len(self.rows) - last
        rows = self.rows[start:]
        if wanted == Wanted():
            return rows
        return [row for row in wanted.saying(rows, self._texts[start:]) if wanted.fits(row)]

    def left_out(self, wanted: Wanted) -> LeftOut:
        """Return what the words are found in on other days or in other states; nothing without words."""
        if not folded(wanted.words).split():
            return LeftOut()
        saying = wanted.saying(self.rows, self._texts)
        found = [row for row in saying if not wanted.fits(row)]
        return LeftOut(
            number=len(found),
            by_day=not all(map(wanted.fits_day, found)),
            by_state=not all(map(wanted.fits_state, found)),
        )

    def is_wanted(self, intake: UUID, wanted: Wanted) -> bool:
        """Tell whether an intake is shown."""
        row = self._by_intake[intake]
        text = self._texts[bisect_left(self.rows, order(row), key=order)]
        return bool(wanted.saying((row,), (text,))) and wanted.fits(row)

    def calling(self) -> list[Row]:
        """Return those that someone must handle; they come first."""
        end = bisect_left(self.rows, (1,), key=lambda row: order(row)[:1])
        return self.rows[:end]
