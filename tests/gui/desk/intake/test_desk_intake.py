"""One intake that was opened: the result as it was shown, who entered what, printing and deleting."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import DAY, NECK, URGENT, WRITER, Records, fill_in, station
from msgspec.structs import replace
from office_printer import NAME, administer, printed
from printed import read_pdf
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from questionnaire.answers import Answers
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.questions import QUESTIONNAIRE_VERSION
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.store.store import Store
from questionnaire.reports.case import case_of
from questionnaire.rules.assessment import RULES_VERSION


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def details(records: Records, action: str) -> list[str]:
    with Store.open(records.store) as store:
        return [entry.detail for entry in store.audit() if entry.action == action]


def test_the_staffs_result_is_shown_as_it_was(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER, reference="B-77")
    desk.unlock()
    desk.open(origin.ticket)
    seen = desk.read()
    assert f"{origin.ticket} · B-77 · Finished" in seen
    assert "B-77" in seen
    assert "Pattern by both criteria" in seen
    assert "cervical" in seen.lower()
    assert "Today's rules" not in seen
    assert "In the waiting room" in seen
    assert f"questions {QUESTIONNAIRE_VERSION}, rules {RULES_VERSION}" in seen


def test_the_patients_words_are_a_switch_away(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    page = desk.open(origin.ticket)
    page.patient_switch.click()
    desk.wait(lambda: page.report.is_whole)
    assert "the pattern you marked is called" in desk.read()
    page.patient_switch.click()
    desk.wait(lambda: page.report.is_whole)
    assert "Pattern by both criteria" in desk.read()


@pytest.mark.parametrize(("large", "points"), [(False, 12), (True, 14)])
def test_the_patients_sheet_has_the_letters_that_the_patient_had(
    desk: Desk, records: Records, tmp_path: Path, *, large: bool, points: int
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER, large_text=large)
    desk.unlock()
    desk.open(origin.ticket)
    desk.save_as(tmp_path / "sheets.pdf")
    desk.press("Save as PDF")
    assert points in read_pdf((tmp_path / "sheets.pdf").read_bytes()).letter_sizes[0]


def test_opening_marks_a_finished_one_as_seen(desk: Desk, records: Records) -> None:
    with station(records) as room:
        done = fill_in(room, WRITER)
        draft = fill_in(room, NECK, finish=False)
    desk.unlock()
    for ticket in (done.ticket, draft.ticket):
        desk.open(ticket)
        desk.press("All intakes")
    desk.wait(lambda: desk.line(done.ticket)[2] == "Seen")
    assert desk.line(draft.ticket)[2] == "Unfinished"
    desk.forwarded()
    assert len(details(records, "opened")) == 2
    assert len(details(records, "seen")) == 1


def test_an_unfinished_one_shows_its_answers_and_where_it_stopped(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        origin = fill_in(room, {**NECK, "onset_age": None}, finish=False, page="onset")
    desk.unlock()
    desk.open(origin.ticket)
    seen = desk.read()
    assert "Not finished. The patient stopped at: Age when it began." in seen
    assert "the patient's neck" in seen
    assert "Not answered" in seen
    assert "entered in the waiting room" in seen
    desk.ctrl(Qt.Key.Key_P)
    assert desk.intake.said.text() == ""


def test_an_urgent_one_is_acknowledged_on_its_page(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, URGENT)
    desk.unlock()
    desk.open(origin.ticket)
    desk.press(f"I'll take {origin.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    assert f"You are now handling {origin.ticket}" in desk.read()
    desk.press("All intakes")
    desk.wait(lambda: desk.line(origin.ticket)[0] == "Being handled")


def test_what_staff_entered_is_marked_with_their_name(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, NECK, finish=False, page="onset")
    desk.unlock()
    desk.open(origin.ticket)
    desk.press("Resume")
    desk.filling.wizard.interview.answer("onset_age", 34)
    desk.press("Keep and close")
    desk.forwarded()
    desk.open(origin.ticket)
    assert "entered at the desk by Anna" in desk.read()
    assert "entered in the waiting room" in desk.read()


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize(
    ("keys", "readers", "count"),
    [
        (Qt.KeyboardModifier.ControlModifier, "patient", 2),
        (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "staff",
            1,
        ),
    ],
)
def test_each_sheet_is_printed_by_itself_and_the_audit_knows(
    desk: Desk, records: Records, keys: Qt.KeyboardModifier, readers: str, count: int
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    desk.open(origin.ticket)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.keys(Qt.Key.Key_P, keys)
    assert "sent to the printer “Office”" in desk.read()
    (sheets,) = printed()
    assert len(PdfReader(sheets).pages) == count
    desk.forwarded()
    assert details(records, "printed") == [readers]


@pytest.mark.usefixtures("printer")
def test_what_the_printer_keeps_to_itself_is_said_at_the_desk(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    administer("cupsdisable", NAME)
    desk.unlock()
    prints = desk.unlocked.prints
    prints.patience_ms = 300
    prints.looks.setInterval(100)
    desk.open(origin.ticket)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    desk.press("All intakes")
    desk.wait(lambda: "“Office” has not printed the last sheets" in desk.window.trouble.text)
    desk.window.lock()
    assert desk.window.trouble.text == ""


def test_without_a_printer_the_audit_knows_of_no_print(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    page = desk.open(origin.ticket)
    page.print_patient.click()
    assert "No printer is set up on this computer" in desk.read()
    desk.forwarded()
    assert details(records, "printed") == details(records, "exported") == []


@pytest.mark.usefixtures("printer")
def test_ctrl_p_in_the_table_prints_the_patients_sheet(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    asked: list[str] = []

    def cancel(dialog: QPrintDialog) -> None:
        asked.append("printer")
        dialog.reject()

    desk.when_open(QPrintDialog, cancel)
    desk.table.view.mark_row(0)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: asked == ["printer"])
    desk.forwarded()
    assert details(records, "printed") == []


def test_the_result_is_saved_as_a_pdf(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    page = desk.open(origin.ticket)
    path = records.folder / "saved.pdf"

    desk.save_as(path)
    page.save.click()
    printed_pages = PdfReader(path).pages
    assert len(printed_pages) == 3
    assert f"Code {origin.ticket}" in printed_pages[0].extract_text()
    assert str(path) in desk.read()
    desk.forwarded()
    assert details(records, "exported") == ["pdf"]
    assert details(records, "printed") == []


def test_it_is_deleted_from_its_page(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    page = desk.open(origin.ticket)
    asked = desk.reply("Delete for good")
    page.delete.click()
    desk.wait(lambda: desk.unlocked.page is None)
    assert asked[0] == f"Delete {origin.ticket}?"
    assert desk.tickets() == []


def test_what_todays_rules_would_answer_otherwise_is_said_first(
    desk: Desk, records: Records
) -> None:
    clinic = default_clinic()
    with station(records) as room:
        interview = Interview()
        filling = Filling(interview, room, clinic, who=WAITING_ROOM)
        interview.answer("affected", ("neck",))
        shown = case_of(interview.answers, clinic, DAY)
        other = case_of(Answers(affected=("neck", "left-hand")), clinic, DAY)
        filling.finish(replace(shown, assessment=other.assessment))
    desk.unlock()
    desk.open(filling.origin.ticket)
    assert (
        "Today's rules would give a different result: the name of the distribution" in desk.read()
    )
