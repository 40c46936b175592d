"""Saving and printing the result; what can't be done is said, and the result stays."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.paper import NotWrittenError, Readers, draw_case, page_layout, write_pdf
from questionnaire.reports.case import Case
from questionnaire.words import tr

Done = Callable[[], None]


def _nobody_waits() -> None:
    """Stand in where nobody wants to hear that it was done."""


def save_as_pdf(
    parent: QWidget, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Ask where, write the PDF, and return what to tell the person; nothing if they cancel."""
    suggestion = str(Path.home() / f"dystonia-{case.day.isoformat()}.pdf")
    dialog = QFileDialog(parent, tr("Save as PDF"), suggestion, tr("PDF files (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Added before the dialog asks about a file that exists, so that none is lost unasked.
    dialog.setDefaultSuffix("pdf")
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return save_to(Path(dialog.selectedFiles()[0]), case, readers, on_done) if accepted else ""


def save_to(
    path: Path, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Write the PDF, and return what to tell the person."""
    try:
        write_pdf(path, case, readers)
    except NotWrittenError as error:
        words = tr(
            "The PDF could not be saved as {path}: {reason}. "
            "Choose another place. The result is still here."
        )
        return words.format(path=path, reason=error)
    on_done()
    return tr("The PDF was saved as {path}.").format(path=path)


def print_case(
    parent: QWidget, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Ask for a printer, print the sheets, and return what to tell the person."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(case.for_patient.title)
    printer.setPageLayout(page_layout(case.clinic))
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return print_on(printer, case, readers, on_done) if accepted else ""


def print_on(
    printer: QPrinter, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Print the sheets, and return what to tell the person."""
    if draw_case(printer, case, readers):
        on_done()
        return tr("The result was sent to the printer.")
    return tr("The printer could not be reached. Check it, or save the result as a PDF.")
