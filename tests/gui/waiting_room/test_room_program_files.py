"""Another version is installed while the waiting room runs: a process of its own, on a copy of the program."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from program import ROOT, surroundings
from pytestqt.qtbot import QtBot
from rooms import Records

pytest_plugins = ["room_fixtures"]

FLOORS = ("gui", "questionnaire", "resources")
#: The program, in which somebody does what each line on standard input says, and says what is seen then.
PROGRAM = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication
from gui.start import startup
from gui.waiting_room.window import WaitingRoom

class Acting(QApplication):
    def exec(self):
        self.lines = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self.lines.activated.connect(self.act)
        print("started", flush=True)
        return super().exec()

    def act(self):
        (room,) = [w for w in self.topLevelWidgets() if isinstance(w, WaitingRoom)]
        what, *value = sys.stdin.readline().split()
        wizard = room.visit and room.visit.wizard
        if what == "begin":
            room.start_page.begin.click()
        elif what == "answer":
            wizard.interview.answer(value[0], eval(value[1]))
        elif what == "next":
            wizard.next()
        elif what == "stop":
            room._ask_to_stop()
            self.processEvents()
            room._stop()
        elif what == "over":
            room.start_anew()
        elif what == "error":
            from gui.start.failure import details
            details(ValueError())
        room.update()
        self.processEvents()
        shown = room.pages.currentWidget()
        print(getattr(shown, "page_id", None) or type(shown).__name__, flush=True)

startup.QApplication = Acting
from gui.command import main
sys.exit(main())
"""


class Room:
    """A waiting room on a copy of the program, in which somebody does one thing after the other."""

    def __init__(self, program: Path, records: Path) -> None:
        self.program = program
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "waiting-room"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
            cwd=program,
            env=surroundings(
                QT_QPA_PLATFORM="offscreen",
                DYSTONIA_TRIAGE_RECORDS=str(records),
                PYTHONPATH=str(program),
            ),
        )

        self._lines: SimpleQueue[str] = SimpleQueue()
        self._reading = Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.strip())

    def said(self) -> str:
        return self._lines.get(timeout=30)

    def do(self, line: str) -> str:
        assert self.process.stdin is not None
        print(line, file=self.process.stdin)
        return self.said()

    def end(self) -> str:
        """End it, and return what it had to complain of."""
        self.process.kill()
        self._reading.join()
        assert self.process.stderr is not None
        complaint = self.process.stderr.read()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        self.process.wait()
        return complaint


@pytest.fixture
def room(tmp_path: Path, records: Records) -> Iterator[Room]:
    program = tmp_path / "program"
    for floor in FLOORS:
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / floor, program / floor, ignore=left_out)
    running = Room(program, records.folder)
    assert running.said() == "started"
    yield running
    assert running.end() == ""


def to_the_urgent_page_and_the_end(room: Room) -> Iterator[str]:
    """Mark an urgent sign, answer what has to be answered, and yield every page until the code."""
    yield room.do("next")
    room.do("answer urgent_signs ('breathing',)")
    yield room.do("next")
    for answer in ("affected ('neck','left-hand')", "onset_age 30", "current_age 40"):
        room.do(f"answer {answer}")
    page = ""
    while page != "result":
        before, page = page, room.do("next")
        assert page != before
        yield page


def remove(program: Path) -> None:
    for floor in FLOORS:
        shutil.rmtree(program / floor)


def break_all(program: Path) -> None:
    for floor in FLOORS:
        for path in (program / floor).rglob("*.*"):
            if path.is_file():
                path.write_bytes(b"(((")


@pytest.mark.parametrize("change", [remove, break_all], ids=["removed", "broken"])
def test_whatever_becomes_of_its_files_a_patient_comes_to_the_end(
    room: Room, records: Records, qtbot: QtBot, change: object
) -> None:
    assert room.do("begin") == "welcome"
    assert callable(change)
    change(room.program)
    pages = list(to_the_urgent_page_and_the_end(room))
    assert "stop" in pages
    assert room.do("over") == "StartPage"
    assert room.do("begin") == "welcome"
    assert list(to_the_urgent_page_and_the_end(room)) == pages
    assert room.do("over") == "StartPage"
    assert room.do("begin") == "welcome"
    room.do("answer answered_by 'carer'")
    assert room.do("stop") == "StoppedPage"
    assert room.do("error") == "StoppedPage"
    assert room.process.poll() is None
    qtbot.waitUntil(lambda: len(records.kept()) == 3, timeout=20_000)


@pytest.mark.skipif(os.name != "posix", reason="only where a program can put another in its place")
def test_a_changed_program_begins_between_two_people_and_never_before(
    room: Room,
) -> None:
    assert room.do("begin") == "welcome"
    page = room.program / "gui" / "waiting_room" / "window.py"
    code = page.read_text(encoding="utf-8")
    page.write_text(f"{code}\nStartPage.__name__ = 'NewStartPage'\n", encoding="utf-8")
    assert "stop" in list(to_the_urgent_page_and_the_end(room))
    assert room.do("over") == "StartPage"
    assert room.said() == "started"
    assert room.do("look") == "NewStartPage"


@pytest.mark.skipif(os.name != "posix", reason="only where a program can put another in its place")
def test_a_program_that_does_not_work_does_not_begin(room: Room, qtbot: QtBot) -> None:
    tried = room.program / "tried"
    wizard = room.program / "gui" / "interview" / "wizard.py"
    wizard.write_text("open('tried', 'w').close()\nraise SystemExit(5)\n", encoding="utf-8")
    assert room.do("over") == "StartPage"
    qtbot.waitUntil(tried.exists, timeout=30_000)
    assert room.do("begin") == "welcome"
    assert room.do("over") == "StartPage"
    assert room.process.poll() is None
