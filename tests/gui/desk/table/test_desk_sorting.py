"""A press on a column's head sorts by it; what is marked stays marked, and what comes in finds its place."""

from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records
from desk_records_made import NECK, URGENT, WRITER, Records, fill_in, station
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.desk.table.intake_model import HEADERS, REFERENCE
from questionnaire.words import tr

pytest_plugins = ["unlocked_desk_fixture"]

REFERENCES = ("B-77", "C-9", "A-1")
OLDEST_FIRST = list(REFERENCES)
SORTED = sorted(REFERENCES)
BY_REFERENCE = Qt.Key(Qt.Key.Key_1 + REFERENCE)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    with station(made) as room:
        for reference in REFERENCES:
            fill_in(room, WRITER, reference=reference)
    return made


def references(desk: Desk) -> list[str]:
    model = desk.table.model
    return [model.row(at).reference for at in range(model.rowCount())]


def press_head(desk: Desk, column: int) -> None:
    """Press the middle of a head with the mouse."""
    desk.look()
    heads = desk.table.view.horizontalHeader()
    at = heads.sectionViewportPosition(column) + heads.sectionSize(column) // 2
    place = QPoint(at, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)


def heard(desk: Desk, column: int) -> str:
    """Return what a screen reader says of a column's head; the corner comes before them."""
    table = QAccessible.queryAccessibleInterface(desk.table.view)
    return table.child(1 + column).text(QAccessible.Text.Name)


def test_a_press_on_a_head_sorts_a_second_turns_round_a_third_is_as_usual(desk: Desk) -> None:
    assert references(desk) == OLDEST_FIRST[::-1]
    press_head(desk, REFERENCE)
    assert references(desk) == SORTED
    press_head(desk, REFERENCE)
    assert references(desk) == SORTED[::-1]
    press_head(desk, REFERENCE)
    assert references(desk) == OLDEST_FIRST[::-1]


def test_ctrl_and_the_number_of_a_column_sort_by_it(desk: Desk) -> None:
    desk.ctrl(BY_REFERENCE)
    assert references(desk) == SORTED
    desk.ctrl(BY_REFERENCE)
    assert references(desk) == SORTED[::-1]


def test_one_press_leads_back_to_the_usual_order(desk: Desk) -> None:
    press_head(desk, REFERENCE)
    desk.press("Usual order")
    assert references(desk) == OLDEST_FIRST[::-1]
    assert not desk.table.usual.isVisible()
    press_head(desk, REFERENCE)
    desk.ctrl(Qt.Key.Key_0)
    assert references(desk) == OLDEST_FIRST[::-1]


def test_the_keys_are_back_on_the_table_when_the_way_back_was_pressed_with_a_key(
    desk: Desk,
) -> None:
    desk.ctrl(BY_REFERENCE)
    desk.table.usual.setFocus()
    desk.keys(Qt.Key.Key_Space)
    assert references(desk) == OLDEST_FIRST[::-1]
    assert QApplication.focusWidget() is desk.table.view


def test_a_screen_reader_hears_which_column_sorts_and_which_way(desk: Desk) -> None:
    assert [heard(desk, at) for at in range(len(HEADERS))] == [tr(name) for name in HEADERS]
    press_head(desk, REFERENCE)
    assert heard(desk, REFERENCE) == "Reference, ascending"
    press_head(desk, REFERENCE)
    assert heard(desk, REFERENCE) == "Reference, descending"
    desk.ctrl(Qt.Key.Key_0)
    assert heard(desk, REFERENCE) == "Reference"


def test_what_is_marked_stays_marked_when_the_order_changes(desk: Desk) -> None:
    view = desk.table.view
    view.mark_row(0)
    desk.keys(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen, current = {row.intake for row in view.chosen}, view.current
    press_head(desk, REFERENCE)
    assert {row.intake for row in view.chosen} == chosen
    assert view.current == current


def test_what_comes_in_lands_where_it_belongs(desk: Desk, records: Records) -> None:
    press_head(desk, REFERENCE)
    with station(records) as room:
        fill_in(room, WRITER, reference="B-8")
        fill_in(room, NECK, finish=False)
    desk.wait(lambda: references(desk) == ["A-1", "B-8", "B-77", "C-9", ""])


def test_what_must_not_wait_comes_first_until_someone_takes_it_on(
    desk: Desk, records: Records
) -> None:
    press_head(desk, REFERENCE)
    with station(records) as room:
        urgent = fill_in(room, URGENT, reference="Z-1")
    desk.wait(lambda: references(desk) == ["Z-1", *SORTED])
    desk.press(f"I'll take {urgent.ticket}")
    desk.wait(lambda: references(desk) == [*SORTED, "Z-1"])


def test_a_search_keeps_the_order(desk: Desk) -> None:
    press_head(desk, REFERENCE)
    desk.ctrl(Qt.Key.Key_F)
    desk.write("-7")
    desk.keys(Qt.Key.Key_Return)
    assert references(desk) == ["B-77"]
    desk.table.filters.search.clear()
    desk.wait(lambda: references(desk) == SORTED)


def test_unlocked_anew_the_table_is_in_its_usual_order(desk: Desk) -> None:
    press_head(desk, REFERENCE)
    desk.ctrl(Qt.Key.Key_L)
    desk.unlock()
    assert references(desk) == OLDEST_FIRST[::-1]
