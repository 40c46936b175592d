"""The plug is pulled while people fill in: nothing that was kept is lost, no file is damaged."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from patients import STEPS, fill_in_until, heard, ready_to_fork

from examples import a_setup, public_key, signer
from questionnaire.records.format.codec import decode_body
from questionnaire.records.format.kept_answers import known_answers
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.records.sealing.pinned_key import KEY_NOTE
from questionnaire.records.setup import write_setup
from questionnaire.records.store.store import Store

#: The project's own checks pull it 500 times; where a person waits for the tests, less often.
KILLS = int(os.environ.get("DYSTONIA_TRIAGE_KILLS", "10"))
_MOST_STEPS = 300_000  # a process is killed after at most so many; an intake takes about 25,000
_SECONDS = 90.0  # more than so many steps take

pytestmark = pytest.mark.timeout(120 + 6 * KILLS)

IDENTITY, RECIPIENT = new_identity()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    key = public_key(RECIPIENT, new_identity()[1])
    write_setup(
        tmp_path,
        a_setup("K7", store=str(tmp_path / "records.db"), key=key),
    )
    Notes(tmp_path).set(KEY_NOTE, key.fingerprint)
    return tmp_path


def pull_the_plug(folder: Path, seed: int) -> dict[UUID, int]:
    """Let people fill in, kill the process after some steps, and return what it said was kept."""
    with ready_to_fork() as context:
        mine, theirs = context.Pipe(duplex=False)
        plug, their_plug = context.Pipe(duplex=False)
        steps = Random(seed).randrange(1, _MOST_STEPS)  # noqa: S311 no secret
        process = context.Process(
            target=fill_in_until, args=(steps, their_plug, folder, seed, theirs)
        )
        process.start()
    theirs.close()
    their_plug.close()
    with plug:
        assert plug.poll(_SECONDS), "these people keep nothing"
    process.kill()
    process.join()
    with closing(mine):
        return dict(heard(mine))  # of each intake, what was said last


def kept(folder: Path) -> dict[UUID, int]:
    """Return how many answers of each intake the desk finds, and one more where it is finished."""
    opener, found = Opener([IDENTITY]), dict[UUID, int]()
    with (
        Store.open(str(folder / "records.db")) as store,
        Outbox(folder / OUTBOX_FILE, signer("K7")) as outbox,
    ):
        while forward(outbox, store) > 1:
            pass
        for leaf in store.latest(limit=1_000_000):
            body = decode_body(opener.open(store.version(leaf.id).body))
            answers = known_answers(body).answers
            answered = sum(getattr(answers, field) == value for field, value in STEPS)
            assert leaf.intake not in found, "two versions of one intake"
            found[leaf.intake] = answered + (body.result is not None)
    return found


def damage(folder: Path) -> list[str]:
    """Return what SQLite finds wrong with any file."""
    wrong: list[str] = []
    for path in folder.glob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        wrong += [f"{path.name}: {said}"] if said != "ok" else []
    return wrong


def test_nothing_that_was_kept_is_lost_and_no_file_is_damaged(folder: Path) -> None:
    said: dict[UUID, int] = {}
    for seed in range(KILLS):
        said |= pull_the_plug(folder, seed)
        if seed % 50 == 0:
            assert damage(folder) == []
    found = kept(folder)
    lost = {
        intake: (steps, found.get(intake))
        for intake, steps in said.items()
        if found.get(intake, 0) < steps
    }
    finished = [intake for intake, steps in said.items() if steps > len(STEPS)]
    assert lost == {}
    assert damage(folder) == []
    assert len(finished) > KILLS / 4, "too few were finished for this to show anything"
