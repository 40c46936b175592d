"""The program as a process that is killed at a step of its own, or just before or after it touches a disk."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any, Literal, NamedTuple

from clock_scripts import DESK, ROOM

When = Literal["step", "disk"]

#: What the programs import when they need it; a kill is to meet their work, not the import of a library.
NEEDED_LATER = (
    "alembic.command",
    "gui.command",
    "gui.desk.application",
    "gui.start.command_line",
    "gui.waiting_room.application",
    "questionnaire.records.command",
    "questionnaire.records.desk.office",
    "questionnaire.reports.typesetting",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "typst",
    "tomlkit",
)
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_DISKS = {"sqlite3", "posix", "nt", "_io"}

#: A keyholder is removed, and the clinic gets a new key: `argv` has the folder and the two names.
NEW_KEY = """
import sys
from pathlib import Path
from keys_for_tests import OTHER_PASSPHRASE, PASSPHRASE, quick_wrap
from questionnaire.records.desk.keys import Keys
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import read_setup
folder = Path(sys.argv[1])
setup = read_setup(folder)
recorder = Recorder(folder, setup, Notes(folder))
keys = Keys(folder, setup, recorder)
keys.unlock("Ada", PASSPHRASE)
if "Ben" not in keys.holders():
    keys._change(lambda open_: open_.with_keyholder("Ben", OTHER_PASSPHRASE, quick_wrap))
keys.remove_holder("Ben", new_key=True)
assert recorder.forwarded(60)
keys.close()
recorder.close()
"""
SCRIPTS = {"new-key": NEW_KEY, "desk": DESK, "room": ROOM}


class Life(NamedTuple):
    """What is started, and when it is killed: at the so many-th step or touch of a disk; 0: never."""

    arguments: tuple[str, ...]
    folder: Path
    given: bytes
    said: Path
    when: When = "step"
    at: int = 0


def live(life: Life) -> None:
    """Be the program until it ends or is killed; what it says goes into files, and how many steps it took."""
    os.environ |= {"DYSTONIA_TRIAGE_RECORDS": str(life.folder), "QT_QPA_PLATFORM": "offscreen"}
    given = life.said.with_suffix(".given")
    given.write_bytes(life.given)
    for number, path, flags in (
        (0, given, os.O_RDONLY),
        (1, life.said.with_suffix(".out"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, life.said.with_suffix(".err"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        handle = os.open(path, flags)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    counted, leave = _Counted(life), os._exit

    def tell_and_leave(code: int) -> None:
        sys.setprofile(None)
        numbers = f"{next(counted.steps)} {next(counted.touches)}"
        life.said.with_suffix(".steps").write_text(numbers, encoding="utf-8")
        leave(code)

    os._exit = tell_and_leave  # type: ignore[assignment] # the room's patient leaves by it too
    threading.setprofile(counted.step)
    sys.setprofile(counted.step)
    try:
        code = _run(life.arguments)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


class _Counted:
    """Counts what a process does, on any thread, and ends it."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.steps, self.touches = count(1), count(1)

    def step(self, _: FrameType, event: str, what: Any) -> None:
        self._end("step", next(self.steps))
        if event in ("c_call", "c_return") and _is_of_disk(what):
            self._end("disk", next(self.touches))

    def _end(self, when: When, number: int) -> None:
        if self._life.at == number and self._life.when == when:
            os.kill(os.getpid(), _KILL)


def _is_of_disk(function: Any) -> bool:
    of = type(getattr(function, "__self__", None)).__module__
    return of in _DISKS or getattr(function, "__module__", "") in _DISKS


def _run(arguments: Sequence[str]) -> int:
    if arguments[0] in SCRIPTS:
        sys.argv = list(arguments)
        try:
            exec(compile(SCRIPTS[arguments[0]], arguments[0], "exec"), {"__name__": "__main__"})  # noqa: S102
        except SystemExit as ended:
            return int(ended.code or 0)
        return 0
    from gui.command import main

    try:
        return main(["records", *arguments])
    except SystemExit as ended:
        return int(ended.code or 0)
