import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from archives import copy
from computers import FINE, KEY, Computer
from keys_for_tests import PASSPHRASE, quick_founding
from msgspec.structs import replace
from sqlalchemy import delete

from examples import a_mark, a_setup, a_version, entries, held, public_key, signer, with_head
from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.setup import write_setup
from questionnaire.records.store import engine
from questionnaire.records.store.tables import audit, vault

STANDARD_INPUT = "-"


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "records").settle_in()


def test_a_whole_audit_is_said_to_be_whole(computer: Computer) -> None:
    code, said, complaint = computer.run("verify")
    assert (code, said.splitlines()[-1], complaint) == (0, FINE, "")


def test_verifying_brings_what_waits_to_the_store_first(computer: Computer) -> None:
    computer.run("verify")
    assert [entry.number for entry in computer.entries()] == [1, 2, 3]


def test_a_missing_entry_is_named_and_the_exit_is_1(computer: Computer) -> None:
    computer.run("verify")
    with computer.store as store, store.writing() as connection:
        connection.execute(delete(audit).where(audit.c.number == 2))
    code, said, complaint = computer.run("verify")
    assert (code, said.splitlines()[-1], complaint) == (1, "Entry 2 of station K7 is missing.", "")


def test_a_cut_off_end_is_named_though_the_chain_that_is_left_is_whole(computer: Computer) -> None:
    computer.run("verify")
    foreign = Computer(computer.folder)
    with computer.store as store, store.writing() as connection:
        connection.execute(delete(audit).where(audit.c.number >= 2))
    # The end never leaves this computer's own file, so that it comes back with the next entry.
    code, said, _ = foreign.run("verify")
    assert (code, said.splitlines()[-1]) == (1, "Entry 2 of station K7 is missing.")


def test_without_records_a_command_says_where_to_set_them_up(tmp_path: Path) -> None:
    code, said, complaint = Computer(tmp_path / "records").run("verify")
    assert (code, said) == (2, "")
    assert "at the front desk" in complaint
    assert "`dystonia-triage records create`" in complaint


def test_an_exchanged_key_is_refused(computer: Computer) -> None:
    other = public_key(new_identity()[1], KEY.recovery)
    write_setup(
        computer.folder,
        a_setup("K7", store="records.db", key=other),
    )
    code, _, complaint = computer.run("verify")
    assert code == 2
    assert "Set this computer up again at the desk." in complaint


def test_a_backup_can_be_verified_and_restored_on_another_computer(
    computer: Computer, tmp_path: Path
) -> None:
    with Outbox(computer.folder / OUTBOX_FILE, signer()) as outbox:
        outbox.add_version(a_version())
    backup = tmp_path / "backup.zip"
    code, said, _ = computer.run("backup", file=backup)
    assert (code, ": 1, all encrypted" in said) == (0, True)
    code, said, _ = computer.run("verify", file=backup)
    assert (code, said.splitlines()[-1]) == (0, FINE)
    other = Computer(tmp_path / "other")
    code, said, _ = other.run("verify", file=backup)
    assert (code, "doesn't know the clinic's key" in said) == (2, True)
    code, said, _ = other.run("restore", file=backup)
    assert (code, "Entries restored: 1." in said) == (0, True)
    with computer.store as store, other.store as restored:
        assert list(restored.all_versions()) == list(store.all_versions())


def test_a_backup_is_noted_in_the_audit(computer: Computer, tmp_path: Path) -> None:
    computer.run("backup", file=tmp_path / "backup.zip")
    assert computer.entries()[-1].action == "backup"


def test_a_backup_that_fails_is_not_noted(computer: Computer, tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_text("no backup", encoding="utf-8")
    assert computer.run("backup", file=tmp_path / "other.zip")[0] == 2
    assert [entry for entry in computer.entries() if entry.action == "backup"] == []


@pytest.mark.parametrize("content", [b"no archive", None])
def test_what_is_no_backup_of_these_records_leaves_no_empty_ones(
    computer: Computer, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "chosen.zip"
    if content:
        file.write_bytes(content)
    else:
        other = Computer(tmp_path / "other").settle_in()
        with other.store as store:
            store.add(versions=[a_version(key="another clinic's")])
        other.run("backup", file=file)
    lost = computer.folder / STORE_FILE
    for one in lost.parent.glob(f"{STORE_FILE}*"):
        one.unlink()
    code, _, complaint = computer.run("restore", file=file)
    assert (code, "another backup" in complaint) == (2, True)
    assert not lost.exists()


def test_a_restore_can_go_to_another_place(computer: Computer, tmp_path: Path) -> None:
    computer.run("backup", file=tmp_path / "backup.zip")
    elsewhere = tmp_path / "elsewhere" / "records.db"
    assert computer.run("restore", file=tmp_path / "backup.zip", store=str(elsewhere))[0] == 0
    assert elsewhere.exists()


def test_a_restore_over_records_is_refused(computer: Computer, tmp_path: Path) -> None:
    computer.run("backup", file=tmp_path / "backup.zip")
    code, said, complaint = computer.run("restore", file=tmp_path / "backup.zip")
    assert (code, said) == (2, "")
    assert "There are records here already" in complaint
    assert "nothing was changed" in complaint
    assert "open the front desk and enter a keyholder's name and passphrase" in complaint


def test_a_backup_that_was_tampered_with_is_named_and_restored_only_at_a_clear_yes(
    computer: Computer, tmp_path: Path
) -> None:
    with Outbox(computer.folder / OUTBOX_FILE, signer()) as outbox:
        outbox.add_version(a_version(key=KEY.fingerprint, ticket="K7-41"))
    computer.run("backup", file=tmp_path / "backup.zip")
    changed = {"versions": (b'"state":"finished"', b'"state":"unfinished"')}
    copy(tmp_path / "backup.zip", tmp_path / "changed.zip", changed=changed)
    lost = computer.folder / STORE_FILE
    for one in lost.parent.glob(f"{STORE_FILE}*"):
        one.unlink()
    code, said, _ = computer.run("restore", file=tmp_path / "changed.zip")
    assert (code, lost.exists()) == (1, False)
    assert "A version of intake K7-41 is not what station K7 wrote." in said
    assert "Nothing was restored. Add --sure to restore it all the same." in said
    code, said, _ = computer.run("restore", file=tmp_path / "changed.zip", sure=True)
    assert (code, "Entries restored: 1." in said) == (1, True)
    assert "K7-41 is not what station K7 wrote." in said


def test_a_lost_file_is_told_and_no_empty_one_takes_its_place(
    computer: Computer, tmp_path: Path
) -> None:
    with Outbox(computer.folder / OUTBOX_FILE, signer()) as outbox:
        outbox.add_version(a_version(key=KEY.fingerprint))
    computer.run("backup", file=tmp_path / "backup.zip")
    lost = Path(computer.folder / STORE_FILE)
    for one in lost.parent.glob(f"{STORE_FILE}*"):
        one.unlink()
    for task in ("verify", "backup", "expire"):
        code, _, complaint = computer.run(
            task, file=None if task == "verify" else tmp_path / "b.zip"
        )
        assert (code, "restore the last backup" in complaint) == (2, True), task
    assert not lost.exists()
    code, said, _ = computer.run("restore", file=tmp_path / "backup.zip")
    assert (code, "Open the front desk and unlock." in said) == (0, True)
    assert count(computer) == 1


@pytest.mark.parametrize("task", ["backup", "restore", "join"])
def test_a_command_without_its_file_asks_for_it(tmp_path: Path, task: str) -> None:
    folder = tmp_path / "records"
    computer = Computer(folder) if task == "join" else Computer(folder).settle_in()
    assert computer.run(task) == (2, "", "dystonia-triage: Give a file name.\n")


@pytest.fixture
def old_ones(tmp_path: Path) -> Computer:
    """Return a computer with an opened, an unopened and an urgent intake of 40 days ago."""
    folder = tmp_path / "records"
    founding = quick_founding(folder)
    founding.finish(folder)
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    old = datetime.now(tz=UTC) - timedelta(days=40)
    key = founding.setup.key
    ones = [
        with_head(a_version(written_at=old), (key.clinic, key.recovery), urgency=level)
        for level in ("routine", "routine", "emergency")
    ]
    computer = Computer(folder)
    computer.recipients = (key.clinic, key.recovery)
    with computer.store as store:
        store.add(
            map(held, ones), [a_mark(intake=one.intake, about=str(one.id)) for one in ones[::2]]
        )
    return computer


def expire(computer: Computer, **asked: object) -> tuple[int, str, str]:
    file = str(computer.folder.parent / "passphrase")
    return computer.run("expire", **{"days": 30, "passphrase_file": file, **asked})


def count(computer: Computer) -> int:
    with computer.store as store:
        return store.count()


def test_without_a_yes_it_is_only_said_how_many_are_old_and_from_when(old_ones: Computer) -> None:
    code, said, complaint = expire(old_ones)
    assert (code, complaint) == (0, "")
    day = datetime.now().astimezone() - timedelta(days=40)
    assert said.splitlines() == [
        "1 intake is past the 30 days this clinic keeps it.",
        f"It is from {day:%Y-%m-%d}.",
        f"By this computer's clock, today is {datetime.now().astimezone():%Y-%m-%d}.",
        (
            "1 older intake stays because nobody has opened it. "
            "1 older intake stays because someone still has to deal with it."
        ),
        "Nothing was deleted. Add --sure to delete these intakes.",
    ]
    assert count(old_ones) == 3


def test_who_is_sure_deletes_what_may_go_and_the_audit_says_who(old_ones: Computer) -> None:
    code, said, _ = expire(old_ones, sure=True)
    assert (code, said.splitlines()[-1]) == (0, "Intakes deleted: 1.")
    assert count(old_ones) == 2
    asked, deleted = old_ones.entries()[-2:]
    assert (asked.action, deleted.action) == ("retention-asked", "retention")
    assert (asked.who, deleted.who) == ("Ada", "Ada")


@pytest.fixture
def somebody_reads(old_ones: Computer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read as another program does, for longer than a command waits."""
    monkeypatch.setattr(engine, "_BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(old_ones.folder / STORE_FILE)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM versions").fetchall()
        yield


def test_what_may_still_be_in_the_file_because_somebody_reads_it_is_said(
    old_ones: Computer, somebody_reads: None
) -> None:
    code, said, complaint = expire(old_ones, sure=True)
    assert (code, said.splitlines()[-1]) == (1, "Intakes deleted: 1.")
    assert "may still be in their file, encrypted" in complaint
    assert count(old_ones) == 2


def test_a_clock_that_may_be_wrong_deletes_nothing(old_ones: Computer) -> None:
    with old_ones.store as store:
        long_ago = datetime.now(tz=UTC) - timedelta(days=90)
        store.add(entries=[replace(entries("B9", 1)[0], at=long_ago)])
    code, said, complaint = expire(old_ones, sure=True)
    assert code == 2
    assert f"after {long_ago.astimezone():%Y-%m-%d}, nothing was noted for weeks" in said
    assert "the clock of this computer may be wrong" in complaint
    assert count(old_ones) == 3


def test_an_entry_of_the_future_names_its_station_and_stops_nothing(old_ones: Computer) -> None:
    with old_ones.store as store:
        ahead = datetime.now(tz=UTC) + timedelta(days=3650)
        store.add(entries=[replace(entries("B9", 1)[0], at=ahead)])
    code, said, _ = expire(old_ones, sure=True)
    assert (code, count(old_ones)) == (0, 2)
    assert f"The clock of station B9 is wrong, or this one: it noted {ahead:%Y-%m-%d}." in said


def test_more_than_came_in_any_week_is_left_to_the_desk(old_ones: Computer) -> None:
    with old_ones.store as store:
        for day in range(41, 70):
            at = datetime.now(tz=UTC) - timedelta(days=day)
            one = with_head(a_version(written_at=at), old_ones.recipients, urgency="routine")
            store.add([held(one)], [a_mark(intake=one.intake, about=str(one.id))])
    before = count(old_ones)
    code, _, complaint = expire(old_ones, sure=True)
    assert (code, count(old_ones)) == (2, before)
    assert "more intakes would go than came in any week" in complaint


def test_where_nothing_is_old_that_is_said(old_ones: Computer) -> None:
    code, said, _ = expire(old_ones, days=41, sure=True)
    assert code == 0
    assert said.startswith("No intake is past the 41 days this clinic keeps it.")


def test_a_passphrase_may_come_from_standard_input(old_ones: Computer) -> None:
    old_ones.answer = PASSPHRASE
    assert expire(old_ones, passphrase_file=STANDARD_INPUT)[0] == 0


def test_a_wrong_passphrase_is_refused_and_noted(old_ones: Computer) -> None:
    old_ones.answer = "something else entirely"
    code, said, complaint = expire(old_ones, passphrase_file=STANDARD_INPUT, sure=True)
    assert (code, said) == (2, "")
    assert "No keyholder has this passphrase" in complaint
    assert old_ones.entries()[-1].action == "wrong-passphrase"
    assert count(old_ones) == 3


@pytest.mark.parametrize(
    ("file", "words"), [("", "--passphrase-file"), ("missing", "can't be read from missing")]
)
def test_without_a_passphrase_nobody_can_tell_what_must_not_wait(
    old_ones: Computer, file: str, words: str
) -> None:
    code, said, complaint = expire(old_ones, passphrase_file=file, sure=True)
    assert (code, said) == (2, "")
    assert words in complaint


def test_records_without_keys_expire_nothing(computer: Computer, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    with computer.store as store, store.writing() as connection:
        connection.execute(delete(vault))
    code, _, complaint = expire(computer, sure=True)
    assert code == 2
    assert "keys are not in the database" in complaint


@pytest.mark.parametrize(
    "store", ["postgresql://ada:geheim@localhost/db", "postgresql://localhost/db?password=geheim"]
)
def test_a_password_on_the_command_line_is_refused_because_others_see_it(
    tmp_path: Path, store: str
) -> None:
    code, _, complaint = Computer(tmp_path).run("restore", file=tmp_path / "one.zip", store=store)
    assert (code, "Leave it out" in complaint, "geheim" in complaint) == (2, True, False)


def test_nothing_that_others_wrote_reaches_the_terminal_but_as_letters(computer: Computer) -> None:
    last = AuditEntry(
        station="K7\x1b[2J\nThe audit log is intact.\u202e",
        number=7,
        at=datetime.now(tz=UTC),
        who="",
        action="opened",
        intake=None,
        detail="",
        previous="",
        hash="",
    )
    with computer.store as store:
        store.add(entries=[last])
    code, said, _ = computer.run("verify")
    assert code == 1
    assert all(line.isprintable() for line in said.splitlines())
    assert "The audit log is intact." not in said.splitlines()
