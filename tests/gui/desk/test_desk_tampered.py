"""What somebody changed in the database is named at the desk, and an intake that nobody signed is no secret."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, WRITER, Records, fill_in, station
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from examples import a_version, encrypted_again
from questionnaire.records.desk.opened import NOT_PROVEN
from questionnaire.records.format.version import uuid7
from questionnaire.records.sealing.age import Opener
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER)
        fill_in(room, NECK)
    return made


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def change(records: Records, statement: str) -> None:
    """Change something in the file, as anybody can who may write to it."""
    with closing(sqlite3.connect(records.store, isolation_level=None)) as connection:
        connection.execute(statement)


def forge(records: Records, ticket: str) -> None:
    """Add an intake that can be opened and that no station signed."""
    with Store.open(records.store) as store:
        opener = Opener([records.founding.recovery])
        model = list(store.all_versions())[-1]
        key = records.founding.setup.key
        forged = encrypted_again(
            model, opener, key, id=uuid7(), intake=uuid7(), ticket=ticket, based_on=None
        )
        store.add([forged])


def look_over(desk: Desk) -> str:
    """Wait until the unlocked desk has looked over everything, and return what its line says."""
    desk.unlock()
    looked: list[bool] = []
    desk.unlocked.looking_over.looked.connect(lambda: looked.append(True))
    desk.unlocked.looking_over.look()
    desk.wait(lambda: bool(looked))
    return desk.window.trouble.text


def test_where_everything_is_as_it_was_written_nothing_is_said(desk: Desk) -> None:
    assert look_over(desk) == ""


def test_a_changed_row_is_named_with_its_code(desk: Desk, records: Records) -> None:
    change(records, "UPDATE versions SET attention = 1 WHERE ticket = 'K7-02'")
    assert "A version of intake K7-02 is not what station K7 wrote." in look_over(desk)


def test_of_many_the_first_are_named_and_the_others_counted(desk: Desk, records: Records) -> None:
    change(records, "UPDATE versions SET program = program || '!'")
    change(records, "UPDATE audit SET who = 'Bob'")
    said = look_over(desk)
    assert "more like it" in said
    assert "records verify" in said


def test_what_was_said_goes_when_the_desk_is_locked(desk: Desk, records: Records) -> None:
    change(records, "DELETE FROM versions WHERE ticket = 'K7-02'")
    assert "is missing" in look_over(desk)
    desk.press("Lock")
    assert "is missing" not in desk.window.trouble.text


def test_an_intake_that_its_station_did_not_sign_says_so_on_its_page(
    desk: Desk, records: Records
) -> None:
    forge(records, "K7-77")
    desk.unlock()
    desk.open("K7-77")
    assert NOT_PROVEN in desk.read()
    desk.press("All intakes")
    desk.open("K7-02")
    assert NOT_PROVEN not in desk.read()


@pytest.mark.usefixtures("printer")
def test_of_several_that_are_printed_what_is_not_proven_or_does_not_open_is_left_out_and_named(
    desk: Desk, records: Records
) -> None:
    forge(records, "K7-77")
    with Store.open(records.store) as store:
        store.add([a_version(ticket="X9-01")])
    desk.unlock()
    desk.table.view.selectAll()
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: "2 results sent to the printer" in desk.read())
    assert f"K7-77: {NOT_PROVEN}" in desk.read()
    assert "X9-01: This entry can't be opened" in desk.read()
