"""Left and right of a person: the parts that show them never mirror, whatever the direction of writing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def keep_sides(whole: QWidget, *inside: QWidget) -> None:
    """Let the parts of a widget keep their places, and the words inside them their own direction."""
    whole.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for one in inside:
        one.setLayoutDirection(QApplication.layoutDirection())
