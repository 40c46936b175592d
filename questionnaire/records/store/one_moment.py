"""A store as it is at one moment, whatever others write while it is read."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from questionnaire.records.store.store import Store
from questionnaire.records.store.troubles import database_troubles_told


@contextmanager
def at_one_moment(store: Store) -> Iterator[Store]:
    """Lend a store for reading as it is now; rows that it finds odd are noted in the store itself."""
    with store.reading() as connection:
        yield AtOneMoment(store, connection)


class AtOneMoment(Store):
    """A store as the transaction of one connection sees it."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store.engine)
        self.odd = store.odd
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Provide the transaction's connection."""
        with database_troubles_told():
            yield self._connection
