"""Fixtures for tests of the waiting room, asked for by `pytest_plugins = ["room_fixtures"]`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from keys_for_tests import quick_founding
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from rooms import CLINIC, CODE, Clock, Guest, OpenRoom, Records, close

from gui.waiting_room.records import RoomRecords
from gui.waiting_room.window import WaitingRoom
from questionnaire.records.setup import read_setup, write_setup


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Set records up once; each test gets a copy."""
    folder = tmp_path_factory.mktemp("founded")
    founding = quick_founding(folder, name="Anna")
    setup = founding.with_staff_pin(CODE).finish(folder)
    return Records(folder, setup, founding.recovery)


@pytest.fixture
def records(founded: Records, tmp_path: Path) -> Records:
    """Return fresh records of the test's own."""
    folder = tmp_path / "records"
    shutil.copytree(founded.folder, folder)
    store = folder / Path(founded.setup.store).name
    setup = replace(founded.setup, store=str(store))
    write_setup(folder, setup)
    assert read_setup(folder) == setup
    return Records(folder, setup, founded.sheet)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_room(
    themed: QApplication, qtbot: QtBot, records: Records, clock: Clock
) -> Iterator[OpenRoom]:
    """Return a way to open a waiting room; the clinic's settings can be given."""
    opened: list[Guest] = []

    def opening(**settings: object) -> Guest:
        files = RoomRecords(records.folder)
        room = WaitingRoom(replace(CLINIC, **settings), files, clock)
        guest = Guest(qtbot, room, clock, files)
        opened.append(guest)
        room.gate.guard_all()
        with qtbot.waitActive(room):
            room.showFullScreen()
            room.start_anew()
        return guest

    yield opening
    for guest in opened:
        close(guest)


@pytest.fixture
def guest(open_room: OpenRoom) -> Guest:
    """Return somebody in front of the start page."""
    return open_room()


@pytest.fixture
def at_the_age(guest: Guest) -> Guest:
    """Return somebody who has typed an age."""
    guest.begin_at("onset", urgent_signs=(), affected=("neck",))
    guest.type(guest.fields()[0], "87")
    guest.qtbot.waitUntil(lambda: guest.wizard.header.listen is not None)
    return guest
