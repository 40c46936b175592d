"""How everything looks: the one stylesheet, and a palette for light and for dark."""

import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources

_LINES_WIDE = 36  # line heights of the text


def apply_theme(app: QApplication) -> None:
    """Give the application its colours and sizes, and follow the system between light and dark."""
    hints = app.styleHints()
    _dress(app, hints.colorScheme())
    hints.colorSchemeChanged.connect(lambda scheme: _dress(app, scheme))


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Set the palette, then the stylesheet, which looks the palette's colours up only when it is set."""
    app.setPalette(palette(dark=scheme == Qt.ColorScheme.Dark))
    app.setStyleSheet((resources.FOLDER / "style.qss").read_text(encoding="utf-8"))


def palette(*, dark: bool) -> QPalette:
    """Return the palette of `palette.toml` for a light or a dark screen."""
    colours = QPalette()
    for role, colour in _tables()["dark" if dark else "light"].items():
        colours.setColor(QPalette.ColorRole[role], QColor(colour))
    return colours


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the stylesheet looks at, and let the widget be drawn by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def restyle(window: QWidget, name: str, value: str) -> None:
    """Set a property of a window or page that the stylesheet looks at for all that is inside.

    What was never dressed will be drawn by it anyway.
    """
    if window.property(name) == value:
        return
    window.setProperty(name, value)
    for inside in window.findChildren(QWidget):
        if inside.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            inside.style().unpolish(inside)
            inside.style().polish(inside)
            inside.updateGeometry()


def reading_width(widget: QWidget) -> int:
    """Return how wide text may be, in pixels, to stay at about 75 letters in a line."""
    return _LINES_WIDE * widget.fontMetrics().height()


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = (resources.FOLDER / "palette.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
