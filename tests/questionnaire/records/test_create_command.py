"""Records are set up without a screen as the desk sets them up, or not at all."""

import os
from pathlib import Path
from typing import Any

import pytest
from computers import Computer
from full_disk import full_disk
from keys_for_tests import PASSPHRASE, quick_wrap

from questionnaire.clinic import Clinic
from questionnaire.records.desk import founding
from questionnaire.records.desk.founding import STORE_FILE, has_records
from questionnaire.records.errors import ReadOnlyError, StoreUnreachableError
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.records.setup import Setup, read_setup
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

PIN = "739164"
STANDARD_INPUT = "-"


@pytest.fixture(autouse=True)
def need_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let age's scrypt cost nothing."""
    monkeypatch.setattr(founding.found, "__defaults__", (quick_wrap,))


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "records")


def create(computer: Computer, **asked: Any) -> tuple[int, str, str]:
    """Create records with what a careful person writes into the two files."""
    beside = computer.folder.parent
    for name, content in (("passphrase", PASSPHRASE), ("pin", PIN)):
        if not (beside / name).exists():
            (beside / name).write_text(f"{content}\n", encoding="utf-8")
    usual = {
        "keyholder": "Ada",
        "passphrase_file": str(beside / "passphrase"),
        "pin_file": str(beside / "pin"),
        "recovery_sheet": beside / "sheet.pdf",
    }
    return computer.run("create", **(usual | asked))


def left(computer: Computer) -> list[str]:
    """Return what there is beside the two files of secrets."""
    beside = computer.folder.parent
    return sorted({path.name for path in beside.iterdir()} - {"passphrase", "pin"})


def setup_of(computer: Computer) -> Setup:
    found = read_setup(computer.folder)
    assert found is not None
    return found


def test_records_are_there_afterwards_with_their_sheet_and_the_staff_pin(
    computer: Computer,
) -> None:
    code, said, complaint = create(computer)
    assert (code, complaint) == (0, "")
    setup = setup_of(computer)
    assert f"This computer is station {setup.station}." in said
    assert setup.key.fingerprint in said
    assert "Print two sheets and lock them away in two places." in said
    assert "AGE-SECRET-KEY" not in said
    assert (computer.folder.parent / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert _lock(computer).try_pin(PIN)
    assert has_records(computer.folder, "")


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_the_sheet_is_for_this_user_alone(computer: Computer) -> None:
    create(computer)
    assert (computer.folder.parent / "sheet.pdf").stat().st_mode & 0o777 == 0o600


def test_passphrase_and_pin_may_come_from_standard_input_one_line_each(
    computer: Computer,
) -> None:
    computer.typed = [PASSPHRASE, PIN]
    assert create(computer, passphrase_file=STANDARD_INPUT, pin_file=STANDARD_INPUT)[0] == 0
    assert _lock(computer).try_pin(PIN)


@pytest.mark.parametrize(
    ("asked", "file", "option", "words"),
    [
        ({}, ("passphrase", "short"), "--passphrase-file", "at least 12 characters"),
        ({}, ("passphrase", "password1234"), "--passphrase-file", "easy to guess"),
        ({}, ("pin", "123456"), "--pin-file", "first that people try"),
        ({}, ("pin", ""), "--pin-file", "at least 6 digits"),
        ({"keyholder": ""}, ("pin", PIN), "--keyholder", "Enter a name"),
        ({"store": "mysql://server/db"}, ("pin", PIN), "--store", "postgresql://"),
    ],
)
def test_what_the_desk_refuses_is_refused_here_and_nothing_is_written(
    computer: Computer, asked: dict[str, Any], file: tuple[str, str], option: str, words: str
) -> None:
    (computer.folder.parent / file[0]).write_text(file[1], encoding="utf-8")
    code, said, complaint = create(computer, **asked)
    assert (code, said) == (2, "")
    assert complaint.startswith(f"{option}: ")
    assert words in complaint
    assert left(computer) == []


def test_a_file_of_two_lines_is_no_passphrase_that_anyone_can_type(computer: Computer) -> None:
    (computer.folder.parent / "passphrase").write_text(f"{PASSPHRASE}\nAda", encoding="utf-8")
    code, _, complaint = create(computer)
    assert (code, "one line and nothing else" in complaint) == (2, True)


def test_a_password_in_the_address_is_refused(computer: Computer) -> None:
    code, _, complaint = create(computer, store="postgresql://ada:geheim@localhost/db")
    assert (code, "geheim" in complaint, left(computer)) == (2, False, [])


def test_a_second_time_changes_nothing(computer: Computer) -> None:
    create(computer)
    before = setup_of(computer)
    other = computer.folder.parent / "other.pdf"
    code, said, complaint = create(computer, recovery_sheet=other)
    assert (code, said, "already has records" in complaint) == (2, "", True)
    assert (setup_of(computer), other.exists()) == (before, False)


def test_keys_that_are_there_without_a_set_up_are_left_alone(computer: Computer) -> None:
    create(computer)
    (computer.folder / "records.toml").unlink()
    other = computer.folder.parent / "other.pdf"
    code, _, complaint = create(computer, recovery_sheet=other)
    assert (code, "There are records here already" in complaint, other.exists()) == (2, True, False)
    assert has_records(computer.folder, "")


def test_no_file_is_overwritten_by_the_sheet(computer: Computer) -> None:
    there = computer.folder.parent / "sheet.pdf"
    there.write_bytes(b"another clinic's")
    code, _, complaint = create(computer)
    assert (code, "is there already" in complaint) == (2, True)
    assert there.read_bytes() == b"another clinic's"
    assert not computer.folder.exists()


@pytest.mark.parametrize("sheet", [None, "missing/sheet.pdf"])
def test_without_a_place_for_the_sheet_nothing_is_set_up(
    computer: Computer, sheet: str | None
) -> None:
    path = computer.folder.parent / sheet if sheet else None
    code, said, _ = create(computer, recovery_sheet=path)
    assert (code, said, left(computer)) == (2, "", [])


def test_a_sheet_that_does_not_fit_on_the_disk_leaves_nothing(computer: Computer) -> None:
    create(computer)  # what is loaded once needs no room later
    again = Computer(computer.folder.parent / "second" / "records")
    again.folder.parent.mkdir()
    for name in ("passphrase", "pin"):
        (again.folder.parent / name).write_text(PASSPHRASE if name == "passphrase" else PIN)
    with full_disk(100):
        code, _, complaint = create(again)
    assert (code, "could not be saved" in complaint, left(again)) == (2, True, [])


def test_letters_that_no_font_has_are_named(computer: Computer) -> None:
    code, _, complaint = create(computer, clinic=Clinic(name="Clinic \U0001343a"))
    assert (code, "could not be printed" in complaint) == (0, True)


@pytest.mark.parametrize("there", [True, False], ids=["old folder", "new folder"])
def test_a_set_up_that_fails_halfway_leaves_no_sheet_and_no_keys(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    if there:
        computer.folder.mkdir()
        (computer.folder / "mine.txt").touch()
    monkeypatch.setattr(founding, "write_setup", _no_room)
    code, said, complaint = create(computer)
    assert (code, said, "the disk is full" in complaint) == (2, "", True)
    assert left(computer) == (["records"] if there else [])
    if there:
        assert [path.name for path in computer.folder.iterdir()] == ["mine.txt"]


def test_where_the_folder_cannot_be_made_there_is_nothing_either(computer: Computer) -> None:
    computer.folder.write_bytes(b"a file in its place")
    code, _, _ = create(computer)
    assert (code, left(computer)) == (2, ["records"])


def test_who_was_faster_keeps_the_records(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(store: Store) -> tuple[int, bytes]:
        return 1, b"someone else's"

    monkeypatch.setattr(Store, "vault", meanwhile)
    code, _, complaint = create(computer)
    assert (code, "There are records here already" in complaint) == (2, True)
    assert left(computer) == ["records"]
    assert (computer.folder / STORE_FILE).exists()


def test_in_a_database_the_set_up_is_this_computers_own(
    computer: Computer, shared_where: str
) -> None:
    code, _, complaint = create(computer, store=shared_where)
    assert (code, complaint) == (0, "")
    assert setup_of(computer).store == shared_where
    assert has_records(computer.folder, shared_where)


@pytest.mark.parametrize("answers", [True, False], ids=["answers", "gone since"])
def test_keys_that_may_be_in_a_database_keep_their_sheet(
    computer: Computer, shared_where: str, monkeypatch: pytest.MonkeyPatch, *, answers: bool
) -> None:
    def fails(*_: object) -> None:
        if not answers:
            monkeypatch.setattr("questionnaire.records.create_command.has_records", _no_answer)
        _no_room()

    monkeypatch.setattr(founding, "write_setup", fails)
    code, _, complaint = create(computer, store=shared_where)
    assert (code, "keep the sheet" in complaint, left(computer)) == (2, True, ["sheet.pdf"])


def _no_room(*_: object) -> None:
    words = "the disk is full"
    raise ReadOnlyError(words)


def _no_answer(*_: object) -> bool:
    words = "it doesn't answer"
    raise StoreUnreachableError(words)


def _lock(computer: Computer) -> PinLock:
    return PinLock(Notes(computer.folder), setup_of(computer).staff_pin)
