"""Draws the pictures of the program's icon from resources/icon.svg.

The program takes the pictures: reading the drawing itself would load one more library of Qt at every start.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap

import resources
from gui.start.startup import ICON_SIZES


def drawn(size: int) -> QPixmap:
    """Return the drawing in so many pixels, not enlarged for the screen."""
    return QIcon(str(resources.FOLDER / "icon.svg")).pixmap(QSize(size, size), 1.0)


if __name__ == "__main__":
    app = QGuiApplication([])
    for size in ICON_SIZES:
        drawn(size).save(str(resources.FOLDER / f"icon-{size}.png"))
