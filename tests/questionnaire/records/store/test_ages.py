"""Ages count from when the store first held something, by its own clock."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from examples import MORNING, a_version, entries, following, held
from questionnaire.records.format.version import AuditEntry, Version
from questionnaire.records.store.ages import (
    busiest_day,
    clock,
    count_from,
    days_noted,
    expired,
    noted_before,
    noted_lately,
)
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


@pytest.mark.parametrize("year", [1970, 2001, 2026, 2099])
def test_what_comes_now_is_young_whatever_the_clock_of_its_station_said(
    store: Store, year: int
) -> None:
    store.add([a_version(written_at=datetime(year, 1, 1, tzinfo=UTC))])
    now = datetime.now(tz=UTC)
    (listed,) = store.latest(limit=9)
    assert abs(listed.arrived_at - now) < timedelta(minutes=5)
    assert expired(store, now - timedelta(days=30)) == {}


def test_an_intake_is_as_old_as_its_newest_version(store: Store) -> None:
    first, other = a_version(), a_version()
    store.add([held(first), held(other), held(following(first))])
    found = expired(store, other.written_at + timedelta(seconds=1))
    assert found == {other.intake: other.written_at}
    assert expired(store, other.written_at) == {}


def test_what_came_by_a_clock_that_was_ahead_counts_from_the_day_that_somebody_looked(
    store: Store,
) -> None:
    fine, ahead = a_version(), a_version()
    years_later = MORNING + timedelta(days=9000)
    store.add([held(fine, arrived_at=MORNING), held(ahead, arrived_at=years_later)])
    count_from(store, MORNING + timedelta(days=1), later_than=MORNING + timedelta(days=2))
    assert expired(store, MORNING + timedelta(days=3)) == {
        fine.intake: MORNING,
        ahead.intake: MORNING + timedelta(days=1),
    }


def test_a_version_that_comes_again_is_no_younger(store: Store) -> None:
    version = a_version()
    store.add([held(version)])
    store.add([version])
    assert expired(store, version.written_at + timedelta(days=1)) == {
        version.intake: version.written_at
    }


def test_the_busiest_day_counts_intakes(store: Store) -> None:
    assert busiest_day(store) == 0
    first = a_version()
    later = MORNING + timedelta(days=9)
    store.add([held(first), held(following(first)), held(a_version())])
    store.add([held(a_version(), arrived_at=later)])
    assert busiest_day(store) == 2


def test_the_stores_clock_tells_the_time(store: Store) -> None:
    assert abs(clock(store) - datetime.now(tz=UTC)) < timedelta(minutes=5)


def test_it_is_known_when_other_stations_noted_something(store: Store) -> None:
    made = entries("K7", 3)
    store.add(entries=made)
    assert days_noted(store, made[2].at, but={"D1"}) == [made[2].at]
    assert days_noted(store, made[1].at, but={"D1"}) == [made[1].at]
    assert days_noted(store, made[2].at, but={"D1", "K7"}) == []


def test_what_a_station_noted_before_its_clock_was_set_back_tells_nothing(store: Store) -> None:
    times = [MORNING + timedelta(days=day) for day in (0, 9, 1, 2)]
    store.add(entries=noted("K7", times))
    assert days_noted(store, times[1], but={"D1"}) == [times[0], times[2], times[3]]


def test_a_station_tells_in_its_own_order_when_it_noted_something(store: Store) -> None:
    times = [MORNING + timedelta(days=day) for day in (0, -9000, 1, 9000)]
    store.add(entries=noted("K7", times))
    assert list(noted_lately(store, "K7", times[2])) == [times[2], times[1], times[0]]
    assert list(noted_lately(store, "D1", times[2])) == []


def test_a_log_of_many_entries_is_told_to_its_beginning(store: Store) -> None:
    store.add(entries=noted("K7", [MORNING] * 450))
    assert len(list(noted_lately(store, "K7", MORNING))) == 450


def test_an_intake_came_after_everything_that_its_station_had_noted_before(store: Store) -> None:
    long_ago, years_later = MORNING - timedelta(days=9000), MORNING + timedelta(days=9000)
    first, second = a_version(station="K7"), a_version(station="K7")
    store.add(
        entries=noted("K7", [MORNING, long_ago, years_later, long_ago], {1: first, 3: second})
    )
    assert noted_before(store, MORNING) == {first.intake: MORNING, second.intake: MORNING}
    assert noted_before(store, years_later)[second.intake] == years_later


def noted(
    station: str, times: Sequence[datetime], kept: Mapping[int, Version] | None = None
) -> list[AuditEntry]:
    """Return a station's entries of these times, in its order, some of them about an intake that it kept."""
    events = {at: Kept.of(one).event(one.intake) for at, one in (kept or {}).items()}
    found: list[AuditEntry] = []
    for at, time in enumerate(times):
        event = events.get(at, Event(action="unlocked"))
        found.append(entry_after(found[-1] if found else None, event, station, time))
    return found
