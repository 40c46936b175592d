"""Which intakes call for somebody, and whom staff answered; neither needs a key."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select

from questionnaire.records.format.version import Mark
from questionnaire.records.store import tables
from questionnaire.records.store.engine import Database
from questionnaire.records.store.leaves import LEAVES, columns, structs


class Calling(Database):
    """What a locked desk and a waiting room on the same computer may ask."""

    def calling(self) -> int:
        """Return how many intakes call in the clear, and nobody has acknowledged them."""
        c = tables.versions.c
        leaves = LEAVES.where(c.attention).subquery()
        query = select(func.count(leaves.c.intake.distinct())).where(leaves.c.acknowledged == "")
        with self.reading() as connection:
            return connection.scalar(query) or 0

    def acknowledgements(self, intakes: Collection[UUID]) -> list[Mark]:
        """Return the marks by which desks acknowledged these intakes."""
        c = tables.marks.c
        query = select(*columns(tables.marks, Mark)).where(
            c.intake.in_(intakes), c.kind == "acknowledged"
        )
        with self.reading() as connection:
            return structs(Mark, connection.execute(query))
