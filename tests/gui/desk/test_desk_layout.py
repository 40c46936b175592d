"""Every page of the desk at every size: nothing is cut, nothing leaves the window, everything has a name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import ANNA, NECK, URGENT, WRITER, Records, fill_in, station
from foreign import untranslated
from layout import is_cut, name
from pseudo_languages import CODES
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from table_rows import row, urgent

from gui.desk.intake.filling_page import FillingPage
from gui.desk.table.intake_view import _colours
from gui.widgets.theme import palette
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr, tr_number

SMALL = (683, 384)  # a small screen at 200 %
USUAL = ((1024, 768), (1366, 768), (1920, 1080))
_STEPS = 3  # in which a window shrinks: what had much room gives way only when it has less
CLINIC = default_clinic()
TROUBLE = "The clinic's database doesn't answer. Until it is back, what is written waits here."
SMALLEST = 44
OWN = (
    TROUBLE,
    "A reference of the clinic",
    ANNA,
    "Ctrl",
    "Shift",
    "PM",
    "AM",
)  # what nobody translates


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return filled_in(tmp_path)


def filled_in(folder: Path) -> Records:
    """Let three people fill the questionnaire in, in the language in use."""
    made = clinic_records(folder)
    with station(made) as room:
        fill_in(room, WRITER, reference="A reference of the clinic", clinic=CLINIC)
        fill_in(room, NECK, finish=False, page="onset", clinic=CLINIC)
        fill_in(room, URGENT, clinic=CLINIC)
    return made


def views(desk: Desk) -> Iterator[str]:
    """Walk past everything that the desk can show."""
    waits = tr_number(1, "An urgent intake waits", "{number} urgent intakes wait")
    desk.wait(lambda: waits in desk.read())
    yield from shown(desk, "locked")
    desk.unlock_page._say(tr("This passphrase is wrong. Check it and try again."))
    yield from shown(desk, "locked, wrong passphrase")
    desk.unlock()
    yield from shown(desk, "table")
    desk.window.trouble.say("test", TROUBLE)
    desk.window.trouble.say_waiting(3)
    yield from shown(desk, "table with trouble")
    desk.window.trouble.say("test", "")
    for ticket in desk.tickets():
        state = desk.line(ticket)[2]
        desk.open(ticket)
        yield from shown(desk, f"opened: {state}")
        desk.press(tr("All intakes"))
    desk.open(next(ticket for ticket in desk.tickets() if desk.line(ticket)[2] == tr("Unfinished")))
    desk.press(tr("Resume"))
    yield from shown(desk, "filling in")
    desk.filling.over.emit()
    desk.window.cover()
    desk.window.curtain.show_left(30)
    yield from shown(desk, "covered")


def shown(desk: Desk, view: str) -> Iterator[str]:
    settle()
    yield view


def resize(desk: Desk, size: QSize) -> None:
    for _ in range(_STEPS):
        if desk.window.size() != size:
            desk.window.resize(size)
            settle()


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def seen(desk: Desk) -> list[QWidget]:
    return [one for one in desk.window.findChildren(QWidget) if one.isVisible()]


def faults(desk: Desk, size: QSize) -> list[str]:
    """Return what is wrong with what is shown."""
    window = desk.window
    found = [f"window is {window.size().toTuple()}"] if window.size() != size else []
    for one in seen(desk):
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit)):
            box = QRect(one.mapTo(window, one.rect().topLeft()), one.size())
            if box.left() < 0 or box.right() > size.width():
                found.append(f"outside the window: {name(one)}")
            if is_cut(one):
                found.append(f"cut: {name(one)}")
        if isinstance(one, QPushButton) and min(one.height(), one.width()) < SMALLEST:
            found.append(f"too small to press: {name(one)}")
        if isinstance(one, QHeaderView):
            columns = (at for at in range(one.count()) if not one.isSectionHidden(at))
            cut = (at for at in columns if one.sectionSize(at) < one.sectionSizeHint(at))
            found += [f"cut: {one.model().headerData(at, one.orientation())}" for at in cut]
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            told = QAccessible.queryAccessibleInterface(one)
            if not told.text(QAccessible.Text.Name).strip():
                found.append(f"without a name: {one}")
    return found


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    qtbot: QtBot, records: Records, flashed: list[str]
) -> None:
    with opened(qtbot, records, clinic=CLINIC) as desk:
        for _view in views(desk):
            pass
        desk.window.uncover()
        desk.press("Settings")
        desk.press("Keyholders")
    assert flashed == []


@pytest.mark.parametrize("sizes", [(SMALL,), USUAL], ids=["small", "usual"])
def test_everything_is_whole_in_the_window_large_enough_and_named(
    qtbot: QtBot, records: Records, sizes: tuple[tuple[int, int], ...]
) -> None:
    found: dict[str, list[str]] = {}
    with opened(qtbot, records, clinic=CLINIC, size=sizes[0]) as desk:
        for view in views(desk):
            for size in sizes:
                resize(desk, QSize(*size))
                found[f"{view} at {size}"] = faults(desk, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_and_translated(
    qtbot: QtBot, tmp_path: Path, speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    found: dict[str, list[str]] = {}
    with opened(qtbot, filled_in(tmp_path), clinic=CLINIC, size=USUAL[0]) as desk:
        for view in views(desk):
            found[view] = untranslated(desk.window.findChildren(QWidget), *OWN)
            for size in USUAL:
                resize(desk, QSize(*size))
                found[f"{view} at {size}"] = faults(desk, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def test_on_a_small_screen_the_table_still_shows_a_row(qtbot: QtBot, records: Records) -> None:
    with opened(qtbot, records, clinic=CLINIC, size=SMALL) as desk:
        desk.unlock()
        desk.window.trouble.say("test", TROUBLE)
        QApplication.processEvents()
        view = desk.table.view
        assert view.viewport().height() >= view.rowHeight(0) - 2


def test_the_way_out_of_the_questions_is_at_hand_on_every_page(
    qtbot: QtBot, records: Records
) -> None:
    with opened(qtbot, records, size=SMALL) as desk:
        desk.unlock()
        desk.press("New intake")
        assert desk.button("Keep and close").isVisible()
        desk.filling.wizard.next()
        QApplication.processEvents()
        assert desk.button("Keep and close").isVisible()
        assert isinstance(desk.unlocked.page, FillingPage)


def luminance(colour: QColor) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize("calls", [False, True])
def test_rows_can_be_read(*, dark: bool, chosen: bool, calls: bool) -> None:
    one: Row = urgent("K7-01") if calls else row("K7-01")
    colours = palette(dark=dark)
    ground, ink = _colours(one, chosen=chosen)
    assert contrast(colours.color(ink), colours.color(ground)) >= 7


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_names_of_the_columns_can_be_read(*, dark: bool) -> None:
    colours, role = palette(dark=dark), QPalette.ColorRole
    assert contrast(colours.color(role.Dark), colours.color(role.Light)) >= 7
