"""Intakes in and out without a screen: added, listed, exported."""

import errno
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from computers import FINE, Computer
from full_disk import full_disk
from keys_for_tests import PASSPHRASE, quick_founding
from msgspec.structs import replace

from examples import a_version, held, with_head
from questionnaire.clinic import Clinic
from questionnaire.records.command import run_records
from questionnaire.records.desk.entered import who_entered
from questionnaire.records.desk.founding import STORE_FILE, Founding
from questionnaire.records.desk.opened import Leaf, read_intake
from questionnaire.records.format.version import Version, uuid7
from questionnaire.records.intake.outbox import OUTBOX_FILE
from questionnaire.records.intake.ticket import TICKET_NOTE
from questionnaire.records.notes import NOTES_FILE, Notes
from questionnaire.records.setup import write_setup
from questionnaire.records.this_computer import Asked, Terminal, new_file

NECK = b'{"affected": ["neck"], "urgent_signs": []}'
CHOKING = b'{"affected": ["neck"], "urgent_signs": ["swallowing"]}'
BAD = b'{"affected": ["wing"]}'
CLINIC = Clinic(name="Our clinic", attention=True)
QUIET = Clinic(name="Our clinic", attention=False)


@pytest.fixture
def founding(tmp_path: Path) -> Founding:
    return quick_founding(tmp_path / "records")


@pytest.fixture
def computer(founding: Founding, tmp_path: Path) -> Computer:
    """Return a computer with records, whose keyholder's passphrase is in a file beside them."""
    founding.finish(tmp_path / "records")
    (tmp_path / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return Computer(tmp_path / "records")


def add(computer: Computer, *cases: bytes, **asked: Any) -> tuple[int, list[str], str]:
    """Add cases from standard input; return the exit code, the tickets and the complaints."""
    computer.given = b"\n".join(cases)
    code, said, complaint = computer.run("add", file=Path("-"), **asked)
    return code, said.splitlines(), complaint


def listed(computer: Computer, **asked: Any) -> list[Any]:
    code, said, complaint = with_passphrase(computer, "list", **asked)
    assert (code, complaint) == (0, "")
    return [json.loads(line) for line in said.splitlines()]


def export(computer: Computer, path: Path, kind: str = "json") -> tuple[int, str, str]:
    return with_passphrase(computer, "export", file=path, kind=kind)


def with_passphrase(computer: Computer, task: str, **asked: Any) -> tuple[int, str, str]:
    file = str(computer.folder.parent / "passphrase")
    return computer.run(task, **({"passphrase_file": file} | asked))


def opened(computer: Computer, founding: Founding) -> Leaf:
    """Return the newest intake as the desk opens it."""
    with computer.store as store:
        (newest,) = store.latest(limit=1)
        return read_intake(
            store, newest.intake, founding.unlocked.opener(), founding.unlocked.public.signing
        ).leaves[0]


def put(computer: Computer, *ones: Version, arrived_at: datetime | None = None) -> None:
    with computer.store as store:
        store.add([held(one, arrived_at=arrived_at) for one in ones])


def actions(computer: Computer) -> list[str]:
    return [entry.action for entry in computer.entries()]


# Adding


def test_each_case_becomes_an_intake_and_its_ticket_is_told(computer: Computer) -> None:
    code, tickets, complaint = add(computer, NECK, CHOKING, reference="3-12")
    assert (code, tickets, complaint) == (0, ["K7-01", "K7-02"], "")
    assert [(one["ticket"], one["reference"]) for one in listed(computer)] == [
        ("K7-02", "3-12"),
        ("K7-01", "3-12"),
    ]


def test_a_file_may_hold_them_too(computer: Computer, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_bytes(NECK)
    assert computer.run("add", file=tmp_path / "case.json") == (0, "K7-01\n", "")


def test_what_was_added_opens_at_the_desk_with_its_result_and_says_where_it_came_from(
    computer: Computer, founding: Founding
) -> None:
    add(computer, NECK, clinic=CLINIC)
    leaf = opened(computer, founding)
    shown = leaf.shown(CLINIC)
    assert shown is not None
    assert any("Our clinic" in str(section) for section in shown.for_patient.sections)
    assert list(who_entered(leaf.body)) == ["From a file, without a screen"]
    assert leaf.known.answers.affected == ("neck",)
    assert actions(computer)[-2:] == ["entered", "kept"]


def test_what_was_added_and_looked_at_is_verified(computer: Computer) -> None:
    add(computer, NECK)
    listed(computer)
    code, said, _ = computer.run("verify")
    assert (code, said.splitlines()[-1]) == (0, FINE)


def test_with_a_passphrase_verifying_opens_everything(computer: Computer) -> None:
    add(computer, NECK, CHOKING)
    code, said, _ = with_passphrase(computer, "verify")
    assert (code, "2 versions were opened." in said) == (0, True)
    put(computer, a_version(ticket="K7-52"))
    code, said, _ = with_passphrase(computer, "verify")
    assert code == 1
    assert "A version of intake K7-52 was not written by station K7" in said
    assert "A version of intake K7-52 of station K7 can't be opened" in said


def test_verifying_says_how_much_it_looked_at(computer: Computer) -> None:
    add(computer, NECK, CHOKING)
    looked, followed, opened_, fine = computer.run("verify")[1].splitlines()
    assert "2 intakes in 2 versions, and 0 marks" in looked
    assert "5 audit entries of 1 station" in followed
    assert "takes a passphrase" in opened_
    assert fine == FINE


@pytest.mark.parametrize(("clinic", "calls"), [(CLINIC, True), (QUIET, False)])
def test_an_urgent_one_calls_at_a_locked_desk_where_the_clinic_lets_it(
    computer: Computer, clinic: Clinic, *, calls: bool
) -> None:
    add(computer, CHOKING, NECK, clinic=clinic)
    with computer.store as store:
        assert store.calling() == int(calls)


def test_bad_cases_are_named_by_line_and_field_and_the_others_are_kept(computer: Computer) -> None:
    code, tickets, complaint = add(computer, NECK, BAD, NECK)
    assert (code, tickets) == (2, ["K7-01", "K7-02"])
    assert complaint.startswith("line 2: affected[0]: ")


@pytest.mark.parametrize("reference", ["x" * 61, "two\nlines"])
def test_a_reference_that_no_screen_takes_is_refused(computer: Computer, reference: str) -> None:
    code, tickets, complaint = add(computer, NECK, reference=reference)
    assert (code, tickets, "60 characters" in complaint) == (2, [], True)


def test_without_records_nothing_is_added(tmp_path: Path) -> None:
    code, tickets, complaint = add(Computer(tmp_path / "records"), NECK)
    assert (code, tickets, "This computer is not set up for records" in complaint) == (2, [], True)


def test_while_the_records_cannot_be_reached_intakes_wait_encrypted_and_that_is_said(
    computer: Computer,
) -> None:
    store = computer.folder / STORE_FILE
    away = store.rename(store.with_name("away.db"))
    code, tickets, complaint = add(computer, NECK)
    assert (code, tickets) == (0, ["K7-01"])
    assert "It waits, encrypted, on this computer." in complaint
    assert b"neck" not in (computer.folder / OUTBOX_FILE).read_bytes()
    away.rename(store)
    assert [one["ticket"] for one in listed(computer)] == ["K7-01"]


def test_a_waiting_room_that_may_only_add_adds(computer: Computer, founding: Founding) -> None:
    write_setup(computer.folder, replace(founding.setup, adds_only=True))
    assert add(computer, NECK) == (0, ["K7-01"], "")


def test_an_older_note_of_the_last_ticket_repeats_no_code(computer: Computer) -> None:
    assert add(computer, NECK, NECK)[1] == ["K7-01", "K7-02"]
    Notes(computer.folder).set(TICKET_NOTE, "0")
    assert add(computer, NECK, NECK)[1] == ["K7-03", "K7-04"]


class _TakesNothing(io.StringIO):
    """An output whose disk is full."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_where_the_output_takes_no_ticket_all_cases_are_kept_and_named(computer: Computer) -> None:
    complaints, given = io.StringIO(), io.BytesIO(b"\n".join([NECK, CHOKING]))
    terminal = Terminal(_TakesNothing(), complaints, str, given)
    with pytest.raises(OSError, match="No space left"):
        run_records(Asked(task="add", file=Path("-")), computer.folder, terminal)
    tickets = [one["ticket"] for one in reversed(listed(computer))]
    assert len(tickets) == 2
    assert complaints.getvalue().strip().endswith(f": {', '.join(tickets)}.")


def test_where_nothing_can_be_kept_no_ticket_is_told(computer: Computer) -> None:
    add(computer, NECK)  # what is loaded once needs no room later
    with full_disk(100):
        code, tickets, complaint = add(computer, NECK)
    assert (code, tickets) == (2, [])
    assert complaint.startswith("Only what has a ticket was kept.\n")
    assert len(listed(computer)) == 1


def test_a_number_that_cannot_be_noted_is_drawn(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Notes(computer.folder).set(TICKET_NOTE, "many")
    (computer.folder / NOTES_FILE).chmod(0o400)
    code, tickets, _ = add(computer, NECK)
    assert (code, len(tickets)) == (0, 1)
    assert tickets[0].startswith("K7-")


# Listing


def test_a_line_says_what_the_table_says(computer: Computer) -> None:
    add(computer, CHOKING, reference="Łukasz")
    code, said, _ = with_passphrase(computer, "list")
    assert (code, said.isascii()) == (0, True)
    one = json.loads(said)
    moment = datetime.fromisoformat(one.pop("written_at"))
    assert datetime.now(tz=UTC) - moment < timedelta(minutes=10)
    assert one == {
        "ticket": "K7-01",
        "station": "K7",
        "state": "finished",
        "reference": "Łukasz",
        "headline": "cervical-dystonia",
        "urgency": "emergency",
        "problems": [],
    }


def test_the_newest_arrival_is_first_and_days_count_from_arrival(
    computer: Computer, founding: Founding
) -> None:
    add(computer, NECK)
    key = founding.setup.key
    old = with_head(a_version(ticket="K7-99"), (key.clinic, key.recovery), title="neck")
    put(computer, old, arrived_at=datetime.now(tz=UTC) - timedelta(days=40))
    assert [one["ticket"] for one in listed(computer)] == ["K7-99", "K7-01"]
    assert [one["ticket"] for one in listed(computer, days=30)] == ["K7-01"]


def test_problems_are_named_and_an_unfinished_one_has_no_headline(
    computer: Computer, founding: Founding
) -> None:
    key = founding.setup.key
    to = (key.clinic, key.recovery)
    twice = uuid7()
    both = [with_head(a_version(intake=twice, ticket="K7-50"), to) for _ in range(2)]
    half = with_head(a_version(ticket="K7-51", state="unfinished"), to, title="welcome")
    put(computer, *both, half, a_version(ticket="K7-52"))
    assert [(one["ticket"], one["headline"], one["problems"]) for one in listed(computer)] == [
        ("K7-52", "", ["can't be opened"]),
        ("K7-51", "", []),
        ("K7-50", "", ["two versions"]),
    ]


def test_a_row_that_holds_nonsense_is_named_and_the_others_are_listed(computer: Computer) -> None:
    add(computer, NECK, NECK)
    spoil(computer, "K7-01")
    code, said, complaint = with_passphrase(computer, "list")
    assert (code, len(said.splitlines())) == (1, 2)
    assert "state" in complaint


@pytest.mark.parametrize("task", ["list", "export"])
def test_nothing_is_told_without_a_passphrase(
    computer: Computer, tmp_path: Path, task: str
) -> None:
    add(computer, NECK)
    out = tmp_path / "out.json"
    code, said, complaint = computer.run(task, file=out)
    assert (code, said, "--passphrase-file" in complaint) == (2, "", True)
    (tmp_path / "passphrase").write_text("something else entirely")
    code, said, complaint = with_passphrase(computer, task, file=out)
    assert (code, said, "No keyholder has this passphrase" in complaint) == (2, "", True)
    assert (actions(computer)[-1], out.exists()) == ("wrong-passphrase", False)


def test_the_audit_notes_who_looked(computer: Computer) -> None:
    listed(computer)
    assert (computer.entries()[-1].action, computer.entries()[-1].who) == ("unlocked", "Ada")


# Exporting


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbfticket"), ("xlsx", b"PK")])
def test_every_intake_is_in_the_table(
    computer: Computer, tmp_path: Path, kind: str, begins: bytes
) -> None:
    add(computer, NECK, CHOKING)
    code, said, complaint = export(computer, tmp_path / "out", kind)
    assert (code, complaint) == (0, "")
    assert said.startswith("2 intakes were exported to ")
    assert (tmp_path / "out").read_bytes().startswith(begins)


def test_the_audit_notes_each_exported_intake(computer: Computer, tmp_path: Path) -> None:
    add(computer, *[NECK] * 3)
    export(computer, tmp_path / "out.json")
    noted = [one for one in computer.entries() if one.action == "exported"]
    exported = json.loads((tmp_path / "out.json").read_bytes())
    assert {str(one.intake) for one in noted} == {one["intake"] for one in exported}
    assert {(one.who, one.detail) for one in noted} == {("Ada", "json")}
    assert {one["entered_by"]["affected"] for one in exported} == {"command line"}


def test_no_file_is_overwritten_by_an_export(computer: Computer, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine")
    code, said, complaint = export(computer, tmp_path / "out.json")
    assert (code, said, "is there already" in complaint) == (2, "", True)
    assert (tmp_path / "out.json").read_text() == "mine"


def test_no_empty_file_holds_the_place_of_an_export_before_it_is_written(tmp_path: Path) -> None:
    with new_file(tmp_path / "out.json"):
        assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_opened_is_named_and_the_rest_is_exported(
    computer: Computer, founding: Founding, tmp_path: Path
) -> None:
    add(computer, NECK, NECK)
    whole = opened(computer, founding).listed
    put(
        computer,
        a_version(ticket="K7-52"),
        a_version(ticket="K7-02", intake=whole.intake),
    )
    code, said, complaint = export(computer, tmp_path / "out.json")
    assert (code, said.startswith("2 intakes were exported")) == (1, True)
    whole_not, unsigned, closed = complaint.splitlines()
    assert whole_not.startswith("K7-02 was not exported whole")
    assert unsigned.startswith("K7-02: This is not signed")
    assert closed.startswith("K7-52 was not exported. ")


def spoil(computer: Computer, ticket: str) -> None:
    """Put nonsense into the row of a ticket, as someone can who may write into the file."""
    with closing(sqlite3.connect(computer.folder / STORE_FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        wrong = "UPDATE versions SET program = 'rubbish', state = 'rubbish' WHERE ticket = ?"
        connection.execute(wrong, [ticket])
