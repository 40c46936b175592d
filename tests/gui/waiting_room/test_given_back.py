"""From the waiting room to the desk and back: what a person reads while staff take their intake on."""

from collections.abc import Iterator
from pathlib import Path

import desk_driver
import pytest
from desk_driver import Desk, clinic_records
from desk_records_made import Records as ClinicRecords
from pytestqt.qtbot import QtBot
from rooms import CODE, Guest, Records

from questionnaire.records.setup import write_setup

pytest_plugins = ["room_fixtures"]

CANNOT_CALL, TOLD = "This screen can't call anyone for you.", "The desk has been told."


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicRecords:
    """Return a clinic's records on one computer, where a waiting room may open too."""
    records = clinic_records(tmp_path)
    founding = records.founding.with_staff_pin(CODE)
    write_setup(records.folder, founding.setup)
    return records._replace(founding=founding)


@pytest.fixture
def records(clinic: ClinicRecords) -> Records:
    return Records(clinic.folder, clinic.founding.setup, clinic.founding.recovery)


@pytest.fixture
def desk(qtbot: QtBot, clinic: ClinicRecords) -> Iterator[Desk]:
    with desk_driver.opened(qtbot, clinic) as made:
        made.unlock()
        yield made


def stop_at_a_sign(guest: Guest) -> str:
    """Mark an urgent sign, read that nobody was called, and return the code."""
    guest.begin_at("stop", urgent_signs=("swallowing",))
    assert CANNOT_CALL in guest.words()
    guest.kept()
    return guest.wizard.venue.ticket


def take_on(code: str, desk: Desk, guest: Guest) -> None:
    """Take the person on at the desk, and wait until they are told."""
    desk.wait(lambda: f"I'll take {code}" in desk.read())
    desk.press(f"I'll take {code}")
    desk.wait(lambda: TOLD in guest.words())


def test_what_a_desk_took_on_and_gave_back_is_said_to_the_person_in_the_waiting_room(
    guest: Guest, desk: Desk
) -> None:
    code = stop_at_a_sign(guest)
    before = guest.words()
    for _ in range(2):
        take_on(code, desk, guest)
        assert CANNOT_CALL not in guest.words()
        desk.press("Give it back")
        desk.wait(lambda: TOLD not in guest.words())
        assert guest.words() == before


def test_one_that_was_given_back_is_told_no_longer_at_the_end_either(
    guest: Guest, desk: Desk
) -> None:
    take_on(stop_at_a_sign(guest), desk, guest)
    guest.go_to("result", {"affected": ["Neck"], "onset": ["45"]})
    assert TOLD in guest.words()
    desk.press("Give it back")
    desk.wait(lambda: CANNOT_CALL in guest.words())
    assert TOLD not in guest.words()
