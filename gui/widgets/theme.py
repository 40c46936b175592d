"""How everything looks: the one stylesheet, a palette for light and for dark, and how large letters are."""

import re
import sys
import tomllib
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from gui.widgets.focus_ring import FocusWatch

#: How large letters can be, in percent of what the stylesheet says.
TEXT_SIZES = (100, 150, 200)

_TEXT_SIZE = (
    "text-size"  # kept by the application, because a person's size holds in all of its windows
)
_LINES_WIDE = 40  # line heights of the text
_LETTERS = re.compile(r"(font-size: )(\d+)px")
_WINDOWS_POINTS = 9.0  # of its font, before anybody enlarges it
_MOST_DPI = 288.0  # three times the usual; a screen that claims more is not believed


def apply_theme(app: QApplication) -> None:
    """Give the application its colours and sizes, and follow the system between light and dark."""
    hints = app.styleHints()
    _dress(app, hints.colorScheme())
    FocusWatch(app)
    hints.colorSchemeChanged.connect(lambda scheme: _dress(app, scheme))
    if hasattr(hints, "accessibility"):  # since Qt 6.10
        contrast = hints.accessibility().contrastPreferenceChanged
        contrast.connect(lambda _wanted: _dress(app, hints.colorScheme()))


def text_size() -> int:
    """Return how large letters are for the person who is here, in percent."""
    app = QApplication.instance()
    return int((app and app.property(_TEXT_SIZE)) or TEXT_SIZES[0])


def has_large_text() -> bool:
    """Tell whether the person asked for larger letters than usual."""
    return text_size() > TEXT_SIZES[0]


def set_text_size(percent: int) -> None:
    """Draw all letters in one of `TEXT_SIZES`, until the next person comes."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and percent != text_size():
        app.setProperty(_TEXT_SIZE, percent)
        app.setStyleSheet(style_sheet(app))


def style_sheet(app: QApplication) -> str:
    """Return the stylesheet with letters of the person's and the system's size."""
    factor = text_size() / 100 * system_text_size(app)
    text = _style()
    if factor == 1:
        return text
    return _LETTERS.sub(lambda found: f"{found[1]}{round(int(found[2]) * factor)}px", text)


def system_text_size(app: QApplication) -> float:
    """Return how much larger than usual the system draws letters, at least 1.

    Windows says it by the size of its font, others in dots per inch. Where a system enlarges everything, Qt
    does that to our sizes already.
    """
    if sys.platform == "win32":
        return max(1.0, app.font().pointSizeF() / _WINDOWS_POINTS)
    screen = app.primaryScreen()
    usual = 72.0 if sys.platform == "darwin" else 96.0
    dots = min(screen.logicalDotsPerInchY(), _MOST_DPI) if screen else usual
    return max(1.0, dots / usual)


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Set the palette, then the stylesheet, which looks the palette's colours up only when it is set."""
    hints = app.styleHints()
    strong = (
        hasattr(hints, "accessibility")
        and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    )
    app.setPalette(palette(dark=scheme == Qt.ColorScheme.Dark, strong=strong))
    app.setStyleSheet(style_sheet(app))


def palette(*, dark: bool, strong: bool = False) -> QPalette:
    """Return the palette of `palette.toml` for a light or a dark screen; `strong` is high contrast."""
    colours = QPalette()
    name = "dark" if dark else "light"
    tables = _tables()
    for role, colour in {**tables[name], **(tables[f"{name}-strong"] if strong else {})}.items():
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
    """Return how wide the column of a page is, in pixels: text in it stays easy to read."""
    return _LINES_WIDE * widget.fontMetrics().height()


@cache
def _tables() -> dict[str, dict[str, str]]:
    text = (resources.FOLDER / "palette.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _style() -> str:
    return (resources.FOLDER / "style.qss").read_text(encoding="utf-8")
