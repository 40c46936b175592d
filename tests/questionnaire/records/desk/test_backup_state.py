"""When the last good backup was made, whichever clock is wrong."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from examples import a_version, held
from questionnaire.records.desk.backup import back_up
from questionnaire.records.desk.backup_state import backed_up, backup_state, done_words, last_words
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def noted(store: Store, *ago: timedelta, action: str = "backup") -> None:
    entries: list[AuditEntry] = []
    for number, one in enumerate(ago):
        made = entry_after(None, Event(action="backup"), f"D{number}", NOW - one)
        entries.append(replace(made, action=action))
    store.add(entries=entries)


def came(store: Store, ago: timedelta) -> None:
    store.add(versions=[replace(held(a_version()), arrived_at=NOW - ago)])


def test_the_last_backup_of_any_station_is_the_one_that_counts(store: Store) -> None:
    noted(store, 3 * DAY, DAY, 5 * DAY)
    assert backup_state(store, NOW).last == NOW - DAY


@pytest.mark.parametrize(("days", "is_due"), [(6.9, False), (7.1, True)])
def test_a_backup_is_due_after_seven_days(store: Store, days: float, *, is_due: bool) -> None:
    noted(store, days * DAY)
    assert backup_state(store, NOW).is_due is is_due


@pytest.mark.parametrize(("days", "is_due"), [(6.9, False), (7.1, True)])
def test_without_any_backup_one_is_due_once_an_intake_is_a_week_old(
    store: Store, days: float, *, is_due: bool
) -> None:
    came(store, days * DAY)
    found = backup_state(store, NOW)
    assert (found.last, found.is_due) == (None, is_due)


def test_empty_records_need_no_backup(store: Store) -> None:
    assert not backup_state(store, NOW).is_due


def test_other_entries_are_no_backup(store: Store) -> None:
    noted(store, DAY, action="restored")
    assert backup_state(store, NOW).last is None


def test_a_backup_of_the_future_does_not_hide_that_one_is_due(store: Store) -> None:
    noted(store, -3650 * DAY, 8 * DAY)
    found = backup_state(store, NOW)
    assert (found.last, found.is_due) == (NOW - 8 * DAY, True)


def test_a_clock_that_is_behind_asks_once_and_a_backup_by_it_is_enough(store: Store) -> None:
    noted(store, -40 * DAY)
    came(store, -41 * DAY)
    assert backup_state(store, NOW).is_due
    store.add(entries=[entry_after(None, Event(action="backup"), "K7", NOW)])
    assert not backup_state(store, NOW + DAY).is_due
    assert backup_state(store, NOW + 8 * DAY).is_due


def test_a_clock_that_was_mended_asks_again_a_week_after_the_last_true_backup(store: Store) -> None:
    noted(store, -365 * DAY, 2 * DAY)
    assert not backup_state(store, NOW).is_due
    assert backup_state(store, NOW + 6 * DAY).is_due


def test_clocks_that_differ_a_little_are_both_believed(store: Store) -> None:
    noted(store, -timedelta(minutes=10))
    assert backup_state(store, NOW).last == NOW + timedelta(minutes=10)


def test_what_is_noted_and_said_names_how_many_entries(store: Store, tmp_path: Path) -> None:
    store.add(versions=[a_version()])
    path = tmp_path / "backup.zip"
    contents = back_up(store, path)
    event = backed_up(contents, "Ada")
    assert (event.action, event.who, event.detail) == ("backup", "Ada", "1")
    assert done_words(path, contents) == (
        f"The backup was saved as {path} and read back: 1 entry, encrypted. "
        "Keep the file away from this computer."
    )
    odd = replace(contents, odd=("A row.",))
    assert "What could not be read is not in it: A row." in done_words(path, odd)


def test_that_none_is_known_is_said(store: Store) -> None:
    assert last_words(backup_state(store, NOW), str) == "No backup is known."
