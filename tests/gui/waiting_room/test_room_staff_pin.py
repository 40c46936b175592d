"""The way out: the staff PIN, the wait after wrong ones, and the staff's page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from rooms import CODE, Guest, OpenRoom, Records

from gui.widgets.number_pad import NumberPad

pytest_plugins = ["room_fixtures"]

WRONG = "This is not the staff PIN."


@pytest.fixture
def at_the_door(guest: Guest) -> Guest:
    guest.touch(guest.room.start_page.staff)
    return guest


def try_wrong_codes(guest: Guest, times: int) -> None:
    for _ in range(times):
        guest.enter_pin("000000")
        guest.qtbot.waitUntil(lambda: WRONG in guest.words())


def actions(guest: Guest, records: Records) -> list[str]:
    guest.kept()
    return [entry.action for entry in records.audit()]


def test_the_code_is_never_shown_and_is_gone_from_the_field_at_once(at_the_door: Guest) -> None:
    field = at_the_door.room.staff_pin_page.field
    assert field.hasFocus()
    at_the_door.write("000000")
    assert field.echoMode() == QLineEdit.EchoMode.NoEcho
    assert field.displayText() == ""
    at_the_door.keys(Qt.Key.Key_Return)
    assert field.text() == ""
    field.undo()
    assert (field.text(), field.isUndoAvailable(), field.isRedoAvailable()) == ("", False, False)


def test_figures_that_are_typed_while_something_else_has_the_focus_arrive_in_the_field(
    at_the_door: Guest,
) -> None:
    page = at_the_door.room.staff_pin_page
    page.back.setFocus()
    at_the_door.write(CODE)
    assert page.field.text() == CODE
    assert page.field.hasFocus()


def test_what_arrives_is_told_without_how_much(at_the_door: Guest) -> None:
    assert "Something is typed." not in at_the_door.words()
    at_the_door.write("1")
    one = at_the_door.words()
    at_the_door.write("35")
    assert "PIN entered (hidden)" in one
    assert at_the_door.words() == one


def test_the_code_can_be_touched_without_a_keyboard(at_the_door: Guest, records: Records) -> None:
    (pad,) = at_the_door.room.staff_pin_page.findChildren(NumberPad)
    keys = {one.text(): one for one in pad.findChildren(QPushButton)}
    for figure in (*CODE, "7"):
        at_the_door.touch(keys[figure])
    at_the_door.touch(keys["Delete"])
    assert at_the_door.room.staff_pin_page.field.text() == CODE
    at_the_door.touch(at_the_door.room.staff_pin_page.go_on)
    at_the_door.qtbot.waitUntil(lambda: at_the_door.room.staff_page is not None)
    assert min(min(one.width(), one.height()) for one in keys.values()) >= 76


def test_a_wrong_code_is_said_and_noted(at_the_door: Guest, records: Records) -> None:
    try_wrong_codes(at_the_door, 1)
    assert at_the_door.shown is at_the_door.room.staff_pin_page
    assert "wrong-staff-pin" in actions(at_the_door, records)


def test_after_wrong_codes_one_has_to_wait_also_after_a_restart(
    open_room: OpenRoom, records: Records
) -> None:
    first = open_room()
    first.touch(first.room.start_page.staff)
    try_wrong_codes(first, 3)
    first.qtbot.waitUntil(lambda: "seconds before the next try." in first.words())
    assert not first.room.staff_pin_page.go_on.isEnabled()
    first.room.start_anew()
    again = open_room()
    again.touch(again.room.start_page.staff)
    again.qtbot.waitUntil(lambda: "seconds before the next try." in again.words())
    again.write(CODE)
    again.keys(Qt.Key.Key_Return)
    assert again.shown is again.room.staff_pin_page
    assert again.room.staff_pin_page.field.text() == ""


def test_back_leads_to_the_start_page_and_forgets_what_was_typed(at_the_door: Guest) -> None:
    at_the_door.write("1357")
    at_the_door.touch(at_the_door.room.staff_pin_page.back)
    assert at_the_door.shown is at_the_door.room.start_page
    assert at_the_door.room.staff_pin_page.field.text() == ""


def test_a_code_that_turns_out_right_when_nobody_waits_opens_nothing(at_the_door: Guest) -> None:
    at_the_door.write(CODE)
    at_the_door.keys(Qt.Key.Key_Return)
    at_the_door.room.start_anew()
    done: list[object] = []
    at_the_door.room._background.run(lambda: None, done.append, done.append)
    at_the_door.qtbot.waitUntil(lambda: bool(done))
    assert at_the_door.shown is at_the_door.room.start_page
    assert at_the_door.room.staff_page is None


def test_the_staff_page_leads_back(guest: Guest) -> None:
    guest.open_staff_page()
    assert guest.room.staff_page is not None
    guest.touch(guest.room.staff_page.back)
    assert guest.shown is guest.room.start_page
    assert guest.room.staff_page is None


def test_staff_start_it_for_one_patient_with_a_reference_that_is_sealed(
    guest: Guest, records: Records
) -> None:
    guest.open_staff_page()
    assert guest.room.staff_page is not None
    guest.write("MRN-4711")
    guest.touch(guest.room.staff_page.start)
    guest.wizard = guest.visit.wizard
    assert "MRN-4711" not in guest.words()
    for field, value in {"urgent_signs": (), "affected": ("neck",), "onset_age": 45}.items():
        guest.interview.answer(field, value)
    guest.wizard.open_at("result")
    assert "Please give this computer back." in guest.words()
    guest.press(guest.wizard.foot.last)
    assert guest.shown is guest.room.start_page
    guest.kept()
    ((_, body),) = records.kept()
    assert body.reference == "MRN-4711"
    assert b"MRN-4711" not in b"".join(one.read_bytes() for one in records.folder.iterdir())


def test_the_right_code_lets_staff_leave_and_both_are_noted(
    open_room: OpenRoom, records: Records
) -> None:
    guest = open_room()
    guest.open_staff_page()
    assert guest.room.staff_page is not None
    with guest.qtbot.waitSignal(guest.room.left):
        guest.touch(guest.room.staff_page.leave)
    assert not guest.room.isVisible()
    assert actions(guest, records).count("exit") == 2
