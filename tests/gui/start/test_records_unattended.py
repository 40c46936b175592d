"""A clinic's computer is looked after from a script: every step is the whole program as a real process."""

import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest
from keys_for_tests import quick_founding
from program import NECK, PROGRAM, ROOT, Ended, run, surroundings

from questionnaire.records.desk.founding import STORE_FILE
from questionnaire.records.notes import NOTES_FILE
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit

PASSPHRASE = "staple paper lantern orbit"  # noqa: S105 opens nothing but this test
PIN = "739164"
CHOKING = b'{"affected": ["neck"], "urgent_signs": ["swallowing"]}'


def test_records_are_created_filled_listed_and_exported(tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "pin").write_text(f"{PIN}\n", encoding="utf-8")
    (tmp_path / "cases.jsonl").write_bytes(NECK + b"\n{}\n" + CHOKING)
    unlocking = ("--passphrase-file", tmp_path / "passphrase")

    def records(*task: str | Path, given: bytes = b"") -> Ended:
        return run("records", *task, given=given, DYSTONIA_TRIAGE_RECORDS=str(tmp_path / "records"))

    sheet = tmp_path / "sheet.pdf"
    about = ("--keyholder", "Ada", "--pin-file", tmp_path / "pin", "--recovery-sheet", sheet)
    created = records("create", *about, *unlocking)
    assert (created.code, created.complaint) == (0, "")
    assert sheet.read_bytes().startswith(b"%PDF")

    added = records("add", tmp_path / "cases.jsonl", "--reference", "3-12")
    assert added.code == 2
    assert added.complaint.startswith("line 2: affected: missing")
    tickets = added.out.split()
    assert len(tickets) == 2
    one_more = records("add", "-", given=NECK)
    assert one_more.code == 0
    tickets += one_more.out.split()

    listed = records("list", "--days", "1", *unlocking)
    assert (listed.code, listed.complaint) == (0, "")
    lines = [json.loads(line) for line in listed.out.splitlines()]
    assert [line["ticket"] for line in lines] == tickets[::-1]
    assert [line["reference"] for line in lines] == ["", "3-12", "3-12"]
    assert lines[1]["urgency"] == "emergency"

    out = tmp_path / "out.json"
    exported = records(
        "export", "--passphrase-file", "-", "--format", "json", out, given=PASSPHRASE.encode()
    )
    assert (exported.code, exported.complaint) == (0, "")
    assert {one["ticket"] for one in json.loads(out.read_bytes())} == set(tickets)
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in (sheet, out)} == {0}
    verified = records("verify", *unlocking)
    assert (verified.code, "3 versions were opened." in verified.out) == (0, True)


def test_programs_that_add_at_once_and_an_older_folder_give_no_code_twice(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "pin").write_text(f"{PIN}\n", encoding="utf-8")
    (tmp_path / "cases.jsonl").write_bytes(b"\n".join([NECK] * 5))

    def records(*task: str | Path) -> list[str]:
        ended = run("records", *task, DYSTONIA_TRIAGE_RECORDS=str(folder))
        assert (ended.code, ended.complaint) == (0, "")
        return ended.out.split()

    records(
        *("create", "--keyholder", "Ada", "--passphrase-file", tmp_path / "passphrase"),
        *("--pin-file", tmp_path / "pin", "--recovery-sheet", tmp_path / "sheet.pdf"),
    )
    notes = (folder / NOTES_FILE).read_bytes()
    with ThreadPoolExecutor() as hands:
        added = [hands.submit(records, "add", tmp_path / "cases.jsonl") for _ in range(3)]
    (folder / NOTES_FILE).write_bytes(notes)
    tickets = [*chain(*(one.result() for one in added)), *records("add", tmp_path / "cases.jsonl")]
    assert len(tickets) == len(set(tickets)) == 20


@pytest.mark.parametrize(
    "arguments",
    [
        ["records", "create"],
        ["records", "add"],
        ["records", "list", "--days", "0"],
        ["records", "export", "out.csv"],
        ["records", "export", "--format", "pdf", "out.pdf"],
    ],
)
def test_what_is_not_understood_gets_its_usage(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert ended.complaint.startswith("usage: dystonia-triage records")


def test_a_file_of_cases_that_is_not_there_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.json"
    ended = run("records", "add", missing, DYSTONIA_TRIAGE_RECORDS=str(tmp_path))
    assert (ended.code, ended.out) == (2, "")
    assert ended.complaint.startswith(f"dystonia-triage: {missing}: ")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of records that were set up."""
    folder = tmp_path / "records"
    quick_founding(folder).finish(folder)
    return folder


@pytest.fixture
def nobody_reads() -> Iterator[int]:
    """Lend a pipe whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


def to(output: int, *arguments: str | Path, folder: Path, given: bytes = b"") -> tuple[int, str]:
    """Run the program into an output; return the exit code and what was complained of."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=given,
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
        cwd=ROOT,
        env=surroundings(DYSTONIA_TRIAGE_RECORDS=str(folder)),
    )
    return done.returncode, done.stderr.decode()


def kept(folder: Path) -> list[str]:
    """Return the tickets of all intakes, the oldest first."""
    with Store.open(str(folder / STORE_FILE)) as store:
        return [one.ticket for one in store.all_versions()]


def test_every_case_is_kept_though_nobody_reads_the_tickets(
    folder: Path, nobody_reads: int
) -> None:
    cases = b"\n".join([NECK, b"{}", CHOKING])
    code, complaint = to(nobody_reads, "records", "add", "-", folder=folder, given=cases)
    assert (code, complaint.partition(";")[0]) == (2, "line 2: affected: missing")
    assert len(kept(folder)) == 2


def test_every_case_is_kept_though_nobody_reads_the_complaints_either(
    folder: Path, nobody_reads: int
) -> None:
    done = subprocess.run(
        [*PROGRAM, "records", "add", "-"],
        input=b"\n".join([b"{}", NECK, CHOKING]),
        stdout=nobody_reads,
        stderr=nobody_reads,
        check=False,
        cwd=ROOT,
        env=surroundings(DYSTONIA_TRIAGE_RECORDS=str(folder)),
    )
    assert (done.returncode, len(kept(folder))) == (2, 2)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_ticket_that_a_full_disk_does_not_take_is_named_and_all_cases_are_kept(
    folder: Path,
) -> None:
    with Path("/dev/full").open("wb") as full:
        cases = b"\n".join([NECK, CHOKING])
        code, complaint = to(full.fileno(), "records", "add", "-", folder=folder, given=cases)
    tickets = ", ".join(kept(folder))
    assert (code, len(kept(folder))) == (2, 2)
    assert complaint.splitlines() == [
        f"Kept too, though the output did not take their tickets: {tickets}.",
        "dystonia-triage: standard output: No space left on device",
    ]


def test_verifying_tells_by_its_exit_code_what_nobody_reads(
    folder: Path, nobody_reads: int
) -> None:
    to(nobody_reads, "records", "add", "-", folder=folder, given=NECK)
    assert to(nobody_reads, "records", "verify", folder=folder) == (0, "")
    with Store.open(str(folder / STORE_FILE)) as store, store.writing() as connection:
        connection.execute(audit.delete().where(audit.c.number == 2))
    assert to(nobody_reads, "records", "verify", folder=folder) == (1, "")


def test_a_bad_case_is_told_by_the_exit_code_though_nobody_reads_the_assessments(
    tmp_path: Path, nobody_reads: int
) -> None:
    cases = b"\n".join([NECK, *[b"{}"] * 2])
    code, complaint = to(nobody_reads, "assess", "-", folder=tmp_path, given=cases)
    assert (code, len(complaint.splitlines())) == (2, 2)
