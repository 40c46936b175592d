"""The printed report: one sheet in plain words for the patient, one page for the clinician."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QDate, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextFormat,
)

from gui.paper_html import STYLE, report_html
from gui.paper_pictures import PaperPictures
from questionnaire.blocks import Report
from questionnaire.clinic import Clinic
from questionnaire.report import Case
from questionnaire.words import tr

#: Everything is laid out in pixels of 96 to the inch and scaled to the device.
_DPI = 96
_MARGIN_MM = 11.0
_FONT_SIZES = (
    13.5,
    12.9,
    12.3,
    11.7,
    11.2,
    10.7,
    10.2,
)  # pixels; the largest that fits a page is used
#: Narrow enough to leave the type large; whatever else is installed is used where none of them is.
_FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans")
_HEADER = 88.0
_FOOTER = 54.0
_LABEL_BOX = QSizeF(270, 84)  # the clinic's patient label, about 71 by 22 mm


class NotWrittenError(Exception):
    """The report can't be written; says why, for the person who wanted it."""


def write_pdf(path: Path, case: Case) -> None:
    """Write both sheets as a PDF, whole or not at all; raises NotWrittenError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(case.for_patient.title)
    writer.setCreator(tr("Dystonia Triage"))
    writer.setPageLayout(page_layout(case.clinic))
    writer.setResolution(300)
    draw(writer, case)
    waiting = path.with_name(f"{path.name}.part")
    try:
        waiting.write_bytes(buffer.data().data())
        waiting.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotWrittenError(reason) from error


def page_layout(clinic: Clinic) -> QPageLayout:
    """Return the clinic's paper, or the usual one of the country that the computer is set to."""
    metric = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
    letter = clinic.paper == "Letter" or (clinic.paper == "auto" and not metric)
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def draw(device: QPagedPaintDevice, case: Case) -> bool:
    """Draw both sheets on a PDF or a printer; False where the device can't be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / _DPI
    painter.scale(scale, scale)
    area = device.pageLayout().paintRectPixels(_DPI)
    page = QRectF(0, 0, area.width(), area.height())
    reports = (case.for_patient.on_paper, case.for_staff.on_paper)
    for number, report in enumerate(reports):
        if number:
            device.newPage()
        _draw_report(painter, device, page, report, case)
    return painter.end()


def _draw_report(
    painter: QPainter, device: QPagedPaintDevice, page: QRectF, report: Report, case: Case
) -> None:
    """Draw one report; only what fits on no page at any size goes on to the next one."""
    room = QRectF(0, _HEADER, page.width(), page.height() - _HEADER - _FOOTER)
    document = _fitted(report, room.size())
    pages = max(1, -int(-document.size().height() // room.height()))
    for number in range(pages):
        if number:
            device.newPage()
        _draw_header(painter, page, report, case)
        _draw_footer(painter, page, report)
        painter.save()
        painter.translate(0, room.top() - number * room.height())
        shown = QRectF(0, number * room.height(), room.width(), room.height())
        painter.setClipRect(shown)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = shown
        document.documentLayout().draw(painter, context)
        painter.restore()


def _fitted(report: Report, room: QSizeF) -> QTextDocument:
    """Return the report laid out in the largest type at which one page holds it."""
    html = report_html(report)
    for size in _FONT_SIZES:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        font = QFont()
        font.setFamilies([*_FAMILIES, font.family()])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setPointSizeF(size * 72 / _DPI)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(STYLE)
        pictures = PaperPictures(report, document)
        layout = document.documentLayout()
        layout.registerHandler(QTextFormat.ObjectTypes.ImageObject.value, pictures)
        document.setTextWidth(room.width())
        document.setHtml(html)
        if document.size().height() <= room.height():
            return document
    document.setPageSize(room)
    return document


def _draw_header(painter: QPainter, page: QRectF, report: Report, case: Case) -> None:
    """Draw the clinic's name, the title and the date, and a box for the patient's label."""
    box = QRectF(page.right() - _LABEL_BOX.width(), 0, _LABEL_BOX.width(), _LABEL_BOX.height())
    painter.setPen(Qt.GlobalColor.black)
    painter.drawRect(box)
    words = QRectF(0, 0, box.left() - 16, _LABEL_BOX.height())
    wrap = int(Qt.TextFlag.TextWordWrap)
    _write(painter, box.adjusted(8, 4, -8, -4), wrap, tr("Patient label"), 10)
    _write(painter, words, wrap, case.clinic.name, 12)
    _write(painter, words.adjusted(0, 32, 0, 0), wrap, report.title, 18, bold=True)
    day = QLocale().toString(QDate(case.day.year, case.day.month, case.day.day))
    _write(painter, words.adjusted(0, 64, 0, 0), wrap, day, 12)


def _draw_footer(painter: QPainter, page: QRectF, report: Report) -> None:
    """Draw what every sheet says: no diagnosis, the review state, the versions."""
    foot = QRectF(0, page.bottom() - _FOOTER + 8, page.width(), _FOOTER - 8)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawLine(foot.topLeft(), foot.topRight())
    inside = foot.adjusted(0, 4, 0, 0)
    _write(painter, inside, int(Qt.TextFlag.TextWordWrap), "\n".join(report.notices), 11)


def _write(
    painter: QPainter, place: QRectF, flags: int, text: str, pixels: int, *, bold: bool = False
) -> None:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    painter.setFont(font)
    painter.drawText(place, flags, text)
