"""Saving and printing the result; what can't be done is said, and the result stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from gui.paper.document import NotWrittenError, Readers, draw_case, page_layout, write_pdf
from gui.widgets.dialogs import ask_for_path
from questionnaire.reports.case import Case
from questionnaire.words import tr

#: What became of the sheets; whoever keeps an audit notes it.
Outcome = Literal["printed", "saved"]
Done = Callable[[Outcome], None]


def _nobody_waits(_outcome: Outcome) -> None:
    """Stand in where nobody wants to hear that it was done."""


def save_as_pdf(
    parent: QWidget, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Ask where, write the PDF, and return what to tell the person; nothing if they cancel."""
    name = f"dystonia-{case.day.isoformat()}.pdf"
    path = ask_for_path(parent, tr("Save as PDF"), name, tr("PDF files (*.pdf)"))
    return save_to(path, case, readers, on_done) if path else ""


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
    on_done("saved")
    return tr("The PDF was saved as {path}.").format(path=path)


def print_case(
    parent: QWidget, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Ask for a printer, print the sheets, and return what to tell the person."""
    if not has_printer():
        return tr(
            "No printer is set up on this computer, so nothing was printed. "
            "Press “Save as PDF” to keep the result in a file."
        )
    printer = ask_for_printer(parent, case.for_patient.title, page_layout(case.clinic))
    return print_on(printer, case, readers, on_done) if printer else ""


def print_on(
    printer: QPrinter, case: Case, readers: Readers = "both", on_done: Done = _nobody_waits
) -> str:
    """Print the sheets, and return what to tell the person."""
    drawn = draw_case(printer, case, readers)
    if drawn and printer.outputFileName():
        on_done("saved")
        words = tr("The result was not printed. It was saved in a file: {path}.")
        return words.format(path=printer.outputFileName())
    if not drawn or not was_taken(printer):
        return tr("The printer could not be reached. Check it, or save the result as a PDF.")
    on_done("printed")
    return tr("The result was sent to the printer “{printer}”.").format(
        printer=printer.printerName()
    )


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_for_printer(parent: QWidget, title: str, layout: QPageLayout) -> QPrinter | None:
    """Let the person choose a printer, and no file: that is what saving is for. None if they cancel."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageLayout(layout)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def was_taken(printer: QPrinter) -> bool:
    """Look whether a printer is there that took the sheets; a queue that stands still has taken them."""
    lost = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
    there = printer.printerName() in QPrinterInfo.availablePrinterNames()
    return there and printer.printerState() not in lost
