"""Every page at every size: nothing is cut, nothing overlaps, and the buttons never move."""

from collections.abc import Callable

import pytest
from conftest import OpenWizard
from foreign import untranslated
from layout import buttons, choices, faults, is_cut, name, settle
from msgspec.structs import replace
from pseudo_languages import CODES
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from recorders import OpenReader, Recorder
from tour import ANSWERS, views

from gui.interview.body_page import BodyPage
from gui.widgets.dialogs import tell
from gui.widgets.page_header import PageHeader
from questionnaire.clinic import default_clinic

pytest_plugins = ["listening_fixtures"]

Size = tuple[int, int]

SMALL: Size = (512, 384)
ENLARGED: Size = (320, 256)  # what four times the size leaves of a screen of 1280 by 1024
USUAL: list[Size] = [(1024, 768), (1366, 768), (1920, 1080)]
SIZES = [*USUAL, SMALL]

both_letters = pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])


def smallest_side(one: QWidget, size: Size) -> int:
    """Return how large something to press has to be, in pixels: 20 mm, or what a small window has.

    What only staff press, and the tools in the head, are smaller.
    """
    return 44 if size == SMALL or one.property("role") in ("staff", "tool", "listen") else 76


@pytest.mark.parametrize("size", SIZES, ids=str)
@both_letters
def test_every_page_is_whole_its_buttons_never_move_and_all_that_is_pressed_is_large(
    open_wizard: OpenWizard, size: Size, *, larger: bool
) -> None:
    visitor = open_wizard(size, **ANSWERS)
    if larger:
        visitor.make_larger()
    wizard = visitor.wizard
    wrong: dict[str, list[str]] = {}
    corners: dict[str, set[tuple[int, int]]] = {"Back": set(), "Continue": set()}
    for view in views(visitor):
        wrong[view] = faults(wizard, QSize(*size)) + [
            f"too small: {name(one)}"
            for one in (*choices(wizard), *buttons(wizard))
            if min(one.height(), one.width()) < smallest_side(one, size)
        ]
        if visitor.page in ("review", "result"):
            continue  # their column is wider, or their buttons are more
        back, go_on = place(wizard.foot.back), place(wizard.foot.go_on)
        if wizard.foot.back.isVisible():
            corners["Back"].add((back.x(), back.bottom()))
        # Its words differ in length, so that its left side may move.
        corners["Continue"].add((go_on.right(), go_on.bottom()))
    assert {view: found for view, found in wrong.items() if found} == {}
    assert size == SMALL or [len(found) for found in corners.values()] == [1, 1], corners


def test_at_four_times_the_size_every_page_is_whole_and_scrolls_to_its_end(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(ENLARGED, **ANSWERS)
    wizard = visitor.wizard
    wrong = {view: faults(wizard, QSize(*ENLARGED)) for view in views(visitor)}
    assert {view: found for view, found in wrong.items() if found} == {}


@pytest.fixture
def spoken(
    speak: Callable[[str], None],
    open_reader: OpenReader,
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Have other languages to choose from, and a voice."""
    speak("en")
    reader = open_reader(recorder.voice())
    monkeypatch.setattr("gui.widgets.listen_control.reader_of", lambda _app: reader)


@pytest.mark.parametrize("page", ["onset", "result"])
@pytest.mark.parametrize("size", [(800, 600), (640, 480), SMALL], ids=str)
def test_languages_and_listen_stand_beside_or_under_each_other_in_the_head(
    spoken: None, open_wizard: OpenWizard, page: str, size: Size
) -> None:
    visitor = open_wizard(size, at=page, **ANSWERS)
    visitor.make_larger()
    visitor.qtbot.waitUntil(lambda: visitor.wizard.header.listen is not None)
    settle()
    assert faults(visitor.wizard, QSize(*size)) == []


def test_listen_is_in_its_place_at_once(spoken: None, qtbot: QtBot) -> None:
    head = PageHeader("Are you still here?")
    qtbot.addWidget(head)
    head.resize(800, 80)
    head.show()
    settle()
    head.add_listening()
    assert head.listen
    at_first = head.listen.geometry()
    settle()
    assert head.listen.geometry() == at_first


def test_back_stands_above_continue_where_large_targets_leave_no_room_beside_it(
    open_wizard: OpenWizard,
) -> None:
    size = (900, 521)  # so low that the foot scrolls along with the list, beside the figure
    clinic = replace(default_clinic(), targets="30mm")
    visitor = open_wizard(size, clinic, at="affected", **ANSWERS)
    settle()
    foot = visitor.wizard.foot
    assert foot.back.geometry().bottom() < foot.go_on.geometry().top()
    assert faults(visitor.wizard, QSize(*size)) == []


def test_what_turns_the_figure_is_whole_when_the_figure_comes_back(
    spoken: None, open_wizard: OpenWizard
) -> None:
    clinic = replace(default_clinic(), targets="30mm")
    visitor = open_wizard(USUAL[1], clinic, at="affected", **ANSWERS)
    visitor.qtbot.waitUntil(lambda: visitor.wizard.header.listen is not None)
    page = visitor.wizard.current
    assert isinstance(page, BodyPage)
    assert page.figure
    for size in ((900, 519), (640, 480), (900, 521)):  # in the second there is no room for a figure
        visitor.wizard.resize(*size)
        settle()
    assert not is_cut(page.figure.turner)


def test_the_tools_keep_the_focus_where_the_head_begins_to_scroll_and_where_it_stops(
    open_wizard: OpenWizard,
) -> None:
    wizard = open_wizard(USUAL[1], at="onset", **ANSWERS).wizard
    wizard.header.text_size.setFocus()
    for size in (SMALL, USUAL[1]):
        wizard.resize(*size)
        settle()
        assert wizard.current.pane.isAncestorOf(wizard.header) == (size == SMALL)
        assert QApplication.focusWidget() is wizard.header.text_size


def place(widget: QWidget) -> QRect:
    """Return where a widget is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    open_wizard: OpenWizard, flashed: list[str]
) -> None:
    visitor = open_wizard(**ANSWERS)
    for _view in views(visitor):
        pass
    tell(visitor.wizard, ("A message", "about something"), "and its details").close()
    assert flashed == []


@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_translated_and_leave_the_window_its_size(
    open_wizard: OpenWizard, speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    visitor = open_wizard(SIZES[0], **ANSWERS)
    wizard = visitor.wizard
    found: dict[str, list[str]] = {}
    for view in views(visitor):
        found[view] = untranslated(wizard.findChildren(QWidget))
        for size in USUAL:
            resize(wizard, QSize(*size))
            found[f"{view} at {size}"] = faults(wizard, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def resize(window: QWidget, size: QSize) -> None:
    """Give a window another size; what had much room gives way only when it has less."""
    for _ in range(3):
        window.resize(size)
        for _ in range(3):
            QApplication.processEvents()


def fresh_size(widget: QWidget) -> QSize:
    """Return the size that a widget asks for now; a button would remember an earlier one."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    return widget.sizeHint()


def test_the_focus_ring_leaves_buttons_and_fields_their_size(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1024, 768), **ANSWERS)
    for view in views(visitor):
        for one in (*buttons(visitor.wizard), *visitor.fields()):
            one.clearFocus()
            before = fresh_size(one)
            one.setFocus()
            assert fresh_size(one) == before, view


def test_back_and_continue_stand_under_the_text_in_a_wide_window(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1920, 1080), urgent_signs=())
    visitor.go_on()
    text = visitor.wizard.current.boxes["urgent_signs"]
    left = text.mapTo(visitor.wizard, text.rect().topLeft()).x()
    back, go_on = place(visitor.wizard.foot.back), place(visitor.wizard.foot.go_on)
    assert abs(back.left() - left) < 20
    assert abs(go_on.right() - (left + text.width())) < 20
