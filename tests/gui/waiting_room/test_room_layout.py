"""Every page of the waiting room at every size: nothing is cut, everything is large enough and has a name."""

from collections.abc import Callable, Iterator

import pytest
from foreign import untranslated
from layout import faults, is_cut, name
from pseudo_languages import CODES
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
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
    for _ in range(3):
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


def test_nothing_is_cut_and_nothing_leaves_the_page(gone: list[QWidget], make: Make) -> None:
    page = make()
    gone.append(page)
    wrong: list[str] = []
    for size in SIZES:
        seen = shown(page, size)
        assert page.size().toTuple() == size
        wrong += [f"{size} cut: {name(one)}" for one in seen if is_cut(one)]
        wrong += [f"{size} outside: {name(one)}" for one in seen if leaves(one, page)]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_and_translated(
    gone: list[QWidget], make: Make, speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    page = make()
    gone.append(page)
    wrong: list[str] = []
    for size in USUAL:
        seen = shown(page, size)
        assert page.size().toTuple() == size
        wrong += [f"{size} cut: {name(one)}" for one in seen if is_cut(one)]
        wrong += [f"{size} outside: {name(one)}" for one in seen if leaves(one, page)]
    assert wrong == []
    assert untranslated([page, *page.findChildren(QWidget)], *GIVEN) == []


def test_everything_to_press_is_large_enough(gone: list[QWidget], make: Make) -> None:
    page = make()
    gone.append(page)
    small: list[str] = []
    for size, least in [((512, 384), 44), ((1024, 768), 76)]:
        buttons = [one for one in shown(page, size) if isinstance(one, (QPushButton, QLineEdit))]
        assert buttons
        small += [
            f"{size} {name(one)}" for one in buttons if min(one.width(), one.height()) < least
        ]
    assert small == []


@pytest.mark.parametrize("kind", [StartPage, Cover])
def test_the_one_large_button_is_seen_whole_without_scrolling(
    gone: list[QWidget], kind: type[RoomPage]
) -> None:
    page = StartPage(default_clinic()) if kind is StartPage else Cover("It ends.", counts=True)
    gone.append(page)
    button = page.begin if isinstance(page, StartPage) else page.back
    for size in [(512, 384), (683, 384), (1366, 768)]:
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
    wizard.set_larger(larger)
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


def leaves(widget: QWidget, page: RoomPage) -> bool:
    """Tell whether a widget leaves the page, or its content to the side; downwards it scrolls."""
    left = widget.mapTo(page, widget.rect().topLeft()).x()
    inside = left >= 0 and left + widget.width() <= page.width()
    below = widget.mapTo(page, widget.rect().bottomLeft()).y()
    scrolls = page.pane.content.isAncestorOf(widget)
    return not inside or (not scrolls and below >= page.height())
