"""Unlocking: with the real passphrase, off the screen's thread, and what is said where it fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import PASSPHRASE, Desk, clinic_records, founding, opened, records_busy
from desk_records_made import ANNA, URGENT, fill_in, station
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from questionnaire.clinic import Clinic, default_clinic
from questionnaire.records.errors import StoreUnreachableError
from questionnaire.records.setup import read_setup, write_setup
from questionnaire.records.store.store import Store

SILENT = replace(default_clinic(), attention=False)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with opened(qtbot, clinic_records(tmp_path)) as made:
        yield made


def test_the_passphrase_opens_the_table(desk: Desk) -> None:
    desk.unlock_with(PASSPHRASE)
    assert "It takes a few seconds" in desk.read()
    assert not desk.unlock_page.passphrase.isEnabled()
    desk.wait(lambda: desk.window.desk is not None)
    desk.wait_until_loaded()
    assert "Unlocked by Anna" in desk.table.keys.text()


def test_a_wrong_passphrase_is_said_and_the_field_is_empty_and_ready(desk: Desk) -> None:
    desk.unlock_with("not the right words")
    desk.wait(lambda: "is wrong" in desk.read())
    field = desk.unlock_page.passphrase
    assert field.text() == ""
    assert QApplication.focusWidget() is field
    assert "is wrong" in field.accessibleDescription()
    assert desk.window.desk is None


def test_a_blank_that_was_pasted_with_a_passphrase_is_said(desk: Desk) -> None:
    desk.unlock_with(f"{PASSPHRASE} ")
    desk.wait(lambda: "is wrong" in desk.read())
    assert "has a blank at its beginning or end" in desk.read()
    assert "has a blank" in desk.unlock_page.passphrase.accessibleDescription()
    desk.unlock_with("not the right words")
    desk.wait(lambda: "is wrong" in desk.read())
    assert "has a blank" not in desk.read()


def test_whoever_goes_on_pressing_keys_while_it_opens_closes_nothing(desk: Desk) -> None:
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    with records_busy(desk):
        desk.unlock_with("not the right words")
        assert not desk.unlock_page.passphrase.isEnabled()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            desk.keys(key)
        assert desk.window.isVisible()
    desk.wait(lambda: "is wrong" in desk.read())


def test_an_empty_passphrase_is_not_tried(desk: Desk) -> None:
    desk.unlock_with("")
    assert "Type the passphrase first." in desk.read()


def test_what_is_typed_is_not_shown(desk: Desk) -> None:
    assert desk.unlock_page.passphrase.echoMode() == QLineEdit.EchoMode.Password


def test_one_keyholder_is_named_and_several_are_chosen_from(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    assert "Keyholder: Anna" in desk.read()
    assert not desk.unlock_page.names.isVisible()
    two = founding().unlocked.with_keyholder("Berta", "other words for Berta")
    with Store.open(desk.records.store) as store:
        kept = store.vault()
        assert kept
        store.replace_vault(two.vault.encode(), after=kept[0])
    desk.window.close()
    with opened(qtbot, desk.records) as again:
        again.wait(again.unlock_page.names.isVisible)
        names = again.unlock_page.names
        assert [names.itemText(at) for at in range(names.count())] == [ANNA, "Berta"]


@pytest.mark.parametrize(("clinic", "said"), [(default_clinic(), True), (SILENT, False)])
def test_a_locked_desk_calls_unless_the_clinic_switched_it_off(
    qtbot: QtBot, tmp_path: Path, clinic: Clinic, *, said: bool
) -> None:
    records = clinic_records(tmp_path)
    with station(records) as room:
        fill_in(room, URGENT, clinic=clinic)
    with opened(qtbot, records, clinic=clinic) as desk:
        desk.wait(desk.unlock_page.passphrase.isEnabled)
        if said:
            desk.wait(lambda: "An urgent intake waits" in desk.read())
        else:
            desk.unlock()
            desk.wait(desk.window.band.isVisible)
            desk.window.lock()
            desk.wait(desk.unlock_page.passphrase.isEnabled)
            assert "urgent" not in desk.read()


def test_a_database_that_does_not_answer_is_said_and_tried_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    records = clinic_records(tmp_path)
    setup = read_setup(tmp_path)
    assert setup
    nowhere = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"
    write_setup(tmp_path, replace(setup, store=nowhere))
    with opened(qtbot, records) as desk:
        desk.wait(lambda: "The clinic's database doesn't answer at the address" in desk.read())
        desk.wait(desk.unlock_page.retry.isVisible)
        assert QApplication.focusWidget() is desk.unlock_page.retry
        desk.press("Try again")
        desk.wait(lambda: not desk.unlock_page.retry.isVisible())
        desk.wait(desk.unlock_page.retry.isVisible)
        assert desk.unlock_page.passphrase.property("missing") != "true"
        assert "Keyholder:" not in desk.read()


def test_a_database_that_answers_again_is_noticed_without_a_press(desk: Desk) -> None:
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    page = desk.unlock_page
    page.names.clear()
    page._let_type(allowed=False)
    page._no_names(StoreUnreachableError("It doesn't answer."))
    desk.wait(page.retry.isVisible)
    desk.wait(page.passphrase.isEnabled)  # it asks every few seconds whether somebody calls
    assert "It doesn't answer." not in desk.read()
    assert not page.retry.isVisible()


def test_a_waiting_room_computer_can_be_no_desk(qtbot: QtBot, tmp_path: Path) -> None:
    records = clinic_records(tmp_path)
    setup = read_setup(tmp_path)
    assert setup
    write_setup(tmp_path, replace(setup, adds_only=True))
    with opened(qtbot, records) as desk:
        assert "it can add intakes but not read them" in desk.read()


def test_a_damaged_set_up_is_said_and_can_be_mended(qtbot: QtBot, tmp_path: Path) -> None:
    records = clinic_records(tmp_path)
    path = tmp_path / "records.toml"
    whole = path.read_bytes()
    path.write_text("station = 7")
    with opened(qtbot, records) as desk:
        assert "is damaged" in desk.read()
        path.write_bytes(whole)
        desk.press("Try again")
        desk.wait(desk.unlock_page.passphrase.isEnabled)


def test_the_desk_is_closed_from_the_locked_page(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.window.closed):
        desk.press("Close the front desk")
    assert not desk.window.isVisible()
