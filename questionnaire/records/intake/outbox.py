"""This computer's own file: what has not reached the clinic's store yet, encrypted, and its last audit entry.

The last entry of the audit log stays when all before it have gone, so that the next one can follow it, and
so that a chain whose end was cut off in the store is noticed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Self, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_

from questionnaire.records.errors import RefusedRowError
from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.sealing.signing import Signer
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.one_moment import at_one_moment
from questionnaire.records.store.rows import OddRows, columns, mended_structs
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit, marks, superseded, versions

OUTBOX_FILE = "station.db"
_AT_ONCE = 200  # rows that go in one transaction

_Place = UUID | tuple[str, int]

_Row = TypeVar("_Row", Version, Mark, AuditEntry)


class Parcel(msgspec.Struct, frozen=True):
    """Some of the waiting rows; the store takes all of them or none."""

    versions: tuple[Version, ...] = ()
    marks: tuple[Mark, ...] = ()
    entries: tuple[AuditEntry, ...] = ()

    def rows(self) -> Iterator[Version | Mark | AuditEntry]:
        """Yield every row."""
        yield from self.versions
        yield from self.marks
        yield from self.entries

    def single(self) -> Iterator["Parcel"]:
        """Yield each row as a parcel of its own."""
        yield from (Parcel(marks=(one,)) for one in self.marks)
        yield from (Parcel(versions=(one,)) for one in self.versions)
        yield from (Parcel(entries=(one,)) for one in self.entries)


def _place(row: Version | Mark | AuditEntry) -> _Place:
    """Return what tells a row from all others."""
    return (row.station, row.number) if isinstance(row, AuditEntry) else row.id


class Outbox:
    """The file is opened when it is first used, and again after it was closed."""

    def __init__(self, path: Path, signer: Signer) -> None:
        self._path, self._signer = path, signer
        self._passed_over: dict[_Place, RefusedRowError] = {}
        self._opened: Store | None = None

    def add_version(self, version: Version) -> None:
        """Keep a version, signed. None is left out on the way: each says in the store which one it replaces."""
        self._keep(versions, self._signer.signed(version))

    def add_mark(self, mark: Mark) -> None:
        """Keep what staff did about an intake, signed."""
        self._keep(marks, self._signer.signed(mark))

    def add_event(self, event: Event) -> AuditEntry:
        """Append an event to this station's audit log; two programs never take the same place."""
        with self._store().writing() as connection:
            return self._append(connection, event)

    def _keep(self, table: Table, row: Version | Mark) -> None:
        """Keep a row that is not here yet, and note it in the audit, so that it is missed if it gets lost."""
        with self._store().writing() as connection:
            if connection.scalar(select(table.c.id).where(table.c.id == row.id)) is None:
                connection.execute(insert(table), msgspec.structs.asdict(row))
                self._append(connection, Kept.of(row).event(row.intake))

    def _append(self, connection: Connection, event: Event) -> AuditEntry:
        station = self._signer.station
        entry = entry_after(_last(connection, station), event, station, datetime.now(tz=UTC))
        entry = self._signer.signed(entry)
        connection.execute(insert(audit), msgspec.structs.asdict(entry))
        return entry

    def last_entry(self) -> AuditEntry | None:
        """Return the last entry of this station's audit log; it stays here for the next one to follow."""
        with self._store().reading() as connection:
            return _last(connection, self._signer.station)

    def parcel(self) -> Parcel:
        """Return the oldest waiting rows that were not passed over, always with the audit log's last entry.

        They are those of one moment: no entry goes before the row that it notes.
        """
        with at_one_moment(self._store()) as now:
            return Parcel(
                versions=self._next(now.all_versions()),
                marks=self._next(now.all_marks()),
                entries=self._next(now.audit()),
            )

    def _next(self, rows: Iterator[_Row]) -> tuple[_Row, ...]:
        left = (row for row in rows if _place(row) not in self._passed_over)
        return tuple(islice(left, _AT_ONCE))

    def pass_over(self, parcel: Parcel, there: Parcel, why: RefusedRowError) -> int:
        """Leave aside what the store has not taken of a parcel, so that the rest goes; return how many rows."""
        held = {_place(row) for row in there.rows()}
        left = [place for place in map(_place, parcel.rows()) if place not in held]
        self._passed_over |= dict.fromkeys(left, why)
        return len(left)

    def try_again(self) -> RefusedRowError | None:
        """Leave nothing aside any more; return why something was, or None where nothing was."""
        why = next(iter(self._passed_over.values()), None)
        self._passed_over.clear()
        return why

    def everything(self) -> Parcel:
        """Return all that waits here at this moment."""
        with at_one_moment(self._store()) as now:
            return Parcel(
                versions=tuple(now.all_versions()),
                marks=tuple(now.all_marks()),
                entries=tuple(now.audit()),
            )

    def forget(self, parcel: Parcel) -> int:
        """Delete what has arrived, except for the audit log's last entry; return how many rows."""
        with self._store().writing() as connection:
            last = _last(connection, self._signer.station)
            entries = [(one.station, one.number) for one in parcel.entries if one != last]
            for table, rows in ((versions, parcel.versions), (marks, parcel.marks)):
                ids = [row.id for row in rows]
                connection.execute(delete(table).where(table.c.id.in_(ids)))
            place = tuple_(audit.c.station, audit.c.number)
            connection.execute(delete(audit).where(place.in_(entries)))
            # Which drafts were replaced matters only while one of their intake is still here.
            connection.execute(
                delete(superseded).where(superseded.c.intake.not_in(select(versions.c.intake)))
            )
        return len(parcel.versions) + len(parcel.marks) + len(entries)

    def last_tickets(self, number: int) -> list[str]:
        """Return this station's tickets that wait here, the newest at the end."""
        return self._store().last_tickets(self._signer.station, number)

    def waiting(self) -> int:
        """Return how many rows wait, not counting the audit log's last entry."""
        counted = [select(func.count()).select_from(table) for table in (versions, marks, audit)]
        with self._store().reading() as connection:
            rows = sum(connection.execute(one).scalar_one() for one in counted)
            return rows - 1 if _last(connection, self._signer.station) else rows

    @property
    def odd(self) -> OddRows:
        """The waiting rows that could not be read so far."""
        return self._store().odd

    def checkpoint(self) -> None:
        """Empty the journal, so that nothing of what has gone remains in it."""
        self._store().checkpoint()

    def close(self) -> None:
        """Close the file."""
        if self._opened:
            self._opened.close()
            self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _store(self) -> Store:
        if not self._opened:
            self._opened = Store.open(str(self._path))
        return self._opened


def _last(connection: Connection, station: str) -> AuditEntry | None:
    """Return the station's last entry; of an odd one what can be read, so that the chain goes on behind it."""
    query = select(*columns(audit, AuditEntry)).where(audit.c.station == station)
    rows = connection.execute(query.order_by(audit.c.number.desc()).limit(1))
    return next(iter(mended_structs(AuditEntry, rows, OddRows(), audit.name)), None)
