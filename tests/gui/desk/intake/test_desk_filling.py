"""Filling in at the desk: new ones, going on where the patient stopped, and two who wrote at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import DAY, NECK, WRITER, Records, fill_in, station
from driver import Visitor
from printed import read_pdf
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.desk.intake.filling_page import FillingPage
from gui.desk.table.intake_model import MARK, STATE, TITLE, WHO
from gui.widgets.theme import set_text_size
from questionnaire.answers import Answers
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.opened import Opened
from questionnaire.records.format.draft import Origin
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.reports.case import case_of


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def kept(desk: Desk, ticket: str) -> Opened:
    """Return what the records hold of an intake."""
    assert desk.window.records
    desk.forwarded()
    row = desk.table.model.row(desk.tickets().index(ticket))
    return desk.window.records.office.open(row.intake)


def to_the_result(desk: Desk) -> None:
    """Press Continue until the result is shown."""
    wizard = desk.filling.wizard
    while wizard.page_id != "result":
        before = wizard.page_id
        wizard.foot.go_on.click()
        assert wizard.page_id != before


def test_a_new_intake_is_answered_by_staff_and_nothing_else_is_chosen(desk: Desk) -> None:
    desk.unlock()
    desk.ctrl(Qt.Key.Key_N)
    interview = desk.filling.wizard.interview
    assert interview.kept == Answers(answered_by="staff")
    assert desk.filling.wizard.property("targets") == "desk"


def test_a_new_intake_is_kept_finished_with_its_result(desk: Desk) -> None:
    desk.unlock()
    desk.press("New intake")
    desk.press("Ask page by page")
    page = desk.filling
    ticket = page.wizard.venue.ticket
    for field, value in (("urgent_signs", ()), ("affected", ("neck",)), ("onset_age", 34)):
        page.wizard.interview.answer(field, value)
    to_the_result(desk)
    desk.press("Back to the desk")
    assert desk.unlocked.page is None
    desk.wait(lambda: ticket in desk.tickets())
    desk.wait(lambda: desk.line(ticket)[STATE] == "Finished")
    assert desk.line(ticket)[WHO] == "Staff"
    assert desk.line(ticket)[TITLE] == "Cervical dystonia, from 34"
    assert kept(desk, ticket).leaves[0].body.answers["affected"].by == "Anna"


def test_what_is_saved_from_a_new_intake_carries_its_code_and_the_letters_of_the_screen(
    desk: Desk, tmp_path: Path
) -> None:
    desk.unlock()
    desk.press("New intake")
    desk.press("Ask page by page")
    wizard = desk.filling.wizard
    for field, value in (("urgent_signs", ()), ("affected", ("neck",)), ("onset_age", 34)):
        wizard.interview.answer(field, value)
    to_the_result(desk)
    for percent, points in ((100, 12), (150, 14)):
        set_text_size(percent)
        path = tmp_path / f"{points}.pdf"
        desk.save_as(path)
        desk.press("Save as PDF")
        sheets = read_pdf(path.read_bytes())
        assert f"Code{wizard.venue.ticket}" in sheets.words[0]
        assert points in sheets.letter_sizes[0]


def test_a_new_one_that_nobody_wrote_into_leaves_nothing(desk: Desk) -> None:
    desk.unlock()
    desk.press("New intake")
    desk.press("Keep and close")
    desk.forwarded()
    desk.wait(lambda: not desk.unlocked.feed._is_asking)
    assert desk.tickets() == []


def resume_at_the_pattern(desk: Desk, records: Records) -> Origin:
    """Go on at the desk with what somebody left at the page of the pattern."""
    with station(records) as room:
        origin = fill_in(room, NECK, finish=False, page="pattern")
    desk.unlock()
    desk.open(origin.ticket)
    desk.press("Resume")
    return origin


def test_an_unfinished_one_is_gone_on_with_on_one_page_at_the_question_where_it_stopped(
    desk: Desk, records: Records
) -> None:
    resume_at_the_pattern(desk, records)
    entry = desk.filling.entry
    assert entry.isVisible()
    assert entry.boxes["pattern"].isAncestorOf(desk.window.focusWidget())
    assert desk.filling.wizard.interview.kept.affected == ("neck",)


def test_from_there_page_by_page_leads_to_the_page_where_it_stopped(
    desk: Desk, records: Records
) -> None:
    origin = resume_at_the_pattern(desk, records)
    desk.press("Ask page by page")
    wizard = desk.filling.wizard
    assert wizard.page_id == "pattern"
    assert wizard.interview.kept.affected == ("neck",)
    assert wizard.venue.ticket == origin.ticket
    to_the_result(desk)
    desk.press("Back to the desk")
    desk.wait(lambda: desk.line(origin.ticket)[STATE] == "Finished")
    assert desk.line(origin.ticket)[WHO] == "Carer"


def test_a_finished_one_that_is_only_looked_at_stays_finished(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    opened_page = desk.open(origin.ticket)
    before = ("finished", opened_page.leaf.listed.number)
    desk.press("Change answers")
    assert desk.filling.wizard.page_id == "review"
    desk.press("Keep and close")
    listed = kept(desk, origin.ticket).leaves[0].listed
    assert (listed.state, listed.number) == before


def test_a_changed_answer_gives_a_new_result(desk: Desk, records: Records) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    desk.unlock()
    desk.open(origin.ticket)
    desk.press("Change answers")
    desk.filling.wizard.interview.answer("affected", ("neck",))
    to_the_result(desk)
    desk.press("Back to the desk")
    desk.wait(lambda: desk.line(origin.ticket)[TITLE].startswith("Cervical dystonia"))
    opened_again = kept(desk, origin.ticket)
    assert len(opened_again.leaves) == 1
    assert opened_again.leaves[0].body.answers["affected"].by == "Anna"
    assert opened_again.leaves[0].body.answers["onset_age"].by == WAITING_ROOM


def written_twice(desk: Desk, records: Records) -> str:
    """Let patient and staff write at once, and return the code of what is in two versions now."""
    clinic = default_clinic()
    with station(records) as room:
        interview = Interview(page="onset")
        patient = Filling(interview, room, clinic, who=WAITING_ROOM)
        ticket = patient.origin.ticket
        interview.answer("affected", ("neck",))
        assert room.forwarded(30)
        desk.unlock()
        desk.wait(lambda: ticket in desk.tickets())
        desk.open(ticket)
        desk.press("Resume")
        desk.filling.wizard.interview.answer("onset_age", 61)
        desk.press("Keep and close")
        desk.forwarded()
        interview.answer("onset_age", 16)
        patient.finish(case_of(interview.answers, clinic, DAY))
    desk.wait(lambda: desk.line(ticket)[MARK] == "Two versions")
    return ticket


def test_patient_and_staff_who_both_wrote_are_shown_side_by_side_and_one_is_kept(
    desk: Desk, records: Records
) -> None:
    ticket = written_twice(desk, records)
    desk.open(ticket)
    seen = desk.read()
    assert "There are two versions of this intake" in seen
    assert "Different" in seen
    assert {"16", "61"} <= set(seen.splitlines())
    desk.press("Keep version A")
    desk.wait(lambda: desk.unlocked.page is None)
    assert len(kept(desk, ticket).leaves) == 1
    desk.wait(lambda: desk.line(ticket)[MARK] == "Ask about signs")


@pytest.mark.parametrize(("key", "what"), [(Qt.Key.Key_P, "print"), (Qt.Key.Key_C, "copy")])
def test_of_two_versions_nothing_is_printed_or_copied_before_one_is_kept(
    desk: Desk, records: Records, key: Qt.Key, what: str
) -> None:
    written_twice(desk, records)
    desk.ctrl(key)
    said = f"There is nothing to {what} yet: keep one of the two versions first."
    desk.wait(lambda: said in desk.read())


def test_of_several_that_are_printed_one_in_two_versions_is_named_as_such(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        unfinished = fill_in(room, NECK, finish=False).ticket
    double = written_twice(desk, records)
    desk.table.view.selectAll()
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: "There is nothing to print yet." in desk.read())
    said = desk.read()
    assert f"In two versions, so not printed: {double}. Open it and keep one." in said
    assert f"Not finished, so not printed: {unfinished}." in said


def test_an_age_is_entered_with_the_mouse_alone(desk: Desk) -> None:
    desk.unlock()
    desk.ctrl(Qt.Key.Key_N)
    desk.wait(lambda: isinstance(desk.unlocked.page, FillingPage))
    desk.press("Ask page by page")
    wizard = desk.filling.wizard
    visitor = Visitor(desk.qtbot, wizard)
    visitor.go_to("onset", {"urgent": ["None of these"], "affected": ["Neck"]})
    for figure in "34":
        visitor.press(visitor.button(figure))
    assert wizard.interview.answers.onset_age == 34
