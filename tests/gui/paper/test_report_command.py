"""The `report` command, as a process of its own and inside one that has a window."""

import os
from pathlib import Path

import pytest
from printed import MUSICIAN
from program import NECK, run, run_python
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from gui.paper.document import report_to_pdf
from questionnaire.clinic import default_clinic

TWO_IN_ONE_PROCESS = """
from pathlib import Path
from gui.start.qt_check import prepare_qt
prepare_qt(window=False)
from gui.paper.document import report_to_pdf
from questionnaire.answers import Answers
from questionnaire.clinic import default_clinic
for name in ("one.pdf", "two.pdf"):
    print(report_to_pdf(Answers(affected=("neck",)), default_clinic(), Path({folder!r}, name)))
"""


@pytest.mark.parametrize(
    "surroundings",
    [{}, {"QT_QPA_PLATFORM": "xcb"}, {"QT_QPA_PLATFORM": "odd"}, {"DISPLAY": ":99"}],
    ids=["no display", "another platform", "an odd platform", "an unreachable display"],
)
def test_the_report_needs_no_display(tmp_path: Path, surroundings: dict[str, str]) -> None:
    path = tmp_path / "report.pdf"
    assert run("report", "-", "--pdf", path, given=NECK, **surroundings) == (0, "", "")
    assert len(PdfReader(path).pages) == 2


@pytest.mark.parametrize(
    ("country", "width"),
    [("en_US.UTF-8", 612), ("en_CA.UTF-8", 612), ("en_GB.UTF-8", 595), ("de_DE.UTF-8", 595)],
)
def test_the_paper_is_that_of_the_computers_country(
    tmp_path: Path, country: str, width: int
) -> None:
    path = tmp_path / "report.pdf"
    run("report", "-", "--pdf", path, given=NECK, LC_ALL=country)
    assert round(PdfReader(path).pages[0].mediabox.width) == width


def test_the_clinics_own_name_and_paper_are_used(tmp_path: Path) -> None:
    clinic, path = tmp_path / "clinic.toml", tmp_path / "report.pdf"
    clinic.write_text('name = "Our clinic"\npaper = "Letter"\n', encoding="utf-8")
    run("report", "-", "--pdf", path, "--clinic", clinic, given=NECK, LC_ALL="en_GB.UTF-8")
    page = PdfReader(path).pages[0]
    assert round(page.mediabox.width) == 612
    assert "Our" in page.extract_text()


def test_a_place_that_can_not_be_written_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "report.pdf"
    code, out, complaint = run("report", "-", "--pdf", path, given=NECK)
    assert (code, out) == (2, "")
    assert complaint == f"dystonia-triage: {path}: can't be written (No such file or directory)\n"


def test_refused_answers_write_nothing(tmp_path: Path) -> None:
    code, _, complaint = run("report", "-", "--pdf", tmp_path / "x.pdf", given=b'{"affected": 1}')
    assert code == 2
    assert "affected" in complaint
    assert list(tmp_path.iterdir()) == []


def test_one_process_can_write_several_reports(tmp_path: Path) -> None:
    program = TWO_IN_ONE_PROCESS.format(folder=str(tmp_path))
    assert run_python("-c", program) == (0, "\n\n", "")
    assert [len(PdfReader(path).pages) for path in tmp_path.iterdir()] == [2, 2]


def test_a_program_with_a_window_keeps_it(tmp_path: Path, themed: QApplication) -> None:
    before = dict(os.environ)
    assert report_to_pdf(MUSICIAN, default_clinic(), tmp_path / "report.pdf") == ""
    assert QApplication.instance() is themed
    assert dict(os.environ) == before
