import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from questionnaire.records.errors import NoRoomError, ReadOnlyError, RecordsError, StoreDamagedError
from questionnaire.records.notes import NOTES_FILE, Notes, troubles_told


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


def next_number(folder: Path, _nth: int) -> int:
    """Return a further number; another process finds this by its name."""
    return Notes(folder).next_number("ticket")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Lend a disk of 64 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only an administrator can make a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607 wherever it is


def test_what_is_noted_is_there_again_after_a_restart(notes: Notes, tmp_path: Path) -> None:
    notes.set("pin", "A1B2")
    notes.set("pin", "C3D4")
    assert Notes(tmp_path).get("pin") == "C3D4"


def test_what_was_never_noted_has_the_value_that_is_asked_for(notes: Notes) -> None:
    assert (notes.get("pin"), notes.get("pin", "none")) == ("", "none")


def test_a_note_that_is_no_text_any_more_takes_no_other_along(notes: Notes, tmp_path: Path) -> None:
    notes.set("end:K7", "6")
    notes.set("end:M4", "7")
    with closing(sqlite3.connect(tmp_path / NOTES_FILE)) as connection, connection:
        connection.execute("UPDATE notes SET value = CAST(x'ff' AS TEXT) WHERE key = 'end:K7'")
    assert notes.with_prefix("end:") == {"K7": "\N{REPLACEMENT CHARACTER}", "M4": "7"}


def test_notes_with_a_common_beginning_come_together(notes: Notes) -> None:
    for key in ("end:K7", "end:M4", "END:H2", "ending", "pin"):
        notes.set(key, key.upper())
    assert notes.with_prefix("end:") == {"K7": "END:K7", "M4": "END:M4"}
    assert notes.with_prefix("start:") == {}


def test_numbers_are_counted_for_each_key(notes: Notes) -> None:
    assert [notes.next_number("ticket") for _ in range(3)] == [1, 2, 3]
    assert notes.next_number("other") == 1
    assert notes.get("ticket") == "3"


def test_counting_goes_on_from_a_number_that_was_set(notes: Notes) -> None:
    notes.set("ticket", "41")
    assert notes.next_number("ticket") == 42


def test_threads_get_each_number_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(partial(next_number, tmp_path), range(24)))
    assert sorted(numbers) == list(range(1, 25))


def test_programs_get_each_number_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context) as programs:
        numbers = list(programs.map(partial(next_number, tmp_path), range(24)))
    assert sorted(numbers) == list(range(1, 25))


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_said_to_be_damaged(notes: Notes, tmp_path: Path, content: bytes) -> None:
    (tmp_path / NOTES_FILE).write_bytes(content)
    with pytest.raises(StoreDamagedError, match=r"notes\.db is damaged"):
        notes.get("pin")
    with pytest.raises(StoreDamagedError, match="set this computer up again"):
        notes.set("pin", "A1")
    assert (tmp_path / NOTES_FILE).read_bytes() == content


def test_a_file_damaged_in_its_midst_is_said_to_be_damaged(notes: Notes, tmp_path: Path) -> None:
    notes.set("pin", "A1")
    path = tmp_path / NOTES_FILE
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(StoreDamagedError):
        notes.get("pin")


def test_a_folder_in_place_of_the_file_cannot_be_written(notes: Notes, tmp_path: Path) -> None:
    (tmp_path / NOTES_FILE).mkdir()
    with pytest.raises(ReadOnlyError, match="can't be written"):
        notes.set("pin", "A1")


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyError, match="Allow this user to write to its folder"):
        Notes(tmp_path / "none").set("pin", "A1")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are those of POSIX")
def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    Notes(tmp_path).set("pin", "A1")
    program = (
        "import os, sys; from pathlib import Path\n"
        "from questionnaire.records.notes import Notes\n"
        "from questionnaire.records.errors import ReadOnlyError\n"
        "if os.geteuid() == 0: os.seteuid(65534)\n"
        "notes = Notes(Path(sys.argv[1]))\n"
        "assert notes.get('pin') == 'A1'\n"
        "try: notes.set('pin', 'B2')\n"
        "except ReadOnlyError as error: print(error)\n"
    )
    closed = [folder for folder in tmp_path.parents if folder.stat().st_mode & 0o005 != 0o005]
    modes = {folder: folder.stat().st_mode for folder in (tmp_path, *closed)}
    (tmp_path / NOTES_FILE).chmod(0o444)
    try:
        for folder in modes:
            folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)
    assert "can't be written" in done.stdout, done.stderr


def test_on_a_full_disk_nothing_is_noted_and_nothing_is_lost(small_disk: Path) -> None:
    notes = Notes(small_disk)
    notes.set("pin", "A1")
    with pytest.raises(NoRoomError, match="computer's disk is full"):
        notes.set("long", "x" * 100_000)
    assert (notes.get("pin"), notes.get("long")) == ("A1", "")
    notes.set("pin", "B2")
    assert notes.get("pin") == "B2"


def test_what_sqlite_says_of_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA max_page_count = 2")
        connection.execute("CREATE TABLE one (it)")
        with pytest.raises(NoRoomError, match="Free some space"), troubles_told(path):
            connection.execute("INSERT INTO one VALUES (zeroblob(100000))")


def test_any_other_trouble_is_told_with_its_reason(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NOTES_FILE)) as connection:
        connection.execute("CREATE TABLE notes (other TEXT)")
    with pytest.raises(RecordsError, match=r"can't be used at the moment: no such column: value\."):
        Notes(tmp_path).get("pin")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_file_is_for_this_user_alone(tmp_path: Path) -> None:
    Notes(tmp_path).set("ticket", "1")
    assert (tmp_path / NOTES_FILE).stat().st_mode & 0o077 == 0
