"""The search goes through all days and states, and says what it leaves out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, WRITER, Records, age, fill_in, station
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from table_rows import row

from gui.desk.table.table_page import TablePage
from gui.desk.unlocked_desk import now
from questionnaire.records.desk.office import Changed, Loaded


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return records with three finished intakes of earlier days, and one of today that is not finished."""
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER, reference="Müller-77")
    for number in range(3):
        age(made, days=2, ticket=f"A2-{number}")
    with station(made) as room:
        fill_in(room, NECK, finish=False, reference="C-88")
    return made


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        made.unlock()
        made.wait(lambda: made.table.model.total == 5)
        yield made


def search(desk: Desk, words: str) -> None:
    desk.ctrl(Qt.Key.Key_F)
    desk.write(words)


def choose_state(desk: Desk, words: str) -> None:
    which = desk.table.filters.which
    which.setCurrentIndex(which.findText(words, Qt.MatchFlag.MatchStartsWith))


def test_what_is_found_on_other_days_is_counted_and_shown_at_a_press(desk: Desk) -> None:
    search(desk, "a2 muller")
    desk.wait(lambda: "3 more on other days: show" in desk.read())
    assert desk.tickets() == []
    assert "Nothing found here." in desk.read()
    assert "Not found" not in desk.read()
    desk.press("3 more on other days: show")
    assert sorted(desk.tickets()) == ["A2-0", "A2-1", "A2-2"]
    assert desk.table.filters.days.currentData() == "all"
    assert not desk.table.more.isVisible()
    assert desk.table.view.current is not None
    assert desk.table.view.current.ticket == desk.tickets()[0]


def test_what_is_found_in_other_states_is_counted_too(desk: Desk) -> None:
    choose_state(desk, "Unfinished")
    search(desk, "k7 muller")
    desk.wait(lambda: "1 more in another state: show" in desk.read())
    desk.press("1 more in another state: show")
    assert len(desk.tickets()) == 1
    assert desk.table.filters.which.currentData() == "all"
    assert desk.table.filters.days.currentData() == "today"


def test_one_press_shows_what_day_and_state_leave_out(desk: Desk) -> None:
    choose_state(desk, "Unfinished")
    search(desk, "muller")
    desk.wait(lambda: "4 more on other days or in other states: show" in desk.read())
    desk.press("4 more on other days or in other states: show")
    assert len(desk.tickets()) == 4


def test_beside_what_is_shown_the_others_are_counted_as_well(desk: Desk) -> None:
    search(desk, "muller")
    desk.wait(lambda: "3 more on other days: show" in desk.read())
    assert len(desk.tickets()) == 1


def test_enter_shows_what_is_found_only_on_another_day(desk: Desk) -> None:
    search(desk, "a2-1")
    desk.keys(Qt.Key.Key_Return)
    assert desk.tickets() == ["A2-1"]
    assert QApplication.focusWidget() is desk.table.view


def test_without_a_search_nothing_is_counted(desk: Desk) -> None:
    choose_state(desk, "Urgent")
    assert "No intake of today is in this state." in desk.read()
    days = desk.table.filters.days
    days.setCurrentIndex(days.findData("all"))
    assert "No intake is in this state." in desk.read()
    assert not desk.table.more.isVisible()


def test_nothing_is_called_not_found_while_intakes_are_loading(qtbot: QtBot) -> None:
    page = TablePage(now, "Anna")
    qtbot.addWidget(page)
    page.filters.search.setText("b-77")
    page.filters.search.returnPressed.emit()
    assert "still loading" in page.empty.text()
    page.add(Loaded((row("K7-01"),), 1, 2))
    assert "still loading" in page.empty.text()
    page.add(Loaded((row("K7-02"),), 2, 2))
    assert page.empty.text().startswith("Not found")
    page.change(Changed((row("K7-03", reference="B-77"),), ()))
    assert page.more.text() == "1 more on another day: show"


@pytest.mark.parametrize("words", ["k7-10", "C-10 "])
def test_a_whole_code_or_reference_goes_before_longer_ones(
    qtbot: QtBot, themed: QApplication, words: str
) -> None:
    page = TablePage(now, "Anna")
    qtbot.addWidget(page)
    short = row("K7-10", started_at=now(), arrived_at=now(), reference="C-10")
    long = row("K7-100", 1, started_at=now(), arrived_at=now(), reference="C-101")
    page.add(Loaded(rows=(short, long), done=2, total=2))
    page.filters.search.setText(words)
    page.filters.search.returnPressed.emit()
    assert page.model.rowCount() == 2
    assert page.view.current == short


def test_a_whole_code_is_found_on_another_day_though_today_has_a_longer_one(
    qtbot: QtBot, themed: QApplication
) -> None:
    page = TablePage(now, "Anna")
    qtbot.addWidget(page)
    short, long = row("K7-10"), row("K7-100", started_at=now(), arrived_at=now())
    page.add(Loaded(rows=(short, long), done=2, total=2))
    page.filters.search.setText("K7-10")
    page.filters.search.returnPressed.emit()
    assert page.view.current == short


def test_escape_shows_all_again_and_the_mark_stays(desk: Desk) -> None:
    shown = desk.tickets()
    search(desk, shown[1])
    desk.keys(Qt.Key.Key_Return)
    assert desk.tickets() == [shown[1]]
    assert "1 of 5 shown · Esc shows all" in desk.read()
    desk.keys(Qt.Key.Key_Escape)
    desk.wait(lambda: desk.tickets() == shown)
    assert desk.table.view.current is not None
    assert desk.table.view.current.ticket == shown[1]
    assert "Esc shows all" not in desk.read()


def test_what_was_just_entered_is_shown_though_something_else_was_searched(desk: Desk) -> None:
    search(desk, desk.tickets()[0])
    desk.wait(lambda: len(desk.tickets()) == 1)
    desk.ctrl(Qt.Key.Key_N)
    ticket = desk.filling.wizard.venue.ticket
    desk.write("0")
    desk.press("Keep and close")
    desk.wait(lambda: ticket in desk.tickets())
    desk.wait(lambda: desk.table.view.current is not None)
    assert desk.table.view.current
    assert desk.table.view.current.ticket == ticket
