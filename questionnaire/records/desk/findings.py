"""What was found of the records: in words, each with the name of what it is about."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from questionnaire.records.store.audit import Finding
from questionnaire.records.store.rows import OddRow
from questionnaire.words import mark, tr, tr_number

RowTable = Literal["versions", "marks"]

RowFault = Literal["changed", "missing", "added", "hidden", "replayed", "closed"]

_FAULTS: dict[RowFault, str] = {
    "changed": mark("{what} is not what station {station} wrote."),
    "missing": mark("{what}, which station {station} wrote, is missing."),
    "added": mark("{what} was not written by station {station}, whose name it bears."),
    "hidden": mark("{what} of station {station} was hidden: nothing has replaced it."),
    "replayed": mark("{what} of station {station} is there again: it was replaced or deleted."),
    "closed": mark("{what} of station {station} can't be opened, or belongs to another row."),
}

_NAMED = 3  # findings that a line on a screen has room for


class RowFinding(msgspec.Struct, frozen=True):
    """What is wrong with one row; `name` is the ticket of a version, or the intake that a mark is about."""

    fault: RowFault
    table: RowTable
    name: str
    station: str

    @property
    def text(self) -> str:
        """The finding in words."""
        of_version, of_mark = tr("A version of intake {name}"), tr("A mark on intake {name}")
        what = (of_version if self.table == "versions" else of_mark).format(name=self.name)
        return tr(_FAULTS[self.fault]).format(what=what, station=self.station)


class StationFinding(msgspec.Struct, frozen=True):
    """A station that no keyholder certified, and how many rows and entries bear its name."""

    station: str
    number: int

    @property
    def text(self) -> str:
        """The finding in words."""
        words = tr(
            "Station {station} has no valid certificate, so that nothing in its name is proven: {number} rows."
        )
        return words.format(station=self.station, number=self.number)


class UnsignedFinding(msgspec.Struct, frozen=True):
    """An entry of an audit log that its station did not sign."""

    station: str
    number: int

    @property
    def text(self) -> str:
        """The finding in words."""
        words = tr("Entry {number} of station {station} was not signed by it.")
        return words.format(station=self.station, number=self.number)


AnyFinding = Finding | RowFinding | StationFinding | UnsignedFinding


def in_brief(found: Sequence[AnyFinding | OddRow]) -> str:
    """Return what is wrong for a line on a screen, the first few by name; "" where nothing is."""
    if not found:
        return ""
    begin = tr("Something in the records is not as it was written.")
    rest = tr_number(
        len(found) - _NAMED, "There is 1 more like it.", "There are {number} more like it."
    )
    whom = tr("Tell the person who looks after the records: they can use “records verify”.")
    named = [one.text for one in found[:_NAMED]]
    return " ".join((begin, *named, *([rest] if len(found) > _NAMED else []), whom))
