"""Backups at the desk: asked for when one is due, made while work goes on, and said only when they are good."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Flag

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, WRITER, Records, age, fill_in, station
from layout import is_cut, name
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.desk.table import backing_up
from gui.widgets.local_time import long_day
from questionnaire.records.desk.backup import check
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.store import Store

SIZES = [(683, 384), (1024, 768), (1920, 1080)]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return records that nobody ever backed up, with an intake of eight days ago."""
    made = clinic_records(tmp_path / "records")
    with station(made) as room:
        fill_in(room, WRITER)
    age(made, days=8, ticket="A2-1")
    return made


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def backed_up(records: Records, days: float) -> None:
    at = datetime.now(tz=UTC) - timedelta(days=days)
    with Store.open(records.store) as store:
        store.add(entries=[entry_after(None, Event(action="backup"), "D9", at)])


def looked(desk: Desk) -> None:
    """Wait until the desk has looked once more."""
    with desk.qtbot.waitSignal(desk.unlocked.backups.looked):
        desk.unlocked.backups.look()


def test_the_desk_asks_for_a_backup_where_none_was_made_for_a_week(desk: Desk) -> None:
    desk.unlock()
    desk.wait(desk.table.backup.isVisible)
    assert desk.table.backup.text == (
        "Please make a backup. No backup is known. "
        f"By this computer's clock, today is {long_day(datetime.now(tz=UTC))}."
    )
    assert desk.table.backup.accessibleName() == desk.table.backup.text


@pytest.mark.parametrize(("days", "is_asked"), [(6, False), (8, True), (-3650, True)])
def test_it_asks_by_when_the_last_good_one_was_made(
    desk: Desk, records: Records, days: float, *, is_asked: bool
) -> None:
    backed_up(records, days)
    desk.unlock()
    looked(desk)
    assert desk.table.backup.isVisible() is is_asked


def test_a_screen_reader_is_told_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(backing_up, "announce", lambda _widget, words: told.append(words))
    desk.unlock()
    desk.wait(desk.table.backup.isVisible)
    looked(desk)
    assert told == [desk.table.backup.text]


def test_not_today_is_not_asked_again_on_this_day_even_after_a_lock(
    desk: Desk, records: Records
) -> None:
    desk.unlock()
    desk.wait(desk.table.backup.isVisible)
    desk.press("Not today")
    assert not desk.table.backup.isVisible()
    desk.window.lock()
    desk.unlock()
    looked(desk)
    assert not desk.table.backup.isVisible()
    assert desk.window._put_off.backup_day
    desk.window._put_off.backup_day -= timedelta(days=1)
    looked(desk)
    assert desk.table.backup.isVisible()
    assert records.audit("backup") == []


def test_the_desk_looks_every_hour(desk: Desk) -> None:
    desk.unlock()
    hourly = desk.unlocked.backups.hourly
    assert hourly.isActive()
    assert hourly.interval() == 3_600_000
    desk.wait(desk.table.backup.isVisible)
    desk.table.backup.withdraw()
    hourly.timeout.emit()
    desk.wait(desk.table.backup.isVisible)


def test_a_backup_from_the_line_is_whole_noted_and_said_with_its_place(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    path = tmp_path / "today.zip"
    desk.unlock()
    desk.wait(desk.table.backup.isVisible)
    desk.save_as(path)
    desk.press("Back up now…")
    desk.wait(lambda: f"saved as {path} and read back: 2 entries, all encrypted" in desk.read())
    desk.wait(lambda: not desk.table.backup.isVisible())
    assert check(path, "")[1] == ()
    assert [(entry.who, entry.detail) for entry in records.audit("backup")] == [("Anna", "2")]


def test_what_comes_in_does_not_wait_for_a_backup(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    desk.unlock()
    done = Flag()
    desk.unlocked.backups._background.run(done.wait, lambda _: None, lambda _: None)
    desk.unlocked.backups.back_up(tmp_path / "today.zip")
    with station(records) as room:
        origin = fill_in(room, NECK)
    desk.wait(lambda: origin.ticket in desk.tickets())
    done.set()
    desk.wait(lambda: "and read back: 3 entries" in desk.read())


def test_a_backup_goes_on_when_the_desk_locks_itself(
    desk: Desk, records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "today.zip"
    desk.unlock()
    assert desk.window.records
    begun, locked = Flag(), Flag()

    def slow(_seconds: float) -> bool:
        begun.set()
        return locked.wait(30)

    monkeypatch.setattr(desk.window.records.recorder, "forwarded", slow)
    desk.unlocked.backups.back_up(path)
    assert begun.wait(30)
    desk.window.lock()
    locked.set()
    desk.wait(lambda: bool(records.audit("backup")))
    assert check(path, "")[1] == ()
    assert records.audit("backup")[0].who == "Anna"


def test_a_backup_that_fails_is_said_and_is_still_asked_for(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    path = tmp_path / "letter.zip"
    path.write_text("Dear colleague", encoding="utf-8")
    desk.unlock()
    desk.wait(desk.table.backup.isVisible)
    desk.unlocked.backups.back_up(path)
    desk.wait(lambda: "is not a backup" in desk.read())
    looked(desk)
    assert desk.table.backup.isVisible()
    assert desk.table.backup.back_up.isEnabled()
    assert records.audit("backup") == []


def test_the_settings_say_when_the_last_good_one_was_made(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    backed_up(records, 9)
    desk.unlock()
    desk.press("Settings")
    day = long_day(datetime.now(tz=UTC) - timedelta(days=9))
    desk.wait(lambda: f"The last good backup is from {day}." in desk.read())
    desk.save_as(tmp_path / "today.zip")
    desk.press("Back up now…")
    today = long_day(datetime.now(tz=UTC))
    desk.wait(lambda: f"The last good backup is from {today}." in desk.read())
    desk.press("Back")
    looked(desk)
    assert not desk.table.backup.isVisible()


def test_the_line_is_whole_at_every_size(qtbot: QtBot, records: Records) -> None:
    with opened(qtbot, records, size=SIZES[0]) as desk:
        desk.unlock()
        desk.wait(lambda: desk.table.backup.is_wanted)
        for size in SIZES:
            desk.window.resize(*size)
            for _ in range(3):
                QApplication.processEvents()
            assert desk.table.backup.isVisible()
            parts = [one for one in desk.window.findChildren(QWidget) if one.isVisible()]
            shown = [one for one in parts if isinstance(one, (QLabel, QPushButton))]
            assert [name(one) for one in shown if is_cut(one)] == [], size
            view = desk.table.view
            assert view.viewport().height() >= view.rowHeight(0) - 2, size
