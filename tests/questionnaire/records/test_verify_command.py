"""What `records verify` says of lost keys and of lost records that were restored."""

from pathlib import Path

import pytest
from computers import Computer
from sqlalchemy import delete

from examples import signer
from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.intake.chain_ends import note_end, noted
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import ChainHead, Event
from questionnaire.records.store.tables import vault


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "records").settle_in()


@pytest.mark.parametrize(
    ("content", "words"), [(None, "are not in the database"), (b"junk", "are damaged")]
)
def test_keys_that_are_lost_or_damaged_are_named(
    computer: Computer, content: bytes | None, words: str
) -> None:
    with computer.store as store, store.writing() as connection:
        connection.execute(
            delete(vault) if content is None else vault.update().values(content=content)
        )
    code, said, _ = computer.run("verify")
    assert (code, words in said) == (1, True)


def test_what_went_with_lost_records_is_told_as_such(computer: Computer, tmp_path: Path) -> None:
    backup = tmp_path / "backup.zip"
    computer.run("backup", file=backup)
    for _ in range(3):
        computer.run("verify")
        with Outbox(computer.folder / OUTBOX_FILE, signer()) as outbox:
            outbox.add_event(Event(action="printed"))
    computer.run("verify")
    for one in computer.folder.glob(f"{STORE_FILE}*"):
        one.unlink()
    assert computer.run("restore", file=backup)[0] == 0
    code, said, _ = computer.run("verify")
    assert (code, "Gone with the lost records" in said) == (0, True)


def test_after_a_restore_this_computers_own_end_is_not_looked_for_in_the_older_backup(
    computer: Computer, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.zip"
    computer.run("backup", file=backup)
    notes = Notes(computer.folder)
    note_end(notes, "K7", ChainHead(99, "what the lost records held"))
    for one in computer.folder.glob(f"{STORE_FILE}*"):
        one.unlink()
    assert computer.run("restore", file=backup)[0] == 0
    assert "K7" not in noted(notes)
