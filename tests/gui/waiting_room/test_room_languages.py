"""Patients choose their language on the start page or on any page; the next one finds the clinic's."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from rooms import CLINIC, Guest, OpenRoom, Records

from questionnaire.words import language, tr

pytest_plugins = ["room_fixtures"]

BEGIN = "Touch to begin"


@pytest.fixture
def guest(speak: Callable[[str], None], open_room: OpenRoom) -> Guest:
    """Return somebody in front of a start page that has more than one language."""
    speak("en")
    return open_room()


def change_on_start_page(guest: Guest) -> None:
    button = guest.room.start_page.header.language
    assert button is not None
    guest.touch(button)


def change(guest: Guest) -> None:
    """Change the language on a page of the questions."""
    button = guest.wizard.header.language
    assert button is not None
    guest.press(button)
    guest.wizard = guest.visit.wizard


def test_the_start_page_speaks_the_language_that_is_touched(guest: Guest) -> None:
    change_on_start_page(guest)
    assert language() != "en"
    assert guest.shown is guest.room.start_page
    assert tr(BEGIN) in guest.words()
    guest.begin()
    assert tr("Who is answering?") in guest.words()


def test_on_any_page_the_same_question_is_asked_in_the_other_language(
    guest: Guest, records: Records
) -> None:
    guest.begin_at("onset", answered_by="patient", urgent_signs=(), affected=("neck",))
    change(guest)
    assert guest.shown is guest.wizard
    assert guest.page == "onset"
    assert tr("How old were you when it began?") in guest.words()
    guest.type(guest.fields()[0], "34")
    guest.go_on()
    guest.kept()
    ((_, body),) = records.kept()
    assert (body.answers["onset_age"].value, body.language) == ("34", language())


def test_a_result_is_kept_in_the_words_in_which_it_was_read_last(
    guest: Guest, records: Records
) -> None:
    guest.begin_at(
        "result", answered_by="patient", urgent_signs=(), affected=("neck",), onset_age=45
    )
    change(guest)
    guest.kept()
    ((_, body),) = records.kept()
    assert body.result is not None
    assert body.language == language() != "en"
    assert tr("If a clinician finds that this is dystonia:") in str(body.result)


def test_the_next_person_finds_the_clinics_language(guest: Guest) -> None:
    guest.begin()
    change(guest)
    guest.room.start_anew()
    assert language() == "en"
    assert BEGIN in guest.words()


def test_a_language_that_somebody_left_on_the_start_page_is_the_clinics_again(
    guest: Guest,
) -> None:
    change_on_start_page(guest)
    guest.wait(CLINIC.idle_seconds + 1)
    guest.qtbot.waitUntil(lambda: language() == "en")
    assert BEGIN in guest.words()
    assert not guest.room.curtain.is_drawn


def test_staff_read_the_clinics_language(guest: Guest) -> None:
    change_on_start_page(guest)
    guest.touch(guest.room.start_page.staff)
    assert guest.shown is guest.room.staff_pin_page
    assert language() == "en"
    assert "Staff PIN" in guest.words()


def test_the_cover_speaks_the_patients_language(guest: Guest) -> None:
    guest.begin()
    change(guest)
    guest.idle()
    words = "After that, this page closes. What was answered stays with the clinic, locked."
    assert tr(words) in guest.words()


def test_what_a_desk_knows_of_is_still_said_after_a_change(guest: Guest, records: Records) -> None:
    guest.begin_at("stop", answered_by="patient", urgent_signs=("breathing",))
    guest.kept()
    records.acknowledge()
    guest.qtbot.waitUntil(lambda: guest.visit._is_told)
    told = guest.wizard.current.words()
    change(guest)
    assert len(guest.wizard.current.words()) == len(told)
    assert guest.visit._is_told


def test_a_page_in_another_language_begins_with_its_answers_by_keys(guest: Guest) -> None:
    guest.begin_at(
        "speed", answered_by="patient", urgent_signs=(), affected=("neck",), onset_age=34
    )
    button = guest.wizard.header.language
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    guest.keys(Qt.Key.Key_Space)
    guest.wizard = guest.visit.wizard
    focused = QApplication.focusWidget()
    assert focused is not None
    assert guest.wizard.current.isAncestorOf(focused)
