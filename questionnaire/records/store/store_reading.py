"""What a store tells about its intakes: the newest versions without their bodies, and one as a whole."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import case, func, literal, select, tuple_

from questionnaire.records.errors import GoneError
from questionnaire.records.format.version import Listed, Version
from questionnaire.records.store import tables
from questionnaire.records.store.engine import Database
from questionnaire.records.store.leaves import IS_LEAF, LEAVES, columns, listed, structs
from questionnaire.words import mark, tr

_GONE = mark("This intake was deleted meanwhile, here or on another computer.")

_c = tables.versions.c

_NEWEST_FIRST = (_c.written_at.desc(), _c.id.desc())


class Reading(Database):
    """Everything that a store tells about its intakes."""

    def latest(
        self,
        *,
        before: tuple[datetime, UUID] | None = None,
        limit: int,
        since: datetime | None = None,
    ) -> list[Listed]:
        """Return the newest leaves; `before` is (`written_at`, `id`) of the last one on the page before."""
        query = LEAVES.order_by(*_NEWEST_FIRST).limit(limit)
        if before:
            place = tuple_(literal(before[0], _c.written_at.type), literal(before[1], _c.id.type))
            query = query.where(tuple_(_c.written_at, _c.id) < place)
        if since:
            query = query.where(_c.written_at >= since)
        with self.reading() as connection:
            return listed(connection, query)

    def leaves(self, intake: UUID) -> list[Listed]:
        """Return the leaves of one intake, the newest first; more than one is for staff to settle."""
        with self.reading() as connection:
            return listed(connection, LEAVES.where(_c.intake == intake).order_by(*_NEWEST_FIRST))

    def bodies(self, intake: UUID) -> dict[Listed, bytes]:
        """Return the leaves of one intake with their sealed bodies, all as they are at one moment."""
        query = LEAVES.add_columns(_c.body).where(_c.intake == intake).order_by(*_NEWEST_FIRST)
        with self.reading() as connection:
            rows = connection.execute(query).all()
        leaves = structs(Listed, [row[:-1] for row in rows])
        return {leaf: bytes(row[-1]) for leaf, row in zip(leaves, rows, strict=True)}

    def count(self) -> int:
        """Return how many leaves there are."""
        leaves = select(func.count()).select_from(tables.versions).where(IS_LEAF)
        with self.reading() as connection:
            return int(connection.scalars(leaves).one())

    def version(self, version_id: UUID) -> Version:
        """Return one version as it was written; raises GoneError where it was deleted."""
        query = select(*columns(tables.versions, Version)).where(_c.id == version_id)
        with self.reading() as connection:
            found = structs(Version, connection.execute(query))
        if not found:
            raise GoneError(tr(_GONE))
        return found[0]

    def body(self, version_id: UUID) -> bytes:
        """Return the sealed body of one version; raises GoneError where it was deleted."""
        with self.reading() as connection:
            body = connection.scalar(select(_c.body).where(_c.id == version_id))
        if body is None:
            raise GoneError(tr(_GONE))
        return bytes(body)

    def expired(self, before: datetime, now: datetime) -> list[UUID]:
        """Return the intakes whose newest version was written before then.

        What came after something younger of its station is no older than that one, whatever a clock
        said that was set back meanwhile.
        """
        younger = (
            select(_c.station, func.min(_c.arrival).label("arrival"))
            .where(_c.written_at >= before, _c.written_at <= now)
            .group_by(_c.station)
            .subquery()
        )
        came_after = younger.c.arrival < _c.arrival
        query = (
            select(_c.intake)
            .outerjoin(younger, younger.c.station == _c.station)
            .group_by(_c.intake)
            .having(func.max(_c.written_at) < before)
            .having(func.max(case((came_after, 1), else_=0)) == 0)
        )
        with self.reading() as connection:
            return list(connection.scalars(query))
