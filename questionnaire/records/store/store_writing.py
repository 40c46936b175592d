"""What goes into a store and out of it: rows arrive exactly once, and what is deleted stays deleted."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, delete, exists, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from questionnaire.records.errors import ChangedMeanwhileError, NotEmptyError
from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.store import tables
from questionnaire.records.store.engine import Database
from questionnaire.words import mark, tr

#: Where PostgreSQL tells waiting rooms that an unlocked desk opened an intake: "<intake> <receipt>".
CHANNEL = "dystonia_acknowledged"

_VAULT_CHANGED = mark(
    "Somebody else changed the keyholders at the same moment. Look at them again, then repeat your change."
)
_NOT_EMPTY = mark(
    "There are records here already. A backup can be restored only where there are none yet."
)

_TABLES = (tables.versions, tables.marks, tables.audit, tables.vault)

_AT_ONCE = 500

_T = TypeVar("_T")


class Writing(Database):
    """Everything that changes a store."""

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

        The marks stay, so that no computer brings one back. Tell whether nothing is left in SQLite's
        journal either; where another program reads from it just now, `checkpoint` tries again.
        """
        if any(one.kind != "deleted" for one in marks):
            raise ValueError('only a mark of kind "deleted" deletes')
        with self.writing() as connection:
            self._keep_others_out(connection, tables.versions)
            for some in _batches({one.intake for one in marks}):
                for table in (tables.versions, tables.superseded):
                    connection.execute(delete(table).where(table.c.intake.in_(some)))
                c = tables.marks.c
                connection.execute(
                    delete(tables.marks).where(c.intake.in_(some), c.kind != "deleted")
                )
            self._insert(connection, tables.marks, marks)
        return self.checkpoint()

    def replace_vault(self, content: bytes, *, after: int) -> int:
        """Put new wrapped keys in place of the revision `after`, 0 for none, and return theirs."""
        c = tables.vault.c
        with self.writing() as connection:
            self._keep_others_out(connection, tables.vault)
            if (connection.scalar(select(func.max(c.revision))) or 0) != after:
                raise ChangedMeanwhileError(tr(_VAULT_CHANGED))
            connection.execute(insert(tables.vault).values(revision=after + 1, content=content))
            connection.execute(delete(tables.vault).where(c.revision <= after))
        return after + 1

    def restore(
        self,
        versions: Iterable[Version],
        marks: Iterable[Mark],
        entries: Iterable[AuditEntry],
        vault: tuple[int, bytes] | None,
    ) -> None:
        """Put in everything of a backup, or nothing; raises NotEmptyError unless the store is empty."""
        with self.writing() as connection:
            self._keep_others_out(connection, tables.versions)
            for table in _TABLES:
                if connection.scalar(select(exists().select_from(table))):
                    raise NotEmptyError(tr(_NOT_EMPTY))
            self._add(connection, versions, marks, entries)
            if vault:
                revision, content = vault
                connection.execute(insert(tables.vault).values(revision=revision, content=content))

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
        for some in _batches(marks):
            self._insert(connection, tables.marks, some)
            if self.is_postgresql:
                for one in some:
                    if one.kind == "acknowledged":
                        call = func.pg_notify(CHANNEL, f"{one.intake} {one.about}")
                        connection.execute(select(call))
        self._insert(connection, tables.versions, versions)
        self._insert(connection, tables.audit, entries)

    def _insert(self, connection: Connection, table: Table, rows: Iterable[msgspec.Struct]) -> None:
        """Insert the rows that aren't there yet; nothing is read back, which a station may not."""
        dialect: Any = postgresql if self.is_postgresql else sqlite
        statement = dialect.insert(table).inline().on_conflict_do_nothing()
        for some in _batches(rows):
            connection.execute(statement, [msgspec.structs.asdict(row) for row in some])

    def _keep_others_out(self, connection: Connection, table: Table) -> None:
        """Let nobody else change a table until the end; SQLite has one writer at a time anyway."""
        if self.is_postgresql:
            connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def _batches(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Yield the rows, some hundreds at a time."""
    following = iter(rows)
    while some := list(islice(following, _AT_ONCE)):
        yield some
