"""An urgent sign: the desk is called, and the page says so only once a desk has answered."""

import pytest
from PySide6.QtWidgets import QApplication
from rooms import Guest, OpenRoom, Records
from shiboken6 import isValid

from gui.attendance.idle import COUNT
from gui.interview.end_page import EndPage
from questionnaire.records.format.version import uuid7
from questionnaire.records.intake.acknowledgement import Standing

pytest_plugins = ["room_fixtures"]

CANNOT_CALL, TOLD = "This screen can't call anyone for you.", "The desk has been told."


def at_the_stop_page(guest: Guest) -> Guest:
    guest.begin_at("stop", urgent_signs=("swallowing",))
    return guest


def acknowledge(guest: Guest, records: Records) -> None:
    """Do what an unlocked desk does: say the secret that stands sealed in the intake's head."""
    guest.kept()
    records.acknowledge()


def test_the_stop_page_leads_to_the_desk_with_the_code(guest: Guest, records: Records) -> None:
    words = at_the_stop_page(guest).words()
    guest.kept()
    ((listed, _),) = records.kept()
    assert "Tell the desk now" in words
    assert f"Your code is {listed.ticket}." in words
    assert CANNOT_CALL in words


def test_a_sign_for_the_same_day_leads_to_the_desk_now(guest: Guest) -> None:
    guest.begin_at("stop", urgent_signs=("new-medicine",))
    assert "Tell the desk now" in guest.words()


def test_the_clinics_own_advice_comes_first(open_room: OpenRoom) -> None:
    guest = open_room(advice={"any": "Ring the bell."}, emergency_number="112")
    words = at_the_stop_page(guest).words()
    places = [words.index(one) for one in ("Emergency number: 112", "Ring the bell.", CANNOT_CALL)]
    assert places == sorted(places)


def test_the_intake_is_kept_at_once_and_calls_the_desk(guest: Guest, records: Records) -> None:
    guest.begin()
    guest.go_to("stop", {"urgent": ["Choking now, or spit can't be swallowed"]})
    guest.kept()
    ((listed, body),) = records.kept()
    assert listed.attention
    assert body.answers["urgent_signs"].value == ("swallowing",)


def test_nothing_stands_in_the_clear_where_the_clinic_switched_it_off(
    open_room: OpenRoom, records: Records
) -> None:
    guest = at_the_stop_page(open_room(attention=False))
    guest.kept()
    ((listed, _),) = records.kept()
    assert not listed.attention


def test_once_a_desk_has_acknowledged_it_the_page_says_so(guest: Guest, records: Records) -> None:
    at_the_stop_page(guest)
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: TOLD in guest.words())
    assert CANNOT_CALL not in guest.words()
    guest.go_to("result", {"affected": ["Neck"], "onset": ["45"]})
    assert TOLD in guest.words()
    assert CANNOT_CALL not in guest.words()


@pytest.mark.parametrize(("page", "at_its_end"), [("stop", ""), ("result", "About this page")])
def test_what_a_desk_answers_behind_the_cover_is_heard_and_the_page_is_whole(
    open_room: OpenRoom, records: Records, page: str, at_its_end: str
) -> None:
    guest = at_the_stop_page(open_room(patients_see="all"))
    guest.go_to(page, {"affected": ["No part is affected"], "onset": []})
    guest.qtbot.waitUntil(lambda: at_its_end in guest.words())
    guest.idle()
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: guest.visit._is_told)
    guest.room.uncover()
    assert TOLD in guest.wizard.current.pane.accessibleDescription()
    guest.qtbot.waitUntil(lambda: at_its_end in guest.words())


def test_a_desk_that_answers_somebody_else_has_not_been_told(guest: Guest) -> None:
    at_the_stop_page(guest)
    guest.files.acknowledged.emit(Standing(uuid7(), frozenset({guest.visit._filling.receipt})))
    assert CANNOT_CALL in guest.words()


def test_a_sign_that_is_marked_later_is_one_that_nobody_was_told_of(
    guest: Guest, records: Records
) -> None:
    at_the_stop_page(guest)
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: TOLD in guest.words())
    guest.go_back()
    guest.choose("Trouble breathing, or a tight throat")
    guest.go_on()
    assert CANNOT_CALL in guest.words()
    assert TOLD not in guest.words()


def test_for_the_next_person_the_desk_has_not_been_told(guest: Guest, records: Records) -> None:
    at_the_stop_page(guest)
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: TOLD in guest.words())
    guest.room.start_anew()
    assert CANNOT_CALL in at_the_stop_page(guest).words()


def test_a_desk_that_answers_under_ones_hand_leaves_the_focus_on_the_page(
    open_room: OpenRoom, records: Records
) -> None:
    guest = at_the_stop_page(open_room(patients_see="all"))
    guest.go_to("result", {"affected": ["Neck"], "onset": ["45"]})
    page = guest.wizard.current
    assert isinstance(page, EndPage)
    *_, last = page.folding.openers.values()
    last.setFocus()
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: TOLD in guest.words())
    assert QApplication.focusWidget() is page.pane


@pytest.mark.parametrize("comes_back", [True, False], ids=["back", "gone"])
def test_a_desk_that_answers_while_the_result_is_covered_disturbs_nobody(
    open_room: OpenRoom, records: Records, *, comes_back: bool
) -> None:
    guest = at_the_stop_page(open_room(patients_see="all"))
    guest.go_to("result", {"affected": ["Neck"], "onset": ["45"]})
    page = guest.wizard.current
    assert isinstance(page, EndPage)
    opener = next(iter(page.folding.openers.values()))
    guest.press(opener)
    assert QApplication.focusWidget() is opener
    guest.idle()
    acknowledge(guest, records)
    guest.qtbot.waitUntil(lambda: not isValid(opener))
    if comes_back:
        guest.room.uncover()
        assert TOLD in guest.words()
    else:
        guest.wait(COUNT)
        guest.qtbot.waitUntil(lambda: guest.room.is_free)
        assert guest.shown is guest.room.start_page


def test_staff_who_fill_it_in_read_what_they_have_to_do(guest: Guest) -> None:
    guest.begin_at("stop", answered_by="staff", urgent_signs=("swallowing",))
    assert "Get clinical help now" in guest.words()
    assert "Tell the desk now" not in guest.words()
