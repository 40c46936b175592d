"""The recovery sheet on paper: one page, with the key as text and as a QR code."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QIODevice, QPointF, QRectF, QSaveFile, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paper.document import NotWrittenError
from gui.paper.text import TWIPS_TO_AN_INCH, document, draw, set_size
from gui.widgets.local_time import full_day
from questionnaire.records.sealing.recovery import RecoverySheet, qr_rows
from questionnaire.words import tr

_MARGIN = 4  # light squares around a code, without which scanners don't find it
_SQUARE = 6  # pixels on the screen


def code_path(text: str, corner: QPointF, side: float) -> QPainterPath:
    """Return the dark squares of a code that is so wide with its light margin."""
    rows = qr_rows(text)
    square = side / (len(rows) + 2 * _MARGIN)
    path = QPainterPath()
    for y, row in enumerate(rows, _MARGIN):
        for x, dark in enumerate(row, _MARGIN):
            if dark:
                place = QPointF(x * square, y * square) + corner
                path.addRect(QRectF(place.x(), place.y(), square, square))
    return path.simplified()


class CodePicture(QWidget):
    """Shows a code dark on light, whatever the colours of the screen, until it has to forget it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        side = (len(qr_rows(text)) + 2 * _MARGIN) * _SQUARE
        self._side = side
        self._path = code_path(text, QPointF(), side)
        self.setAccessibleName(tr("The key as a QR code"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to be read from the screen with a phone."""
        return QSize(self._side, self._side)

    def forget(self) -> None:
        """Show nothing."""
        self._path = QPainterPath()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.fillPath(self._path, Qt.GlobalColor.black)
        painter.end()


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
    """Return what is printed beside the code: whose sheet it is, and the key."""
    groups = sheet.groups
    lines = [groups[:1], *(groups[at : at + 4] for at in range(1, len(groups), 4))]
    key = "<br>".join("&nbsp; ".join(line) for line in lines)
    return (
        f"<p>{escape(sheet.clinic)}</p><h1>{escape(sheet.title)}</h1>"
        f"<p>{escape(full_day(sheet.day))}</p>"
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
