"""Every form of the desk on every screen: nothing cut, nothing too small, everything named."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
from desk_forms import ADA
from foreign import untranslated
from layout import edges, is_cut, name, settle
from msgspec.structs import replace
from pseudo_languages import CODES
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from rings import ring_faults

from gui.desk.settings.keyholders_page import KeyholdersPage
from gui.desk.settings.settings_page import SettingsPage
from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.restore_page import RestorePage
from gui.desk.setup.setup_page import JoiningPage, SetupForm
from gui.widgets.dialogs import QuestionDialog
from gui.widgets.form import FormPage
from gui.widgets.theme import set_text_size
from questionnaire.clinic import CLINIC_FILE, default_clinic
from questionnaire.records.desk.backup import Lost
from questionnaire.records.desk.bringing_back import look_at
from questionnaire.records.desk.founding import STORE_FILE, Founding
from questionnaire.records.desk.office import Office
from questionnaire.records.sealing.recovery import RecoverySheet

pytest_plugins = ["desk_form_fixtures"]

#: A page grows through them at once, but shrinks only by steps; the first is a small screen at 200 %.
SIZES = [(683, 384), (1024, 768), (1366, 768), (1920, 1080)]
SMALLEST = 44
BACKUP = "backup.zip"


class Given(NamedTuple):
    """What the forms work on."""

    office: Office
    founding: Founding
    folder: Path


def settings(given: Given) -> FormPage:
    return SettingsPage(given.office, default_clinic(), given.folder / "clinic.toml")


def keyholders(given: Given) -> FormPage:
    return KeyholdersPage(given.office, "")


def set_up(given: Given) -> FormPage:
    form = SetupForm(given.folder, "")
    form._where.choose("shared")
    return form


def recovery(given: Given) -> FormPage:
    clinic = default_clinic()
    sheet = RecoverySheet(
        given.founding.recovery, given.founding.setup, clinic.name, date(2026, 3, 4)
    )
    return RecoveryPage(sheet, clinic, lambda: None)


def joining(given: Given) -> FormPage:
    return JoiningPage(given.founding.setup.key.fingerprint, lambda: None)


def restoring(given: Given) -> FormPage:
    """Show a backup that is damaged in two places."""
    backup = given.folder / BACKUP
    given.office.back_up(backup)
    found = look_at(backup, given.office.keys)
    lost = (Lost("1-2"), Lost("1" * 100))
    page = RestorePage(given.office.keys)
    page._show_found(replace(found, inside=replace(found.inside, lost=lost)))
    return page


FORMS = [restoring, settings, keyholders, set_up, recovery, joining]
every_form = pytest.mark.parametrize("form", FORMS)
Make = Callable[[Given], FormPage]
Show = Callable[[FormPage, tuple[int, int]], FormPage]


@pytest.fixture
def given(office: Office, founding: Founding, tmp_path: Path) -> Given:
    return Given(office, founding, tmp_path)


def shown(page: FormPage) -> list[QWidget]:
    kinds = (QLabel, QAbstractButton, QLineEdit)
    return [one for one in page.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]


def holds(page: FormPage, widget: QWidget) -> bool:
    """Tell whether a widget is whole on the page, or in what scrolls inside it."""
    around = page.pane.content if page.pane.content.isAncestorOf(widget) else page
    place = QRect(widget.mapTo(around, widget.rect().topLeft()), widget.size())
    return around.rect().contains(place)


def looked_up(page: FormPage) -> None:
    """Wait until nothing is looked up any more, and everything has its place."""
    while page.status.isVisible():
        QApplication.processEvents()
    settle()


def spoil(page: FormPage) -> None:
    """Show something wrong at every field."""
    page.show_problems(dict.fromkeys(page.entries, "Something is wrong here, as never before."))
    settle()


def faults(page: FormPage, size: tuple[int, int]) -> list[str]:
    """Return what is cut, or leaves the screen or what scrolls on it."""
    found = [f"{size}: it is {page.size().toTuple()}"] if page.size().toTuple() != size else []
    found += [f"{size}: cut: {name(one)}" for one in shown(page) if is_cut(one)]
    if page.pane.content.width() > page.pane.viewport().width():
        found.append(f"{size}: scrolls sideways")
    return found + [f"{size}: outside: {name(one)}" for one in shown(page) if not holds(page, one)]


@every_form
@pytest.mark.parametrize(
    ("sizes", "text"), [(SIZES, 100), (SIZES[1:3], 200)], ids=["usual", "larger"]
)
def test_nothing_is_cut_or_leaves_the_screen(
    given: Given, show: Show, form: Make, sizes: Sequence[tuple[int, int]], text: int
) -> None:
    set_text_size(text)
    page = show(form(given), sizes[0])
    found = []
    for size in sizes:
        page.resize(*size)
        looked_up(page)
        found += faults(page, size)
        spoil(page)
        found += [f"with errors, {fault}" for fault in faults(page, size)]
        page.show_problems({})
    assert found == []


@every_form
def test_title_content_and_buttons_have_one_edge_at_each_side(
    given: Given, show: Show, form: Make
) -> None:
    page = show(form(given), SIZES[0])
    for size in SIZES:
        page.resize(*size)
        looked_up(page)
        inside = [one for one in shown(page) if page.pane.content.isAncestorOf(one)]
        buttons = [one for one in shown(page) if page.foot.isAncestorOf(one)]
        assert edges(page, inside) == (page.side, page.side), size
        assert edges(page, [page.heading])[0] == page.side, size
        assert page.side in edges(page, buttons), size


@every_form
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=["small", "usual"])
def test_the_ring_around_what_has_the_focus_is_seen_whole(
    given: Given, show: Show, form: Make, size: tuple[int, int]
) -> None:
    page = show(form(given), size)
    looked_up(page)
    assert list(ring_faults(page)) == []


@every_form
@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_and_translated(
    given: Given, show: Show, speak: Callable[[str], None], form: Make, code: str
) -> None:
    speak(code)
    page = show(form(given), SIZES[1])
    found = []
    for size in SIZES[1:]:
        page.resize(*size)
        looked_up(page)
        found += faults(page, size)
    assert found == []
    assert untranslated([page, *page.findChildren(QWidget)], *own(given)) == []


def own(given: Given) -> tuple[str, ...]:
    """Return what is no language's: names, keys, paths and addresses."""
    founding = given.founding
    sheet = RecoverySheet(founding.recovery, founding.setup, "", date(2026, 3, 4))
    stores = (given.folder / STORE_FILE, given.folder / "records" / STORE_FILE)
    paths = map(str, (*stores, given.folder / CLINIC_FILE, given.folder))
    made = datetime.now(tz=UTC).astimezone()
    clock = (f"{made:%B}", "AM", "PM")  # as this computer writes the time of a backup
    return (
        *paths,
        *clock,
        founding.setup.key.fingerprint,
        ADA,
        BACKUP,
        *chain.from_iterable(sheet.lines),
    )


@every_form
def test_targets_are_large_enough_and_everything_is_named(
    given: Given, show: Show, form: Make
) -> None:
    page = show(form(given), (1024, 768))
    spoil(page)
    kinds = (QAbstractButton, QLineEdit)
    small = [name(one) for one in shown(page) if isinstance(one, kinds) and one.height() < SMALLEST]
    assert small == []
    nameless = []
    for one in page.findChildren(QWidget):
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            told = QAccessible.queryAccessibleInterface(one)
            if told is None or not told.text(QAccessible.Text.Name).strip():
                nameless.append(repr(one))
    assert nameless == []


def walk(page: FormPage, key: Qt.Key) -> list[tuple[int, int]]:
    """Go through the page with Tab, and return the places of what had the focus inside it."""
    page.focus_start()
    places: list[tuple[int, int]] = []
    seen: set[QWidget] = set()
    while True:
        QTest.keyClick(page.windowHandle(), key)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            return places
        seen.add(focused)
        assert not focused.visibleRegion().isEmpty(), name(focused)
        if page.pane.content.isAncestorOf(focused):
            place = focused.mapTo(page.pane.content, focused.rect().topLeft())
            places.append((place.y(), place.x()))


@every_form
def test_tab_reaches_everything_in_reading_order_and_shows_it(
    given: Given, show: Show, form: Make
) -> None:
    page = show(form(given), (683, 384))
    looked_up(page)
    for key, backwards in ((Qt.Key.Key_Tab, False), (Qt.Key.Key_Backtab, True)):
        places = walk(page, key)
        assert len(places) >= len(page.entries)
        assert places == sorted(places, reverse=backwards)


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize(("words", "number"), [(1, 1), (12, 2), (200, 2)])
def test_a_question_shows_every_word(show: Show, *, number: int, words: int, text: int) -> None:
    set_text_size(text)
    others = ("Remove, with a new key of the clinic", "Remove only")[:number]
    question = QuestionDialog(
        show(FormPage("Above it"), (1024, 768)),
        "Remove?",
        "word " * words,
        stay="Go back",
        others=others,
    )
    question.show()
    settle()
    kinds = (QLabel, QAbstractButton)
    cut = [one for one in question.findChildren(QWidget) if isinstance(one, kinds) and is_cut(one)]
    assert cut == []
    assert QApplication.focusWidget() is question.buttons[-1]
    assert list(ring_faults(question)) == []
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert question.chosen is None
    assert not question.isVisible()
