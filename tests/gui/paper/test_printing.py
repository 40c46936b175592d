"""Saving and printing on real files, and what is said when they can't be written."""

from collections.abc import Callable
from pathlib import Path

import office_printer
import pytest
from office_printer import printed
from printed import WRITER, case
from program import run_python
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.paper.document import Readers
from gui.paper.saving import print_case, print_on, save_as_pdf, save_to

CASE = case(WRITER)
OLD = b"an older report"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def existing(tmp_path: Path) -> Path:
    path = tmp_path / "result.pdf"
    path.write_bytes(OLD)
    return path


#: A process whose files can't grow over a few bytes, as on a full disk, saves the writer's result.
_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from gui.paper.document import Readers
from gui.paper.saving import save_to
from printed import WRITER, case
app = QGuiApplication(["save", "-platform", "offscreen"])
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
print(save_to(Path(sys.argv[1]), case(WRITER)))
"""


def save_on_a_full_disk(path: Path) -> str:
    pytest.importorskip("resource")
    here = str(Path(__file__).parents[1])
    return run_python("-c", _ON_A_FULL_DISK, path, PYTHONPATH=here).out


def when_it_opens(do: Callable[[], None]) -> None:
    """Act on the next dialog; it runs a loop of its own, which takes this up."""
    QTimer.singleShot(0, do)


def typing(name: str) -> QFileDialog:
    """Return the open dialog for files, with a name typed into it."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    field.setText(name)
    return dialog


def test_saving_says_where_the_pdf_is(tmp_path: Path) -> None:
    path = tmp_path / "result.pdf"
    assert save_to(path, CASE) == f"The PDF was saved as {path}."
    assert len(PdfReader(path).pages) == 2


def test_saving_replaces_an_older_pdf_and_leaves_nothing_else(existing: Path) -> None:
    save_to(existing, CASE)
    assert len(PdfReader(existing).pages) == 2
    assert list(existing.parent.iterdir()) == [existing]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "result.pdf"
    assert save_to(path, CASE) == (
        f"The PDF could not be saved as {path}: No such file or directory. "
        "Choose another place. The result is still here."
    )


def test_a_folder_that_is_a_file_is_said(existing: Path) -> None:
    assert "Not a directory" in save_to(existing / "result.pdf", CASE)
    assert existing.read_bytes() == OLD


def test_a_name_that_is_a_folder_is_said(tmp_path: Path) -> None:
    assert "could not be saved" in save_to(tmp_path, CASE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="only Linux has a folder closed to everybody")
def test_a_folder_that_may_not_be_written_is_said() -> None:
    said = save_to(Path("/sys/result.pdf"), CASE)
    assert "Permission denied" in said or "Read-only file system" in said


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    said = save_on_a_full_disk(tmp_path / "result.pdf")
    assert "File too large" in said
    assert "The result is still here." in said
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_older_pdf_whole(existing: Path) -> None:
    save_on_a_full_disk(existing)
    assert existing.read_bytes() == OLD
    assert list(existing.parent.iterdir()) == [existing]


def test_a_name_gets_its_ending_by_itself(parent: QWidget, tmp_path: Path) -> None:
    when_it_opens(lambda: typing(str(tmp_path / "mine")).accept())
    assert save_as_pdf(parent, CASE) == f"The PDF was saved as {tmp_path / 'mine.pdf'}."


def test_an_older_pdf_is_not_replaced_unasked(parent: QWidget, existing: Path) -> None:
    def refuse() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(QMessageBox.StandardButton.No).click()

    def choose() -> None:
        dialog = typing(str(existing.with_suffix("")))
        when_it_opens(refuse)
        dialog.accept()
        dialog.reject()

    when_it_opens(choose)
    assert save_as_pdf(parent, CASE) == ""
    assert existing.read_bytes() == OLD


def test_nothing_is_said_of_a_dialog_that_was_closed(parent: QWidget) -> None:
    when_it_opens(lambda: typing("").reject())
    assert save_as_pdf(parent, CASE) == ""


def answering(reply: Callable[[QPrintDialog], None]) -> None:
    """Answer the dialog for printers when it opens."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QPrintDialog)
        reply(dialog)

    when_it_opens(answer)


@pytest.mark.usefixtures("printer")
def test_nothing_is_printed_from_a_dialog_that_was_closed(parent: QWidget) -> None:
    answering(QPrintDialog.reject)
    assert print_case(parent, CASE) == ""
    assert printed() == []


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize(("readers", "pages"), [("both", 2), ("patient", 1), ("staff", 1)])
def test_the_sheets_come_out_of_the_printer_that_is_named(
    parent: QWidget, readers: Readers, pages: int
) -> None:
    heard: list[str] = []
    answering(QPrintDialog.accept)
    said = print_case(parent, CASE, readers, heard.append)
    assert said == "The result was sent to the printer “Office”."
    assert heard == ["printed"]
    (sheets,) = printed()
    assert len(PdfReader(sheets).pages) == pages


@pytest.mark.usefixtures("printer")
def test_only_printers_are_offered_and_no_file(parent: QWidget) -> None:
    offered: list[str] = []

    def look(dialog: QPrintDialog) -> None:
        printers = dialog.findChild(QComboBox, "printers")
        assert printers is not None
        offered.extend(printers.itemText(place) for place in range(printers.count()))
        dialog.reject()

    answering(look)
    print_case(parent, CASE)
    assert offered == ["Office"]


def test_without_a_printer_that_is_said_and_nothing_is_written(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    heard: list[str] = []
    assert print_case(parent, CASE, "both", heard.append) == (
        "No printer is set up on this computer, so nothing was printed. "
        "Press “Save as PDF” to keep the result in a file."
    )
    assert heard == []
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_went_away_has_printed_nothing(parent: QWidget) -> None:
    heard: list[str] = []
    with office_printer.running():
        printer = QPrinter(QPrinterInfo.printerInfo(office_printer.NAME))
    assert print_on(printer, CASE, "both", heard.append).startswith(
        "The printer could not be reached."
    )
    assert heard == []


def test_a_file_is_called_a_file_with_its_name(tmp_path: Path, themed: QApplication) -> None:
    path, heard = tmp_path / "printed.pdf", list[str]()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    said = print_on(printer, CASE, "both", heard.append)
    assert said == f"The result was not printed. It was saved in a file: {path}."
    assert heard == ["saved"]
    assert len(PdfReader(path).pages) == 2


# Qt itself warns of the very thing that is tested here.
@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_takes_nothing_is_said(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    said = print_on(printer, CASE)
    assert said.startswith("The printer could not be reached.")


def test_whoever_wants_to_know_hears_that_it_was_saved(tmp_path: Path) -> None:
    heard: list[str] = []
    save_to(tmp_path / "saved.pdf", CASE, "staff", heard.append)
    save_to(tmp_path / "nowhere" / "saved.pdf", CASE, "staff", heard.append)
    assert heard == ["saved"]
    assert len(PdfReader(tmp_path / "saved.pdf").pages) == 1
