import re
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from archives import contents, copy, fill, refused, restored
from empty_store import put_empty_store

from examples import a_version, deleted, held
from questionnaire.records.desk.backup import back_up, check, restore
from questionnaire.records.errors import (
    StoreDamagedError,
)
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


@pytest.fixture
def archive(file_store: Store, tmp_path: Path) -> Path:
    """Return a backup; one from PostgreSQL is made of the same files."""
    fill(file_store)
    back_up(file_store, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@pytest.mark.parametrize("missing", ["about.json", "marks.jsonl", "vault.json", "audit.jsonl"])
def test_of_an_archive_without_one_of_its_files_the_rest_is_restored_and_it_is_named(
    archive: Path, tmp_path: Path, file_store: Store, missing: str
) -> None:
    damaged = tmp_path / "damaged.zip"
    copy(archive, damaged, leave_out=missing)
    (versions, *_), told = restored(damaged, tmp_path)
    assert versions == contents(file_store)[0]
    assert f"{missing} is damaged or missing." in told
    assert missing in "".join(one.text for one in check(damaged, "")[1])


def test_an_intake_that_an_archive_lacks_is_named_and_the_others_are_restored(
    archive: Path, tmp_path: Path, file_store: Store
) -> None:
    damaged = tmp_path / "damaged.zip"
    with ZipFile(archive) as found:
        name = next(name for name in found.namelist() if name.endswith(".age"))
    copy(archive, damaged, leave_out=name)
    (versions, *_), told = restored(damaged, tmp_path)
    assert isinstance(versions, dict)
    assert len(versions) == len(list(file_store.all_versions())) - 1
    assert f"{name} is damaged or missing." in told


def test_a_line_too_few_is_told(archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    copy(archive, damaged, shorten="versions.jsonl")
    assert "Versions of intakes that are missing: 1." in restored(damaged, tmp_path)[1]


def test_a_flipped_byte_anywhere_is_told_or_changes_nothing(
    file_store: Store, tmp_path: Path
) -> None:
    fill(file_store)
    back_up(file_store, tmp_path / "backup.zip")
    whole = (tmp_path / "backup.zip").read_bytes()
    damaged = tmp_path / "damaged.zip"
    places = Random(4711).sample(range(len(whole)), 60)  # noqa: S311 no secret
    for number, place in enumerate(places):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with Store.open(str(put_empty_store(tmp_path / f"other-{number}.db"))) as other:
            try:
                told = restore(other, damaged).lost
            except StoreDamagedError:
                assert contents(other) == ({}, {}, [], None)
            else:
                assert told or contents(other) == contents(file_store)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"nothing")
    refused(damaged, tmp_path)


@pytest.mark.parametrize(
    "ticket", ["../../../etc/cron.d/x", "C:\\x", "K7\n-42", "x" * 40, "", "K7\u202e42"]
)
def test_no_ticket_leads_out_of_the_folder_or_keeps_a_backup_from_being_made(
    file_store: Store, tmp_path: Path, ticket: str
) -> None:
    version = a_version(ticket=ticket)
    file_store.add(versions=[version])
    back_up(file_store, tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as found:
        (name,) = (name for name in found.namelist() if name.endswith(".age"))
    assert re.fullmatch("intakes/[A-Za-z0-9-]{1,80}[.]json[.]gz[.]age", name)
    with Store.open(str(put_empty_store(tmp_path / "other.db"))) as other:
        restore(other, tmp_path / "backup.zip")
        assert list(other.all_versions()) == [version]


# Archives that somebody made by hand


def test_what_was_deleted_while_the_backup_was_made_does_not_come_back(
    file_store: Store, tmp_path: Path
) -> None:
    gone, stays = a_version(), a_version()
    file_store.add([gone, stays], deleted(gone.intake))
    back_up(file_store, tmp_path / "backup.zip")
    late = tmp_path / "late.zip"
    marks = msgspec.json.encode(deleted(stays.intake)[0])
    copy(tmp_path / "backup.zip", late, changed={"marks": (b"%s", marks)})
    with Store.open(str(put_empty_store(tmp_path / "other.db"))) as other:
        restore(other, late)
        assert list(other.all_versions()) == []


@pytest.mark.parametrize("name", ["about", "versions", "marks", "audit"])
@pytest.mark.parametrize(
    "content", [b"\xff", b"[" * 100_000, b"7", b'{"x": "\xff"}'], ids=["byte", "deep", "7", "text"]
)
def test_odd_content_is_named(archive: Path, tmp_path: Path, name: str, content: bytes) -> None:
    copy(archive, tmp_path / "odd.zip", changed={name: (b"%s", content)})
    assert name in restored(tmp_path / "odd.zip", tmp_path)[1]
    assert name in "".join(one.text for one in check(tmp_path / "odd.zip", "")[1])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("versions", b'"number":1,', b'"number":9223372036854775808,'),
        ("versions", b'Z",', b'",'),
        ("audit", b'"number":1,', b'"number":-1,'),
        ("about", b'"revision":1', b'"revision":9223372036854775808'),
        ("about", b'"format":1', b'"format":2'),
    ],
)
def test_what_no_database_can_keep_is_named(
    archive: Path, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    copy(archive, tmp_path / "odd.zip", changed={name: (old, new)})
    assert name in restored(tmp_path / "odd.zip", tmp_path)[1]


def test_an_archive_that_fills_the_memory_is_refused_before_it_is_unpacked(
    archive: Path, tmp_path: Path
) -> None:
    copy(archive, tmp_path / "bomb.zip")
    with ZipFile(tmp_path / "bomb.zip", "a", ZIP_DEFLATED) as bomb:
        bomb.writestr("bomb", bytes(50_000_000))
    assert (tmp_path / "bomb.zip").stat().st_size < 1_000_000
    refused(tmp_path / "bomb.zip", tmp_path)


def test_two_versions_whose_ids_are_odd_and_alike_both_keep_their_content(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "records.db")) as store:
        store.add([held(a_version(body=body)) for body in (b"one", b"other")])
    with closing(sqlite3.connect(tmp_path / "records.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE versions SET id = 'odd' || arrival")
        connection.commit()
    with Store.open(str(tmp_path / "records.db")) as store:
        back_up(store, tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as archive:
        found = [archive.read(name) for name in archive.namelist() if name.endswith(".age")]
    assert sorted(found) == [b"one", b"other"]
