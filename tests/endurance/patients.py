"""Patients who fill in one intake after the other until the plug is pulled, in a process of their own."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup, read_setup
from questionnaire.reports.case import case_of

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection
    from multiprocessing.context import SpawnContext as Context

    Line = PipeConnection
else:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext as Context

    Line = Connection

#: What each of them answers, in this order.
STEPS: tuple[tuple[str, Any], ...] = (
    ("answered_by", "patient"),
    ("urgent_signs", ()),
    ("affected", ("neck",)),
    ("onset_age", 34),
    ("medicines", "never"),
    ("impact", "mild"),
)

#: What the first write imports; people who fill in are counted on, not the import of a library.
_NEEDED_LATER = ("alembic.command", "sqlalchemy.dialects.sqlite.pysqlite")

_DAY = date(2026, 1, 1)
_SECONDS = 90.0  # longer than any disk or server needs


def fill_in_until(steps: int, plug: Line, folder: Path, seed: int, said: Line) -> None:
    """Fill in intakes, and close the plug's line after so many steps, for the test to pull it then.

    A step is a call or a return of any function, on any thread.
    """
    taken = count(1)

    def step(*_: object) -> None:
        if next(taken) == steps:
            plug.close()

    threading.setprofile(step)
    sys.setprofile(step)
    fill_in(folder, seed, said)


def fill_in(folder: Path, seed: int, said: Line, most: int = 10_000) -> None:
    """Fill in intakes, and say of each answer when it is on the disk: the intake, and how many are."""
    chance = Random(seed)  # noqa: S311 no secret
    setup, clinic = _setup(folder), default_clinic()
    recorder = Recorder(folder, setup, Notes(folder))
    for _ in range(most):
        interview = Interview()
        filling = Filling(interview, recorder, clinic, who=WAITING_ROOM)
        for done, (field, value) in enumerate(STEPS, 1):
            interview.answer(field, value)
            if chance.random() < 0.5 and recorder.flush(_SECONDS):
                said.send((filling.origin.intake, done))
        filling.finish(case_of(interview.answers, clinic, _DAY))
        if recorder.flush(_SECONDS):
            said.send((filling.origin.intake, len(STEPS) + 1))
    recorder.forwarded(_SECONDS)
    recorder.close()


@contextmanager
def ready_to_fork(*also: str) -> Iterator[Context]:
    """Lend a way to start such processes in a moment, from one that has loaded all they need."""
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), before])
    try:
        context = Context()
        if sys.platform != "win32":  # where each process loads all it needs anew
            context.set_forkserver_preload([__name__, *_NEEDED_LATER, *also])
        yield context
    finally:
        os.environ["PYTHONPATH"] = before


def heard(said: Line) -> Iterator[tuple[Any, int]]:
    """Yield what was said before the line went dead."""
    try:
        while said.poll():
            yield said.recv()
    except (EOFError, OSError):
        return


def _setup(folder: Path) -> Setup:
    setup = read_setup(folder)
    if setup is None:
        raise LookupError(folder)
    return setup
