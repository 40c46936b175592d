"""Colours can be told apart: measured from the palette, in light and in dark."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import gui
import resources
from gui.figure.body_map import BodyMap
from gui.widgets.focus_ring import FocusRing
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
@pytest.mark.parametrize("strong", [False, True], ids=["usual", "strong"])
def test_contrast_is_enough(
    above: str, below: str, least: float, *, dark: bool, strong: bool
) -> None:
    colours = palette(dark=dark, strong=strong)
    role = QPalette.ColorRole
    found = contrast(colours.color(role[above]), colours.color(role[below]))
    assert round(found, 2) >= least


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_who_wants_more_contrast_gets_more(*, dark: bool) -> None:
    usual, strong = palette(dark=dark), palette(dark=dark, strong=True)
    for above, below in (("WindowText", "Window"), ("Mid", "Window"), ("Dark", "Base")):
        role = QPalette.ColorRole
        found = [
            contrast(one.color(role[above]), one.color(role[below])) for one in (usual, strong)
        ]
        assert found[1] > found[0]


def test_light_and_dark_name_the_same_roles() -> None:
    text = (resources.FOLDER / "palette.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    assert list(tables["light"]) == list(tables["dark"])


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


def ring_around(control: QWidget) -> tuple[QColor, QColor]:
    """Return both colours of the ring at the left of a control that has the focus."""
    window = control.window()
    image = window.grab().toImage()
    left = control.mapTo(window, QPoint(0, control.height() // 2))
    return image.pixelColor(left - QPoint(4, 0)), image.pixelColor(left - QPoint(1, 0))


@pytest.mark.parametrize(
    "scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark], ids=["light", "dark"]
)
def test_the_ring_differs_from_all_that_it_surrounds_and_leaves_the_fill_alone(
    open_wizard: OpenWizard, themed: QApplication, scheme: Qt.ColorScheme
) -> None:
    themed.styleHints().colorSchemeChanged.emit(scheme)
    visitor = open_wizard(at="urgent", urgent_signs=("breathing",))
    chosen, other, *_ = visitor.choices().values()
    for control in (chosen, other, visitor.wizard.foot.go_on, visitor.wizard.foot.back):
        control.clearFocus()
        QApplication.processEvents()
        before = shown(control)
        control.setFocus()
        QApplication.processEvents()
        outer, inner = ring_around(control)
        assert contrast(outer, inner) >= SHAPE
        assert shown(control) == before


def test_the_ring_goes_with_the_focus_and_scrolls_with_the_control(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="urgent")
    one, other, *_ = visitor.choices().values()
    for control in (one, other):
        control.setFocus()
        QApplication.processEvents()
        (ring,) = [found for found in visitor.wizard.findChildren(FocusRing) if found.isVisible()]
        host = ring.parentWidget()
        assert host
        assert ring.geometry().contains(QRect(control.mapTo(host, QPoint()), control.size()))
    visitor.wizard.current.pane.setFocus()
    QApplication.processEvents()
    assert not any(found.isVisible() for found in visitor.wizard.findChildren(FocusRing))


def test_letters_follow_the_size_that_is_chosen(visitor: Visitor) -> None:
    usual = visitor.fonts()
    visitor.make_larger(200)
    assert visitor.fonts() == [2 * size for size in usual]
    visitor.press(visitor.wizard.header.text_size)
    assert visitor.fonts() == usual


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
    assert set(calls) == ({"app.setStyleSheet"} if path.name == "theme.py" else set())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("behind", [False, True], ids=["front", "back"])
def test_the_bodys_outline_stands_out_from_the_skin_and_from_the_page(
    qtbot: QtBot, *, dark: bool, behind: bool
) -> None:
    figure = BodyMap()
    qtbot.addWidget(figure)
    figure.setPalette(palette(dark=dark))
    figure.resize(513, 548)  # as on a small screen
    if behind:
        figure.turner.click()
    image = figure.grab().toImage()
    leg = figure.place_of("left-leg").toPoint()
    row = [image.pixelColor(x, leg.y()) for x in range(leg.x(), leg.x() + 60)]
    for ground in (row[-1], palette(dark=dark).light().color()):
        assert max(contrast(colour, ground) for colour in row) >= SHAPE
