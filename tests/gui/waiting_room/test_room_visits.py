"""One person after the other: from the touch on the start page to the code for the desk."""

from typing import Any

import pytest
from driver import Script
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from rooms import Guest, OpenRoom, Records

from gui.interview.ages_page import OnsetPage
from gui.interview.end_page import EndPage

pytest_plugins = ["room_fixtures"]

NECK: Script = {
    "welcome": ["I am the patient"],
    "urgent": ["None of these"],
    "affected": ["Neck"],
    "onset": ["45"],
}


NECK_ANSWERS: dict[str, Any] = {
    "answered_by": "patient",
    "urgent_signs": (),
    "affected": ("neck",),
    "onset_age": 45,
}


def finish(guest: Guest, **others: Any) -> str:
    """Come to the end and return what the last page says."""
    guest.begin_at("result", **{**NECK_ANSWERS, **others})
    return last_words(guest)


def last_words(guest: Guest) -> str:
    """Return what the last page says once all of it is there."""
    page = guest.wizard.current
    assert isinstance(page, EndPage)
    guest.qtbot.waitUntil(lambda: not page._rest.isActive())
    return guest.words()


def test_the_room_fills_the_screen_and_names_the_clinic(guest: Guest) -> None:
    assert guest.room.isFullScreen()
    assert guest.shown is guest.room.start_page
    assert "Our clinic" in guest.words()


def test_enter_begins_and_tab_leads_to_staff(guest: Guest) -> None:
    assert QApplication.focusWidget() is guest.room.start_page.begin
    guest.keys(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is guest.room.start_page.staff
    guest.keys(Qt.Key.Key_Backtab)
    guest.keys(Qt.Key.Key_Return)
    assert guest.visit.wizard.page_id == "welcome"


def test_the_whole_questionnaire_works_with_the_keyboard_alone(guest: Guest) -> None:
    guest.keys(Qt.Key.Key_Return)
    wizard = guest.wizard = guest.visit.wizard
    guest.interview.answer("urgent_signs", ())
    guest.interview.answer("affected", ("neck",))
    guest.interview.answer("onset_age", 45)
    while guest.page != "result":
        before = guest.page
        guest.keys(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert guest.page != before
    done = wizard.foot.last
    for _ in range(40):
        if QApplication.focusWidget() is done:
            break
        guest.keys(Qt.Key.Key_Tab)
    guest.keys(Qt.Key.Key_Space)
    assert guest.shown is guest.room.start_page


def test_who_works_with_keys_finds_no_number_pad_of_somebody_before_who_pressed(
    guest: Guest,
) -> None:
    pads: list[bool] = []
    for way in (guest.begin, lambda: guest.keys(Qt.Key.Key_Return)):
        way()
        wizard = guest.visit.wizard
        wizard.interview.answer("affected", ("neck",))
        wizard.interview.answer("urgent_signs", ())
        wizard.open_at("onset")
        page = wizard.current
        assert isinstance(page, OnsetPage)
        pads.append(page.pad is not None)
        guest.room.start_anew()
    assert pads == [True, False]


def test_the_first_page_says_that_the_answers_are_kept_locked(guest: Guest) -> None:
    guest.begin()
    assert "Your answers are kept, locked, for the clinic's staff." in guest.words()
    assert "forgotten" not in guest.words()
    assert "Front desk" not in guest.words()


def test_every_answer_is_kept_sealed_as_it_is_given(guest: Guest, records: Records) -> None:
    guest.begin()
    guest.choose("I am the patient")
    guest.kept()
    ((listed, body),) = records.kept()
    assert (listed.state, body.answers["answered_by"].value, body.page) == (
        "unfinished",
        "patient",
        "urgent",
    )
    assert body.answers["answered_by"].by == "waiting room"


def test_nobody_who_only_looked_is_kept(guest: Guest, records: Records) -> None:
    guest.begin()
    guest.go_on()
    guest.room.start_anew()
    guest.kept()
    assert records.kept() == []


def test_who_only_looked_uses_up_no_code(guest: Guest) -> None:
    codes = []
    for _ in range(3):
        guest.begin()
        codes.append(guest.wizard.venue.ticket)
        guest.room.start_anew()
    assert len(set(codes)) == 1


def test_the_end_leads_to_the_desk_with_the_code_and_the_intake_is_finished(
    guest: Guest, records: Records
) -> None:
    guest.begin()
    guest.go_to("result", NECK)
    words = last_words(guest)
    guest.kept()
    ((listed, body),) = records.kept()
    assert listed.state == "finished"
    assert listed.ticket in words
    assert words.index("Please tell the desk your code") < words.index("Focal dystonia")
    assert body.result is not None
    assert body.result.found.headline == "focal"


def test_who_had_larger_text_is_to_have_larger_letters_on_paper(
    guest: Guest, records: Records
) -> None:
    guest.begin()
    guest.make_larger(150)
    guest.go_to("result", NECK)
    guest.kept()
    ((_, body),) = records.kept()
    assert body.large_text


def test_the_last_page_offers_nothing_to_carry_away(guest: Guest) -> None:
    finish(guest)
    buttons = [one for one in guest.room.findChildren(QPushButton) if one.isVisible()]
    words = {one.text() for one in buttons if not guest.wizard.header.isAncestorOf(one)}
    assert {one for one in words if not one.endswith("▾")} == {"Back", "I am finished"}


def test_i_am_finished_brings_the_start_page_and_asks_nothing(guest: Guest) -> None:
    finish(guest)
    guest.press(guest.wizard.foot.last)
    assert guest.shown is guest.room.start_page
    assert guest.room.visit is None


def test_an_answer_that_is_changed_after_the_end_is_a_further_version(
    guest: Guest, records: Records
) -> None:
    finish(guest)
    guest.go_back()
    guest.kept()
    ((listed, _),) = records.kept()
    assert listed.state == "finished"
    guest.change("Body parts")
    guest.choose("Voice")
    guest.go_to("result", {"first": ["Neck"]})
    guest.press(guest.wizard.foot.last)
    guest.kept()
    ((changed, body),) = records.kept()
    assert (changed.intake, changed.state) == (listed.intake, "finished")
    assert body.answers["affected"].value == ("neck", "voice")


def test_each_person_has_a_code_of_their_own(guest: Guest, records: Records) -> None:
    for _ in range(2):
        guest.begin()
        guest.choose("I am the patient")
        guest.room.start_anew()
    guest.kept()
    assert len({listed.ticket for listed, _ in records.kept()}) == 2


@pytest.mark.parametrize(
    ("ending", "seen", "hidden"),
    [
        ("all", ["Focal dystonia", "Could it spread?", "About this page"], []),
        ("summary", ["Focal dystonia", "Could it spread?"], ["What these names mean"]),
        ("thanks", ["Thank you."], ["Focal dystonia", "dystonia, whether", "About this page"]),
    ],
)
def test_patients_see_as_much_as_the_clinic_lets_them(
    open_room: OpenRoom, ending: str, seen: list[str], hidden: list[str]
) -> None:
    words = finish(open_room(patients_see=ending))
    assert [one for one in seen if one not in words] == []
    assert [one for one in hidden if one in words] == []
    assert words.index("Please tell the desk your code") < words.index("I am finished")


@pytest.mark.parametrize("ending", ["summary", "thanks"])
def test_the_first_page_promises_no_more_than_the_last_one_shows(
    open_room: OpenRoom, ending: str
) -> None:
    guest = open_room(patients_see=ending)
    guest.begin()
    assert "whether it may spread" not in guest.words()


@pytest.mark.parametrize("ending", ["all", "summary", "thanks"])
def test_what_is_urgent_is_always_seen_and_comes_before_the_result(
    open_room: OpenRoom, ending: str
) -> None:
    words = finish(open_room(patients_see=ending), urgent_signs=("swallowing",))
    assert "Tell a member of staff now" in words
    assert "This screen can't call anyone for you." in words
    assert "not yet reviewed by a clinician" in words


def test_larger_text_is_for_one_person_alone(guest: Guest) -> None:
    guest.begin()
    usual = guest.fonts()
    guest.make_larger()
    assert max(guest.fonts()) > max(usual)
    guest.room.start_anew()
    guest.begin()
    assert guest.fonts() == usual


def test_a_desks_small_buttons_are_not_for_patients(open_room: OpenRoom) -> None:
    guest = open_room(targets="desk")
    guest.begin()
    assert min(choice.height() for choice in guest.choices().values()) >= 76


def test_an_age_is_typed_without_a_keyboard(guest: Guest) -> None:
    guest.begin_at("onset", urgent_signs=(), affected=("neck",))
    for figure in "34":
        guest.press(guest.button(figure))
    assert guest.interview.answers.onset_age == 34
