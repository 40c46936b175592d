"""The `report` command, as a process of its own."""

from pathlib import Path

import pytest
from program import NECK, run, run_python
from pypdf import PdfReader

#: A program in which nothing of Qt can be imported, as where its libraries are missing.
_WITHOUT_QT = """
import sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
from gui.command import main
code = main(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("gui")))
sys.exit(code)
"""


def test_the_report_needs_no_qt(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    ended = run_python("-c", _WITHOUT_QT, "report", "-", "--pdf", path, given=NECK)
    assert (ended.code, ended.complaint) == (0, "")
    assert ended.out.split() == [
        *("gui", "gui.command", "gui.start", "gui.start.command_line", "gui.start.failure"),
    ]
    assert len(PdfReader(path).pages) == 3


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


def test_letters_that_could_not_be_printed_are_said(tmp_path: Path) -> None:
    clinic, path = tmp_path / "clinic.toml", tmp_path / "report.pdf"
    clinic.write_text('name = "Our \U000f1234"\n', encoding="utf-8")
    ended = run("report", "-", "--pdf", path, "--clinic", clinic, given=NECK)
    assert ended.code == 0
    assert ended.complaint == "dystonia-triage: These letters could not be printed: U+F1234.\n"
    assert path.exists()
