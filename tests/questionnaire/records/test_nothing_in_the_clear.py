"""Nothing that a person enters reaches a disk in the clear, whatever the programs do with it."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from keys_for_tests import PASSPHRASE
from msgspec.structs import replace
from postgres import Server
from programs import CLINIC, Program, Start, everything

from questionnaire.interview import Interview
from questionnaire.records.desk.founding import Founding, join_as_waiting_room
from questionnaire.records.desk.stations import add_waiting_room
from questionnaire.reports.case import case_of

pytest_plugins = ["clinics"]

REFERENCE, JUNK = "Zebra-4711", "qqjunkqq"

#: What is entered here or follows from it, as a file would hold it; and what opens it.
SECRETS = (
    REFERENCE,
    JUNK,
    "left-lower-face",
    "headache-vomiting-seizure",
    "oromandibular",
    '"onset_age"',
    '"current_age"',
    ":87,",
    ":93,",
    "same-day",
    "left lower face",
    PASSPHRASE,
    "AGE-SECRET-KEY-1",
)


def found(secrets: tuple[str, ...], folders: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """Yield which of these are in which file, in any usual encoding."""
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    looked_at = set()  # PostgreSQL's databases are copies of each other, except for what is in them
    for file in files:
        content = file.read_bytes().rstrip(b"\0") + b"\0"  # most of a journal is empty
        if (digest := sha256(content).digest()) in looked_at:
            continue
        looked_at.add(digest)
        for secret in secrets:
            plain = secret.encode()
            # Words of five letters and more: shorter ones are in any large file by chance.
            wide = [secret.encode("utf-16-le"), secret.encode("utf-16-be")]
            hexadecimal = [plain.hex().encode(), plain.hex().upper().encode()]
            writings = [plain] if len(secret) < 5 else [plain, *wide, *hexadecimal]
            if any(one in content for one in writings):
                yield secret, file.name


def work(room: Program, desk: Program, founding: Founding) -> str:
    """Do all that two places do with an intake, and return its ticket."""
    interview = Interview()
    filling = room.filling(interview, REFERENCE)
    interview.answer("urgent_signs", ("headache-vomiting-seizure",))
    interview.answer("affected", ("mouth", "left-lower-face", "right-lower-face"))
    interview.enter_age("onset_age", JUNK)
    interview.enter_age("onset_age", "87")
    interview.enter_age("current_age", JUNK)
    room.arrive()
    desk.keys.unlock("Ada", PASSPHRASE)
    (row,) = everything(desk.office)
    (leaf,) = desk.office.open(row.intake).leaves
    staff = leaf.interview()
    desk.office.resume(leaf, staff, CLINIC)
    staff.enter_age("current_age", "93")
    desk.arrive()
    filling.finish(case_of(interview.answers, CLINIC, date(2026, 3, 4)))
    filling.leave()
    room.arrive()
    opened = desk.office.open(row.intake)
    desk.office.settle(*opened.leaves)
    desk.office.acknowledge(row.intake)
    desk.arrive()
    desk.office.changes()
    assert REFERENCE.encode() in desk.office.export([row.intake], "csv").content
    assert JUNK.encode() in desk.office.export([row.intake], "json").content
    founding.unlocked.with_new_key()
    desk.office.lock()
    desk.arrive()
    return row.ticket


def test_in_the_files_of_one_computer(keys_once: Founding, start: Start, tmp_path: Path) -> None:
    store = str(tmp_path / "records.db")
    founding = replace(keys_once, setup=replace(keys_once.setup, store=store))
    desk = start(founding.finish(tmp_path), tmp_path)
    room = start(desk.setup, tmp_path)
    ticket = work(room, desk, founding)
    at_work = {file.name for file in tmp_path.rglob("*")}
    assert {"records.db", "records.db-wal", "records.toml", "station.db", "notes.db"} <= at_work
    assert list(found(SECRETS, (tmp_path,))) == []
    assert list(found((ticket,), (tmp_path,)))
    desk.close()
    room.close()
    assert list(found(SECRETS, (tmp_path,))) == []


def test_in_the_files_of_several_and_all_that_postgresql_writes(
    own_server: Server, keys_once: Founding, start: Start, tmp_path: Path
) -> None:
    own_server.run("ALTER SYSTEM SET log_statement = 'all'")
    own_server.run("ALTER SYSTEM SET log_parameter_max_length = -1")
    own_server.stop()
    own_server.start()
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    founding = replace(keys_once, setup=setup)
    desk = start(founding.finish(tmp_path / "desk"), tmp_path / "desk")
    desk.keys.unlock("Ada", PASSPHRASE)
    file = tmp_path / "room.toml"
    fingerprint = add_waiting_room(desk.keys, file)
    desk.keys.lock()
    joined = join_as_waiting_room(tmp_path / "room", file, fingerprint)
    room = start(joined, tmp_path / "room")
    ticket = work(room, desk, founding)
    folders = (tmp_path, own_server.folder)
    assert list(found(SECRETS, folders)) == []
    desk.close()
    room.close()
    own_server.stop()
    assert list(found(SECRETS, folders)) == []
    where = {name for _, name in found((ticket,), folders)}
    assert len(where) >= 3  # a table, the journal and the log, which are searched then
    own_server.start()
