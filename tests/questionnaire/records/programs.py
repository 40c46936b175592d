"""Programs of a clinic at work on its records, for tests; the fixtures that start them are in clinics.py."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path
from queue import Queue
from typing import Any, NamedTuple
from uuid import UUID

from empty_store import put_empty_store
from keys_for_tests import joining_as
from sqlalchemy import event

from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.founding import Founding, join_as_waiting_room
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.stations import add_waiting_room
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.intake.outbox import OUTBOX_FILE
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup
from questionnaire.reports.case import Case, case_of

#: What a patient answers who is soon done.
ANSWERS = {"urgent_signs": (), "affected": ("neck",)}

CLINIC = Clinic(name="Our clinic", phone="1 23", attention=True)
PATIENCE = 30.0  # seconds after which what a test waits for won't come


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file as another program does that writes into it just now."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def everything(office: Office) -> list[Row]:
    """Return every row of the desk's table."""
    return [row for loaded in office.load() for row in loaded.rows]


class Program:
    """The program as it runs on one computer; what it tells lands in queues."""

    def __init__(self, folder: Path, setup: Setup) -> None:
        self.folder, self.setup = folder, setup
        self.saved: Queue[UUID] = Queue()
        self.troubles: Queue[str] = Queue()
        self.unreachable: Queue[str] = Queue()
        self.recorder = Recorder(
            folder,
            setup,
            Notes(folder),
            on_saved=self.saved.put,
            on_trouble=self.troubles.put,
            on_unreachable=self.unreachable.put,
        )
        self.keys = Keys(folder, setup, self.recorder)
        self.office = Office(self.keys, self.recorder)
        self.interviews: list[Interview] = []  # those of the waiting room, the newest last

    def fill_in(self, **answers: Any) -> Filling:
        """Begin an intake in the waiting room with these answers."""
        interview = Interview()
        filling = self.filling(interview)
        for field, value in answers.items():
            interview.answer(field, value)
        self.interviews.append(interview)
        return filling

    def filling(self, interview: Interview, reference: str = "") -> Filling:
        """Begin an intake in the waiting room."""
        return Filling(
            interview,
            self.recorder,
            CLINIC,
            who=WAITING_ROOM,
            reference=reference,
        )

    def finished(self, **answers: Any) -> Filling:
        """Fill in a whole intake."""
        filling = self.fill_in(**answers)
        filling.finish(self.case(self.interviews[-1]))
        return filling

    def case(self, interview: Interview) -> Case:
        """Return the result of an interview."""
        return case_of(interview.answers, CLINIC, date(2026, 3, 4))

    def arrive(self) -> None:
        """Wait until everything is in the clinic's store."""
        assert self.recorder.forwarded(PATIENCE)

    def actions(self) -> list[str]:
        """Return what this computer's audit says, in its order, besides the rows that it kept."""
        self.arrive()
        entries = self.keys.store.audit(self.setup.station)
        return [entry.action for entry in entries if entry.action != "kept"]

    def lock_at(self, statement: str) -> None:
        """Let somebody lock the desk just when the store is asked something that begins like this."""

        def lock(_connection: Any, _cursor: Any, asked: str, *_: Any) -> None:
            if asked.startswith(statement):
                self.office.lock()

        event.listen(self.keys.store.engine, "before_cursor_execute", lock)

    def close(self) -> None:
        """End it."""
        self.keys.close()
        self.recorder.close()


Start = Callable[[Setup, Path], Program]


class AtWork(NamedTuple):
    """The computers of a clinic, whose programs run."""

    desk: Program
    room: Program


@contextmanager
def ended_together() -> Iterator[Start]:
    """Return a way to start the program on computers of the clinic; all end together."""
    with ExitStack() as ending:

        def started(setup: Setup, folder: Path) -> Program:
            program = Program(folder, setup)
            ending.callback(program.close)
            return program

        yield started


def first_desk(founding: Founding, start: Start, folder: Path) -> Program:
    """Set the records up at a desk, and unlock it."""
    with_outbox(folder)
    program = start(founding.finish(folder), folder)
    program.keys.open_with(founding.unlocked)
    return program


def waiting_room(desk: Program, founding: Founding, start: Start, folder: Path) -> Program:
    """Start a waiting room beside a desk."""
    with_outbox(folder)
    if not desk.setup.is_shared:
        joining = joining_as(founding, "A2")
        return start(joining.finish(folder), folder)
    file = folder.with_name("room.toml")
    fingerprint = add_waiting_room(desk.keys, file)
    return start(join_as_waiting_room(folder, file, fingerprint), folder)


def with_outbox(folder: Path) -> Path:
    """Make a computer's folder whose outbox has its tables already; making them takes a while."""
    put_empty_store(folder / OUTBOX_FILE)
    return folder
