"""Many pictures on one, small and with their names, to be looked at together."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter

_ACROSS, _WIDE, _GAP, _LINE = 5, 480, 12, 26  # pictures in a row; the rest in pixels


def contact_sheet(paths: Sequence[Path]) -> QImage:
    """Draw these pictures in rows."""
    pictures = [(path.stem, _small(path)) for path in paths]
    rows = [pictures[at : at + _ACROSS] for at in range(0, len(pictures), _ACROSS)]
    heights = [max(picture.height() for _, picture in row) + _LINE + _GAP for row in rows]
    width = _ACROSS * (_WIDE + _GAP) + _GAP
    sheet = QImage(width, sum(heights) + _GAP, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    with QPainter(sheet) as painter:
        font = QFont(painter.font())
        font.setPixelSize(_LINE - 8)
        painter.setFont(font)
        top = _GAP
        for row, height in zip(rows, heights, strict=True):
            for at, (name, picture) in enumerate(row):
                left = _GAP + at * (_WIDE + _GAP)
                painter.drawText(QRect(left, top, _WIDE, _LINE), Qt.AlignmentFlag.AlignTop, name)
                painter.drawImage(left, top + _LINE, picture)
            top += height
    return sheet


def _small(path: Path) -> QImage:
    whole = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    return whole.scaledToWidth(_WIDE, Qt.TransformationMode.SmoothTransformation)
