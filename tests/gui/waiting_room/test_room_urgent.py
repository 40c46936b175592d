"""An urgent sign: the desk is called, and the page says so only once a desk has answered."""

from rooms import Guest, OpenRoom, Records

from questionnaire.records.format.version import uuid7

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


def test_a_desk_that_answers_somebody_else_has_not_been_told(guest: Guest) -> None:
    at_the_stop_page(guest)
    guest.files.acknowledged.emit(uuid7())
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


def test_staff_who_fill_it_in_read_what_they_have_to_do(guest: Guest) -> None:
    guest.begin_at("stop", answered_by="staff", urgent_signs=("swallowing",))
    assert "Get clinical help now" in guest.words()
    assert "Tell the desk now" not in guest.words()
