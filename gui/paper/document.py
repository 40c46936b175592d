"""The printed report: one sheet in plain words for the patient, one page for the clinician."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QIODevice, QLocale, QMarginsF, QSaveFile
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from gui.paper.sheet import Sheet
from gui.paper.text import TWIPS_TO_AN_INCH
from gui.start.qt_check import require_a_font
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.reports.case import Case, case_of
from questionnaire.words import tr


def report_to_pdf(answers: Answers, clinic: Clinic, path: Path) -> str:
    """Write the report, and return what went wrong; empty when all is well."""
    # Text needs an application to be laid out. On Linux this one looks for no display.
    screenless = ["-platform", "offscreen"] if sys.platform == "linux" else []
    app = QGuiApplication.instance() or QGuiApplication([*sys.argv[:1], *screenless])
    require_a_font()
    today = datetime.now(tz=UTC).astimezone().date()
    try:
        write_pdf(path, case_of(answers, clinic, today))
    except NotWrittenError as error:
        return tr("{path}: can't be written ({reason})").format(path=path, reason=error)
    finally:
        del app
    return ""


#: Where Letter is the usual paper, after Unicode's list; all others use A4.
_LETTER = frozenset(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]
)
_MARGIN_MM = 10.0  # no common printer needs more

#: For whom a report is printed: two sheets, or one of them.
Readers = Literal["both", "patient", "staff"]


class NotWrittenError(Exception):
    """The report can't be written; says why, for the person who wanted it."""


def write_pdf(path: Path, case: Case, readers: Readers = "both") -> None:
    """Write the sheets as a PDF, whole or not at all; raises NotWrittenError."""
    file = QSaveFile(str(path))
    if file.open(QIODevice.OpenModeFlag.WriteOnly):
        writer = QPdfWriter(file)
        writer.setTitle(case.for_patient.title)
        writer.setCreator(tr("Dystonia Triage"))
        writer.setPageLayout(page_layout(case.clinic))
        if draw_case(writer, case, readers) and file.commit():
            return
    raise NotWrittenError(file.errorString())


def page_layout(clinic: Clinic) -> QPageLayout:
    """Return the clinic's paper, or the usual one of the country that the computer is set to."""
    here = QLocale.territoryToCode(QLocale.system().territory())
    letter = clinic.paper == "Letter" or (clinic.paper == "auto" and here in _LETTER)
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def draw_case(device: QPagedPaintDevice, case: Case, readers: Readers = "both") -> bool:
    """Draw the sheets on a PDF or a printer; False where the device can't be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / TWIPS_TO_AN_INCH, device.logicalDpiY() / TWIPS_TO_AN_INCH
    painter.scale(*scale)
    try:
        for number, sheet in enumerate(sheets(case, device.pageLayout(), readers)):
            if number:
                device.newPage()
            sheet.draw(painter, device)
    finally:
        ended = painter.end()
    return ended


def sheets(case: Case, layout: QPageLayout, readers: Readers = "both") -> tuple[Sheet, ...]:
    """Return the patient's sheet, the clinician's or both, laid out for this paper."""
    area = layout.paintRectPixels(TWIPS_TO_AN_INCH).size().toSizeF()
    reports = {"patient": case.for_patient.on_paper, "staff": case.for_staff.on_paper}
    return tuple(
        Sheet(case, report, area)
        for reader, report in reports.items()
        if readers in ("both", reader)
    )
