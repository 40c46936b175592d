"""Ages count from when the store first held something, by its own clock."""

from datetime import UTC, datetime, timedelta

import pytest

from examples import MORNING, a_version, entries, following, held
from questionnaire.records.store.ages import (
    busiest_day,
    clock,
    count_from,
    days_noted,
    expired,
    last_noted,
)
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


def test_it_is_known_when_something_was_last_noted(store: Store) -> None:
    made = entries("K7", 3)
    store.add(entries=made)
    assert last_noted(store, made[2].at) == made[1].at
    assert last_noted(store, made[0].at) is None
    assert days_noted(store, made[0].at, made[2].at) == [made[2].at]
