"""Saving and printing on real files, and what is said when they can't be written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import office_printer
import pypdfium2
import pytest
from office_printer import printed
from printed import STAMP, WRITER, case
from program import run_python
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.paper.printing import page_layout, print_on, print_sheets, save_as_pdf, save_to
from questionnaire.clinic import Clinic
from questionnaire.reports.paper import Readers, paper

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
from gui.paper.printing import save_to
from printed import STAMP, WRITER, case
app = QGuiApplication(["save", "-platform", "offscreen"])
sys.dont_write_bytecode = True  # Python would keep half a module for every later run
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
print(save_to(Path(sys.argv[1]), case(WRITER), STAMP))
"""


def save_on_a_full_disk(path: Path) -> str:
    pytest.importorskip("resource")
    here = str(Path(__file__).parents[2] / "questionnaire")
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
    assert save_to(path, CASE, STAMP) == f"The PDF was saved as {path}."
    assert len(PdfReader(path).pages) == 3


def test_saving_replaces_an_older_pdf_and_leaves_nothing_else(existing: Path) -> None:
    save_to(existing, CASE, STAMP)
    assert len(PdfReader(existing).pages) == 3
    assert list(existing.parent.iterdir()) == [existing]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "result.pdf"
    assert save_to(path, CASE, STAMP) == (
        f"The PDF could not be saved as {path}: No such file or directory. "
        "Choose another place. The result is still here."
    )


def test_a_folder_that_is_a_file_is_said(existing: Path) -> None:
    assert "Not a directory" in save_to(existing / "result.pdf", CASE, STAMP)
    assert existing.read_bytes() == OLD


def test_a_name_that_is_a_folder_is_said(tmp_path: Path) -> None:
    assert "could not be saved" in save_to(tmp_path, CASE, STAMP)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="only Linux has a folder closed to everybody")
def test_a_folder_that_may_not_be_written_is_said() -> None:
    said = save_to(Path("/sys/result.pdf"), CASE, STAMP)
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
    assert save_as_pdf(parent, CASE, STAMP) == f"The PDF was saved as {tmp_path / 'mine.pdf'}."


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
    assert save_as_pdf(parent, CASE, STAMP) == ""
    assert existing.read_bytes() == OLD


def test_nothing_is_said_of_a_dialog_that_was_closed(parent: QWidget) -> None:
    when_it_opens(lambda: typing("").reject())
    assert save_as_pdf(parent, CASE, STAMP) == ""


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
    assert print_sheets(parent, CASE, STAMP) == ""
    assert printed() == []


@pytest.mark.usefixtures("printer")
@pytest.mark.parametrize(("readers", "pages"), [("both", 3), ("patient", 2), ("staff", 1)])
def test_the_sheets_come_out_of_the_printer_that_is_named(
    parent: QWidget, readers: Readers, pages: int
) -> None:
    heard: list[str] = []
    answering(QPrintDialog.accept)
    said = print_sheets(parent, CASE, STAMP, readers, heard.append)
    assert said == "The result was sent to the printer “Office”."
    assert heard == ["printed"]
    (sheets,) = printed()
    assert len(PdfReader(sheets).pages) == pages


@pytest.mark.usefixtures("printer")
def test_every_page_comes_out_upright_whatever_was_chosen(parent: QWidget) -> None:
    def choose(dialog: QPrintDialog) -> None:
        assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.printer().setFromTo(2, 2)
        dialog.printer().setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog.accept()

    answering(choose)
    assert "was sent" in print_sheets(parent, CASE, STAMP)
    (sheets,) = printed()
    sizes = [page.mediabox for page in PdfReader(sheets).pages]
    assert [size.height > size.width for size in sizes] == [True] * 3


class OnePage(QPrinter):
    """A printer that refuses the second page, as some systems tell; CUPS takes a document whole."""

    def newPage(self) -> bool:  # noqa: N802 - Qt calls it by this name
        return False


@pytest.mark.usefixtures("printer")
def test_a_printer_that_refuses_a_page_has_not_printed(themed: QApplication) -> None:
    heard: list[str] = []
    printer = OnePage(QPrinterInfo.printerInfo(office_printer.NAME))
    said = print_on(printer, CASE, STAMP, "both", heard.append, on_sent=heard.append)
    assert said.startswith("The printer could not be reached.")
    assert heard == []


@pytest.mark.usefixtures("printer")
def test_only_printers_are_offered_and_no_file(parent: QWidget) -> None:
    offered: list[str] = []

    def look(dialog: QPrintDialog) -> None:
        printers = dialog.findChild(QComboBox, "printers")
        assert printers is not None
        offered.extend(printers.itemText(place) for place in range(printers.count()))
        dialog.reject()

    answering(look)
    print_sheets(parent, CASE, STAMP)
    assert offered == ["Office"]


def test_without_a_printer_that_is_said_and_nothing_is_written(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    heard: list[str] = []
    assert print_sheets(parent, CASE, STAMP, "both", heard.append) == (
        "No printer is set up on this computer, so nothing was printed. "
        "Press “Save as PDF” to keep the result in a file."
    )
    assert heard == []
    assert list(tmp_path.iterdir()) == []


def test_a_printer_that_went_away_has_printed_nothing(parent: QWidget) -> None:
    heard: list[str] = []
    with office_printer.running():
        printer = QPrinter(QPrinterInfo.printerInfo(office_printer.NAME))
    assert print_on(printer, CASE, STAMP, "both", heard.append).startswith(
        "The printer could not be reached."
    )
    assert heard == []


def test_a_file_is_called_a_file_with_its_name(tmp_path: Path, themed: QApplication) -> None:
    path, heard = tmp_path / "printed.pdf", list[str]()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    said = print_on(printer, CASE, STAMP, "both", heard.append)
    assert said == f"The result was not printed. It was saved in a file: {path}."
    assert heard == ["saved"]
    assert len(PdfReader(path).pages) == 3
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


# Qt itself warns of the very thing that is tested here.
@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_takes_nothing_is_said(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    said = print_on(printer, CASE, STAMP)
    assert said.startswith("The printer could not be reached.")


def test_whoever_wants_to_know_hears_that_it_was_saved(tmp_path: Path) -> None:
    heard: list[str] = []
    save_to(tmp_path / "saved.pdf", CASE, STAMP, "staff", heard.append)
    save_to(tmp_path / "nowhere" / "saved.pdf", CASE, STAMP, "staff", heard.append)
    assert heard == ["saved"]
    assert len(PdfReader(tmp_path / "saved.pdf").pages) == 1


def test_letters_that_were_replaced_are_said_on_the_screen(tmp_path: Path) -> None:
    odd = case(WRITER, name="Clinic \U000f1234")
    said = save_to(tmp_path / "saved.pdf", odd, STAMP)
    assert said.endswith("These letters could not be printed: U+F1234.")


def test_the_dialog_offers_the_name_of_the_sheet(parent: QWidget, tmp_path: Path) -> None:
    offered: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        offered.extend(Path(name).name for name in dialog.selectedFiles())
        dialog.reject()

    when_it_opens(look)
    save_as_pdf(parent, CASE, STAMP, "patient")
    assert offered == ["dystonia-K7-42-patient-2026-03-04.pdf"]


@pytest.mark.parametrize(("size", "width"), [("A4", 595), ("Letter", 612)])
def test_the_printer_is_asked_for_the_clinics_paper(
    size: Literal["A4", "Letter"], width: int
) -> None:
    layout = page_layout(Clinic(name="Ours", paper=size))
    assert layout.pageSize().sizePoints().width() == width


def test_what_is_printed_looks_like_the_pdf(tmp_path: Path, themed: QApplication) -> None:
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(CASE.clinic))
    printer.setOutputFileName(str(path))
    print_on(printer, CASE, STAMP)
    pictures = [_small(pdf) for pdf in (path.read_bytes(), paper(CASE, STAMP).pdf)]
    unlike = sum(abs(one - other) for one, other in zip(*pictures, strict=True))
    assert unlike / len(pictures[0]) < 8


def test_nothing_is_blurred_on_its_way_to_the_printer(tmp_path: Path, themed: QApplication) -> None:
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout(CASE.clinic))
    printer.setOutputFileName(str(path))
    print_on(printer, CASE, STAMP, "staff")
    assert b"DCTDecode" not in path.read_bytes()  # JPEG


def _small(pdf: bytes) -> bytes:
    """Return the first page as 100 by 140 grey dots."""
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=1)
    grey = QImage.Format.Format_Grayscale8
    size = bitmap.width, bitmap.height, bitmap.stride
    image = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_BGR888)
    smooth = Qt.TransformationMode.SmoothTransformation
    dots = image.scaled(100, 140, mode=smooth).convertToFormat(grey)
    return bytes(dots.constBits())
