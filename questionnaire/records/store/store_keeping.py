"""What a store holds as a whole, for verifying and backing up, and the clinic's wrapped keys."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, Table, func, select, tuple_

from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.store import tables
from questionnaire.records.store.engine import Database
from questionnaire.records.store.leaves import Struct, columns, structs

_PAGE = 200


class Keeping(Database):
    """Everything that is read from one end to the other, a page at a time, and the vault."""

    def all_versions(self) -> Iterator[Version]:
        """Yield every version in the order in which they came."""
        return self._in_order(Version, tables.versions)

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
        while entries := structs(AuditEntry, self._rows(page)):
            yield from entries
            last = entries[-1]
            page = query.where(tuple_(c.station, c.number) > (last.station, last.number))

    def audit_tails(self) -> dict[str, AuditEntry]:
        """Return the last entry of every station."""
        c = tables.audit.c
        last = select(c.station, func.max(c.number)).group_by(c.station)
        query = select(*columns(tables.audit, AuditEntry)).where(
            tuple_(c.station, c.number).in_(last)
        )
        with self.reading() as connection:
            entries = structs(AuditEntry, connection.execute(query))
        return {entry.station: entry for entry in entries}

    def vault(self) -> tuple[int, bytes] | None:
        """Return the revision and the content of the clinic's wrapped keys, or None before the set-up."""
        c = tables.vault.c
        with self.reading() as connection:
            row = connection.execute(
                select(c.revision, c.content).order_by(c.revision.desc()).limit(1)
            ).one_or_none()
        return row and (int(row.revision), bytes(row.content))

    def _in_order(self, kind: type[Struct], table: Table) -> Iterator[Struct]:
        """Yield the rows of a table by their number."""
        query = select(table.c.arrival, *columns(table, kind)).order_by(table.c.arrival)
        page = query
        while rows := self._rows(page):
            yield from structs(kind, [row[1:] for row in rows])
            page = query.where(table.c.arrival > rows[-1].arrival)

    def _rows(self, query: Select[Any]) -> list[Row[Any]]:
        """Return one page; nothing stays open between two of them."""
        with self.reading() as connection:
            return list(connection.execute(query.limit(_PAGE)))
