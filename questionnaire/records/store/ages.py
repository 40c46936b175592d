"""How old the intakes of a store are, and what there is to tell the time by."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, func, select, type_coerce, update
from sqlalchemy.types import NullType

from questionnaire.records.format.version import Moment
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit, versions


class _Came(msgspec.Struct):
    """An intake, and when its newest version came."""

    intake: UUID
    at: Moment


class _Noted(msgspec.Struct):
    """When something was noted."""

    at: Moment


def _as_kept(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a value as the database keeps it, so that an odd one takes no other along."""
    return type_coerce(value, NullType())


def expired(store: Store, before: datetime) -> dict[UUID, datetime]:
    """Return the intakes whose newest version came before then, and when, by the store's clock."""
    intake, last = versions.c.intake, func.max(versions.c.arrived_at)
    query = select(_as_kept(intake), _as_kept(last)).group_by(intake).having(last < before)
    return {one.intake: one.at for one in store.found(_Came, query, versions)}


def count_from(store: Store, now: datetime, *, later_than: datetime) -> None:
    """Let what came later than this, by a clock that was ahead, have come now."""
    came = versions.c.arrived_at
    with store.writing() as connection:
        connection.execute(update(versions).where(came > later_than).values(arrived_at=now))


def busiest_day(store: Store) -> int:
    """Return how many intakes came on the day on which most of them did."""
    number = func.count(versions.c.intake.distinct()).label("number")
    days = select(number).group_by(func.date(versions.c.arrived_at)).subquery()
    with store.reading() as connection:
        return connection.scalar(select(func.max(days.c.number))) or 0


def clock(store: Store) -> datetime:
    """Return what time it is by the store's own clock: the database's, or this computer's."""
    if not store.is_postgresql:
        return datetime.now(tz=UTC)
    with store.reading() as connection:
        now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return now


def last_noted(store: Store, before: datetime) -> datetime | None:
    """Return when any station last noted something before then."""
    at = audit.c.at
    query = select(_as_kept(at)).where(at < before).order_by(at.desc()).limit(1)
    return next((one.at for one in store.found(_Noted, query, audit)), None)


def days_noted(store: Store, since: datetime, until: datetime) -> list[datetime]:
    """Return the last entry of each day between two moments, in their order."""
    at = audit.c.at
    last = func.max(at)
    query = select(_as_kept(last)).where(at.between(since, until)).group_by(func.date(at))
    return [one.at for one in store.found(_Noted, query.order_by(last), audit)]
