"""Every page of the desk at every size: nothing is cut, nothing leaves the window, everything has a name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import ANNA, NECK, URGENT, WRITER, Records, fill_in, station
from foreign import untranslated
from layout import is_cut, name, settle
from ownership import strays
from pseudo_languages import CODES
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from rings import ring_faults
from table_rows import row, urgent

from gui.desk.intake.filling_page import FillingPage
from gui.desk.table.intake_model import STATE
from gui.desk.table.intake_painter import _colours
from gui.widgets.theme import palette, set_text_size
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr, tr_number

SMALL = (683, 384)  # a small screen at 200 %
SMALLER = (512, 384)  # a smaller one
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
    desk.ctrl(Qt.Key.Key_8)
    yield from shown(desk, "table sorted by its last column")
    desk.ctrl(Qt.Key.Key_0)
    desk.window.trouble.say("test", TROUBLE)
    desk.window.trouble.say_waiting(3)
    yield from shown(desk, "table with trouble")
    desk.window.trouble.say("test", "")
    for ticket in desk.tickets():
        state = desk.line(ticket)[STATE]
        desk.open(ticket)
        yield from shown(desk, f"opened: {state}")
        desk.press(tr("All intakes"))
    desk.open(
        next(ticket for ticket in desk.tickets() if desk.line(ticket)[STATE] == tr("Unfinished"))
    )
    desk.press(tr("Resume"))
    desk.press(tr("Ask page by page"))
    yield from shown(desk, "filling in")
    desk.filling.over.emit()
    desk.press(tr("New intake"))
    desk.filling.entry.show_result()
    yield from shown(desk, "entering on one page")
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


def seen(desk: Desk) -> list[QWidget]:
    return [one for one in desk.window.findChildren(QWidget) if one.isVisible()]


def faults(desk: Desk, size: QSize) -> list[str]:
    """Return what is wrong with what is shown."""
    window = desk.window
    found = [f"window is {window.size().toTuple()}"] if window.size() != size else []
    for one in seen(desk):
        if isinstance(one, (QLabel, QAbstractButton, QComboBox, QLineEdit)):
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
        if isinstance(one, QTableView):
            found += [f"cut: {words}" for words in cut_cells(one)]
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            told = QAccessible.queryAccessibleInterface(one)
            if not told.text(QAccessible.Text.Name).strip():
                found.append(f"without a name: {one}")
    return found


def cut_cells(table: QTableView) -> Iterator[str]:
    """Yield the words in sight that are wider than their column, in the widest letters that it uses."""
    font = table.font()
    font.setBold(True)
    metrics, model = QFontMetrics(font), table.model()
    for number in range(model.rowCount()):
        for column in range(model.columnCount()):
            words = str(model.index(number, column).data() or "")
            in_sight = table.visualRect(model.index(number, column))
            is_seen = in_sight.top() < table.viewport().height() and in_sight.bottom() >= 0
            hidden = table.isColumnHidden(column)
            if hidden or (is_seen and metrics.horizontalAdvance(words) > in_sight.width()):
                yield words


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


def test_walking_through_every_page_leaves_each_widget_to_what_it_stands_in(
    qtbot: QtBot, records: Records
) -> None:
    found: list[QWidget] = []
    with opened(qtbot, records, clinic=CLINIC) as desk:
        for _view in views(desk):
            for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                desk.keys(key)
            found += strays(desk.window)
    assert found == []


@pytest.mark.parametrize(
    ("sizes", "text"),
    [((SMALL,), 100), (USUAL, 100), (USUAL[:2], 200)],
    ids=["small", "usual", "larger"],
)
def test_everything_is_whole_in_the_window_large_enough_and_named(
    qtbot: QtBot, records: Records, sizes: tuple[tuple[int, int], ...], text: int
) -> None:
    found: dict[str, list[str]] = {}
    with opened(qtbot, records, clinic=CLINIC, size=sizes[0]) as desk:
        for view in views(desk):
            set_text_size(text)  # the questions end with the usual size
            settle()
            for size in sizes:
                resize(desk, QSize(*size))
                found[f"{view} at {size}"] = faults(desk, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [SMALL, USUAL[1]], ids=["small", "usual"])
def test_the_ring_around_what_has_the_focus_is_seen_whole(
    qtbot: QtBot, records: Records, size: tuple[int, int]
) -> None:
    with opened(qtbot, records, clinic=CLINIC, size=size) as desk:
        found = {view: list(ring_faults(desk.window)) for view in views(desk)}
        desk.window.uncover()
        for page in ("Settings", "Keyholders"):
            desk.press(page)
            settle()
            found[page] = list(ring_faults(desk.window))
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


@pytest.mark.parametrize(
    ("size", "text"), [(SMALLER, 100), (USUAL[0], 150), (USUAL[0], 200)], ids=str
)
def test_the_table_is_whole_where_its_head_takes_two_rows(
    qtbot: QtBot, records: Records, size: tuple[int, int], text: int
) -> None:
    with opened(qtbot, records, clinic=CLINIC, size=size) as desk:
        desk.unlock()
        set_text_size(text)
        settle()
        resize(desk, QSize(*size))
        assert faults(desk, QSize(*size)) == []


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
        desk.press("Ask page by page")
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
