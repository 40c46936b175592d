"""What can't be kept at the moment is said quietly, and the person goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rooms import Guest, Records

from questionnaire.records.intake.outbox import OUTBOX_FILE

pytest_plugins = ["room_fixtures"]

WORDS = "Your answers can't be kept at the moment. Please tell the desk."


def test_a_file_that_can_not_be_written_is_said_and_the_person_goes_on(
    guest: Guest, records: Records
) -> None:
    assert guest.files.recorder.flush(10)
    path = records.folder / OUTBOX_FILE
    guest.begin()
    with unwritable(path):
        guest.choose("I am the patient")
        guest.qtbot.waitUntil(lambda: WORDS in guest.words(), timeout=10_000)
        guest.go_on()
        guest.choose("None of these")
        guest.go_on()
        assert guest.page == "affected"
    guest.qtbot.waitUntil(lambda: WORDS not in guest.words(), timeout=20_000)
    guest.kept()
    ((_, body),) = records.kept()
    assert (body.answers["answered_by"].value, body.answers["urgent_signs"].value) == (
        "patient",
        (),
    )


def test_trouble_makes_no_page_smaller_than_its_window(guest: Guest) -> None:
    guest.begin()
    size = guest.room.size()
    guest.files.trouble_changed.emit("The disk is full.")
    assert WORDS in guest.words()
    assert guest.room.size() == size
    guest.files.trouble_changed.emit("")
    assert WORDS not in guest.words()


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    """Keep every other program from writing to a database."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")
