"""Saving and printing the result; what can't be done is said, and the result stays."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from gui.widgets.dialogs import ask_for_path
from questionnaire.clinic import Clinic
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import Readers, SheetStamp, paper, write_paper
from questionnaire.reports.paper_size import paper_size
from questionnaire.reports.typesetting import NotWrittenError, Typeset
from questionnaire.whole_file import make_for_this_user
from questionnaire.words import tr

if TYPE_CHECKING:
    import pypdfium2

#: What was done with the sheets, for the audit log.
Outcome = Literal["printed", "saved"]
Done = Callable[[Outcome], None]


def _nobody_waits(_what: str) -> None:
    """Do nothing, where no audit log is kept and nobody follows what was printed."""


def save_as_pdf(
    parent: QWidget,
    shown: Shown,
    stamp: SheetStamp,
    readers: Readers = "both",
    on_done: Done = _nobody_waits,
) -> str:
    """Ask where, write the PDF, and return what to tell the person; nothing if they cancel."""
    name = stamp.file_name(readers)
    path = ask_for_path(parent, tr("Save as PDF"), name, tr("PDF files (*.pdf)"))
    return save_to(path, shown, stamp, readers, on_done) if path else ""


def save_to(
    path: Path,
    shown: Shown,
    stamp: SheetStamp,
    readers: Readers = "both",
    on_done: Done = _nobody_waits,
) -> str:
    """Write the PDF, and return what to tell the person."""
    try:
        made = write_paper(path, shown, stamp, readers)
    except NotWrittenError as error:
        words = tr(
            "The PDF could not be saved as {path}: {reason}. "
            "Choose another place. The result is still here."
        )
        return words.format(path=path, reason=error)
    on_done("saved")
    return _with_trouble(tr("The PDF was saved as {path}.").format(path=path), made)


def print_sheets(  # noqa: PLR0913 both callbacks only where somebody waits for them
    parent: QWidget,
    shown: Shown,
    stamp: SheetStamp,
    readers: Readers = "both",
    on_done: Done = _nobody_waits,
    *,
    on_sent: Callable[[str], None] = _nobody_waits,
    first: str = "",
) -> str:
    """Ask for a printer, print the sheets, and return what to tell the person.

    `on_sent` hears the name of the printer that took them; the printer called `first` is offered first.
    """
    if not has_printer():
        return tr(
            "No printer is set up on this computer, so nothing was printed. "
            "Press “Save as PDF” to keep the result in a file."
        )
    printer = ask_for_printer(parent, shown.for_patient.title, shown.clinic, first)
    return print_on(printer, shown, stamp, readers, on_done, on_sent=on_sent) if printer else ""


def print_on(  # noqa: PLR0913 as above
    printer: QPrinter,
    shown: Shown,
    stamp: SheetStamp,
    readers: Readers = "both",
    on_done: Done = _nobody_waits,
    *,
    on_sent: Callable[[str], None] = _nobody_waits,
) -> str:
    """Print the sheets, and return what to tell the person."""
    made = paper(shown, stamp, readers)
    drawn = draw_pdf(printer, made.pdf)
    if drawn and printer.outputFileName():
        on_done("saved")
        words = tr("The result was not printed. It was saved in a file: {path}.")
        return _with_trouble(words.format(path=printer.outputFileName()), made)
    if not drawn or not was_taken(printer):
        return tr("The printer could not be reached. Check it, or save the result as a PDF.")
    on_done("printed")
    on_sent(printer.printerName())
    words = tr("The result was sent to the printer “{printer}”.")
    return _with_trouble(words.format(printer=printer.printerName()), made)


def _with_trouble(words: str, made: Typeset) -> str:
    """Return what is told, and after it which letters were replaced."""
    return " ".join(filter(None, (words, made.trouble)))


_POINTS = 72  # to an inch
_SHARPEST = 300  # dots to an inch: more can't be told apart, and takes long


def draw_pdf(printer: QPrinter, pdf: bytes) -> bool:
    """Draw a PDF's pages on a printer; False where it can't be drawn on."""
    import pypdfium2  # only where something is printed

    printer.setFullPage(True)
    if file := printer.outputFileName():
        with suppress(OSError):  # then it can't be drawn on either
            make_for_this_user(Path(file))
    painter = QPainter()
    if not painter.begin(printer):
        return False
    document = pypdfium2.PdfDocument(pdf)
    try:
        # Qt would send pages as JPEG, which blurs small letters and the squares of a code.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        room = printer.pageLayout().fullRectPixels(printer.resolution()).toRectF()
        for number, page in enumerate(document):
            if number and not printer.newPage():
                return False
            image = _image(page, min(printer.resolution(), _SHARPEST))
            size = image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(room.topLeft(), size), image)
    finally:
        ended = painter.end()
        document.close()
    return ended


def _image(page: "pypdfium2.PdfPage", dots: int) -> QImage:
    """Return a page as a picture with so many dots to an inch."""
    bitmap = page.render(scale=dots / _POINTS)
    layout = QImage.Format.Format_BGR888
    # A copy: Qt would go on reading what the bitmap has let go.
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, layout).copy()


def page_layout(clinic: Clinic) -> QPageLayout:
    """Return the clinic's paper, all of it: the sheets keep to their own margins."""
    letter = paper_size(clinic) == "Letter"
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def has_printer() -> bool:
    """Tell whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_for_printer(
    parent: QWidget, title: str, clinic: Clinic, first: str = ""
) -> QPrinter | None:
    """Let the person choose a printer, and no file: that is what saving is for. None if they cancel."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if first in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(first)
    printer.setDocName(title)
    printer.setPageLayout(page_layout(clinic))
    dialog = QPrintDialog(printer, parent)
    for option in (
        QPrintDialog.PrintDialogOption.PrintToFile,
        QPrintDialog.PrintDialogOption.PrintPageRange,
    ):
        dialog.setOption(option, False)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)  # the sheets know no other
    return printer if accepted else None


def was_taken(printer: QPrinter) -> bool:
    """Look whether a printer is there that took the sheets; a paused queue has taken them."""
    lost = (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
    there = printer.printerName() in QPrinterInfo.availablePrinterNames()
    return there and printer.printerState() not in lost
