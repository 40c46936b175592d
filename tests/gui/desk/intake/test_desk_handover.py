"""What goes from the desk to others: the line to paste, who handled it, and what is taken back."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import ANNA, URGENT, WRITER, Records, fill_in, station
from office_printer import NAME
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from gui.desk.table.intake_model import MARK, STATE

WITHOUT_HISTORY = {
    "x-kde-passwordManagerHint",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
    "org.nspasteboard.ConcealedType",
}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def take_on_urgent(desk: Desk, records: Records) -> str:
    """Take on what a patient urgently needs, from the band over the table; return the code."""
    with station(records) as room:
        ticket = fill_in(room, URGENT).ticket
    desk.unlock()
    desk.wait(desk.window.band.isVisible)
    desk.press(f"I'll take {ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    return ticket


def test_ctrl_c_copies_the_line_from_the_table_and_from_the_intake(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    desk.ctrl(Qt.Key.Key_C)
    desk.wait(lambda: desk.unlocked.page is not None)
    shown = desk.intake.shown
    assert shown
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == shown.for_staff.lead
    clipboard.clear()
    desk.ctrl(Qt.Key.Key_C)
    assert clipboard.text() == shown.for_staff.lead
    assert set(clipboard.mimeData().formats()) >= {"text/plain", *WITHOUT_HISTORY}
    assert "The line was copied." in desk.read()


def test_of_an_unfinished_one_there_is_no_line_and_that_is_said(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        fill_in(room, WRITER, finish=False)
    desk.unlock()
    desk.ctrl(Qt.Key.Key_C)
    desk.wait(lambda: "There is nothing to copy yet" in desk.read())


def test_an_intake_says_who_saw_it_and_who_took_it_on(desk: Desk) -> None:
    urgent = desk.unlock_and_open(URGENT)
    desk.press(f"I'll take {urgent.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    desk.forwarded()
    desk.press("All intakes")
    desk.open(urgent.ticket)
    assert f"Seen by {ANNA}" in desk.read()
    assert f"Taken on by {ANNA}" in desk.read()


def test_what_was_taken_on_by_mistake_calls_again(desk: Desk, records: Records) -> None:
    ticket = take_on_urgent(desk, records)
    desk.press("Give it back")
    desk.wait(desk.window.band.isVisible)
    assert desk.line(ticket)[MARK] == "Urgent: now"
    desk.forwarded()
    found = records.actions
    assert found.index("acknowledged") < found.index("acknowledged-undone")


def test_its_own_page_takes_it_back_too(desk: Desk, records: Records) -> None:
    ticket = take_on_urgent(desk, records)
    desk.open(ticket)
    desk.press("Give it back")
    desk.wait(desk.window.band.isVisible)
    assert f"{ticket} is waiting again." in desk.read()


def test_one_that_was_opened_by_mistake_counts_as_not_seen_again(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    for place in ("table", "intake"):
        desk.open(origin.ticket)
        if place == "table":
            desk.press("All intakes")
            desk.wait(lambda: desk.line(origin.ticket)[STATE] == "Seen")
        desk.press("Mark as not seen")
        desk.wait(lambda: desk.unlocked.page is None)
        desk.wait(lambda: desk.line(origin.ticket)[STATE] == "Finished")
    desk.forwarded()
    assert records.actions.count("seen-undone") == 2


def test_taking_back_is_offered_until_something_else_is_done(desk: Desk, records: Records) -> None:
    with station(records) as room:
        first, second = fill_in(room, WRITER), fill_in(room, WRITER)
    desk.unlock()
    desk.open(first.ticket)
    desk.press("All intakes")
    assert desk.button("Mark as not seen").isVisible()
    desk.open(second.ticket)
    assert not desk.unlocked.taking_on.line.isVisible()


@pytest.mark.usefixtures("printer")
def test_the_printer_that_was_used_last_is_offered_first(desk: Desk, records: Records) -> None:
    desk.unlock_and_open(WRITER)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    assert desk.window.records is not None
    office = desk.window.records.office
    desk.wait(lambda: office.printer == NAME)


@pytest.mark.usefixtures("printer")
def test_the_audit_knows_what_was_printed_and_saved_before_the_entry_was_closed(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    intake = at_the_result_of_an_entry(desk)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    desk.save_as(tmp_path / "sheets.pdf")
    desk.press("Save as PDF")
    desk.forwarded()
    noted = [(one.action, one.intake, one.detail) for one in records.audit()]
    assert [one for one in noted if one[0] in {"printed", "exported"}] == [
        ("printed", intake, "both"),
        ("exported", intake, "pdf"),
    ]


def test_what_no_printer_took_is_in_no_audit(desk: Desk, records: Records) -> None:
    at_the_result_of_an_entry(desk)
    desk.ctrl(Qt.Key.Key_P)
    assert "No printer is set up on this computer" in desk.read()
    desk.forwarded()
    assert "printed" not in records.actions


def at_the_result_of_an_entry(desk: Desk) -> UUID:
    """Enter a new intake up to its result, and return which it is."""
    desk.unlock()
    desk.press("New intake")
    for field, value in WRITER.items():
        desk.filling.wizard.interview.answer(field, value)
    desk.press("See result")
    return desk.filling.intake
