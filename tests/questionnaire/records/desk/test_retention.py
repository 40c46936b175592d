from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from examples import MORNING, a_version, entries, following
from questionnaire.records.desk.retention import ClockDoubtedError, delete_expired
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

NOW = MORNING + timedelta(days=100)


@pytest.fixture
def noted() -> list[Event]:
    return []


def lately(store: Store, at: datetime = NOW - timedelta(hours=1)) -> None:
    """Let somebody have been at the records a while ago."""
    (entry,) = entries("K7", 1)
    store.add(entries=[replace(entry, at=at)])


def test_intakes_older_than_the_clinics_days_are_deleted_and_noted(
    store: Store, noted: list[Event]
) -> None:
    lately(store)
    old = a_version(written_at=NOW - timedelta(days=31))
    young = a_version(written_at=NOW - timedelta(days=29))
    store.add(versions=[old, young])
    assert delete_expired(store, 30, NOW, noted.append) == (old.intake,)
    assert [one.intake for one in store.latest(limit=9)] == [young.intake]
    assert [(one.action, one.intake) for one in noted] == [("retention", old.intake)]


def test_an_intake_that_was_changed_lately_stays_whole(store: Store, noted: list[Event]) -> None:
    lately(store)
    old = a_version(written_at=NOW - timedelta(days=90))
    store.add(versions=[old, following(old, written_at=NOW - timedelta(days=1))])
    assert delete_expired(store, 30, NOW, noted.append) == ()
    assert store.version(old.id) == old


def test_without_a_number_of_days_nothing_is_deleted(store: Store, noted: list[Event]) -> None:
    store.add(versions=[a_version(written_at=NOW - timedelta(days=9000))])
    assert delete_expired(store, 0, NOW, noted.append) == ()


@pytest.mark.parametrize(
    "last", [NOW + timedelta(days=1), NOW - timedelta(days=40)], ids=["behind", "far ahead"]
)
def test_a_clock_that_may_be_wrong_deletes_nothing(
    store: Store, noted: list[Event], last: datetime
) -> None:
    lately(store, last)
    store.add(versions=[a_version(written_at=NOW - timedelta(days=90))])
    with pytest.raises(ClockDoubtedError, match="Check the clock"):
        delete_expired(store, 30, NOW, noted.append)
    assert (store.count(), noted) == (1, [])


def test_somebody_who_is_sure_of_the_clock_can_delete(store: Store, noted: list[Event]) -> None:
    lately(store, NOW - timedelta(days=40))
    store.add(versions=[a_version(written_at=NOW - timedelta(days=90))])
    assert len(delete_expired(store, 30, NOW, noted.append, sure=True)) == 1


def test_records_without_any_entry_doubt_no_clock(store: Store, noted: list[Event]) -> None:
    assert delete_expired(store, 30, NOW, noted.append) == ()
