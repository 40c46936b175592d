"""What the keys act on is an intake, not a place in the table: no other one is opened, printed or deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened, records_busy
from desk_records_made import URGENT, WRITER, Records, fill_in, now, station
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.desk.intake.intake_page import IntakePage
from gui.desk.table.intake_model import STATE
from questionnaire.records.format.draft import Origin
from questionnaire.records.format.version import Mark, uuid7
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def marked(desk: Desk) -> str:
    row = desk.table.view.current
    return row.ticket if row else ""


def chosen(desk: Desk) -> list[str]:
    return [row.ticket for row in desk.table.view.chosen]


def came_in(records: Records, answers: dict[str, object] = WRITER, reference: str = "") -> Origin:
    with station(records) as room:
        return fill_in(room, answers, reference=reference)


def hit(desk: Desk, ticket: str) -> QPoint:
    """Return where a row is pressed."""
    desk.look()
    view = desk.table.view
    return view.visualRect(view.model().index(desk.tickets().index(ticket), 1)).center()


def opens(desk: Desk, ticket: str) -> None:
    """Press Enter, and see whose page it is."""
    desk.keys(Qt.Key.Key_Return)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert ticket in desk.intake.title.text()


def opens_nothing(desk: Desk) -> None:
    desk.keys(Qt.Key.Key_Return)
    desk.ctrl(Qt.Key.Key_P)
    desk.keys(Qt.Key.Key_Delete)
    assert "Choose an intake first." in desk.read()
    desk.wait(lambda: not desk.unlocked.feed._is_asking)
    assert desk.unlocked.page is None
    assert not any(desk.button(words).isEnabled() for words in ("Open", "Export", "Delete"))


def test_an_urgent_one_that_was_taken_on_keeps_the_mark_where_it_goes(
    desk: Desk, records: Records
) -> None:
    urgent, later, latest = came_in(records, URGENT), came_in(records), came_in(records)
    desk.unlock()
    assert marked(desk) == urgent.ticket
    desk.press(f"I'll take {urgent.ticket}")
    desk.wait(lambda: desk.tickets() == [latest.ticket, later.ticket, urgent.ticket])
    assert chosen(desk) == [marked(desk)] == [urgent.ticket]
    opens(desk, urgent.ticket)
    desk.keys(Qt.Key.Key_Escape)
    opens(desk, urgent.ticket)


def test_after_entering_a_case_the_new_one_is_marked(desk: Desk, records: Records) -> None:
    came_in(records)
    desk.unlock()
    desk.ctrl(Qt.Key.Key_N)
    desk.press("Ask page by page")
    ticket = desk.filling.wizard.venue.ticket
    for field, value in (("urgent_signs", ()), ("affected", ("neck",)), ("onset_age", 34)):
        desk.filling.wizard.interview.answer(field, value)
    while desk.filling.wizard.page_id != "result":
        desk.filling.wizard.foot.go_on.click()
    desk.press("Back to the desk")
    assert marked(desk) in ("", ticket)  # until it is in the records, none is
    desk.wait(lambda: marked(desk) == ticket)
    assert chosen(desk) == [ticket]
    opens(desk, ticket)


def test_entering_nothing_leaves_the_mark_where_it_was(desk: Desk, records: Records) -> None:
    one = came_in(records)
    came_in(records)
    desk.unlock()
    desk.keys(Qt.Key.Key_Down)
    desk.ctrl(Qt.Key.Key_N)
    desk.press("Keep and close")
    assert marked(desk) == one.ticket


def test_when_another_desk_deletes_the_marked_one_none_is_marked(
    desk: Desk, records: Records
) -> None:
    came_in(records)
    gone = came_in(records)
    desk.unlock()
    assert marked(desk) == gone.ticket
    mark = Mark(id=uuid7(), intake=gone.intake, kind="deleted", at=now(), station="L2", who="Berta")
    with Store.open(records.store) as other_desk:
        other_desk.delete([mark])
    desk.wait(lambda: gone.ticket not in desk.tickets())
    opens_nothing(desk)


def test_after_deleting_the_marked_one_none_is_marked(desk: Desk, records: Records) -> None:
    left, gone = came_in(records), came_in(records)
    desk.unlock()
    desk.reply("Delete for good")
    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.tickets() == [left.ticket])
    assert gone.ticket != left.ticket
    opens_nothing(desk)
    desk.keys(Qt.Key.Key_Down)
    opens(desk, left.ticket)


def test_a_search_that_hides_the_marked_one_marks_no_other(desk: Desk, records: Records) -> None:
    found, hidden = came_in(records, reference="B-77"), came_in(records)
    desk.unlock()
    assert marked(desk) == hidden.ticket
    desk.ctrl(Qt.Key.Key_F)
    desk.write("b-77")
    desk.wait(lambda: desk.tickets() == [found.ticket])
    desk.table.view.setFocus()
    opens_nothing(desk)


def test_a_search_that_shows_the_marked_one_keeps_the_mark(desk: Desk, records: Records) -> None:
    found = came_in(records, reference="B-77")
    came_in(records)
    desk.unlock()
    desk.keys(Qt.Key.Key_Down)
    desk.ctrl(Qt.Key.Key_F)
    desk.write("b-77")
    desk.wait(lambda: desk.tickets() == [found.ticket])
    assert marked(desk) == found.ticket
    desk.table.filters.search.clear()
    desk.wait(lambda: len(desk.tickets()) == 2)
    assert marked(desk) == found.ticket


def test_ctrl_p_prints_the_marked_one_although_an_urgent_one_came_above_it(
    desk: Desk, records: Records
) -> None:
    one = came_in(records)
    desk.unlock()
    urgent = came_in(records, URGENT)
    desk.wait(lambda: desk.tickets() == [urgent.ticket, one.ticket])
    desk.when_open(QPrintDialog, QPrintDialog.reject)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert one.ticket in desk.intake.title.text()


def test_the_chosen_ones_alone_are_deleted_although_another_came_in_between(
    desk: Desk, records: Records
) -> None:
    urgent, one = came_in(records, URGENT), came_in(records)
    desk.unlock()
    desk.keys(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(desk) == [urgent.ticket, one.ticket]
    between = came_in(records, URGENT)
    newest = came_in(records)
    desk.wait(lambda: len(desk.tickets()) == 4)
    assert chosen(desk) == [urgent.ticket, one.ticket]
    desk.reply("Delete for good")
    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.tickets() == [between.ticket, newest.ticket])


def test_what_comes_in_between_the_presses_of_a_double_click_is_not_opened(
    desk: Desk, records: Records
) -> None:
    came_in(records)
    meant = came_in(records)
    desk.unlock()
    ground, place = desk.table.view.viewport(), hit(desk, meant.ticket)
    QTest.mouseClick(ground, Qt.MouseButton.LeftButton, pos=place)
    urgent = came_in(records, URGENT)
    desk.wait(lambda: desk.tickets()[0] == urgent.ticket)
    assert hit(desk, urgent.ticket) == place
    QTest.mouseDClick(ground, Qt.MouseButton.LeftButton, pos=place)
    desk.wait(lambda: not desk.unlocked.feed._is_asking)
    assert desk.unlocked.page is None


def test_a_double_click_opens_the_row_that_is_hit(desk: Desk, records: Records) -> None:
    came_in(records)
    meant = came_in(records)
    desk.unlock()
    ground, place = desk.table.view.viewport(), hit(desk, meant.ticket)
    QTest.mouseClick(ground, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(ground, Qt.MouseButton.LeftButton, pos=place)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert meant.ticket in desk.intake.title.text()


def test_of_two_that_were_asked_for_the_last_one_is_shown(desk: Desk, records: Records) -> None:
    older, newer = came_in(records), came_in(records)
    desk.unlock()
    with records_busy(desk):
        desk.keys(Qt.Key.Key_Return)
        desk.keys(Qt.Key.Key_Down)
        desk.keys(Qt.Key.Key_Return)
    assert older.ticket in desk.intake.title.text()
    desk.keys(Qt.Key.Key_Escape)
    assert desk.line(newer.ticket)[STATE] == "Finished"


def test_an_intake_that_opens_late_takes_no_place_from_what_is_being_entered(
    desk: Desk, records: Records
) -> None:
    came_in(records)
    desk.unlock()
    with records_busy(desk):
        desk.keys(Qt.Key.Key_Return)
        desk.ctrl(Qt.Key.Key_N)
        filling = desk.filling
    assert desk.unlocked.page is filling


def test_an_intake_that_opens_late_does_not_open_behind_a_question(
    desk: Desk, records: Records
) -> None:
    came_in(records)
    desk.unlock()
    with records_busy(desk):
        desk.keys(Qt.Key.Key_Return)
        desk.reply("Go back")
        desk.keys(Qt.Key.Key_Delete)
    assert desk.unlocked.page is None


def test_without_a_press_nothing_of_the_table_is_marked_anew(desk: Desk, records: Records) -> None:
    only = came_in(records)
    desk.unlock()
    desk.reply("Delete for good")
    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: desk.tickets() == [])
    assert only.ticket not in desk.tickets()
    came_in(records)
    desk.wait(lambda: len(desk.tickets()) == 1)
    desk.table.filters.search.setFocus()
    desk.table.view.setFocus()
    opens_nothing(desk)
