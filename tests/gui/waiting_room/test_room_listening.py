"""Listen in the waiting room: every page but the PIN is read aloud, and who listens is here."""

import weakref

import pytest
from layout import is_cut, name
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from recorders import OpenReader, Recorder
from rooms import Guest, OpenRoom

from gui.listening.reader import Reader
from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.widgets.listen_control import ListenControl
from gui.widgets.theme import TEXT_SIZES, set_text_size
from gui.widgets.window_page import RoomPage
from questionnaire.interview import Interview

pytest_plugins = ["room_fixtures", "listening_fixtures"]


@pytest.fixture
def reader(open_reader: OpenReader, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Let the program have a voice that writes down what it is told."""
    made = open_reader(recorder.voice("speaks"))
    monkeypatch.setattr("gui.widgets.listen_control.reader_of", lambda _app: made)
    return made


@pytest.fixture
def listener(reader: Reader, open_room: OpenRoom) -> Guest:
    """Return somebody in front of the start page of a computer that speaks."""
    return open_room()


def listen_on(page: QWidget, guest: Guest) -> ListenControl:
    """Return Listen in the head of a page, once it is there."""
    assert isinstance(page, RoomPage)
    guest.qtbot.waitUntil(lambda: page.header.listen is not None)
    assert page.header.listen is not None
    return page.header.listen


def press(guest: Guest, listen: ListenControl, words: str) -> None:
    buttons = listen.findChildren(QAbstractButton)
    guest.touch(next(one for one in buttons if words in (one.text(), one.accessibleName())))


def hear(guest: Guest, recorder: Recorder, page: QWidget, *agreed: str) -> list[str]:
    """Have a page read aloud to its end, and return what was heard."""
    before = len(recorder.words)
    listen = listen_on(page, guest)
    with guest.qtbot.waitSignal(listen._reader.finished):
        for words in ("Listen", *agreed):
            press(guest, listen, words)
    return recorder.words[before:]


def test_start_asking_and_stopped_page_are_read_aloud(listener: Guest, recorder: Recorder) -> None:
    start = listener.room.start_page
    assert hear(listener, recorder, start) == list(start.words())
    listener.begin_at("affected", urgent_signs=())
    listener.press(listener.button("Stop here"))
    asking = listener.shown
    assert isinstance(asking, AskingPage)
    assert hear(listener, recorder, asking) == list(asking.words())
    listener.touch(asking.stop)
    stopped = listener.shown
    assert isinstance(stopped, StoppedPage)
    heard = hear(listener, recorder, stopped, "Read aloud")
    assert heard == [words for words in stopped.words() if words]


def stop_at_the_check(guest: Guest) -> StoppedPage:
    guest.press(guest.button("Stop here"))
    assert isinstance(guest.shown, AskingPage)
    guest.touch(guest.shown.stop)
    assert isinstance(guest.shown, StoppedPage)
    return guest.shown


def have_the_page_read(listener: Guest) -> None:
    """Have a private page read to its end, and agree that others may hear it."""
    listener.qtbot.waitUntil(lambda: listener.wizard.header.listen is not None)
    listen = listener.wizard.header.listen
    assert listen is not None
    with listener.qtbot.waitSignal(listen._reader.finished):
        for words in ("Listen", "Read aloud"):
            press(listener, listen, words)


def test_who_agreed_that_others_may_hear_is_not_asked_again_but_the_next_person_is(
    listener: Guest, recorder: Recorder
) -> None:
    answers = {"urgent_signs": (), "affected": ("neck",), "onset_age": 34}
    listener.begin_at("review", **answers)
    have_the_page_read(listener)
    stopped = stop_at_the_check(listener)
    assert hear(listener, recorder, stopped)
    listener.touch(stopped.close_page)
    listener.begin_at("review", **answers)
    assert hear(listener, recorder, stop_at_the_check(listener), "Read aloud")


def test_nothing_of_what_was_read_aloud_stays_in_memory(listener: Guest) -> None:
    listener.begin_at("review", urgent_signs=(), affected=("neck",), onset_age=34)
    have_the_page_read(listener)
    old: weakref.ref[Interview] = weakref.ref(listener.interview)
    listener.room.start_anew()
    del listener.wizard
    listener.qtbot.waitUntil(lambda: old() is None)


def test_the_staff_page_is_read_aloud_and_the_pin_page_is_not(
    listener: Guest, recorder: Recorder
) -> None:
    listener.open_staff_page()
    assert listener.room.staff_pin_page.header.listen is None
    page = listener.room.staff_page
    assert page is not None
    assert hear(listener, recorder, page) == list(page.words())


def test_the_cover_is_read_aloud_and_stays_and_counts_anew(
    listener: Guest, recorder: Recorder
) -> None:
    listener.begin()
    listener.idle()
    cover = listener.room.curtain._cover
    assert cover is not None
    listener.wait(25)
    listener.qtbot.waitUntil(lambda: "5 seconds left" in listener.words())
    heard = hear(listener, recorder, cover)
    assert heard[0] == "Are you still here?"
    listener.qtbot.waitUntil(lambda: "30 seconds left" in listener.words())
    assert listener.room.curtain.is_drawn


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_what_belongs_to_listen_is_whole_at_every_size(
    reader: Reader, themed: QApplication, qtbot: QtBot, percent: int
) -> None:
    set_text_size(percent)
    page = StoppedPage("K7-42", None, give_back=True)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.header.listen is not None)
    listen = page.header.listen
    assert listen is not None
    wrong: list[str] = []
    for step in ("asks", "reads"):
        listen.button.click()
        if step == "reads":
            listen._yes.click()
        for size in ((512, 384), (1024, 768), (1366, 768), (512, 384)):
            page.resize(*size)
            for _ in range(5):
                QApplication.processEvents()
            inside = listen.findChildren(QWidget)
            cut = [one for one in inside if one.isVisible() and is_cut(one)]
            wrong += [f"{step} {size} {name(one)}" for one in cut]
            assert page.size().toTuple() == size
    assert wrong == []


def test_who_is_read_to_is_still_here(listener: Guest, reader: Reader) -> None:
    listener.begin()
    listener.wait(119)
    with listener.qtbot.waitSignal(reader.part_started):
        reader.read(("One sentence.",))
    listener.wait(119)
    listener.looked()
    assert not listener.room.curtain.is_drawn


@pytest.fixture
def read_to(
    open_reader: OpenReader,
    recorder: Recorder,
    monkeypatch: pytest.MonkeyPatch,
    open_room: OpenRoom,
) -> Guest:
    """Return somebody to whom a page is read that never comes to its end."""
    endless = open_reader(recorder.voice("goes-on"))
    monkeypatch.setattr("gui.widgets.listen_control.reader_of", lambda _app: endless)
    guest = open_room()
    guest.begin()
    guest.qtbot.waitUntil(lambda: guest.wizard.header.listen is not None)
    press(guest, listen_of(guest), "Listen")
    assert endless.is_reading
    return guest


def listen_of(guest: Guest) -> ListenControl:
    """Return Listen above the questions."""
    assert guest.wizard.header.listen is not None
    return guest.wizard.header.listen


def test_the_cover_silences_what_is_read(read_to: Guest) -> None:
    read_to.idle()
    assert not listen_of(read_to)._reader.is_reading


def test_after_the_cover_listen_has_the_focus_in_place_of_its_buttons_that_went(
    read_to: Guest,
) -> None:
    listen = listen_of(read_to)
    press(read_to, listen, "Quieter")
    read_to.idle()
    read_to.room.uncover()
    assert QApplication.focusWidget() is listen.button


def test_a_slower_voice_stays_for_this_person_and_goes_with_them(
    listener: Guest, recorder: Recorder, reader: Reader
) -> None:
    usual = reader.can_change
    reader.slower()
    reader.slower()
    slowest = reader.can_change
    listener.begin()
    listener.qtbot.waitUntil(lambda: listener.wizard.header.listen is not None)
    assert reader.can_change == slowest
    listener.room.start_anew()
    assert reader.can_change == usual
