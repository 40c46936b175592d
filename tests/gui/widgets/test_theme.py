"""Colours can be told apart: measured from the palette, in light and in dark."""

import ast
import re
from pathlib import Path

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget, QWizard

import gui
import resources
from gui.widgets.theme import palette

TEXT, SHAPE = 7.0, 3.0
#: What is drawn on what, as in style.qss and the painters: text needs 7:1, everything else 3:1.
PAIRS = [
    ("WindowText", "Window", TEXT),
    ("WindowText", "Base", TEXT),
    ("WindowText", "AlternateBase", TEXT),
    ("Text", "Base", TEXT),
    ("Text", "AlternateBase", TEXT),
    ("Dark", "Window", TEXT),
    ("Dark", "Base", TEXT),
    ("Dark", "AlternateBase", TEXT),
    ("ButtonText", "Button", TEXT),
    ("ButtonText", "AlternateBase", TEXT),
    ("ButtonText", "Midlight", TEXT),
    ("HighlightedText", "Highlight", TEXT),
    ("Link", "ToolTipBase", TEXT),
    ("BrightText", "Window", TEXT),
    ("ToolTipText", "ToolTipBase", TEXT),
    ("Mid", "Window", SHAPE),
    ("Mid", "Base", SHAPE),
    ("Mid", "Button", SHAPE),
    ("Mid", "Light", SHAPE),
    ("Dark", "Light", SHAPE),
    ("Dark", "Midlight", SHAPE),
    ("Highlight", "Window", SHAPE),
    ("Highlight", "Base", SHAPE),
    ("Highlight", "Light", SHAPE),
    ("Highlight", "Midlight", SHAPE),
    ("BrightText", "ToolTipBase", SHAPE),
    ("BrightText", "Base", SHAPE),
    ("Highlight", "AlternateBase", SHAPE),  # Continue before and with the ring
    ("WindowText", "Button", SHAPE),
    ("WindowText", "ToolTipBase", SHAPE),
]
STYLE = (resources.FOLDER / "style.qss").read_text(encoding="utf-8")
#: The names of palette roles that Qt's stylesheets know; any other is silently no colour at all.
QSS_ROLES = {
    "alternate-base",
    "base",
    "bright-text",
    "button",
    "button-text",
    "dark",
    "highlight",
    "highlighted-text",
    "light",
    "link",
    "mid",
    "midlight",
    "text",
    "tooltip-base",
    "tooltip-text",
    "window",
    "window-text",
}


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def shown(widget: QWidget) -> QColor:
    """Return the colour of a widget's upper left part, between its border and its words."""
    return widget.grab().toImage().pixelColor(12, 8)


@pytest.fixture
def stopped(open_wizard: OpenWizard) -> Visitor:
    visitor = open_wizard(urgent_signs=("breathing",))
    visitor.go_to("stop", {})
    return visitor


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("above", "below", "least"), PAIRS)
def test_contrast_is_enough(above: str, below: str, least: float, *, dark: bool) -> None:
    colours = palette(dark=dark)
    role = QPalette.ColorRole
    found = contrast(colours.color(role[above]), colours.color(role[below]))
    assert round(found, 2) >= least


def test_light_and_dark_name_the_same_roles() -> None:
    text = (resources.FOLDER / "palette.toml").read_text(encoding="utf-8")
    light, dark = (re.findall(r"^(\w+) =", part, re.MULTILINE) for part in text.split("[dark]"))
    assert light == dark


def test_the_stylesheet_uses_only_names_that_qt_knows() -> None:
    assert set(re.findall(r"palette\(([\w-]+)\)", STYLE)) <= QSS_ROLES


def test_the_stylesheet_holds_no_colours_of_its_own() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", STYLE) == []


def test_the_stop_box_has_the_colour_of_a_warning(stopped: Visitor) -> None:
    box = next(one for one in stopped.seen(QWidget) if one.property("role") == "stop")
    assert shown(box) == palette(dark=False).toolTipBase().color()


def test_switching_the_colour_scheme_repaints_what_is_shown(
    visitor: Visitor, themed: QApplication
) -> None:
    choice = visitor.choices()["I am the patient"]
    scheme = themed.styleHints().colorSchemeChanged
    scheme.emit(Qt.ColorScheme.Dark)
    assert shown(choice) == palette(dark=True).base().color()
    assert shown(visitor.wizard) == palette(dark=True).window().color()
    scheme.emit(Qt.ColorScheme.Light)
    assert shown(choice) == palette(dark=False).base().color()


def test_pages_opened_in_the_dark_are_dark(open_wizard: OpenWizard, themed: QApplication) -> None:
    themed.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    visitor = open_wizard(urgent_signs=())
    visitor.go_on()
    choice = next(iter(visitor.choices().values()))
    assert shown(choice) == palette(dark=True).base().color()


def test_the_ring_of_continue_can_be_seen(visitor: Visitor) -> None:
    button = visitor.wizard.button(QWizard.WizardButton.NextButton)
    without = button.grab().toImage()
    button.setFocus()
    image = button.grab().toImage()
    middle = image.height() // 2
    ring, inside = image.pixelColor(2, middle), image.pixelColor(8, middle)
    assert contrast(ring, inside) >= SHAPE
    assert contrast(inside, without.pixelColor(8, middle)) >= SHAPE


def test_a_chosen_row_carries_a_tick_besides_its_colour(visitor: Visitor) -> None:
    choice = visitor.choices()["I am the patient"]
    visitor.choose("I am the patient")
    image = choice.grab().toImage()
    row = [image.pixelColor(x, choice.height() // 2 + 4) for x in range(12, 48)]
    assert palette(dark=False).highlight().color() in row
    assert palette(dark=False).highlightedText().color() in row


@pytest.mark.parametrize(
    "path", sorted(Path(gui.__file__).parent.rglob("*.py")), ids=lambda p: p.name
)
def test_no_stylesheet_is_set_but_the_one_of_the_application(path: Path) -> None:
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".setStyleSheet")
    ]
    assert calls == (["app.setStyleSheet"] if path.name == "theme.py" else [])
