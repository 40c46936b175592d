"""The recovery sheet on paper: one page, with the key as text and as a QR code."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QDate, QIODevice, QLocale, QPointF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from gui.desk.recovery_code import code_path
from gui.paper import NotWrittenError
from gui.paper_text import TWIPS_TO_AN_INCH, document, draw, set_size
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.words import language, tr

_CODE = 4000.0  # twips, 70 mm with the light margin
_GAP = 240.0
_TYPE = 240
_MONOSPACE = "font-family: 'DejaVu Sans Mono', 'Consolas', 'Courier New', monospace;"


def write_sheet(path: Path, sheet: RecoverySheet, layout: QPageLayout) -> None:
    """Write the sheet as a PDF, whole or not at all; raises NotWrittenError."""
    file = QSaveFile(str(path))
    if file.open(QIODevice.OpenModeFlag.WriteOnly):
        writer = QPdfWriter(file)
        writer.setTitle(sheet.title)
        writer.setCreator(tr("Dystonia Triage"))
        writer.setPageLayout(layout)
        if draw_sheet(writer, sheet) and file.commit():
            return
    raise NotWrittenError(file.errorString())


def draw_sheet(device: QPagedPaintDevice, sheet: RecoverySheet) -> bool:
    """Draw the sheet on a PDF or a printer; False where the device can't be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = device.logicalDpiX() / TWIPS_TO_AN_INCH, device.logicalDpiY() / TWIPS_TO_AN_INCH
    painter.scale(*dots)
    try:
        area = device.pageLayout().paintRectPixels(TWIPS_TO_AN_INCH).size().toSizeF()
        _draw(painter, sheet, area)
    finally:
        ended = painter.end()
    return ended


def _draw(painter: QPainter, sheet: RecoverySheet, area: QSizeF) -> None:
    beside = QSizeF(area.width() - _CODE - _GAP, area.height())
    head, rest = _text(_head(sheet), beside), _text(_rest(sheet), area)
    draw(painter, head, QPointF())
    corner = QPointF(area.width() - _CODE, 0)
    painter.fillPath(code_path(sheet.identity, corner, _CODE), Qt.GlobalColor.black)
    top = max(head.size().height(), _CODE) + _GAP
    draw(painter, rest, QPointF(0, top))


def _text(html: str, room: QSizeF) -> QTextDocument:
    made = document(html, room)
    set_size(made, _TYPE)
    return made


def _head(sheet: RecoverySheet) -> str:
    """Return what stands beside the code: whose sheet it is, and the key."""
    groups = sheet.groups
    lines = [groups[:1], *(groups[at : at + 4] for at in range(1, len(groups), 4))]
    key = "<br>".join("&nbsp; ".join(line) for line in lines)
    return (
        f"<p>{escape(sheet.clinic)}</p><h1>{escape(sheet.title)}</h1><p>{_day(sheet)}</p>"
        f"<h2>{escape(tr('The key'))}</h2>"
        f'<p style="{_MONOSPACE} font-size: x-large;">{key}</p>'
    )


def _rest(sheet: RecoverySheet) -> str:
    duties = "".join(
        f"<p>{number}. {escape(duty)}</p>" for number, duty in enumerate(sheet.duties, 1)
    )
    commands = "".join(
        f'<p style="{_MONOSPACE} font-size: 170px;">{escape(line)}</p>' for line in sheet.commands
    )
    fingerprint = tr("Fingerprint of the clinic's key: {fingerprint}")
    return (
        f"<p>{escape(sheet.purpose)}</p>"
        f"<h2>{escape(tr('What to do with this sheet'))}</h2>{duties}"
        f"<h2>{escape(tr('How to read the records with it'))}</h2>"
        f"<p>{escape(sheet.reading)}</p>{commands}<p>{escape(sheet.place)}</p>"
        f"<h2>{escape(tr('Which key it is'))}</h2>"
        f"<p>{escape(fingerprint.format(fingerprint=sheet.setup.key.fingerprint))}</p>"
    )


def _day(sheet: RecoverySheet) -> str:
    system = QLocale.system()
    locale = system if system.name().startswith(language()) else QLocale(language())
    return escape(locale.toString(QDate(sheet.day.year, sheet.day.month, sheet.day.day)))
