"""Somebody who wants to stop: asked once, then led to the desk, and nothing of them is left."""

import pytest
from layout import faults
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel
from rooms import Guest, Records

from gui.interview.wizard import Wizard
from gui.waiting_room.stopping import AskingPage, StoppedPage
from gui.widgets.theme import TEXT_SIZES, set_text_size

pytest_plugins = ["room_fixtures"]

CODE = "Please tell the desk:"


def ask(guest: Guest) -> AskingPage:
    """Press "Stop here" in the questionnaire."""
    guest.press(guest.button("Stop here"))
    asking = guest.shown
    assert isinstance(asking, AskingPage)
    return asking


def stop(guest: Guest) -> StoppedPage:
    """Stop, and say so once more."""
    guest.touch(ask(guest).stop)
    stopped = guest.shown
    assert isinstance(stopped, StoppedPage)
    return stopped


def test_every_page_but_the_last_lets_one_stop(guest: Guest) -> None:
    guest.begin()
    guest.interview.answer("urgent_signs", ("breathing",))
    guest.interview.answer("affected", ("neck",))
    guest.interview.answer("onset_age", 45)
    while guest.page != "result":
        assert guest.button("Stop here").height() >= 76
        guest.go_on()
    assert "Stop here" not in guest.words()


def test_one_is_asked_once_and_large_buttons_answer(at_the_age: Guest) -> None:
    asking = ask(at_the_age)
    words = at_the_age.words()
    assert "Stop here?" in words
    assert "What you answered stays with the clinic." in words
    assert "87" not in words
    assert min(asking.stop.height(), asking.go_on.height()) >= 114


def test_going_on_leads_back_to_the_page_as_it_was(at_the_age: Guest) -> None:
    before = at_the_age.words()
    ask(at_the_age)
    at_the_age.keys(Qt.Key.Key_Return)
    assert at_the_age.shown is at_the_age.wizard
    assert at_the_age.words() == before
    focused = QApplication.focusWidget()
    assert focused is not None
    assert at_the_age.wizard.isAncestorOf(focused)
    assert at_the_age.room.stopping is None


def test_stopping_keeps_what_was_answered_and_names_the_code(
    at_the_age: Guest, records: Records
) -> None:
    stop(at_the_age)
    words = at_the_age.words()
    assert at_the_age.room.visit is None
    at_the_age.kept()
    ((listed, body),) = records.kept()
    assert (listed.state, body.page, body.answers["onset_age"].value) == (
        "unfinished",
        "onset",
        "87",
    )
    assert words.index(CODE) < words.index(listed.ticket)


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_the_code_is_the_largest_thing_on_the_page(at_the_age: Guest, percent: int) -> None:
    set_text_size(percent)
    page = stop(at_the_age)
    QApplication.processEvents()
    sizes = {one.text(): one.fontInfo().pixelSize() for one in page.findChildren(QLabel)}
    code = next(words for words in sizes if words.count("-") == 1 and len(words) == 5)
    assert sizes.pop(code) > 2 * max(sizes.values())


def test_nothing_of_the_answers_is_left_while_the_code_is_shown(at_the_age: Guest) -> None:
    stop(at_the_age)
    at_the_age.qtbot.waitUntil(lambda: at_the_age.room.findChildren(Wizard) == [])
    assert "87" not in at_the_age.words()


def test_the_code_can_be_closed(at_the_age: Guest) -> None:
    page = stop(at_the_age)
    at_the_age.touch(page.close_page)
    assert at_the_age.shown is at_the_age.room.start_page


def test_the_code_stays_for_the_clinics_time_and_goes_without_a_question(at_the_age: Guest) -> None:
    stop(at_the_age)
    at_the_age.wait(119)
    QApplication.processEvents()
    assert CODE in at_the_age.words()
    at_the_age.wait(2)
    at_the_age.qtbot.waitUntil(lambda: at_the_age.shown is at_the_age.room.start_page)
    assert at_the_age.room.stopping is None
    assert not at_the_age.room.curtain.is_drawn


def test_nobody_there_to_answer_ends_as_anywhere_else(at_the_age: Guest, records: Records) -> None:
    ask(at_the_age)
    at_the_age.idle()
    at_the_age.wait(31)
    at_the_age.qtbot.waitUntil(lambda: at_the_age.shown is at_the_age.room.start_page)
    at_the_age.kept()
    ((listed, _),) = records.kept()
    assert listed.state == "unfinished"


def test_whoever_answered_nothing_is_asked_nothing(guest: Guest, records: Records) -> None:
    guest.begin()
    guest.press(guest.button("Stop here"))
    assert guest.shown is guest.room.start_page
    guest.kept()
    assert records.kept() == []


def test_an_urgent_sign_is_not_lost_by_stopping(guest: Guest) -> None:
    guest.begin_at("urgent")
    guest.choose("Choking now, or spit can't be swallowed")
    stop(guest)
    words = guest.words()
    assert words.index("Tell the desk now") < words.index("This screen can't call anyone for you.")
    assert words.index("This screen can't call anyone for you.") < words.index(CODE)


def test_what_the_desk_has_acknowledged_is_said_to_whoever_stops(
    guest: Guest, records: Records
) -> None:
    guest.begin()
    guest.go_to("stop", {"urgent": ["Choking now, or spit can't be swallowed"]})
    guest.kept()
    records.acknowledge()
    guest.qtbot.waitUntil(lambda: "The desk has been told." in guest.words(), timeout=20_000)
    stop(guest)
    assert "The desk has been told." in guest.words()


def test_without_an_urgent_sign_nothing_alarms(guest: Guest) -> None:
    guest.begin()
    guest.choose("I am the patient")
    stop(guest)
    assert "member of staff now" not in guest.words()
    assert "can't call anyone" not in guest.words()


def test_a_known_patient_is_asked_to_give_the_computer_back(guest: Guest) -> None:
    guest.room.begin("1234", give_back=True)
    guest.wizard = guest.visit.wizard
    guest.choose("I am the patient")
    stop(guest)
    assert "Please give this computer back." in guest.words()


@pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])
def test_the_button_pushes_nothing_off_any_page(guest: Guest, *, larger: bool) -> None:
    guest.begin()
    guest.interview.answer("urgent_signs", ("breathing",))
    guest.interview.answer("affected", ("neck", "left-hand"))
    guest.interview.answer("onset_age", 45)
    wizard = Wizard(guest.interview, guest.room.clinic, guest.wizard.venue)
    guest.qtbot.addWidget(wizard)
    wizard.show()
    set_text_size(200 if larger else 100)
    sizes = [(1024, 768), (683, 384), (512, 384)]
    wrong: dict[str, list[str]] = {}
    while wizard.page_id != "result":  # there the button is gone
        for size in sizes:
            wizard.resize(*size)
            for _ in range(10):
                QApplication.processEvents()
            if found := faults(wizard, QSize(*size)):
                wrong[f"{wizard.page_id} {size}"] = found
        sizes.reverse()  # the next page begins as small or large as this one ends
        wizard.next()
    assert wrong == {}


def test_the_buttons_stand_under_the_text(guest: Guest) -> None:
    guest.room.resize(1366, 768)
    guest.begin()
    QApplication.processEvents()
    choice, left = next(iter(guest.choices().values())), guest.button("Stop here")
    right = guest.button("Continue")
    edges = [
        (one.mapTo(guest.room, one.rect().topLeft()).x(), one.width())
        for one in (choice, left, right)
    ]
    (x, width), (first, _), (last, last_width) = edges
    assert (first, last + last_width) == (x, x + width)
