"""The order of the table's rows: the usual one, or by what one column says."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Literal

import msgspec

from questionnaire.records.desk import row_words
from questionnaire.records.desk.folding import folded
from questionnaire.records.desk.intake_list import order
from questionnaire.records.desk.listing import Row, RowState
from questionnaire.rules.urgency import is_soon

SortedBy = Literal["mark", "ticket", "state", "station", "time", "who", "title", "reference"]

_STEPS: dict[RowState, int] = {"unfinished": 1, "finished": 2, "seen": 3}
_NUMBER = re.compile(r"\d+")
_DIGITS = 20
_BLANK = ""


class Sorting(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows are sorted by; what must not wait comes first all the same, and blanks come last.

    Rows that say the same follow each other in the usual order, which is also that without a column.
    """

    by: SortedBy | None = None
    backwards: bool = False

    def arranged(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows, which come in the usual order, in this one."""
        if self.by is None:
            return list(rows)
        value = _titles() if self.by == "title" else _VALUES[self.by]
        said = [(value(row), row) for row in rows if not row.calls]
        filled = [one for one in said if one[0] != _BLANK]
        filled.sort(key=itemgetter(0), reverse=self.backwards)
        calling = [row for row in rows if row.calls]
        blank = [row for words, row in said if words == _BLANK]
        return [*calling, *(row for _, row in filled), *blank]

    def merged(self, arranged: Sequence[Row], fresh: Sequence[Row]) -> list[Row]:
        """Return arranged rows with those that came after all of them; few are asked again what they say."""
        said = cache(lambda at: self._said(arranged[at]))
        found: list[Row] = []
        start = 0
        for row in self.arranged(fresh):
            at = bisect_right(range(len(arranged)), self._said(row), key=said)
            found += [*arranged[start:at], row]
            start = at
        return [*found, *arranged[start:]]

    def key(self, row: Row) -> tuple[Any, ...]:
        """Return what a single row's place among arranged ones is found by."""
        return order(row) if self.by is None else (*self._said(row), order(row))

    def _said(self, row: Row) -> tuple[int, Any]:
        """Return what comes before the usual order."""
        value = _BLANK if row.calls or self.by is None else _VALUES[self.by](row)
        if value == _BLANK:
            return 0 if row.calls else 2, value
        return 1, _Backwards(value) if self.backwards else value


class _Backwards:
    """A value that comes before all lower ones."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Backwards) and bool(self._value == other._value)

    def __lt__(self, other: "_Backwards") -> bool:
        return bool(other._value < self._value)

    __hash__ = None  # type: ignore[assignment]  # it is only compared


def _mark(row: Row) -> int | str:
    """Return how much the mark asks for, the most first."""
    is_over = row.state != "unfinished"
    asks = (
        row.is_urgent,
        not row.readable,
        row.conflict,
        is_over and is_soon(row.urgency),
        is_over and row.signs_open,
    )
    return asks.index(True) if any(asks) else _BLANK


def _natural(words: str) -> str:
    """Return words so that K7-9 comes before K7-10, and capitals and accents make no difference."""
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), folded(words))


def _titles() -> Callable[[Row], str]:
    """Return what works each title out once only: few intakes differ in it."""
    known: dict[tuple[object, ...], str] = {}

    def title(row: Row) -> str:
        what = (row.title, row.sides, row.age, row.state == "unfinished", row.readable)
        if what not in known:
            known[what] = _VALUES["title"](row)
        return known[what]

    return title


_VALUES: dict[SortedBy, Callable[[Row], Any]] = {
    "mark": _mark,
    "ticket": lambda row: _natural(row.ticket),
    "state": lambda row: _STEPS[row.state],
    "station": lambda row: _natural(row.station),
    "time": lambda row: row.arrived_at,
    "who": lambda row: folded(row_words.answered_by_words(row)),
    "title": lambda row: _natural(row_words.title_words(row)),
    "reference": lambda row: _natural(row.reference),
}
