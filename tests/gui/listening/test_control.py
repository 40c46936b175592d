"""Listen: a page is read aloud with a mark beside what is read, and any press stops it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import OpenWizard
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from recorders import BREAKS, OpenReader, Recorder
from tour import ANSWERS

from gui.interview.answer_bar import AnswerButton
from gui.interview.question_page import QuestionPage
from gui.interview.review_page import ReviewRow
from gui.listening.reader import Reader
from gui.widgets.choice import ManyChoice
from gui.widgets.listen_control import LISTEN_KEY, ListenControl
from gui.widgets.reading_mark import ReadingMark, SpokenPlaces
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.questions import PAGE, PAGES

pytest_plugins = ["listening_fixtures"]

LEFT = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


#: Where the bar stands beside a place, in each direction of writing.
DIRECTIONS: dict[Qt.LayoutDirection, Callable[[QRect], int]] = {
    Qt.LayoutDirection.LeftToRight: lambda place: place.left() - 3,
    Qt.LayoutDirection.RightToLeft: lambda place: place.right() + 4,
}


class Listener:
    """Somebody at a page with Listen above it, with a mouse and a keyboard."""

    def __init__(self, qtbot: QtBot, reader: Reader, page: PageId, **answers: Any) -> None:
        self.qtbot = qtbot
        self.reader = reader
        self.interview = Interview()
        for field, value in answers.items():
            self.interview.answer(field, value)
        self.window = QWidget()
        self.control = ListenControl(reader)
        self.room = QVBoxLayout(self.window)
        self.room.addWidget(self.control, 0, Qt.AlignmentFlag.AlignRight)
        self.turn_to(page)
        self.window.resize(1024, 700)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()

    def turn_to(self, page: PageId, *, private: bool = False) -> None:
        self.page = QuestionPage(self.interview, PAGE[page])
        self.page.prepare()
        self.page.enter()
        self.room.addWidget(self.page, 1)
        self.control.follow(self.page, self.page.words, private=private)

    @property
    def choice(self) -> QAbstractButton:
        """The first choice on the page."""
        return next(one for one in self.page.findChildren(ManyChoice) if one.isVisible())

    def button(self, name: str) -> QAbstractButton:
        return next(
            one
            for one in self.window.findChildren(QAbstractButton)
            if one.isVisible() and name in (one.accessibleName(), one.text())
        )

    def sees(self, words: str) -> bool:
        texts = self.window.findChildren(QLabel) + self.window.findChildren(QAbstractButton)
        return any(one.isVisible() and one.text() == words for one in texts)

    def press(self, name: str) -> None:
        one = self.button(name)
        place = one.mapTo(self.window, one.rect().center())
        QTest.mouseClick(self.window.windowHandle(), *LEFT, place, 1000)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)

    @property
    def marked(self) -> QWidget | None:
        marks = self.window.findChildren(ReadingMark)
        return next((one.target for one in marks if one.isVisible()), None)


OpenListener = Callable[..., Listener]


@pytest.fixture
def open_listener(
    qtbot: QtBot, open_reader: OpenReader, recorder: Recorder
) -> Iterator[OpenListener]:
    """Return a way to sit down at a page; `how` is how the voice behaves."""
    opened: list[Listener] = []

    def opening(page: PageId = "urgent", how: str = "goes-on", **answers: Any) -> Listener:
        opened.append(Listener(qtbot, open_reader(recorder.voice(how)), page, **answers))
        return opened[-1]

    yield opening
    for one in opened:
        one.window.close()


@pytest.fixture
def listening(open_listener: OpenListener, recorder: Recorder) -> Listener:
    """Return somebody who hears the first words of a page."""
    listener = open_listener()
    listener.press("Listen")
    listener.qtbot.waitUntil(lambda: len(recorder.told) == 1)
    return listener


def test_listen_reads_all_that_the_page_says(
    open_listener: OpenListener, recorder: Recorder
) -> None:
    listener = open_listener(how="speaks", urgent_signs=("breathing",))
    with listener.qtbot.waitSignal(listener.reader.finished):
        listener.press("Listen")
    assert recorder.words == list(listener.page.words())
    assert any(words.endswith(": chosen") for words in recorder.words)


def test_its_key_does_the_same_and_stops_too(
    open_listener: OpenListener, recorder: Recorder
) -> None:
    listener = open_listener()
    assert f"({LISTEN_KEY})" in listener.button("Listen").toolTip()
    listener.key(Qt.Key.Key_F9)
    listener.qtbot.waitUntil(lambda: recorder.words == [listener.page.words()[0]])
    listener.key(Qt.Key.Key_F9)
    assert not listener.reader.is_reading


def test_the_button_says_stop_while_it_reads_and_stays_where_it_is(listening: Listener) -> None:
    place = listening.control.button.geometry().right()
    listening.press("Stop")
    assert not listening.reader.is_reading
    assert listening.button("Listen").geometry().right() == place


def test_stop_acts_as_it_goes_down(listening: Listener) -> None:
    one = listening.button("Stop")
    place = one.mapTo(listening.window, one.rect().center())
    QTest.mousePress(listening.window.windowHandle(), *LEFT, place, 1000)
    assert not listening.reader.is_reading
    QTest.mouseRelease(listening.window.windowHandle(), *LEFT, place)
    assert not listening.reader.is_reading


def test_a_press_on_a_choice_stops_it_and_counts(listening: Listener) -> None:
    listening.press(listening.choice.text())
    assert not listening.reader.is_reading
    assert listening.interview.kept.urgent_signs


def test_a_press_on_nothing_stops_it(listening: Listener) -> None:
    bottom = QPoint(5, listening.window.height() - 5)
    QTest.mouseClick(listening.window.windowHandle(), *LEFT, bottom, 1000)
    assert not listening.reader.is_reading


def test_a_finger_that_comes_down_stops_it_but_not_on_what_changes_the_voice(
    listening: Listener,
) -> None:
    finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    window = listening.window.windowHandle()
    reading = []
    for name in ("Faster", listening.choice.text()):
        one = listening.button(name)
        touch = QTest.touchEvent(window, finger, False)
        touch.press(0, one.mapTo(listening.window, one.rect().center()), window)
        touch.commit()
        reading.append(listening.reader.is_reading)
        touch.release(0, QPoint(), window)
        touch.commit()
    assert reading == [True, False]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_A])
def test_a_key_stops_it(listening: Listener, key: Qt.Key) -> None:
    listening.page.pane.setFocus()
    listening.key(key)
    assert not listening.reader.is_reading


def test_tab_goes_on_to_the_buttons_that_change_the_voice(listening: Listener) -> None:
    listening.control.button.setFocus()
    names = set()
    for _ in range(5):
        QTest.keyClick(listening.window.windowHandle(), Qt.Key.Key_Backtab)
        focused = listening.window.focusWidget()
        names.add(focused.text() if isinstance(focused, QAbstractButton) else "")
    assert names >= {"Slower", "Faster", "Quieter", "Louder"}
    assert listening.reader.is_reading


@pytest.mark.parametrize("name", ["Slower", "Faster", "Quieter", "Louder"])
def test_changing_the_voice_does_not_stop_it(listening: Listener, name: str) -> None:
    with listening.qtbot.waitSignal(listening.reader.manner_changed):
        listening.press(name)
    assert listening.reader.is_reading


def test_turning_the_page_stops_it(listening: Listener) -> None:
    listening.turn_to("affected")
    assert not listening.reader.is_reading


def test_what_is_read_is_marked_until_it_stops(listening: Listener) -> None:
    marked = listening.marked
    assert isinstance(marked, QLabel)
    assert marked.text() == listening.page.words()[0]
    listening.press("Stop")
    assert listening.marked is None


@pytest.mark.parametrize("direction", list(DIRECTIONS))
def test_the_mark_stands_where_reading_begins_and_covers_no_words(
    listening: Listener, direction: Qt.LayoutDirection
) -> None:
    listening.window.setLayoutDirection(direction)
    marked = listening.marked
    assert marked
    words = listening.page.grab(QRect(marked.mapTo(listening.page, QPoint()), marked.size()))
    place = QRect(marked.mapTo(listening.window, QPoint()), marked.size())
    seen = listening.window.grab().toImage()
    beside = QPoint(DIRECTIONS[direction](place), place.center().y())
    assert seen.pixelColor(beside) == listening.window.palette().highlight().color()
    assert seen.copy(place) == words.toImage().convertToFormat(seen.format())


@pytest.mark.parametrize("page", [page.id for page in PAGES if page.id != "result"])
def test_all_that_is_read_is_found_in_its_order(open_wizard: OpenWizard, page: PageId) -> None:
    wizard = open_wizard(at=page, **ANSWERS).wizard
    places = SpokenPlaces(wizard.current)
    found = [places.find(part) for part in wizard.current.words() if part]
    shown = wizard.current.findChildren(QWidget) + wizard.findChildren(AnswerButton)
    assert None not in found
    order = [shown.index(one) for one in found if one]
    assert order == sorted(order)


def test_a_row_of_the_answers_is_marked_as_a_whole(open_wizard: OpenWizard) -> None:
    page = open_wizard(at="review", **ANSWERS).wizard.current
    part = next(one for one in page.words() if one.startswith("Body parts"))
    row = SpokenPlaces(page).find(part)
    assert isinstance(row, ReviewRow)
    assert row.row.field == "affected"


def test_reading_scrolls_to_what_is_read_and_leaves_the_focus(
    open_listener: OpenListener, recorder: Recorder
) -> None:
    listener = open_listener("affected", how="speaks")
    listener.window.resize(1024, 400)
    bar = listener.page.pane.verticalScrollBar()
    listener.page.pane.setFocus()
    lowest: list[int] = []
    listener.reader.part_started.connect(lambda _number: lowest.append(bar.value()))
    with listener.qtbot.waitSignal(listener.reader.finished):
        listener.key(Qt.Key.Key_F9)
    assert max(lowest) > 0
    assert listener.page.pane.hasFocus()


def test_before_answers_are_heard_it_asks_once_for_each_person(
    open_listener: OpenListener, recorder: Recorder
) -> None:
    listener = open_listener()
    for ask in (True, False):
        listener.turn_to("urgent", private=True)
        listener.press("Listen")
        assert listener.sees("Others may hear this.") == ask
        if ask:
            assert not listener.reader.is_reading
            listener.press("Read aloud")
        assert listener.reader.is_reading
    listener.control.reset()
    listener.turn_to("urgent", private=True)
    listener.press("Listen")
    assert listener.sees("Others may hear this.")


def test_with_the_keyboard_it_is_agreed_to_and_stopped_by_the_same_key(
    open_listener: OpenListener,
) -> None:
    listener = open_listener()
    listener.turn_to("urgent", private=True)
    listener.control.button.setFocus()
    reading = []
    for _ in ("Listen", "Read aloud", "Stop"):
        listener.key(Qt.Key.Key_Space)
        reading.append(listener.reader.is_reading)
    assert reading == [False, True, False]


def test_who_does_not_want_it_heard_goes_on_reading(open_listener: OpenListener) -> None:
    listener = open_listener()
    listener.turn_to("urgent", private=True)
    listener.press("Listen")
    listener.press("Do not read")
    assert not listener.reader.is_reading
    assert not listener.sees("Others may hear this.")


def test_a_voice_that_fails_leaves_one_plain_sentence(
    qtbot: QtBot, open_reader: OpenReader, recorder: Recorder
) -> None:
    listener = Listener(qtbot, open_reader(BREAKS), "urgent")
    with qtbot.waitSignal(listener.reader.finished):
        listener.press("Listen")
    assert listener.sees("This computer can't read aloud now. Please ask a member of staff.")
    assert listener.sees("▶ Listen")
    listener.window.close()


def test_without_a_voice_there_is_no_button_and_no_key(
    qtbot: QtBot, open_reader: OpenReader
) -> None:
    listener = Listener(qtbot, open_reader(), "urgent")
    listener.key(Qt.Key.Key_F9)
    assert not listener.control.isVisible()
    assert not listener.reader.is_reading
    listener.window.close()
