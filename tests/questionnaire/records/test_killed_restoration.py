"""A power cut ends a restoration: whoever starts next finishes it, and nothing is missing for ever."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from computers import FINE, Computer
from keys_for_tests import quick_founding
from programs import Program
from sqlalchemy import event

from questionnaire.records.desk.backup import look_into
from questionnaire.records.desk.bringing_back import put_in_place, what_to_note
from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.errors import NotEmptyError
from questionnaire.records.intake.chain_ends import noted
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.restoring import NOTE
from questionnaire.records.notes import Notes
from questionnaire.records.this_computer import setup_here

NECK = b'{"affected": ["neck"], "urgent_signs": []}'
GONE = "Gone with the lost records, because the restored backup was older:"

HALF_WAY, LAST_STEP = "_add", "finish"

#: Restores, and is gone like a computer without power where the named step begins.
KILLED = """
import io, os, sys
from pathlib import Path
from questionnaire.records.command import run_records
from questionnaire.records.desk import bringing_back
from questionnaire.records.store.store import Store
from questionnaire.records.this_computer import Asked, Terminal
step, folder, backup = sys.argv[1:]
setattr({"_add": Store, "finish": bringing_back}[step], step, lambda *_: os._exit(9))
terminal = Terminal(sys.stdout, sys.stderr, input, io.BytesIO())
run_records(Asked(task="restore", file=Path(backup)), Path(folder), terminal)
"""


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


@pytest.fixture
def computer(tmp_path: Path, backup: Path) -> Computer:
    """Return a computer whose records got one more intake after the last backup, and are lost now."""
    folder = tmp_path / "records"
    quick_founding(folder).finish(folder)
    computer = Computer(folder, given=NECK)
    for task, file in (
        ("add", Path("-")),
        ("backup", backup),
        ("add", Path("-")),
        ("verify", None),
    ):
        assert computer.run(task, file=file)[0] == 0, task
    lose(computer)
    return computer


def lose(computer: Computer) -> None:
    for one in computer.folder.glob(f"{STORE_FILE}*"):
        one.unlink()


def killed_at(step: str, computer: Computer, backup: Path) -> None:
    command = [sys.executable, "-c", KILLED, step, str(computer.folder), str(backup)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 9


def verify(computer: Computer, _: Path) -> None:
    computer.run("verify")


def add(computer: Computer, _: Path) -> None:
    assert computer.run("add", file=Path("-"))[0] == 0


def restore_again(computer: Computer, backup: Path) -> None:
    code, _, complaint = computer.run("restore", file=backup)
    assert (code, "nothing was changed" in complaint) == (2, True)


def open_a_window(computer: Computer, _: Path) -> None:
    """Start what every window starts, and let it bring what waits."""
    program = Program(computer.folder, setup_here(computer.folder))
    program.arrive()
    program.close()


@pytest.mark.parametrize("start", [verify, add, restore_again, open_a_window])
def test_whoever_starts_next_notes_what_went_with_the_lost_records(
    computer: Computer, backup: Path, start: Callable[[Computer, Path], None]
) -> None:
    killed_at(LAST_STEP, computer, backup)
    start(computer, backup)
    code, said, _ = computer.run("verify")
    assert (code, GONE in said.splitlines(), said.splitlines()[-1]) == (0, True, FINE)
    assert [one.action for one in computer.entries()].count("restored") == 1


def test_what_was_stopped_before_anything_was_restored_is_restored_by_the_next_try(
    computer: Computer, backup: Path
) -> None:
    killed_at(HALF_WAY, computer, backup)
    assert computer.run("restore", file=backup)[0] == 0
    code, said, _ = computer.run("verify")
    assert (code, said.splitlines()[-1]) == (0, FINE)
    assert [one.action for one in computer.entries()].count("restored") == 1


def test_what_came_before_the_next_try_hides_nothing_that_went_with_the_lost_records(
    computer: Computer, backup: Path
) -> None:
    killed_at(HALF_WAY, computer, backup)
    add(computer, backup)
    killed_at(LAST_STEP, computer, backup)
    code, said, _ = computer.run("verify")
    assert (code, GONE in said.splitlines(), said.splitlines()[-1]) == (0, True, FINE)


def test_a_window_that_sees_the_file_before_anything_is_restored_calls_no_log_cut_off(
    computer: Computer, backup: Path
) -> None:
    computer.store.close()
    open_a_window(computer, backup)
    assert computer.run("restore", file=backup)[0] == 0
    computer.run("verify")
    assert "end-lost" not in [one.action for one in computer.entries()]


def test_who_restores_at_the_same_time_and_is_second_leaves_the_note_of_the_first(
    computer: Computer, backup: Path
) -> None:
    here, notes = setup_here(computer.folder), Notes(computer.folder)

    def be_first(_connection: Any, _cursor: Any, asked: str, *_: Any) -> None:
        if asked == "BEGIN IMMEDIATE":
            killed_at(LAST_STEP, computer, backup)

    with computer.store as store, Outbox(computer.folder / OUTBOX_FILE, here.signer) as outbox:
        note = what_to_note(look_into(backup), outbox, here.station)
        event.listen(store.engine, "before_cursor_execute", be_first)
        with pytest.raises(NotEmptyError):
            put_in_place(store, backup, notes, outbox, note)
    assert here.station not in noted(notes)
    open_a_window(computer, backup)
    code, said, _ = computer.run("verify")
    assert (code, GONE in said.splitlines(), said.splitlines()[-1]) == (0, True, FINE)


@contextmanager
def refusing_keys(computer: Computer) -> Iterator[None]:
    """Let the store take no keys, so that a restoration fails at its last row."""
    with computer.store as store, store.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON vault BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    yield
    with computer.store as store, store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER full")


@pytest.mark.parametrize("was_killed_before", [False, True])
def test_a_restoration_that_fails_is_as_if_nobody_had_tried(
    computer: Computer, backup: Path, *, was_killed_before: bool
) -> None:
    if was_killed_before:
        killed_at(HALF_WAY, computer, backup)
    ends = noted(Notes(computer.folder))
    with refusing_keys(computer):
        assert computer.run("restore", file=backup)[0] == 2
    assert noted(Notes(computer.folder)) == ends
    assert computer.run("restore", file=backup)[0] == 0
    code, said, _ = computer.run("verify")
    assert (code, said.splitlines()[-1]) == (0, FINE)
    assert [one.action for one in computer.entries()].count("restored") == 1


def test_of_two_programs_that_finish_a_restoration_at_once_one_tells_it(
    computer: Computer, backup: Path
) -> None:
    killed_at(LAST_STEP, computer, backup)
    notes = Notes(computer.folder)
    read_by_both = notes.get(NOTE)
    verify(computer, backup)
    notes.set(NOTE, read_by_both)
    verify(computer, backup)
    assert [one.action for one in computer.entries()].count("restored") == 1


def test_where_the_lost_file_is_moved_back_instead_nothing_is_said_to_be_restored(
    computer: Computer, backup: Path
) -> None:
    assert computer.run("restore", file=backup)[0] == 0
    add(computer, backup)
    found_again = (computer.folder / STORE_FILE).read_bytes()
    lose(computer)
    killed_at(HALF_WAY, computer, backup)
    lose(computer)
    (computer.folder / STORE_FILE).write_bytes(found_again)
    assert computer.run("verify")[0] == 0
    assert [one.action for one in computer.entries()].count("restored") == 1
