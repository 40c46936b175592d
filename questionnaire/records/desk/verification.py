"""Whether the records are as their stations wrote them: what is missing, changed, hidden, replayed or added.

Each station notes in its audit log, a signed hash chain, every row that it keeps. Rows are compared with these
notes; nothing has to be opened for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.records.desk.certificates import is_proven, witnesses
from questionnaire.records.desk.findings import (
    AnyFinding,
    RowFault,
    RowFinding,
    RowTable,
    StationFinding,
    UnsignedFinding,
)
from questionnaire.records.desk.listing import bound_of
from questionnaire.records.errors import NOT_OURS, WrongKeyError
from questionnaire.records.format.codec import decode_body, decode_head
from questionnaire.records.format.version import AuditEntry, Mark, Station, Version, digest_of
from questionnaire.records.sealing.age import Opener
from questionnaire.records.store.audit import FIRST, ChainHead, Finding, hash_of, verify
from questionnaire.records.store.audit_details import Kept, Restoration
from questionnaire.words import tr, tr_number

_TURN = 100  # rows, after which others who wait for the same thread have theirs


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

    `opened` is how many versions were opened too, None without keys. `explained` is what is missing because a
    backup was restored that was older.
    """

    intakes: int
    versions: int
    marks: int
    entries: int
    stations: int
    opened: int | None
    findings: tuple[AnyFinding, ...]
    explained: tuple[AnyFinding, ...]
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


class Span(NamedTuple):
    """Some entries of a station's audit log that follow each other."""

    station: str
    first: int
    last: int


class _Noted(msgspec.Struct, frozen=True):
    """What a station noted of a row."""

    kept: Kept
    station: str
    number: int
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
        #: The versions that were replaced, each with by which ones.
        self._replaced: dict[UUID, set[UUID]] = {}
        self._restored: list[tuple[str, Restoration]] = []
        self._known_end: dict[str, int] = {}  # what a station knew of its log when its end was lost
        self._tickets: dict[str, str] = {}
        self._there: dict[UUID, Version] = {}
        self._marks: set[UUID] = set()
        self._deleted: set[UUID] = set()
        self._intakes: set[UUID] = set()
        self._unproven: Counter[str] = Counter()
        #: What was found, each with the entries that it is about, where they count.
        self._findings: list[tuple[AnyFinding, Span | None]] = []
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
        by_station = [StationFinding(*one) for one in sorted(self._unproven.items())]
        found: list[AnyFinding] = []
        explained: list[AnyFinding] = []
        for one, span in self._findings:
            (explained if self._went_with_the_lost(one, span) else found).append(one)
        return Verified(
            intakes=len(self._intakes),
            versions=len(self._there),
            marks=len(self._marks),
            entries=self._entries,
            stations=len(self._witnesses),
            opened=None if self._opener is None else self._opened,
            findings=(*map(self._with_ticket, found), *(by_station if self._knows_key else ())),
            explained=tuple(map(self._with_ticket, explained)),
            unchecked=tuple(self._not_checked()),
        )

    def _went_with_the_lost(self, finding: AnyFinding, span: Span | None) -> bool:
        """Tell whether a backup was restored that ended before this, and its station knew of no more."""
        if isinstance(finding, Finding) and finding.fault in ("missing", "cut-off"):
            span = Span(finding.station, finding.number, finding.was)
        if span is None:
            return False
        for desk, restored in self._restored:
            end = restored.own if span.station == desk else self._known_end.get(span.station, 0)
            # A station that has not been back since has not said how much it knew.
            is_open = isinstance(finding, Finding) and finding.fault == "cut-off" and not end
            if restored.ends.get(span.station, 0) < span.first and (is_open or span.last <= end):
                return True
        return False

    def _with_ticket(self, finding: AnyFinding) -> AnyFinding:
        """Name the ticket in place of an intake's id, where it is known."""
        if isinstance(finding, RowFinding):
            return replace(finding, name=self._tickets.get(finding.name, finding.name))
        return finding

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
            yield from self._follow_one(station, chain)
        gone = {station: head for station, head in self._ends.items() if station not in seen}
        self._findings += ((one, None) for one in verify((), gone))

    def _follow_one(self, station: str, entries: Iterable[AuditEntry]) -> Iterator[None]:
        """Follow one chain; where it is sound, the signature of its last entry proves all of it."""
        chain: list[AuditEntry] = []
        head, is_sound, before = self._ends.get(station), True, FIRST
        for number, entry in enumerate(entries, start=1):
            follows = (entry.number, entry.previous) == (number, before)
            is_sound = is_sound and follows and hash_of(entry) == entry.hash
            before = entry.hash
            chain.append(entry)
            if number % _TURN == 0:
                yield
        self._entries += len(chain)
        if head and (head.length > len(chain) or chain[head.length - 1].hash != head.hash):
            is_sound = False
        if not is_sound:
            found = verify(chain, {station: head} if head else {})
            self._findings += ((one, None) for one in found)
        if station in self._witnesses:
            yield from self._take(chain, is_sound=is_sound)
        else:
            self._unproven[station] += len(chain)

    def _take(self, chain: Sequence[AuditEntry], *, is_sound: bool) -> Iterator[None]:
        """Take in what the proven entries of a chain say, and name the others."""
        is_whole = is_sound and is_proven(chain[-1], self._witnesses)
        for at, entry in enumerate(chain):
            if is_whole or is_proven(entry, self._witnesses):
                self._read(entry)
            else:
                self._findings.append((UnsignedFinding(entry.station, entry.number), None))
            if at % _TURN == 0:
                yield

    def _read(self, entry: AuditEntry) -> None:
        """Take in what a proven entry says of rows, or of a restored backup."""
        if kept := Kept.noted_in(entry):
            self._noted[kept.id] = _Noted(kept, entry.station, entry.number, entry.intake)
            self._replace(kept.replaces, kept.id)
        elif self._witnesses[entry.station].kind == "desk" and (
            restored := Restoration.noted_in(entry)
        ):
            self._restored.append((entry.station, restored))
        elif entry.action == "end-lost" and entry.detail.isdecimal():
            known = self._known_end.get(entry.station, 0)
            self._known_end[entry.station] = max(known, int(entry.detail))

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
            self._tickets[str(one.intake)] = one.ticket
            self._replace((id_ for id_ in (one.based_on, one.settles) if id_), one.id)
            self._compare("versions", one, one.ticket)
            if one.intake in self._deleted and one.id not in self._waiting:
                self._find("replayed", "versions", one.ticket, one.station)
            if self._opener and self._opens(one, self._opener):
                self._opened += 1
            if at % _TURN == 0:
                yield

    def _compare(self, table: RowTable, row: Version | Mark, name: str) -> bool:
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
                name = kept.ticket or str(noted.intake)
                span = Span(noted.station, noted.number, noted.number)
                self._find("missing", kept.table, name, noted.station, span)

    def _find(
        self, fault: RowFault, table: RowTable, name: str, station: str, span: Span | None = None
    ) -> None:
        self._findings.append((RowFinding(fault, table, name, station), span))


def _without_content(row: Version) -> Version:
    """Return a version without what takes room."""
    return replace(row, head=b"", body=b"")
