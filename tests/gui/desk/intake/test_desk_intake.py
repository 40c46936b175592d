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
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.desk.table.intake_model import MARK, STATE
from questionnaire.answers import Answers
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.questions import QUESTIONNAIRE_VERSION
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
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
    return [entry.detail for entry in records.audit(action)]


def test_the_staffs_result_is_shown_as_it_was(desk: Desk) -> None:
    origin = desk.unlock_and_open(WRITER, reference="B-77")
    seen = desk.read()
    assert f"{origin.ticket} · B-77 · Finished" in seen
    assert "B-77" in seen
    assert "Pattern by both criteria" in seen
    assert "cervical" in seen.lower()
    assert "Today's rules" not in seen
    assert "In the waiting room" in seen
    assert f"questions {QUESTIONNAIRE_VERSION}, rules {RULES_VERSION}" in seen


def test_the_patients_words_are_a_switch_away(desk: Desk) -> None:
    desk.unlock_and_open(WRITER)
    page = desk.intake
    page.patient_view.click()
    desk.wait(lambda: page.report.is_whole)
    assert page.patient_view.isChecked()
    assert not page.staff_view.isChecked()
    assert "the pattern you marked is called" in desk.read()
    page.staff_view.click()
    desk.wait(lambda: page.report.is_whole)
    assert "Pattern by both criteria" in desk.read()


@pytest.mark.parametrize(("large", "points"), [(False, 12), (True, 14)])
def test_the_patients_sheet_has_the_letters_that_the_patient_had(
    desk: Desk, tmp_path: Path, *, large: bool, points: int
) -> None:
    desk.unlock_and_open(WRITER, large_text=large)
    folder = tmp_path / "sheets"
    folder.mkdir()
    desk.save_as(folder)
    desk.press("Save as PDF")
    (sheet,) = folder.glob("*-patient-*.pdf")
    assert points in read_pdf(sheet.read_bytes()).letter_sizes[0]


def test_opening_marks_a_finished_one_as_seen(desk: Desk, records: Records) -> None:
    with station(records) as room:
        done = fill_in(room, WRITER)
        draft = fill_in(room, NECK, finish=False)
    desk.unlock()
    for ticket in (done.ticket, draft.ticket):
        desk.open(ticket)
        desk.press("All intakes")
    desk.wait(lambda: desk.line(done.ticket)[STATE] == "Seen")
    assert desk.line(draft.ticket)[STATE] == "Unfinished"
    desk.forwarded()
    assert len(details(records, "opened")) == 2
    assert len(details(records, "seen")) == 1


def test_an_unfinished_one_shows_its_answers_and_where_it_stopped(desk: Desk) -> None:
    desk.unlock_and_open({**NECK, "onset_age": None}, finish=False, page="onset")
    seen = desk.read()
    assert "Not finished. The patient stopped at: Age when it began." in seen
    assert "the patient's neck" in seen
    assert "Not answered" in seen
    assert "entered in the waiting room" in seen
    desk.ctrl(Qt.Key.Key_P)
    assert desk.intake.said.text() == ""


def test_an_urgent_one_is_acknowledged_on_its_page(desk: Desk) -> None:
    origin = desk.unlock_and_open(URGENT)
    desk.press(f"I'll take {origin.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    assert f"You are now handling {origin.ticket}" in desk.read()
    desk.press("All intakes")
    desk.wait(lambda: desk.line(origin.ticket)[MARK] == "Being handled")


def test_what_staff_entered_is_marked_with_their_name(desk: Desk) -> None:
    origin = desk.unlock_and_open(NECK, finish=False, page="onset")
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
        (Qt.KeyboardModifier.ControlModifier, "both", 3),
        (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            "staff",
            1,
        ),
    ],
)
def test_one_press_prints_in_one_dialog_and_the_audit_knows_what(
    desk: Desk, records: Records, keys: Qt.KeyboardModifier, readers: str, count: int
) -> None:
    desk.unlock_and_open(WRITER)
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
    desk.unlock_and_open(WRITER)
    page = desk.intake
    page.print_patient.click()
    assert "No printer is set up on this computer" in desk.read()
    desk.forwarded()
    assert details(records, "printed") == details(records, "exported") == []


@pytest.mark.usefixtures("printer")
def test_ctrl_p_in_the_table_prints_the_marked_one(desk: Desk, records: Records) -> None:
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


def test_one_press_saves_both_sheets_by_their_own_names(desk: Desk, records: Records) -> None:
    origin = desk.unlock_and_open(WRITER)
    page = desk.intake
    folder = records.folder / "saved"
    folder.mkdir()
    day = page.leaf.stamp.moment.astimezone().date().isoformat()
    patient, clinician = (
        folder / f"dystonia-{origin.ticket}-{reader}-{day}.pdf"
        for reader in ("patient", "clinician")
    )
    desk.save_as(folder)
    desk.press("Save as PDF")
    assert sorted(folder.iterdir()) == sorted((patient, clinician))
    assert [len(PdfReader(one).pages) for one in (patient, clinician)] == [2, 1]
    for one in (patient, clinician):
        assert one.name in page.said.text()
        assert f"Code {origin.ticket}" in PdfReader(one).pages[0].extract_text()
    desk.forwarded()
    assert details(records, "exported") == ["pdf"]
    assert details(records, "printed") == []


def test_nothing_is_saved_or_recorded_where_no_folder_was_chosen(
    desk: Desk, records: Records
) -> None:
    desk.unlock_and_open(WRITER)
    desk.when_open(QFileDialog, QFileDialog.reject)
    desk.press("Save as PDF")
    assert desk.intake.said.text() == ""
    desk.forwarded()
    assert details(records, "exported") == []


def test_it_is_deleted_from_its_page(desk: Desk) -> None:
    origin = desk.unlock_and_open(WRITER)
    page = desk.intake
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
