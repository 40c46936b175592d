"""The clinic's store of sealed intakes: one SQLite file on this computer, or the clinic's PostgreSQL."""

from typing import Self

from questionnaire.records.store.schema import bring_up_to_date
from questionnaire.records.store.store_calls import Calling
from questionnaire.records.store.store_changes import Following
from questionnaire.records.store.store_keeping import Keeping
from questionnaire.records.store.store_reading import Reading
from questionnaire.records.store.store_writing import Writing


class Store(Reading, Following, Calling, Keeping, Writing):
    """An open store; threads may share it, and it can't read what it holds."""

    @classmethod
    def open(cls, where: str, *, migrate: bool = True) -> Self:
        """Open a `postgresql://` URL, or the path of an SQLite file, which is made where there is none.

        Without `migrate` nothing is read and PostgreSQL is not called yet: for a waiting room, which
        may only add.
        """
        store = cls.at(where)
        if migrate:
            try:
                bring_up_to_date(store)
            except BaseException:
                store.close()
                raise
        return store
