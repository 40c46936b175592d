"""The clinic's reference is given and mended at the desk; everything that names the intake follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, WRITER, Records, fill_in, station
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.desk.table.intake_model import REFERENCE, STATE
from gui.widgets.dialogs import LineDialog
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def give(
    desk: Desk, reference: str, *, end: Qt.Key = Qt.Key.Key_Return, words: str = ""
) -> list[str]:
    """Press a button or Ctrl+R, type over what is there and press a key; return what the question said."""
    asked: list[str] = []

    def type_it(question: LineDialog) -> None:
        asked.extend((question.windowTitle(), question.line.text()))
        question.line.insert(reference)  # over what is selected; QTest can type no ü
        QTest.keyClick(question.line, end)

    desk.when_open(LineDialog, type_it)
    if words:
        desk.press(words)
    else:
        desk.ctrl(Qt.Key.Key_R)
    return asked


@pytest.mark.parametrize("finish", [True, False])
def test_a_mended_reference_is_in_heading_table_paper_and_search(
    desk: Desk,
    records: Records,
    finish: bool,  # noqa: FBT001 a test's parameter
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER, reference="B-77", finish=finish)
    desk.unlock()
    desk.open(origin.ticket)
    assert give(desk, "Müller-78 ") == [f"Reference for {origin.ticket}", "B-77"]
    desk.wait(lambda: f"{origin.ticket} · Müller-78" in desk.intake.title.text())
    assert "The reference was saved." in desk.read()
    assert desk.intake.leaf.stamp.reference == "Müller-78"
    desk.press("All intakes")
    desk.wait(lambda: desk.line(origin.ticket)[REFERENCE] == "Müller-78")
    desk.wait(lambda: desk.line(origin.ticket)[STATE] == ("Seen" if finish else "Unfinished"))
    desk.ctrl(Qt.Key.Key_F)
    desk.write("muller-78")
    desk.wait(lambda: desk.tickets() == [origin.ticket])
    desk.forwarded()
    assert [entry.who for entry in records.audit("changed")] == ["Anna"]
    with Store.open(records.store) as store:
        assert store.count() == 1
        assert len(list(store.all_versions())) == 1 + finish  # a draft is replaced


def test_one_without_a_reference_gets_one_with_a_press(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    desk.open(origin.ticket)
    give(desk, "C-88", words="Add reference")
    desk.wait(lambda: f"{origin.ticket} · C-88" in desk.intake.title.text())
    assert desk.button("Change reference").isVisible()


def test_escape_and_the_same_reference_again_change_nothing(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER, reference="B-77")
    desk.unlock()
    page = desk.open(origin.ticket)
    give(desk, "C-88", end=Qt.Key.Key_Escape)
    give(desk, "B-77")
    assert desk.intake is page
    desk.forwarded()
    assert records.audit("changed") == []


def test_a_new_intake_gets_its_reference_while_it_is_entered(desk: Desk, records: Records) -> None:
    desk.unlock()
    desk.ctrl(Qt.Key.Key_N)
    ticket = desk.filling.wizard.venue.ticket
    desk.filling.wizard.interview.answer("affected", ("neck",))
    give(desk, "B-77")
    assert f"Code {ticket} · B-77" in desk.read()
    assert desk.filling.wizard.venue.reference == "B-77"
    desk.press("Keep and close")
    desk.wait(lambda: ticket in desk.tickets() and desk.line(ticket)[REFERENCE] == "B-77")


def test_a_question_before_deletion_names_the_first_of_several(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        one = fill_in(room, WRITER, reference="B-77")
        other = fill_in(room, NECK)
    desk.unlock()
    desk.table.view.selectAll()
    asked = desk.reply("Go back")
    desk.press("Delete")
    assert asked[0] == "Delete 2 intakes?"
    assert asked[1:3] == [other.ticket, f"{one.ticket} · B-77"]
