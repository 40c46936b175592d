"""Whether the records are as their stations wrote them: what is missing, changed, hidden, replayed or added.

Each station notes in its audit log, a signed hash chain, every row that it keeps. Rows are compared with these
notes; nothing has to be opened for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.records.desk.certificates import is_proven, witnesses
from questionnaire.records.desk.listing import bound_of
from questionnaire.records.errors import NOT_OURS, WrongKeyError
from questionnaire.records.format.codec import decode_body, decode_head
from questionnaire.records.format.version import AuditEntry, Mark, Station, Version, digest_of
from questionnaire.records.sealing.age import Opener
from questionnaire.records.store.audit import ChainHead, Finding, Kept, verify
from questionnaire.records.store.rows import OddRow
from questionnaire.words import mark, tr, tr_number

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
_TURN = 100  # rows, after which others who wait for the same thread have theirs


class RowFinding(msgspec.Struct, frozen=True):
    """What is wrong with one row; `name` is the ticket of a version, or the intake that a mark is about."""

    fault: RowFault
    table: Literal["versions", "marks"]
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


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """What is verified; each is read once, in this order.

    `replaced` are the versions that the store shows no more, None where nobody keeps it. `waiting` are those
    versions that may not have reached the store yet.
    """

    stations: Iterable[Station]
    entries: Iterable[AuditEntry]
    marks: Iterable[Mark]
    versions: Iterable[Version]
    replaced: Iterable[UUID] | None
    waiting: frozenset[UUID] = frozenset()


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what was found; `unchecked` says, in words, what could not be.

    `opened` is how many versions were opened too, None without keys.
    """

    intakes: int
    versions: int
    marks: int
    entries: int
    stations: int
    opened: int | None
    findings: tuple[AnyFinding, ...]
    unchecked: tuple[str, ...]

    @property
    def summary(self) -> tuple[str, ...]:
        """What was looked at, in words."""
        looked = tr(
            "Compared with what their stations noted: {intakes} in {versions}, and {marks}."
        )
        logs = tr("Followed link by link: {entries} of {stations}.")
        opened = tr("Nothing was opened: that takes a passphrase.")
        if self.opened is not None:
            opened = tr_number(
                self.opened, "1 version was opened.", "{number} versions were opened."
            )
        return (
            looked.format(
                intakes=tr_number(self.intakes, "1 intake", "{number} intakes"),
                versions=tr_number(self.versions, "1 version", "{number} versions"),
                marks=tr_number(self.marks, "1 mark", "{number} marks"),
            ),
            logs.format(
                entries=tr_number(self.entries, "1 audit entry", "{number} audit entries"),
                stations=tr_number(self.stations, "1 station", "{number} stations"),
            ),
            opened,
        )


class _Noted(msgspec.Struct, frozen=True):
    """What a station noted of a row."""

    kept: Kept
    station: str
    intake: UUID | None


class Verification:
    """Goes through rows step by step; `signing` is the clinic's public signing key, "" where it isn't known."""

    def __init__(
        self, signing: str, ends: Mapping[str, ChainHead], opener: Opener | None = None
    ) -> None:
        self._signing, self._ends, self._opener = signing, ends, opener
        self._witnesses: dict[str, Station] = {}
        self._noted: dict[UUID, _Noted] = {}
        self._waiting: frozenset[UUID] = frozenset()
        self._replaced: dict[
            UUID, set[UUID]
        ] = {}  # the versions that were replaced, each with by which ones
        self._there: dict[UUID, Version] = {}
        self._marks: set[UUID] = set()
        self._deleted: set[UUID] = set()
        self._intakes: set[UUID] = set()
        self._unproven: Counter[str] = Counter()
        self._findings: list[AnyFinding] = []
        self._on_the_way = self._entries = self._opened = 0
        self._knows_key = True

    def steps(self, rows: Rows) -> Iterator[None]:
        """Look at everything; between two steps others may use the thread."""
        stations, self._waiting = list(rows.stations), rows.waiting
        self._witnesses = witnesses(stations, self._signing) if self._signing else {}
        self._knows_key = bool(self._signing) and (bool(self._witnesses) or not stations)
        for look in (
            self._follow(rows.entries),
            self._compare_marks(rows.marks),
            self._compare_versions(rows.versions),
        ):
            yield from look
        if rows.replaced is not None:
            self._compare_replaced(set(rows.replaced))
        self._miss()

    @property
    def result(self) -> Verified:
        """What was found, once every step is done."""
        by_station = (StationFinding(*one) for one in sorted(self._unproven.items()))
        return Verified(
            intakes=len(self._intakes),
            versions=len(self._there),
            marks=len(self._marks),
            entries=self._entries,
            stations=len(self._witnesses),
            opened=None if self._opener is None else self._opened,
            findings=(*self._findings, *(by_station if self._knows_key else ())),
            unchecked=tuple(self._not_checked()),
        )

    def _not_checked(self) -> Iterator[str]:
        if not self._signing:
            yield tr("Not checked: who wrote it. This computer doesn't know the clinic's key.")
        elif not self._knows_key:
            yield tr(
                "Not checked: who wrote it. The stations were certified with another key than this computer "
                "knows: unlock the front desk on it, then verify again."
            )
        if self._on_the_way:
            yield tr_number(
                self._on_the_way,
                "Not checked: 1 row, because what its station noted of it has not arrived.",
                "Not checked: {number} rows, because what their stations noted of them has not arrived.",
            )

    # The audit logs

    def _follow(self, entries: Iterable[AuditEntry]) -> Iterator[None]:
        seen: set[str] = set()
        for station, chain in groupby(entries, key=lambda entry: entry.station):
            seen.add(station)
            yield from self._follow_one(station, tuple(chain))
        gone = {station: head for station, head in self._ends.items() if station not in seen}
        self._findings += verify((), gone)

    def _follow_one(self, station: str, chain: tuple[AuditEntry, ...]) -> Iterator[None]:
        """Follow one chain; where it is sound, the signature of its last entry proves all of it."""
        self._entries += len(chain)
        ends = {station: self._ends[station]} if station in self._ends else {}
        found = list(verify(chain, ends))
        self._findings += found
        if station not in self._witnesses:
            self._unproven[station] += len(chain)
            return
        is_whole = not found and is_proven(chain[-1], self._witnesses)
        for at, entry in enumerate(chain):
            if not is_whole and not is_proven(entry, self._witnesses):
                self._findings.append(UnsignedFinding(station, entry.number))
            elif kept := Kept.noted_in(entry):
                self._note(_Noted(kept, station, entry.intake))
            if at % _TURN == 0:
                yield

    def _note(self, noted: _Noted) -> None:
        self._noted[noted.kept.id] = noted
        self._replace(noted.kept.replaces, noted.kept.id)

    def _replace(self, replaced: Iterable[UUID], by: UUID) -> None:
        for one in replaced:
            self._replaced.setdefault(one, set()).add(by)

    # The rows

    def _compare_marks(self, marks: Iterable[Mark]) -> Iterator[None]:
        for at, one in enumerate(marks):
            self._marks.add(one.id)
            if self._compare("marks", one, str(one.intake)) and one.kind == "deleted":
                self._deleted.add(one.intake)
            if at % _TURN == 0:
                yield

    def _compare_versions(self, versions: Iterable[Version]) -> Iterator[None]:
        for at, one in enumerate(versions):
            self._there[one.id] = _without_content(one)
            self._intakes.add(one.intake)
            self._replace((id_ for id_ in (one.based_on, one.settles) if id_), one.id)
            self._compare("versions", one, one.ticket)
            if one.intake in self._deleted and one.id not in self._waiting:
                self._find("replayed", "versions", one.ticket, one.station)
            if self._opener and self._opens(one, self._opener):
                self._opened += 1
            if at % _TURN == 0:
                yield

    def _compare(self, table: Literal["versions", "marks"], row: Version | Mark, name: str) -> bool:
        """Compare a row with what its station noted of it; tell whether it is proven."""
        noted, station = self._noted.get(row.id), self._witnesses.get(row.station)
        if station is None and not noted:
            self._unproven[row.station] += 1
            return False
        if noted and noted.station == row.station and noted.kept.digest == digest_of(row):
            return table == "versions" or (station is not None and station.kind == "desk")
        if noted:
            self._find("changed", table, name, noted.station)
            return False
        if not is_proven(row, self._witnesses):
            self._find("added", table, name, row.station)
            return False
        if not (isinstance(row, Mark) and row.kind == "deleted"):  # which is in no log
            self._on_the_way += 1
        return True

    def _opens(self, row: Version, opener: Opener) -> bool:
        try:
            head, body = decode_head(opener.open(row.head)), decode_body(opener.open(row.body))
        except (WrongKeyError, *NOT_OURS):
            opens = False
        else:
            opens = head.bound == body.bound == bound_of(row)
        if not opens:
            self._find("closed", "versions", row.ticket, row.station)
        return opens

    # What is not there, or not where it belongs

    def _compare_replaced(self, replaced: set[UUID]) -> None:
        """Look for versions that are hidden without a successor, or shown although the store has one."""
        for id_, row in self._there.items():
            by = self._replaced.get(id_, set())
            if id_ in replaced and not by:
                self._find("hidden", "versions", row.ticket, row.station)
            elif id_ not in replaced and id_ not in self._waiting and by - self._waiting:
                self._find("replayed", "versions", row.ticket, row.station)

    def _miss(self) -> None:
        """Look for what was noted and is not there, and neither deleted nor, as a draft, replaced."""
        for id_, noted in self._noted.items():
            kept = noted.kept
            is_gone = id_ not in (self._there if kept.table == "versions" else self._marks)
            rightly = noted.intake in self._deleted or (kept.is_draft and id_ in self._replaced)
            if is_gone and not rightly:
                self._find("missing", kept.table, kept.ticket or str(noted.intake), noted.station)

    def _find(
        self, fault: RowFault, table: Literal["versions", "marks"], name: str, station: str
    ) -> None:
        self._findings.append(RowFinding(fault, table, name, station))


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


def _without_content(row: Version) -> Version:
    """Return a version without what takes room."""
    return replace(row, head=b"", body=b"")
