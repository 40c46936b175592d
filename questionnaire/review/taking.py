"""What a filled-in workbook means: signatures for exact words, changes to make, and what can't be taken."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec

from questionnaire.review.items import Item
from questionnaire.review.workbook import REVIEWER, FilledIn, FilledRow
from questionnaire.sign_offs import SignOff

VERDICTS = ("agree", "change", "refuse")


class Change(msgspec.Struct, frozen=True):
    """What a clinician did not agree to: the item, the verdict, what is proposed, and who says so."""

    item: Item
    verdict: str
    proposed: str
    remark: str
    by: SignOff

    @property
    def words(self) -> str:
        """The change as a paragraph of Markdown with everything that is needed to make it."""
        since = (
            "" if self.by.digest == self.item.digest else " (of other words than those of today)"
        )
        said = (f"- Present words ({voice}): {text}" for voice, text in self.item.words.items())
        lines = [
            f"## {self.item.id}: {self.verdict}{since}",
            *said,
            f"- Proposed words: {self.proposed or 'none'}",
            f"- Remark: {self.remark or 'none'}",
            f"- By {self.by.name}, {self.by.role}, {self.by.date.isoformat()}",
        ]
        return "\n".join(line.replace("\n", "\n  ") for line in lines)


class Taken(msgspec.Struct):
    """What comes of a workbook: all signatures from now on, what was signed, what to change, what is wrong."""

    signed: dict[str, SignOff]
    agreed: list[str] = []
    changes: list[Change] = []
    problems: list[str] = []


class RowRefusedError(Exception):
    """A row can't be taken; says why."""


def take_review(
    filled: FilledIn, items: Iterable[Item], signed: Mapping[str, SignOff], today: date
) -> Taken:
    """Take every row that is in order, and name every other that says something."""
    taken, left = Taken(dict(signed)), {item.id: item for item in items}
    known = set(left)
    taken.problems += [f"{sheet}: the sheet is no part of a review." for sheet in filled.unread]
    for row in filled.rows:
        if not any(row.filled.values()):
            continue
        try:
            verdict, by = _verdict(row), _signature(row, filled.reviewer, today)
            _take(_item_of(row, left, known), verdict, by, row, taken)
        except RowRefusedError as error:
            taken.problems.append(f"{row.where} ({row.id or 'no id'}): {error}.")
    return taken


def _item_of(row: FilledRow, left: dict[str, Item], known: Collection[str]) -> Item:
    """Return the item of a row, which is then no longer left; an item has one verdict."""
    if row.id not in known:
        raise RowRefusedError("there is nothing with this id")
    if row.id not in left:
        raise RowRefusedError("it stands twice; the first row was taken")
    return left.pop(row.id)


def _take(item: Item, verdict: str, by: SignOff, row: FilledRow, taken: Taken) -> None:
    """Take one row; raises RowRefusedError where it is of other words than those of today."""
    fits = by.digest == item.digest
    if verdict != "agree":
        taken.signed.pop(item.id, None)
        proposed, remark = str(row.filled["proposed words"]), str(row.filled["remark"])
        taken.changes.append(Change(item, verdict, proposed, remark, by))
    elif fits:
        taken.signed[item.id] = by
        taken.agreed.append(item.id)
    if not fits:
        lost = "not signed" if verdict == "agree" else "see whether it still holds"
        raise RowRefusedError(f"changed since it was printed: {lost}")


def _verdict(row: FilledRow) -> str:
    verdict = str(row.filled["verdict"]).lower()
    if not verdict:
        raise RowRefusedError("something was filled in, but no verdict")
    if verdict not in VERDICTS:
        raise RowRefusedError(f"“{verdict}” is no verdict; use agree, change or refuse")
    return verdict


def _signature(row: FilledRow, reviewer: Mapping[str, str | date], today: date) -> SignOff:
    """Return who says so, from the row or else from the first sheet."""
    said = {name: row.filled[name] or reviewer[name] for name in REVIEWER}
    if missing := [name for name in REVIEWER if not said[name]]:
        raise RowRefusedError(f"a verdict needs {' and '.join(missing)}")
    name, role = (" ".join(str(said[part]).split()) for part in ("name", "role"))
    return SignOff(digest=row.digest, name=name, role=role, date=_day(said["date"], today))


def _day(said: str | date, today: date) -> date:
    try:
        day = date.fromisoformat(said) if isinstance(said, str) else said
    except ValueError as error:
        raise RowRefusedError(f"“{said}” is no date; write it like 2026-03-04") from error
    if day > today:
        raise RowRefusedError(f"the date {day.isoformat()} is not here yet")
    return day
