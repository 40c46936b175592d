"""The clinic's store of encrypted intakes: one SQLite file on this computer, or the clinic's PostgreSQL."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Self
from uuid import UUID

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    Table,
    delete,
    exists,
    func,
    insert,
    select,
    text,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import NullType

from questionnaire.records.errors import ChangedMeanwhileError, GoneError, NotEmptyError
from questionnaire.records.format.version import (
    AuditEntry,
    Held,
    Listed,
    Mark,
    Number,
    Station,
    Version,
)
from questionnaire.records.store import tables
from questionnaire.records.store.engine import Database
from questionnaire.records.store.leaves import IS_LEAF, LEAVES
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.rows import (
    OddRows,
    Struct,
    batches,
    columns,
    mended_structs,
    structs,
)
from questionnaire.records.store.schema import bring_up_to_date
from questionnaire.words import mark, tr

#: Where PostgreSQL tells waiting rooms that an unlocked desk opened an intake: "<intake> <receipt>".
CHANNEL = "dystonia_acknowledged"

_GONE = mark("This intake has since been deleted, here or on another computer.")
_VAULT_CHANGED = mark(
    "Someone else changed the keyholders at the same time. Look at them again, then repeat your change."
)
_NOT_EMPTY = mark(
    "There are records here already, with keys, and nothing was changed. A backup can be restored only where"
    " there are none. To use what is here, open the front desk and enter a keyholder's name and passphrase."
)

_PAGE = 200  # rows that are read

_c = tables.versions.c
_NEWEST_FIRST = _c.arrival.desc()


class _Wrapped(msgspec.Struct):
    """One revision of the wrapped keys."""

    revision: Number
    content: bytes


class Store(Database):
    """An open store; threads may share it, and it can't read what it holds.

    `odd` are the rows that could not be read so far, until a look at their whole table no longer finds them.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.odd = OddRows()

    @classmethod
    def open(
        cls,
        where: str,
        *,
        migrate: bool = True,
        make: bool = True,
        patience: Patience | None = None,
    ) -> Self:
        """Open a `postgresql://` URL, or the path of an SQLite file, which is made where there is none.

        Without `make`, a file that is not there raises GoneError: an empty store in the place of a lost one
        would hide that it is lost. Without `migrate` nothing is read and PostgreSQL is not called yet: for a
        waiting room, which may only add.
        """
        store = cls.at(where, make=make, patience=patience)
        if migrate:
            try:
                bring_up_to_date(store)
            except BaseException:
                store.close()
                raise
        return store

    # What is written

    def add(
        self,
        versions: Iterable[Version] = (),
        marks: Iterable[Mark] = (),
        entries: Iterable[AuditEntry] = (),
    ) -> None:
        """Add what isn't there yet, all in one transaction; it needs no right but to add.

        A version of a deleted intake, and a pruned one that comes again, is passed over.
        """
        with self.writing() as connection:
            self._add(connection, versions, marks, entries)

    def prune(self) -> None:
        """Delete the unfinished versions that another version replaced."""
        old, v = tables.superseded, tables.versions
        replaced = exists().where(old.c.id == v.c.id)
        drafts = select(v.c.id).where(tables.UNFINISHED, replaced)
        pruned = exists().where(old.c.id == v.c.id, old.c.pruned)
        with self.writing() as connection:
            connection.execute(update(old).where(old.c.id.in_(drafts)).values(pruned=True))
            connection.execute(delete(v).where(tables.UNFINISHED, pruned))

    def delete(self, marks: Sequence[Mark]) -> bool:
        """Delete the intakes of marks of kind "deleted", all their versions and other marks.

        The marks stay, so that no computer adds one again. Tell whether nothing is left in SQLite's
        journal either; where another program reads from it just now, `checkpoint` tries again.
        """
        if any(one.kind != "deleted" for one in marks):
            raise ValueError('only a mark of kind "deleted" deletes')
        with self.writing() as connection:
            self._keep_others_out(connection, tables.versions)
            for some in batches({one.intake for one in marks}):
                for table in (tables.versions, tables.superseded):
                    connection.execute(delete(table).where(table.c.intake.in_(some)))
                c = tables.marks.c
                connection.execute(
                    delete(tables.marks).where(c.intake.in_(some), c.kind != "deleted")
                )
            self._insert(connection, tables.marks, marks)
        return self.checkpoint()

    def replace_vault(self, content: bytes, *, after: int, stations: Iterable[Station] = ()) -> int:
        """Put new wrapped keys in place of the revision `after`, 0 for none, and return theirs.

        `stations` are those that are certified with them.
        """
        c = tables.vault.c
        with self.writing() as connection:
            self._keep_others_out(connection, tables.vault)
            if (connection.scalar(select(func.max(c.revision))) or 0) != after:
                raise ChangedMeanwhileError(tr(_VAULT_CHANGED))
            connection.execute(insert(tables.vault).values(revision=after + 1, content=content))
            connection.execute(delete(tables.vault).where(c.revision <= after))
            self._certify(connection, stations)
        return after + 1

    def certify(self, station: Station) -> None:
        """Put a computer of the clinic in, or in the place of what was said of it before."""
        with self.writing() as connection:
            self._certify(connection, (station,))

    def restore(  # noqa: PLR0913 a backup holds as many kinds of rows
        self,
        versions: Iterable[Version],
        marks: Iterable[Mark],
        entries: Iterable[AuditEntry],
        stations: Iterable[Station],
        vault: tuple[int, bytes] | None,
        *,
        under_way: AbstractContextManager[None] | None = None,
    ) -> None:
        """Put in what a backup holds, beside what came meanwhile; raises NotEmptyError where there are keys.

        `under_way` is entered once it is certain that nobody else restores here, or has.
        """
        with self.writing() as connection:
            self._keep_others_out(connection, tables.versions)
            if connection.scalar(select(exists().select_from(tables.vault))):
                raise NotEmptyError(tr(_NOT_EMPTY))
            with under_way or nullcontext():
                self._insert(connection, tables.stations, stations)
                self._add(connection, versions, marks, entries)
                if vault:
                    connection.execute(insert(tables.vault).values(vault))

    # The intakes

    def latest(self, *, before: int | None = None, limit: int) -> list[Listed]:
        """Return the leaves that came last; `before` is the `arrival` of the last one on the page before."""
        query = LEAVES.order_by(_NEWEST_FIRST).limit(limit)
        return self._listed(query if before is None else query.where(_c.arrival < before))

    def leaves(self, intake: UUID) -> list[Listed]:
        """Return the leaves of one intake, the newest first; more than one is for staff to settle."""
        return self._listed(LEAVES.where(_c.intake == intake).order_by(_NEWEST_FIRST))

    def leaves_of(self, intakes: Iterable[UUID]) -> dict[UUID, list[Listed]]:
        """Return the leaves of these intakes; one that is gone is left out."""
        found: defaultdict[UUID, list[Listed]] = defaultdict(list)
        for some in batches(intakes):
            for leaf in self._listed(LEAVES.where(_c.intake.in_(some))):
                found[leaf.intake].append(leaf)
        return dict(found)

    def bodies(self, intake: UUID) -> dict[Listed, bytes]:
        """Return the leaves of one intake with their encrypted bodies, all as they are at one moment."""
        body = type_coerce(_c.body, NullType())
        query = LEAVES.add_columns(body).where(_c.intake == intake).order_by(_NEWEST_FIRST)
        rows = self._rows(query)
        leaves = mended_structs(Listed, (row[:-1] for row in rows), self.odd, "versions")
        bodies = (row[-1] if isinstance(row[-1], bytes) else b"" for row in rows)
        return dict(zip(leaves, bodies, strict=True))

    def count(self) -> int:
        """Return how many leaves there are."""
        return int(self._scalar(select(func.count()).select_from(tables.versions).where(IS_LEAF)))

    def version(self, version_id: UUID) -> Version:
        """Return one version as it was written; raises GoneError where it was deleted."""
        query = select(*columns(tables.versions, Version)).where(_c.id == version_id)
        found = self.found(Version, query, tables.versions)
        if not found:
            raise GoneError(tr(_GONE))
        return found[0]

    def last_tickets(self, station: str, number: int) -> list[str]:
        """Return the tickets that a station gave last, the newest at the end, and no more than so many."""
        query = select(_c.ticket).where(_c.ticket.startswith(f"{station}-", autoescape=True))
        newest = func.max(_c.arrival).desc()
        rows = self._rows(query.group_by(_c.ticket).order_by(newest).limit(number))
        return [row.ticket for row in reversed(rows)]

    def calling(self) -> int:
        """Return how many intakes call unencrypted and are not acknowledged."""
        leaves = LEAVES.where(_c.attention).subquery()
        query = select(func.count(leaves.c.intake.distinct())).where(leaves.c.acknowledged == "")
        return int(self._scalar(query))

    def acknowledgements(self, intakes: Collection[UUID]) -> list[Mark]:
        """Return the marks by which desks took these intakes on and gave them back, in their order."""
        c = tables.marks.c
        query = select(*columns(tables.marks, Mark)).where(
            c.intake.in_(intakes), c.kind == "acknowledged"
        )
        return self.found(Mark, query.order_by(c.arrival), tables.marks)

    def marks_on(self, intake: UUID) -> list[Mark]:
        """Return what staff did about an intake, in the order in which it came."""
        c = tables.marks.c
        query = select(*columns(tables.marks, Mark)).where(c.intake == intake)
        return self.found(Mark, query.order_by(c.arrival), tables.marks)

    # All of it, for verifying and backing up, and the clinic's wrapped keys

    def all_versions(self) -> Iterator[Version]:
        """Yield every version in the order in which they came."""
        return self._in_order(Version, tables.versions)

    def held_versions(self) -> Iterator[Held]:
        """Yield every version with the time at which it came; of an odd one as much as can be read."""
        return self._in_order(Held, tables.versions, read=mended_structs)

    def all_marks(self) -> Iterator[Mark]:
        """Yield every mark in the order in which they came."""
        return self._in_order(Mark, tables.marks)

    def audit(self, station: str | None = None) -> Iterator[AuditEntry]:
        """Yield the entries of all stations or one, by station and number."""
        c = tables.audit.c
        query = select(*columns(tables.audit, AuditEntry)).order_by(c.station, c.number)
        if station is not None:
            query = query.where(c.station == station)
        page = query
        with nullcontext(self.odd) if station else self.looking(tables.audit) as odd:
            while rows := self._rows(page.limit(_PAGE)):
                yield from structs(AuditEntry, rows, odd, "audit")
                last = (rows[-1].station, rows[-1].number)
                page = query.where(tuple_(c.station, c.number) > last)

    def audit_tails(self) -> dict[str, AuditEntry]:
        """Return the last entry of every station."""
        c = tables.audit.c
        last = select(*columns(tables.audit, AuditEntry)).order_by(c.number.desc()).limit(1)
        if not self.is_postgresql:  # SQLite takes a text for more than any number
            last = last.where(func.typeof(c.number) == "integer")
        found = (
            self.found(AuditEntry, last.where(c.station == station), tables.audit)
            for station in self._audited()
        )
        return {one.station: one for some in found for one in some}

    def _audited(self) -> Iterator[str]:
        """Yield every station with an audit log, from one to the next by the index: there are many entries."""
        c, station = tables.audit.c, ""
        while isinstance(station, str):
            station = self._scalar(select(func.min(c.station)).where(c.station > station))
            if isinstance(station, str):
                yield station

    def stations(self) -> list[Station]:
        """Return the computers of the clinic, as they stand there; their certificates prove them."""
        query = select(*columns(tables.stations, Station)).order_by(tables.stations.c.code)
        return self.found(Station, query, tables.stations, whole=True)

    def vault(self) -> tuple[int, bytes] | None:
        """Return the revision and the content of the clinic's wrapped keys, or None before the set-up."""
        query = select(*columns(tables.vault, _Wrapped)).order_by(tables.vault.c.revision.desc())
        found = self.found(_Wrapped, query, tables.vault, whole=True)
        return (found[0].revision, found[0].content) if found else None

    def _add(
        self,
        connection: Connection,
        versions: Iterable[Version],
        marks: Iterable[Mark],
        entries: Iterable[AuditEntry],
    ) -> None:
        """Add all of these in the connection's transaction, and call the waiting rooms.

        Marks come first: a version of an intake that one of them deletes is passed over.
        """
        for some in batches(marks):
            self._insert(connection, tables.marks, some)
            if self.is_postgresql:
                for one in some:
                    if one.kind == "acknowledged":
                        call = func.pg_notify(CHANNEL, f"{one.intake} {one.about}")
                        connection.execute(select(call))
        self._insert(connection, tables.versions, versions)
        self._insert(connection, tables.audit, entries)

    def _certify(self, connection: Connection, stations: Iterable[Station]) -> None:
        for one in stations:
            c = tables.stations.c
            connection.execute(delete(tables.stations).where(c.code == one.code))
            connection.execute(insert(tables.stations), msgspec.structs.asdict(one))

    def _insert(self, connection: Connection, table: Table, rows: Iterable[msgspec.Struct]) -> None:
        """Insert the rows that aren't there yet; nothing is read back, which a station may not."""
        dialect: Any = postgresql if self.is_postgresql else sqlite
        statement = dialect.insert(table).inline().on_conflict_do_nothing()
        for some in batches(rows):
            connection.execute(statement, [msgspec.structs.asdict(row) for row in some])

    def _keep_others_out(self, connection: Connection, table: Table) -> None:
        """Let no one else change a table until the end; SQLite has one writer at a time anyway."""
        if self.is_postgresql:
            connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))

    def _in_order(
        self, kind: type[Struct], table: Table, read: Callable[..., list[Struct]] = structs
    ) -> Iterator[Struct]:
        """Yield the rows of a table by their arrival."""
        query = select(table.c.arrival, *columns(table, kind)).order_by(table.c.arrival)
        page = query
        with self.looking(table) as odd:
            while rows := self._rows(page.limit(_PAGE)):
                yield from read(kind, [row[1:] for row in rows], odd, table.name)
                page = query.where(table.c.arrival > rows[-1].arrival)

    def looking(self, table: Table) -> AbstractContextManager[OddRows]:
        """Lend what a look at a whole table notes odd rows in."""
        return self.odd.all_of(table.name, tuple(self.odd))

    def found(
        self, kind: type[Struct], query: Select[Any], table: Table, *, whole: bool = False
    ) -> list[Struct]:
        """Return one struct for each row that a query finds, of a part of a table or the whole."""
        with self.looking(table) if whole else nullcontext(self.odd) as odd:
            return structs(kind, self._rows(query), odd, table.name)

    def _listed(self, query: Select[Any]) -> list[Listed]:
        """Return the leaves that a query finds; of an odd one as much as can be read."""
        return mended_structs(Listed, self._rows(query), self.odd, tables.versions.name)

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        """Return what a query finds; nothing stays open afterwards."""
        with self.reading() as connection:
            return list(connection.execute(query))

    def _scalar(self, query: Select[Any]) -> Any:
        """Return the first value that a query finds; None where there is none."""
        with self.reading() as connection:
            return connection.scalar(query)
