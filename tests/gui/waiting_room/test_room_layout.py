"""Every page of the waiting room at every size: nothing is cut, everything is large enough and has a name."""

from collections.abc import Callable, Iterator

import pytest
from foreign import untranslated
from layout import edges, faults, is_cut, name
from pseudo_languages import CODES
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from rooms import Guest, Records

from gui.attendance.curtain import Cover
from gui.interview.end_page import EndPage
from gui.interview.venue import Ending, Venue
from gui.interview.wizard import Wizard
from gui.waiting_room.application import NoticePage
from gui.waiting_room.staff_pages import StaffPage, StaffPinPage
from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.waiting_room.window import StartPage
from gui.widgets.background import Background
from gui.widgets.labels import stack
from gui.widgets.number_pad import LetterPad
from gui.widgets.theme import TEXT_SIZES, set_text_size
from gui.widgets.window_page import RoomPage
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.reports.speech import UrgentPage
from questionnaire.words import tr

pytest_plugins = ["room_fixtures"]

#: From small to large: the words of a page that was wide keep it from becoming narrow.
USUAL = [(1024, 768), (1366, 768), (1920, 1080)]
SIZES = [(512, 384), (683, 384), *USUAL]
SEEN = (QLabel, QPushButton, QLineEdit)
URGENT = UrgentPage(
    title="Tell the desk now",
    lines=(
        "You marked trouble breathing or a tight throat. Tell a member of staff now.",
        "This screen can't call anyone for you.",
    ),
    after="",
)

_UNTIL_AT_REST = 6  # rounds of events; the longest page takes four

#: What stands in no catalogue: the words above, a code, a path.
GIVEN = (
    URGENT.title,
    *URGENT.lines,
    "Set the records up first.",
    "/some/folder/clinic.toml",
    "K7-42",
)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def lock(records: Records) -> PinLock:
    return PinLock(Notes(records.folder), records.setup.staff_pin)


Make = Callable[[], RoomPage]


@pytest.fixture(params=["start", "exit", "staff", "notice", "cover", "asking", "stopped", "urgent"])
def make(request: pytest.FixtureRequest, lock: PinLock, background: Background) -> Make:
    """Return a way to make one of the pages, with as many words on it as it ever has."""

    def refused() -> RoomPage:
        page = StaffPinPage(lock, background)
        page._wrong = tr("This is not the staff PIN.")
        page.field.setText("1")
        page._show_wait(599.0)
        return page

    def counting() -> RoomPage:
        page = Cover(URGENT.title, counts=True)
        page.show_left(30)
        return page

    pages: dict[str, Make] = {
        "start": lambda: StartPage(default_clinic()),
        "exit": refused,
        "staff": StaffPage,
        "notice": lambda: NoticePage(("Set the records up first.", "/some/folder/clinic.toml: 5")),
        "cover": counting,
        "asking": AskingPage,
        "stopped": lambda: StoppedPage("K7-42", None, give_back=True),
        "urgent": lambda: StoppedPage("K7-42", URGENT, give_back=True),
    }
    return pages[request.param]


@pytest.fixture
def gone(themed: QApplication) -> Iterator[list[QWidget]]:
    """Return a list of widgets that are to be gone at the end, whatever comes in between."""
    made: list[QWidget] = []
    yield made
    for one in made:
        one.hide()
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(page: QWidget, size: tuple[int, int]) -> list[QWidget]:
    """Show a page at this size, and return what can be seen or pressed on it."""
    page.resize(*size)
    page.show()
    for _ in range(_UNTIL_AT_REST):
        QApplication.processEvents()
    return [one for one in page.findChildren(QWidget) if isinstance(one, SEEN) and one.isVisible()]


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    gone: list[QWidget], make: Make, flashed: list[str]
) -> None:
    gone.append(make())
    shown(gone[0], SIZES[0])
    assert flashed == []


def test_a_page_follows_a_window_that_becomes_small_at_once(
    gone: list[QWidget], make: Make
) -> None:
    window = QWidget()
    gone.append(window)
    stack(window, make())
    shown(window, (1920, 1080))
    shown(window, (683, 384))
    assert (window.width(), window.height()) == (683, 384)


class LayoutsAsked(QObject):
    """Counts how often a page is asked to lay itself out."""

    count = 0

    def eventFilter(self, page: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(page, event)


def test_a_page_that_was_laid_out_comes_to_rest(gone: list[QWidget], make: Make) -> None:
    page, asked = make(), LayoutsAsked()
    gone.append(page)
    page.installEventFilter(asked)
    restless: list[tuple[int, int]] = []
    for size in SIZES:
        shown(page, size)
        asked.count = 0
        QApplication.processEvents()
        restless += [size] if asked.count else []
    page.removeEventFilter(asked)
    assert restless == []


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_nothing_is_cut_and_nothing_leaves_the_page(
    gone: list[QWidget], make: Make, percent: int
) -> None:
    set_text_size(percent)
    page = make()
    gone.append(page)
    assert [f"{size} {fault}" for size in SIZES for fault in faults_of(page, size)] == []


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_content_keeps_at_least_half_of_the_height(
    gone: list[QWidget], make: Make, percent: int
) -> None:
    set_text_size(percent)
    page = make()
    gone.append(page)
    shares: dict[tuple[int, int], float] = {}
    for size in SIZES:
        shown(page, size)
        shares[size] = page.pane.height() / page.height()
    assert min(shares.values()) >= 0.5, shares


def test_letters_that_become_larger_on_the_page_cut_nothing(
    gone: list[QWidget], make: Make
) -> None:
    page = make()
    gone.append(page)
    shown(page, (1024, 768))
    for _ in TEXT_SIZES[1:]:
        page.header.text_size.click()
        assert faults_of(page, (1024, 768)) == []


def test_the_tools_keep_the_focus_where_the_head_begins_to_scroll(
    gone: list[QWidget], make: Make, qtbot: QtBot
) -> None:
    page = make()
    gone.append(page)
    with qtbot.waitActive(page):
        shown(page, (1024, 768))
        page.activateWindow()
    page.header.text_size.setFocus()
    shown(page, (1024, 400))
    assert page.pane.isAncestorOf(page.header)
    assert page.header.text_size.hasFocus()


def test_title_content_and_buttons_have_one_edge_at_each_side(
    gone: list[QWidget], make: Make
) -> None:
    page = make()
    gone.append(page)
    for size in USUAL:
        inside = [one for one in shown(page, size) if page.pane.content.isAncestorOf(one)]
        if not isinstance(page, StoppedPage):  # its words stand in frames
            assert edges(page, inside) == (page.side, page.side), size
        buttons = [one for one in page.foot.findChildren(QPushButton) if one.isVisible()]
        assert not buttons or page.side in edges(page, buttons), size


@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_and_translated(
    gone: list[QWidget], make: Make, speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    page = make()
    gone.append(page)
    assert [f"{size} {fault}" for size in USUAL for fault in faults_of(page, size)] == []
    assert untranslated([page, *page.findChildren(QWidget)], *GIVEN) == []


def test_everything_to_press_is_large_enough(gone: list[QWidget], make: Make) -> None:
    page = make()
    gone.append(page)
    small: list[str] = []
    for size, least in [((512, 384), 44), ((1024, 768), 76)]:
        seen = shown(page, size)
        buttons = [one for one in seen if isinstance(one, (QPushButton, QLineEdit))]
        assert buttons
        if isinstance(page, StaffPage):
            (pad,) = page.pad.findChildren(LetterPad)
            page.pad.switch.click()
            shown(page, size)
            letters = pad.findChildren(QPushButton)
            small += [f"{size} {name(one)}" for one in letters if shortest(one) < min(least, 60)]
            page.pad.switch.click()
        tools = [one for one in buttons if page.header.isAncestorOf(one)]
        buttons = [one for one in buttons if one not in tools]
        small += [f"{size} {name(one)}" for one in tools if shortest(one) < 44]
        small += [f"{size} {name(one)}" for one in buttons if shortest(one) < least]
    assert small == []


@pytest.mark.parametrize("kind", [StartPage, Cover])
def test_the_one_large_button_is_seen_whole_without_scrolling(
    gone: list[QWidget], kind: type[RoomPage]
) -> None:
    page = StartPage(default_clinic()) if kind is StartPage else Cover("It ends.", counts=True)
    gone.append(page)
    button = page.begin if isinstance(page, StartPage) else page.back
    usual = [(size, 100) for size in SIZES]
    for size, percent in [*usual, *((size, 200) for size in USUAL)]:
        set_text_size(percent)
        shown(page, size)
        assert button.visibleRegion().boundingRect() == button.rect(), size
        assert button.height() >= 114, size


def test_everything_that_can_have_the_focus_has_a_name(gone: list[QWidget], make: Make) -> None:
    page = make()
    gone.append(page)
    shown(page, SIZES[0])
    focusable = [
        one
        for one in page.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible()
    ]
    assert focusable
    nameless = [
        one
        for one in focusable
        if not (one.accessibleName() or (isinstance(one, QPushButton) and one.text()))
    ]
    assert nameless == []


def last_page(ending: Ending) -> Wizard:
    """Return the wizard at its last page, small, with an urgent sign."""
    interview = Interview()
    interview.answer("urgent_signs", ("breathing",))
    interview.answer("affected", ("neck", "left-hand"))
    interview.answer("onset_age", 34)
    place = Venue(kind="waiting-room", ending=ending, ticket="K7-42", give_back=True)
    wizard = Wizard(interview, default_clinic(), place)
    wizard.resize(*SIZES[0])
    wizard.open_at("result")
    return wizard


def faults_at_all_sizes(wizard: Wizard) -> dict[tuple[int, int], list[str]]:
    """Show the last page to its end, and return what is wrong with it at which size."""
    wizard.show()
    page = wizard.current
    assert isinstance(page, EndPage)
    while page._rest.isActive():
        QApplication.processEvents()
    wrong: dict[tuple[int, int], list[str]] = {}
    for size in SIZES:
        wizard.resize(*size)
        for _ in range(10):
            QApplication.processEvents()
        if found := faults(wizard, QSize(*size)):
            wrong[size] = found
    return wrong


@pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])
@pytest.mark.parametrize("ending", ["all", "summary", "thanks"])
def test_the_last_page_is_laid_out_well(
    gone: list[QWidget], ending: Ending, *, larger: bool
) -> None:
    wizard = last_page(ending)
    gone.append(wizard)
    set_text_size(200 if larger else 100)
    assert faults_at_all_sizes(wizard) == {}


@pytest.mark.parametrize("code", CODES)
def test_the_last_page_is_whole_and_translated_in_other_languages(
    gone: list[QWidget], speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    wizard = last_page("all")
    gone.append(wizard)
    wrong = faults_at_all_sizes(wizard)
    assert {size: found for size, found in wrong.items() if size in USUAL} == {}
    assert untranslated(wizard.findChildren(QWidget), *GIVEN) == []


def test_trouble_cuts_nothing_off(guest: Guest) -> None:
    guest.begin()
    guest.files.trouble_changed.emit("The disk is full.")
    QApplication.processEvents()
    assert not is_cut(guest.room.trouble)
    assert guest.room.rect().contains(guest.wizard.geometry().translated(guest.room.pages.pos()))


def faults_of(page: RoomPage, size: tuple[int, int]) -> list[str]:
    """Show a page at this size, and return what is wrong with it."""
    seen = shown(page, size)
    wrong = [] if page.size().toTuple() == size else [f"the window is {page.size().toTuple()}"]
    wrong += [f"cut: {name(one)}" for one in seen if is_cut(one)]
    return wrong + [f"outside: {name(one)}" for one in seen if leaves(one, page)]


def shortest(widget: QWidget) -> int:
    """Return the smaller of width and height."""
    return min(widget.width(), widget.height())


def leaves(widget: QWidget, page: RoomPage) -> bool:
    """Tell whether a widget leaves the page, or its content to the side; downwards it scrolls."""
    left = widget.mapTo(page, widget.rect().topLeft()).x()
    inside = left >= 0 and left + widget.width() <= page.width()
    below = widget.mapTo(page, widget.rect().bottomLeft()).y()
    scrolls = page.pane.content.isAncestorOf(widget)
    return not inside or (not scrolls and below >= page.height())
