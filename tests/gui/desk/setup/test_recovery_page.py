"""The recovery sheet on the screen, and what becomes of it there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desk_forms import Clerk
from hearing import DESCRIPTION, heard_of
from office_printer import printed
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from gui.desk.setup.recovery_page import RecoveryPage
from questionnaire.clinic import Clinic
from questionnaire.records.desk.founding import Founding
from questionnaire.records.sealing.recovery import RecoverySheet

pytest_plugins = ["desk_form_fixtures"]

CLINIC = Clinic(name="Ours & <others>", paper="A4")


def sheet_for(founding: Founding, clinic: Clinic) -> RecoverySheet:
    return RecoverySheet(founding.recovery, founding.setup, clinic.name, date(2026, 3, 4))


@pytest.fixture
def page(founding: Founding, show: Callable[[RecoveryPage], RecoveryPage]) -> RecoveryPage:
    return show(RecoveryPage(sheet_for(founding, CLINIC), CLINIC, lambda: None))


def test_the_page_saves_the_sheet_and_says_so(
    qtbot: QtBot, page: RecoveryPage, tmp_path: Path
) -> None:
    clerk = Clerk(qtbot, lambda: page)
    page.save_to(tmp_path / "sheet.pdf")
    assert f"The sheet was saved as {tmp_path}/sheet.pdf." in clerk.read()
    page.save_to(tmp_path / "no" / "sheet.pdf")
    assert "could not be saved" in clerk.read()
    assert len(PdfReader(tmp_path / "sheet.pdf").pages) == 1


def test_a_screen_reader_says_what_the_sheet_is_for_and_not_its_key_unasked(
    founding: Founding, page: RecoveryPage
) -> None:
    said = heard_of(page.pane, DESCRIPTION)
    assert sheet_for(founding, CLINIC).purpose in said
    assert page._key.text().split()[0] not in said


def test_saving_is_warned_of(qtbot: QtBot, page: RecoveryPage) -> None:
    clerk = Clerk(qtbot, lambda: page)
    asked = clerk.reply("Go back")
    clerk.press("Save as PDF")
    assert "Anyone who gets the file can read every record." in asked[0]


@pytest.mark.usefixtures("printer")
def test_the_sheet_comes_out_of_the_printer_that_is_named(qtbot: QtBot, page: RecoveryPage) -> None:
    clerk = Clerk(qtbot, lambda: page)
    page.print_on(QPrinter(QPrinterInfo.printerInfo("Office")))
    assert "The sheet was sent to “Office”." in clerk.read()
    (sheet,) = printed()
    assert len(PdfReader(sheet).pages) == 1


def test_without_a_printer_that_is_said(qtbot: QtBot, page: RecoveryPage) -> None:
    clerk = Clerk(qtbot, lambda: page)
    clerk.press("Print the sheet")
    assert "No printer is set up on this computer" in clerk.read()


def test_a_sheet_in_a_file_is_not_called_printed(
    qtbot: QtBot, page: RecoveryPage, tmp_path: Path
) -> None:
    clerk = Clerk(qtbot, lambda: page)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    page.print_on(printer)
    assert f"It was saved in a file: {tmp_path / 'sheet.pdf'}." in clerk.read()


def test_once_it_is_forgotten_nothing_can_be_printed(
    qtbot: QtBot, page: RecoveryPage, founding: Founding, tmp_path: Path
) -> None:
    clerk = Clerk(qtbot, lambda: page)
    page.forget()
    page.save_to(tmp_path / "sheet.pdf")
    page.submit()
    page.print_on(QPrinter(QPrinter.PrinterMode.HighResolution))
    assert list(tmp_path.iterdir()) == []
    assert founding.recovery[-4:] not in clerk.read()
    assert page.may_leave()
