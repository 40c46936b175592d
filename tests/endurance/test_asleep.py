"""A computer sleeps for a night while a program has a person's answers on the screen."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from clinic_at_work import ClinicAtWork, findings, looked_at, set_up, what_opens
from false_clock import FAKETIME, needs_faketime
from keys_for_tests import PASSPHRASE
from msgspec.structs import replace
from program import ROOT, run, run_command, surroundings

from questionnaire.records.format.codec import decode_body
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.setup import read_setup, write_setup

SOON = 10.0  # seconds after waking, on a busy computer; without looking, two minutes and a half
NIGHT = 10 * 3600
_STAND_STILL, _GO_ON = (getattr(signal, name, 0) for name in ("SIGSTOP", "SIGCONT"))

pytestmark = [
    needs_faketime,
    pytest.mark.skipif(
        sys.platform != "linux", reason="no signal makes a process stand still there"
    ),
]

#: The system's word on how long it slept comes from a file, as its clock does; all else is the program's own.
SLEEPS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
slept, told = Path(sys.argv[1]), time.clock_gettime
def clock_gettime(clock):
    return told(clock) + (float(slept.read_text()) if clock == time.CLOCK_BOOTTIME else 0)
time.clock_gettime = clock_gettime
def watch(window, look):
    timer = QTimer(window, interval=20)
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(90_000, lambda: window.close())
"""

#: Somebody unlocks the desk, which then sleeps; unlocks it again, and closes it once all is loaded.
DESK = (
    SLEEPS
    + """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from gui.desk import application
from gui.desk.unlock_page import UnlockPage
passphrase, shown, said = sys.argv[2], application.show_roomy, []
def say(word):
    said.append(word)
    print(word, flush=True)
def show(window):
    shown(window)
    def look():
        page = window.page
        if isinstance(page, UnlockPage) and page.passphrase.isEnabled() and not page.passphrase.text():
            if said == ["open"]:
                say("locked")
            QTest.keyClicks(page.passphrase, passphrase)
            QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
        elif window.desk and window.desk.table.model.total and not said:
            say("open")
        elif window.desk and window.desk.table.model.total and said == ["open", "locked"]:
            say("open again")
            window.close()
    watch(window, look)
application.show_roomy = show
sys.exit(application.run(None))
"""
)

#: A patient has begun in the waiting room when it falls asleep; whoever wakes it sees the start page.
ROOM = (
    SLEEPS
    + """
import os
from PySide6.QtWidgets import QApplication
from gui.start import startup
from gui.waiting_room import application
from gui.waiting_room.window import WaitingRoom
def begin():
    (window,) = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert isinstance(window, WaitingRoom), window.accessibleName()
    window.start_page.begin.click()
    window.visit.wizard.interview.answer("answered_by", "patient")
    window.visit.wizard.next()
    window.visit.wizard.interview.answer("urgent_signs", ("breathing",))
    print("open" if window._records.recorder.flush(30) else "lost", flush=True)
    def look():
        if window.visit is None and window.pages.currentWidget() is window.start_page:
            print("locked", flush=True)
            window._records.recorder.flush(30)
            os._exit(0)
    watch(window, look)
class Beginning(QApplication):
    def exec(self):
        QTimer.singleShot(0, begin)
        return super().exec()
startup.QApplication = Beginning
sys.exit(application.run(None))
"""
)


@pytest.fixture
def clinic(tmp_path: Path) -> ClinicAtWork:
    made = set_up(tmp_path)
    setup = read_setup(made.room)
    assert setup
    write_setup(made.room, replace(setup, staff_pin=hash_pin("938271")))
    case = b'{"affected": ["neck"], "urgent_signs": []}'
    assert run("records", "add", "-", given=case, DYSTONIA_TRIAGE_RECORDS=str(made.room)).code == 0
    return made


class Sleeper:
    """A program on a computer that can be put to sleep."""

    def __init__(self, folder: Path, slept: Path, script: str) -> None:
        library = run_command(str(FAKETIME), "-f", "+0", "printenv", "LD_PRELOAD").out.strip()
        self.slept = slept
        slept.write_text("+0", encoding="utf-8")
        environment = surroundings(
            QT_QPA_PLATFORM="offscreen",
            DYSTONIA_TRIAGE_RECORDS=str(folder),
            PYTHONPATH=str(ROOT),
            LD_PRELOAD=library,
            FAKETIME_TIMESTAMP_FILE=str(slept),
            FAKETIME_CACHE_DURATION="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
            DONT_FAKE_MONOTONIC="1",
        )
        command = (sys.executable, "-c", script, slept, PASSPHRASE)
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )

    def hears(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def wakes_locked(self) -> None:
        """Sleep while something of a person is on the screen, and find it gone soon after waking."""
        assert self.hears() == "open"
        began = monotonic()
        self.sleep()
        assert self.hears() == "locked"
        assert monotonic() - began < SOON

    def sleep(self) -> None:
        """Stand still while the clock goes on, and wake."""
        self.process.send_signal(_STAND_STILL)
        self.slept.write_text(f"+{NIGHT}", encoding="utf-8")
        self.process.send_signal(_GO_ON)


@pytest.fixture
def asleep(tmp_path: Path) -> Iterator[list[Sleeper]]:
    """Collect what was started, and end it."""
    started: list[Sleeper] = []
    yield started
    for one in started:
        one.process.kill()
        one.process.communicate()


def test_a_desk_that_wakes_is_locked_and_has_lost_nothing(
    clinic: ClinicAtWork, asleep: list[Sleeper], tmp_path: Path
) -> None:
    desk = Sleeper(clinic.desk, tmp_path / "slept", DESK)
    asleep.append(desk)
    desk.wakes_locked()
    assert desk.hears() == "open again"
    assert desk.process.wait(60) == 0
    with looked_at(clinic) as store:
        assert len(what_opens(clinic, store)) == 1
        assert findings(clinic, store) == []


def test_a_waiting_room_that_wakes_shows_nothing_of_the_patient_and_has_kept_it(
    clinic: ClinicAtWork, asleep: list[Sleeper], tmp_path: Path
) -> None:
    room = Sleeper(clinic.room, tmp_path / "slept", ROOM)
    asleep.append(room)
    room.wakes_locked()
    assert room.process.wait(60) == 0
    with looked_at(clinic) as store:
        assert ("breathing",) in {
            signs_of(clinic, store.version(one.id).body) for one in store.latest(limit=9)
        }
        assert findings(clinic, store) == []


def signs_of(clinic: ClinicAtWork, sealed: bytes) -> tuple[str, ...]:
    body = decode_body(Opener([clinic.founding.recovery]).open(sealed))
    answer = body.answers.get("urgent_signs")
    return tuple(answer.value or ()) if answer else ()
