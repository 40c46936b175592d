"""The folder for the records is named where none can be made: every program says so in words."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import ROOT, Ended, run, run_python

VARIABLE = "DYSTONIA_TRIAGE_RECORDS"
COMMANDS = [
    ["verify"],
    ["verify", "backup.zip"],
    ["backup", "backup.zip"],
    ["restore", "backup.zip"],
    ["expire", "--days", "30"],
    ["join", "station.toml"],
    ["add", "cases.jsonl"],
    ["list", "--passphrase-file", "passphrase"],
    ["export", "--passphrase-file", "passphrase", "--format", "json", "out.json"],
    [
        *("create", "--keyholder", "Ada", "--passphrase-file", "passphrase", "--pin-file", "pin"),
        *("--recovery-sheet", "sheet.pdf"),
    ],
]
#: Opens a window as the program does, prints all that it says, and presses what closes it.
READ_AND_CLOSED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from gui.start import startup

def read():
    (window,) = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    print(*(one.text() for one in window.findChildren(QLabel) if one.isVisible()))
    (leave,) = [b for b in window.findChildren(QPushButton) if b.text() in ("Leave", "Close the front desk")]
    leave.click()

class Reading(QApplication):
    def exec(self):
        QTimer.singleShot(0, read)
        return super().exec()

startup.QApplication = Reading
from gui.command import main
sys.exit(main(sys.argv[1:]))
"""

#: Gives up what lets an administrator write everywhere (CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH).
_DROP_RIGHTS = """
import ctypes, os, sys
for right in (1, 2):
    ctypes.CDLL(None).prctl(24, right)
os.execv(sys.argv[1], sys.argv[2:])
"""


@pytest.fixture
def a_file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("a letter")
    return path


def refused(ended: Ended) -> str:
    """Return the one sentence or two with which a command ended."""
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.complaint.splitlines()
    return line.removeprefix("dystonia-triage: ")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: "-".join(command[:2]))
def test_every_command_says_what_is_wrong_and_what_to_do(command: list[str], a_file: Path) -> None:
    said = refused(run("records", *command, DYSTONIA_TRIAGE_RECORDS=str(a_file)))
    assert said.startswith(f"The records can't be kept in {a_file}: {a_file} can't be used (")
    assert said.endswith(f"Mend that, or name another folder by {VARIABLE}.")
    assert a_file.read_text() == "a letter"


@pytest.mark.parametrize("window", ["desk", "waiting-room"])
def test_both_windows_say_it_too(window: str, a_file: Path) -> None:
    ended = run_python(
        *("-c", READ_AND_CLOSED, window),
        QT_QPA_PLATFORM="offscreen",
        DYSTONIA_TRIAGE_RECORDS=str(a_file / "records"),
    )
    assert (ended.code, ended.complaint) == (2, "")
    assert f"The records can't be kept in {a_file / 'records'}: {a_file} can't be used" in ended.out
    assert f"name another folder by {VARIABLE}." in ended.out


@pytest.mark.parametrize("named", ["", "records", "./records", "~/records"])
def test_a_name_that_means_another_place_for_each_program_is_refused(named: str) -> None:
    said = refused(run("records", "verify", DYSTONIA_TRIAGE_RECORDS=named))
    assert said.startswith(f"{VARIABLE} must name the folder for the records by its whole path")
    assert not (ROOT / "records").exists()


def places(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what is no place for records, and what of it is to blame."""
    (folder / "letter.txt").touch()
    (folder / "gone").symlink_to(folder / "nothing")
    (folder / "circle").symlink_to(folder / "circle")
    yield f"{folder}/letter.txt/deep/records", f"{folder}/letter.txt"
    yield "/dev/null", "/dev/null"
    yield "/dev/null/records", "/dev/null"
    yield f"{folder}/gone/records", f"{folder}/gone"
    yield f"{folder}/circle/records", f"{folder}/circle/records"
    yield f"{folder}/{'long' * 99}", f"{folder}/{'long' * 99}"


@pytest.mark.skipif(os.name != "posix", reason="links and devices are those of POSIX")
def test_devices_and_links_to_nothing_are_no_place(tmp_path: Path) -> None:
    for named, blamed in places(tmp_path):
        said = refused(run("records", "verify", DYSTONIA_TRIAGE_RECORDS=named))
        assert f": {blamed} can't be used (" in said


def without_rights(*command: str, folder: Path) -> Ended:
    """Run a command as somebody for whom a folder's rights count, even if they are an administrator."""
    if sys.platform != "win32" and os.geteuid() != 0:
        return run(*command, DYSTONIA_TRIAGE_RECORDS=str(folder))
    if sys.platform != "linux":
        pytest.skip("the administrator may read every file")
    arguments = (sys.executable, sys.executable, "-m", "gui.command", *command)
    return run_python("-c", _DROP_RIGHTS, *arguments, DYSTONIA_TRIAGE_RECORDS=str(folder))


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_a_folder_without_the_right_to_write_is_no_place(tmp_path: Path) -> None:
    folder = tmp_path / "another's"
    folder.mkdir(mode=0o500)
    for named in (folder, folder / "deep" / "records"):
        said = refused(without_rights("records", "verify", folder=named))
        assert f": {folder} can't be used (Permission denied)" in said


def test_a_place_that_is_only_not_there_yet_is_one(tmp_path: Path) -> None:
    said = refused(run("records", "verify", DYSTONIA_TRIAGE_RECORDS=str(tmp_path / "a" / "b")))
    assert said.startswith("This computer is not set up for records.")
    assert not [*tmp_path.iterdir()]
