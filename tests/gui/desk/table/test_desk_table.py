"""The table: what comes in appears, what is urgent calls, and everything can be done with the keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, URGENT, WRITER, Records, fill_in, station
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.desk.table.intake_model import MARK, STATE, TITLE, WHO
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def test_before_anything_came_in_the_table_says_so(desk: Desk) -> None:
    desk.unlock()
    assert "No intake has come in yet." in desk.read()
    assert not desk.button("Export").isEnabled()


def test_a_row_says_code_state_person_pattern_and_reference(desk: Desk, records: Records) -> None:
    with station(records) as room:
        done = fill_in(room, WRITER, reference="B-77")
        draft = fill_in(room, NECK, finish=False, page="onset")
    desk.unlock()
    assert desk.tickets() == [draft.ticket, done.ticket]
    line = desk.line(done.ticket)
    assert line[:4] == ["", done.ticket, "B-77", "segmental, left, from 34"]
    assert (line[STATE], line[WHO]) == ("Finished", "Patient")
    draft_line = desk.line(draft.ticket)
    assert draft_line[TITLE] == "at: Age when it began"
    assert (draft_line[STATE], draft_line[WHO]) == ("Unfinished", "Carer")


def test_new_ones_appear_by_themselves(desk: Desk, records: Records) -> None:
    desk.unlock()
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.wait(lambda: desk.tickets() == [origin.ticket])


def test_an_urgent_one_calls_until_someone_takes_it_on(desk: Desk, records: Records) -> None:
    with station(records) as room:
        urgent = fill_in(room, URGENT)
        later = fill_in(room, WRITER)
    desk.unlock()
    assert desk.tickets() == [urgent.ticket, later.ticket]
    assert desk.line(urgent.ticket)[MARK] == "Urgent: now"
    assert desk.window.band.text == f"Urgent: {urgent.ticket} is waiting."
    desk.press(f"I'll take {urgent.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    assert desk.tickets() == [later.ticket, urgent.ticket]
    assert desk.line(urgent.ticket)[MARK] == "Being handled"
    assert f"You are now handling {urgent.ticket}" in desk.read()
    desk.forwarded()
    assert "acknowledged" in records.actions


def test_one_for_the_next_days_comes_second_and_says_so(desk: Desk, records: Records) -> None:
    with station(records) as room:
        soon = fill_in(room, {**WRITER, "current_age": 35, "features": ("weakness",)})
        later = fill_in(room, WRITER)
        urgent = fill_in(room, URGENT)
    desk.unlock()
    assert desk.tickets() == [urgent.ticket, soon.ticket, later.ticket]
    assert desk.line(soon.ticket)[MARK] == "Within days"


def test_an_unfinished_one_with_a_sign_calls_too(desk: Desk, records: Records) -> None:
    with station(records) as room:
        urgent = fill_in(room, URGENT, finish=False, page="stop")
    desk.unlock()
    assert urgent.ticket in desk.window.band.text


def test_the_search_and_the_states_leave_out_what_is_not_wanted(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        done = fill_in(room, WRITER, reference="B-77")
        draft = fill_in(room, NECK, finish=False)
    desk.unlock()
    desk.ctrl(Qt.Key.Key_F)
    desk.write("b-77")
    desk.wait(lambda: desk.tickets() == [done.ticket])
    desk.write(" nothing")
    desk.wait(lambda: desk.tickets() == [])
    assert "Not found: no intake of any day or state matches this search." in desk.read()
    desk.table.filters.search.clear()
    desk.wait(lambda: len(desk.tickets()) == 2)
    which = desk.table.filters.which
    which.setCurrentIndex(which.findData("unfinished"))
    assert desk.tickets() == [draft.ticket]


def test_what_is_chosen_stays_while_others_come_in(desk: Desk, records: Records) -> None:
    with station(records) as room:
        first = fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.mark_row(0)
    with station(records) as room:
        fill_in(room, WRITER)
    desk.wait(lambda: len(desk.tickets()) == 2)
    assert [row.ticket for row in desk.table.view.chosen] == [first.ticket]


def test_arrows_and_enter_open_and_escape_comes_back(desk: Desk, records: Records) -> None:
    with station(records) as room:
        older, newer = fill_in(room, WRITER), fill_in(room, WRITER)
    desk.unlock()
    assert desk.tickets() == [newer.ticket, older.ticket]
    assert QApplication.focusWidget() is desk.table.view
    desk.keys(Qt.Key.Key_Down)
    desk.keys(Qt.Key.Key_Return)
    desk.wait(lambda: desk.unlocked.page is not None)
    assert older.ticket in desk.intake.title.text()
    desk.keys(Qt.Key.Key_Escape)
    assert desk.unlocked.page is None
    assert QApplication.focusWidget() is desk.table.view
    assert [row.ticket for row in desk.table.view.chosen] == [older.ticket]


def test_tab_leaves_the_table_and_reaches_every_button(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.mark_row(0)
    reached = set()
    for _ in range(14):
        desk.keys(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused
        told = QAccessible.queryAccessibleInterface(focused)
        name = told.text(QAccessible.Text.Name)
        assert name, focused
        reached.add(name)
    wanted = {
        "Search",
        "Today 1",
        "Every state 1",
        "Open",
        "Print both",
        "Export",
        "Delete",
        "New intake",
        "Settings",
    }
    assert wanted <= reached
    assert "Lock" in reached


def test_deleting_asks_and_escape_is_no(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
        fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.selectAll()
    asked = desk.reply(Qt.Key.Key_Escape)
    desk.keys(Qt.Key.Key_Delete)
    assert asked[0] == "Delete 2 intakes?"
    assert "can't be undone" in asked[-1]
    assert len(desk.tickets()) == 2
    desk.reply("Delete for good")
    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.tickets() == [])
    desk.wait(lambda: "2 intakes were deleted." in desk.read())
    with Store.open(records.store) as store:
        assert store.count() == 0
    desk.forwarded()
    assert records.actions.count("deleted") == 2


def test_one_that_another_desk_deleted_is_gone_or_said(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    row = desk.table.model.row(0)
    desk.table.view.mark_row(0)
    desk.reply("Delete for good")
    desk.press("Delete")
    desk.wait(lambda: desk.tickets() == [])
    desk.table.open_wanted.emit(row)
    desk.wait(lambda: "deleted meanwhile" in desk.read())
    assert origin.ticket not in desk.tickets()


def test_f5_asks_at_once_and_the_keys_are_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.unlock()
    desk.wait(lambda: not desk.unlocked.feed._is_asking)
    desk.unlocked.feed._timer.stop()
    with qtbot.waitSignal(desk.unlocked.feed.changed):
        desk.keys(Qt.Key.Key_F5)
    assert "Ctrl+F search" in desk.read()


def test_enter_in_the_search_goes_to_the_first_that_was_found(desk: Desk, records: Records) -> None:
    with station(records) as room:
        wanted = fill_in(room, WRITER, reference="B-77")
        fill_in(room, WRITER, reference="C-88")
    desk.unlock()
    desk.ctrl(Qt.Key.Key_F)
    desk.write("B-77")
    desk.keys(Qt.Key.Key_Return)
    assert desk.tickets() == [wanted.ticket]
    desk.keys(Qt.Key.Key_Return)
    desk.wait(lambda: desk.unlocked.page is not None)
    assert wanted.ticket in desk.intake.title.text()


def test_enter_in_a_search_that_finds_nothing_stays_there(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    desk.ctrl(Qt.Key.Key_F)
    desk.write("zz")
    desk.keys(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.table.filters.search


def test_a_row_that_stays_chosen_loses_its_ring_in_every_cell(desk: Desk, records: Records) -> None:
    with station(records) as room:
        for _ in range(3):
            fill_in(room, WRITER)
    desk.unlock()
    view = desk.table.view
    view.mark_row(0)
    view.setFocus()
    QApplication.processEvents()
    drawn = Drawn(view.viewport())
    desk.keys(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.wait(lambda: drawn.covers(view.visualRect(view.model().index(0, 0))))
    last = view.visualRect(view.model().index(0, TITLE))
    desk.wait(lambda: drawn.covers(last))


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_the_list_to_pick_from_shows_each_of_its_words(
    qtbot: QtBot, records: Records, size: tuple[int, int]
) -> None:
    with opened(qtbot, records, size=size) as desk:
        desk.unlock()
        for pick in (desk.table.filters.days, desk.table.filters.which):
            pick.showPopup()
            shown = pick.view()
            desk.wait(shown.isVisible)
            last = shown.visualRect(pick.model().index(pick.count() - 1, 0))
            assert shown.viewport().rect().contains(last)
            assert last.height() >= 44
            pick.hidePopup()


class Drawn(QObject):
    """Notes what of a widget is drawn anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def covers(self, place: QRect) -> bool:
        return self.region.intersected(place) == QRegion(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return super().eventFilter(watched, event)
