"""Intakes that are older than the clinic keeps them: the desk says so, asks, and deletes only after a yes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, URGENT, WRITER, Records, age, fill_in, station
from layout import is_cut, name
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.dialogs import QuestionDialog
from questionnaire.clinic import default_clinic
from questionnaire.records.store.store import Store

CLINIC = replace(default_clinic(), retention_days=30)
SIZES = [(683, 384), (1024, 768), (1920, 1080)]  # the first is a small screen at 200 %
OLD_DAYS = (60, 40)  # what came later is no older, whatever its clock said


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return records with an intake of today."""
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER)
    return made


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records, clinic=CLINIC) as made:
        yield made


def two_old(records: Records) -> None:
    for number, days in enumerate(OLD_DAYS):
        age(records, days=days, ticket=f"A2-{number}")


def day(ago: float = 0) -> str:
    return f"{datetime.now().astimezone() - timedelta(days=ago):%-d %B %Y}"


def said(desk: Desk) -> str:
    """Return what the notice says, once it has come."""
    desk.wait(desk.table.retention.isVisible)
    return desk.table.retention.text


def count(records: Records) -> int:
    with Store.open(records.store) as store:
        return store.count()


def test_the_desk_says_how_many_are_old_from_when_and_what_its_clock_says(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    assert said(desk) == (
        "2 intakes are past the 30 days this clinic keeps them. "
        f"The oldest is from {day(60)}, the newest from {day(40)}. "
        f"By this computer's clock, today is {day()}."
    )
    assert count(records) == 3
    assert records.audit("retention") == []


def test_without_old_ones_nothing_is_said(desk: Desk) -> None:
    desk.unlock()
    with desk.qtbot.waitSignal(desk.unlocked.retention.looked):
        desk.unlocked.retention.look()
    assert not desk.table.retention.isVisible()


def test_delete_asks_with_the_same_numbers_and_enter_keeps_them(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    notice = said(desk)
    asked = desk.reply(Qt.Key.Key_Return)
    desk.press("Delete them…")
    assert asked[0] == "Delete 2 intakes?"
    assert asked[1:3] == ["A2-0", "A2-1"]
    assert " ".join(one for one in asked[3:-1] if one) == notice
    assert "can't be undone" in asked[-1]
    desk.forwarded()
    assert count(records) == 3
    assert [entry.detail.rpartition(": ")[2] for entry in records.audit("retention-asked")] == [
        "no"
    ]


def test_after_a_yes_the_old_ones_are_gone_and_the_audit_says_who(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    desk.reply("Delete for good")
    desk.press("Delete them…")
    desk.wait(lambda: "2 intakes were deleted." in desk.read())
    desk.wait(lambda: not desk.table.retention.isVisible())
    desk.wait(lambda: desk.table.model.total == 1)
    desk.forwarded()
    assert count(records) == 1
    assert [entry.who for entry in records.audit("retention")] == ["Anna", "Anna"]
    (asked,) = records.audit("retention-asked")
    assert asked.detail.startswith("2 older than 30 days")
    assert asked.detail.endswith(": yes")


def test_what_became_old_after_the_notice_is_not_deleted_with_it(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    age(records, days=50, ticket="A2-9")
    desk.reply("Delete for good")
    desk.press("Delete them…")
    desk.wait(lambda: "1 intake is past" in desk.table.retention.text)
    assert count(records) == 2


def test_not_now_is_not_asked_again_on_this_day_even_after_a_lock(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    desk.press("Not now")
    assert not desk.table.retention.isVisible()
    desk.window.lock()
    desk.unlock()
    with desk.qtbot.waitSignal(desk.unlocked.retention.looked):
        desk.unlocked.retention.look()
    assert not desk.table.retention.isVisible()
    assert count(records) == 3


def test_the_desk_looks_for_old_intakes_every_hour(desk: Desk) -> None:
    desk.unlock()
    hourly = desk.unlocked.retention.hourly
    assert hourly.isActive()
    assert hourly.interval() == 3_600_000


def test_the_hourly_look_says_the_new_numbers_and_deletes_nothing(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    age(records, days=50, ticket="A2-9")
    desk.unlocked.retention.hourly.timeout.emit()
    desk.wait(lambda: "3 intakes are past" in said(desk))
    assert count(records) == 4


def test_what_nobody_has_opened_has_no_button_to_delete_it(desk: Desk, records: Records) -> None:
    age(records, days=40, ticket="A2-1", seen=False)
    desk.unlock()
    assert "1 older intake stays because nobody has opened it." in said(desk)
    assert not desk.table.retention.delete.isVisible()
    filters = desk.table.filters.days
    filters.setCurrentIndex(filters.findData("all"))
    desk.open("A2-1")
    desk.press("All intakes")
    desk.wait(lambda: "1 intake is past" in said(desk) and "opened it" not in said(desk))
    assert desk.table.retention.delete.isVisible()


def test_an_urgent_one_that_nobody_took_on_is_not_offered(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, URGENT)
    age(records, days=40, ticket="A2-1")
    desk.unlock()
    assert "someone still has to deal with it" in said(desk)
    assert not desk.table.retention.delete.isVisible()


def test_a_shorter_time_in_the_settings_counts_at_once(desk: Desk, records: Records) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    desk.unlocked._take_clinic(replace(CLINIC, retention_days=50))
    desk.wait(lambda: "1 intake is past the 50 days" in said(desk))


@pytest.mark.parametrize("urgent", [False, True])
def test_the_notice_is_whole_and_what_is_urgent_comes_first(
    qtbot: QtBot, records: Records, *, urgent: bool
) -> None:
    two_old(records)
    if urgent:
        with station(records) as room:
            fill_in(room, {**NECK, "urgent_signs": ("breathing",)})
    with opened(qtbot, records, clinic=CLINIC, size=SIZES[0]) as desk:
        desk.unlock()
        desk.wait(lambda: desk.table.retention.is_wanted)
        for size in SIZES:
            desk.window.resize(*size)
            for _ in range(3):
                QApplication.processEvents()
            assert desk.window.size().toTuple() == size
            assert desk.table.retention.isVisible() != (urgent and size == SIZES[0]), size
            parts = [one for one in desk.window.findChildren(QWidget) if one.isVisible()]
            shown = [one for one in parts if isinstance(one, (QLabel, QPushButton))]
            assert [name(one) for one in shown if is_cut(one)] == [], size
            view = desk.table.view
            assert view.viewport().height() >= view.rowHeight(0) - 2, size


def test_a_question_that_is_open_when_the_desk_locks_is_closed_and_deletes_nothing(
    desk: Desk, records: Records
) -> None:
    two_old(records)
    desk.unlock()
    said(desk)
    desk.when_open(QuestionDialog, lambda _: desk.window.lock())  # as after sleep, without a cover
    desk.press("Delete them…")
    assert desk.unlock_page.isVisible()
    assert QApplication.activeModalWidget() is None
    desk.forwarded()
    assert count(records) == 3
