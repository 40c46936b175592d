"""How old the intakes of a store are, and what there is to tell the time by."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, case, func, select, type_coerce, update
from sqlalchemy.types import NullType

from questionnaire.records.format.version import Moment
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit, versions

_PAGE = 200  # entries that are read at once


class _Came(msgspec.Struct):
    """An intake, and when its newest version came."""

    intake: UUID
    at: Moment


class _Noted(msgspec.Struct):
    """When something was noted."""

    at: Moment


class _Numbered(msgspec.Struct):
    """An entry of an audit log, and when it was noted."""

    number: int
    at: Moment


def _as_kept(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a value as the database keeps it, so that an odd one takes no other along."""
    return type_coerce(value, NullType())


def expired(store: Store, before: datetime) -> dict[UUID, datetime]:
    """Return the intakes whose newest version came before then, and when, by the store's clock."""
    intake, last = versions.c.intake, func.max(versions.c.arrived_at)
    query = select(_as_kept(intake), _as_kept(last)).group_by(intake).having(last < before)
    return {one.intake: one.at for one in store.found(_Came, query, versions)}


def noted_before(store: Store, until: datetime) -> dict[UUID, datetime]:
    """Return of each intake the latest moment that its station had noted when it kept the newest version.

    The station's log tells the order by its numbers: what a clock that was behind calls long ago came after
    what stands before it. What was noted later than `until`, by a clock that was ahead, says nothing.
    """
    c = audit.c
    latest = func.max(case((c.at <= until, _as_kept(c.at)))).over(
        partition_by=c.station, order_by=c.number
    )
    noted = select(
        _as_kept(c.intake).label("intake"), c.action, c.detail, latest.label("at")
    ).subquery()
    n = noted.c
    kept = n.action == "kept", n.detail.startswith(Kept.BEGINS_WITH_VERSIONS), n.at.is_not(None)
    query = select(n.intake, func.max(n.at)).where(*kept).group_by(n.intake)
    return {one.intake: one.at for one in store.found(_Came, query, audit)}


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


def noted_lately(store: Store, station: str, until: datetime) -> Iterator[datetime]:
    """Yield when a station noted something, the last entry of its log first, but for the future."""
    at, number = audit.c.at, audit.c.number
    query = select(_as_kept(number), _as_kept(at)).where(audit.c.station == station, at <= until)
    page = query.order_by(number.desc()).limit(_PAGE)
    while found := store.found(_Numbered, page, audit):
        yield from (one.at for one in found)
        page = page.where(number < found[-1].number)


def days_noted(store: Store, until: datetime, *, but: Collection[str]) -> list[datetime]:
    """Return the last entry of each day until then, in their order, of all stations but these.

    The order of a station's log shows a clock that was set back: what it had noted by then counts for nothing.
    """
    c = audit.c
    earliest_since = func.min(_as_kept(c.at)).over(partition_by=c.station, order_by=c.number.desc())
    others = select(_as_kept(c.at).label("at"), earliest_since.label("since"))
    noted = others.where(c.station.not_in(but)).subquery().c
    last = func.max(noted.at)
    kept = noted.at <= noted.since, noted.at <= until
    query = select(last).where(*kept).group_by(func.date(noted.at)).order_by(last)
    return [one.at for one in store.found(_Noted, query, audit)]
