"""What the table counts: how the day goes, and what each filter would show; several are done at once."""

from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records
from desk_records_made import NECK, URGENT, WRITER, Records, age, fill_in, station
from office_printer import printed
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog

from gui.desk.table.intake_model import STATE
from gui.paper import printing

pytest_plugins = ["unlocked_desk_fixture"]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """One of yesterday, and of today two finished ones, an unfinished one and an urgent one."""
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER, reference="B-1")
    age(made, days=1, ticket="A1-1")
    with station(made) as room:
        fill_in(room, WRITER, reference="B-2")
        fill_in(room, NECK, finish=False)
        fill_in(room, URGENT)
    return made


def choices(desk: Desk) -> list[str]:
    """Return what the two filters say."""
    bar = desk.table.filters
    return [one.itemText(at) for one in (bar.days, bar.which) for at in range(one.count())]


def test_one_line_says_how_the_day_goes(desk: Desk) -> None:
    said = "4 came in · 1 unfinished · 0 seen · 1 urgent · longest urgent wait: 0 min"
    desk.wait(lambda: desk.table.counts.text() == said)
    assert desk.table.counts.isVisible()
    desk.table.filters.days.setCurrentIndex(1)
    desk.wait(lambda: desk.table.counts.text().startswith("5 came in · 1 unfinished · 1 seen"))


def test_each_filter_says_how_many_it_would_show(desk: Desk) -> None:
    desk.wait(lambda: "Today 4" in choices(desk))
    assert choices(desk) == [
        "Today 4",
        "All days 5",
        "Every state 4",
        "Unfinished 1",
        "Finished 3",
        "Not yet seen 3",
        "Urgent 1",
    ]
    desk.table.filters.which.setCurrentIndex(1)
    desk.wait(lambda: choices(desk)[:2] == ["Today 1", "All days 1"])


def test_one_that_was_taken_on_waits_no_more(desk: Desk, records: Records) -> None:
    ticket = desk.tickets()[0]
    desk.press(f"I'll take {ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    row = desk.table.model.row(0)
    desk.wait(lambda: desk.table.model.tally(row.started_at).waiting_since is None)
    assert desk.table.model.tally(row.started_at).longest is not None


@pytest.mark.usefixtures("printer")
def test_those_that_are_selected_print_after_one_question(desk: Desk) -> None:
    finished = [one for one in desk.tickets() if desk.line(one)[STATE] == "Finished"]
    desk.ctrl(Qt.Key.Key_A)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: f"{len(finished)} results sent to the printer" in desk.read())
    assert "Not finished, so not printed" in desk.read()
    assert len(printed()) == len(finished)
    assert all(len(PdfReader(one).pages) >= 2 for one in printed())


@pytest.mark.usefixtures("printer")
def test_what_was_sent_before_the_printer_was_lost_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter((True, False))
    monkeypatch.setattr(printing, "was_taken", lambda _printer: next(answers))
    desk.ctrl(Qt.Key.Key_A)
    desk.when_open(QPrintDialog, QPrintDialog.accept)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: "The printer could not be reached." in desk.read())
    assert "1 result sent to the printer" in desk.read()
