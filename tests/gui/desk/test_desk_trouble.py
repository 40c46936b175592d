"""What is said when something can't be reached or written, and that it goes away when it is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import WRITER, Records, fill_in, station
from pytestqt.qtbot import QtBot
from table_rows import row

from gui.desk.trouble_line import TroubleLine
from questionnaire.records.errors import RecordsError


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


@pytest.fixture
def line(qtbot: QtBot) -> TroubleLine:
    made = TroubleLine()
    qtbot.addWidget(made)
    return made


def test_while_all_is_well_there_is_no_line(line: TroubleLine) -> None:
    line.say("store", "")
    line.say_waiting(2)
    assert line.isHidden()


def test_each_trouble_is_said_once_with_what_waits(line: TroubleLine) -> None:
    line.say("store", "The database doesn't answer.")
    line.say("desk", "The database doesn't answer.")
    line.say("recorder", "The disk is full.")
    line.say_waiting(3)
    assert line.text == ("The database doesn't answer. The disk is full. 3 entries are waiting.")
    assert line.accessibleName() == line.text
    line.say_waiting(1)
    assert line.text.endswith("1 entry is waiting.")


def test_it_goes_when_everything_is_mended(line: TroubleLine) -> None:
    line.say("store", "The database doesn't answer.")
    line.say("recorder", "The disk is full.")
    line.say("store", "")
    assert line.text == "The disk is full."
    line.say("recorder", "")
    assert line.isHidden()


def test_a_damaged_store_is_said_and_the_desk_goes_on(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    assert desk.window.records
    store = desk.window.records.office.keys.store
    desk.forwarded()
    desk.wait(store.checkpoint)  # what is still in the journal would be read from there
    store.close()
    whole = Path(records.store).read_bytes()
    Path(records.store).write_bytes(b"no database at all" * 500)
    desk.wait(lambda: "The records are damaged" in desk.window.trouble.text)
    assert desk.window.trouble.isVisible()
    assert desk.tickets() == [origin.ticket]
    store.close()
    Path(records.store).write_bytes(whole)
    desk.wait(desk.window.trouble.isHidden)
    assert desk.tickets() == [origin.ticket]


def test_what_the_recorder_says_is_shown_and_taken_away(desk: Desk) -> None:
    desk.unlock()
    assert desk.window.records
    desk.window.records.trouble.emit("recorder", "The disk with the records is full.")
    assert "The disk with the records is full." in desk.read()
    desk.window.records.trouble.emit("recorder", "")
    assert desk.window.trouble.isHidden()


def test_a_mistake_of_the_program_is_not_taken_for_trouble(desk: Desk, qtbot: QtBot) -> None:
    desk.unlock()

    def break_down() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        desk.unlocked._errands.run(break_down, lambda _: None)
        desk.wait(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_trouble_with_one_errand_is_said_on_the_page(desk: Desk) -> None:
    desk.unlock()

    def fail() -> None:
        raise RecordsError("This can't be done at the moment.")

    desk.unlocked._errands.run(fail, lambda _: None)
    desk.wait(lambda: "This can't be done at the moment." in desk.read())


def test_an_acknowledgement_that_is_not_noted_is_said_to_be_none(desk: Desk) -> None:
    desk.unlock()
    gone = row("K7-42")
    desk.unlocked.take_on(gone)
    desk.wait(lambda: "Could not record that you are handling K7-42." in desk.read())
