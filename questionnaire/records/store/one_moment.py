"""A store as it is at one moment, whatever others write while it is read."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Table

from questionnaire.records.store.rows import OddRow, OddRows
from questionnaire.records.store.store import Store
from questionnaire.records.store.troubles import database_troubles_told


@contextmanager
def at_one_moment(store: Store) -> Iterator[Store]:
    """Lend a store for reading as it is now; rows that it finds odd are noted in the store itself."""
    known = tuple(store.odd)  # before the moment: what others note later is none of its business
    with store.reading() as connection:
        yield AtOneMoment(store, connection, known)


class AtOneMoment(Store):
    """A store as the transaction of one connection sees it."""

    def __init__(self, store: Store, connection: Connection, known: tuple[OddRow, ...]) -> None:
        super().__init__(store.engine)
        self.odd = store.odd
        self._connection, self._known = connection, known

    def looking(self, table: Table) -> AbstractContextManager[OddRows]:
        """Lend what a look at a whole table notes in; only what was odd before the moment is forgotten."""
        return self.odd.all_of(table.name, self._known)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Provide the transaction's connection."""
        with database_troubles_told():
            yield self._connection
