"""The waiting room as a process: killed and started again, asked to end, started too early."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from program import ROOT, surroundings
from pytestqt.qtbot import QtBot
from rooms import Records

from examples import public_key
from gui.waiting_room.records import RoomRecords
from questionnaire.records.errors import RecordsError, SetupRefusedError
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.setup import SETUP_FILE, write_setup

pytest_plugins = ["room_fixtures"]

OTHER = new_identity()[1]
#: The program, which does one thing as soon as its window is there, says what it sees, and goes on.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui.start import startup
from gui.waiting_room import application
from gui.waiting_room.window import WaitingRoom

def act():
    (window,) = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    if not isinstance(window, WaitingRoom):
        return window.accessibleName()
    if sys.argv[1] == "answer":
        window.start_page.begin.click()
        wizard = window.visit.wizard
        wizard.interview.answer("answered_by", "carer")
        wizard.next()
        wizard.interview.answer("urgent_signs", ("breathing",))
        return window._records.recorder.flush(10)
    if sys.argv[1] == "quit":
        QApplication.quit()
    return type(window.pages.currentWidget()).__name__

class Acting(QApplication):
    def exec(self):
        QTimer.singleShot(0, lambda: print(act(), flush=True))
        return super().exec()

startup.QApplication = Acting
sys.exit(application.run(None))
"""


def start(records: Path, what: str) -> subprocess.Popen[str]:
    environment = surroundings(
        QT_QPA_PLATFORM="offscreen",
        DYSTONIA_TRIAGE_RECORDS=str(records),
        PYTHONPATH=str(ROOT),
    )
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate()


def signs(records: Records) -> list[object]:
    """Return the urgent signs of every intake that has reached the clinic's store."""
    return [body.answers["urgent_signs"].value for _, body in records.kept()]


def test_killed_it_starts_again_at_the_start_page_and_the_last_answer_is_kept(
    records: Records, qtbot: QtBot
) -> None:
    first = start(records.folder, "answer")
    assert said(first) == "True"
    end(first)
    again = start(records.folder, "look")
    assert said(again) == "StartPage"
    qtbot.waitUntil(lambda: signs(records) == [("breathing",)])
    end(again)
    ((listed, body),) = records.kept()
    assert (listed.state, body.answers["answered_by"].value) == ("unfinished", "carer")


def test_asked_to_end_it_goes_on(records: Records) -> None:
    program = start(records.folder, "quit")
    assert said(program) == "StartPage"
    assert program.poll() is None
    end(program)


def test_without_records_it_says_what_to_do_first(tmp_path: Path) -> None:
    program = start(tmp_path / "nothing", "look")
    assert said(program) == "The waiting room can't start yet"
    end(program)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"staff_pin": ""}, "Set a staff PIN first"),
        ({"key": public_key(OTHER, OTHER)}, "The clinic's key"),
    ],
    ids=["no staff PIN", "another key"],
)
def test_a_room_that_nobody_could_leave_or_read_does_not_begin(
    records: Records, change: dict[str, Any], words: str
) -> None:
    write_setup(records.folder, replace(records.setup, **change))
    with pytest.raises(RecordsError, match=words):
        RoomRecords(records.folder)


def test_a_damaged_set_up_is_said(records: Records) -> None:
    (records.folder / SETUP_FILE).write_text("station = 5", encoding="utf-8")
    with pytest.raises(SetupRefusedError, match="is damaged"):
        RoomRecords(records.folder)
