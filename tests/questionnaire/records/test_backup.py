import shutil
import subprocess
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest

from examples import a_mark, a_version, deleted, following
from questionnaire.records.audit import FIRST, Event, Note, entry_after
from questionnaire.records.backup import back_up, check, restore
from questionnaire.records.errors import (
    NoRoomError,
    NotEmptyError,
    ReadOnlyError,
    StoreDamagedError,
)
from questionnaire.records.public_key import PublicKey
from questionnaire.records.sealing import new_identity, seal
from questionnaire.records.store import Store
from questionnaire.records.version import AuditEntry

pytest_plugins = ["stores"]


def chain(station: str, length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for _ in range(length):
        last = entries[-1] if entries else None
        at = a_mark().at
        entries.append(entry_after(last, Event(action="opened", who="Ada"), station, at))
    return entries


def fill(store: Store) -> None:
    first = a_version()
    gone = a_version()
    store.add(
        versions=[first, following(first), a_version(state="unfinished"), gone],
        marks=[a_mark(intake=first.intake)],
        entries=[*chain("K7", 3), *chain("D2", 2)],
    )
    store.delete(deleted(gone.intake))
    store.replace_vault(b'{"keyholders": {}}', after=0)


def contents(store: Store) -> tuple[object, ...]:
    """Return everything that a store holds, whichever order it came in."""
    versions = {one.id: one for one in store.all_versions()}
    marks = {one.id: one for one in store.all_marks()}
    return versions, marks, list(store.audit()), store.vault()


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Path:
    fill(store)
    back_up(store, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_a_restored_store_holds_all_that_was_backed_up(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    with Store.open(str(tmp_path / "other.db")) as other:
        restore(other, archive)
        assert contents(other) == contents(store)
        assert {one.id for one in other.latest(limit=9)} == {
            one.id for one in store.latest(limit=9)
        }


def test_a_store_that_is_not_empty_is_refused(
    store: Store, archive: Path, file_store: Store
) -> None:
    file_store.add(versions=[a_version()])
    before = contents(file_store)
    with pytest.raises(NotEmptyError, match="records here already"):
        restore(file_store, archive)
    assert contents(file_store) == before


def test_what_was_deleted_does_not_come_back_with_a_backup(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    (mark,) = (one for one in store.all_marks() if one.kind == "deleted")
    with Store.open(str(tmp_path / "other.db")) as other:
        restore(other, archive)
        other.add(versions=[a_version(intake=mark.intake)])
        assert other.leaves(mark.intake) == []


def test_an_empty_store_can_be_backed_up_and_restored(file_store: Store, tmp_path: Path) -> None:
    back_up(file_store, tmp_path / "backup.zip")
    with Store.open(str(tmp_path / "other.db")) as other:
        restore(other, tmp_path / "backup.zip")
        assert contents(other) == ({}, {}, [], None)


def test_a_backup_says_what_is_in_it_and_how_to_open_it_without_the_program(archive: Path) -> None:
    with ZipFile(archive) as found:
        help_ = found.read("README.txt").decode()
        sealed = [name for name in found.namelist() if name.endswith(".age")]
    assert "age --decrypt --identity key.txt intakes/NAME.age" in help_
    assert len(sealed) == 3


@pytest.mark.skipif(not shutil.which("age"), reason="the standard age tool is not installed")
def test_the_standard_age_tool_opens_an_intake_from_a_backup_with_the_recovery_key(
    file_store: Store, tmp_path: Path
) -> None:
    (_, clinic), (secret, recovery) = new_identity(), new_identity()
    body = seal(b'{"kept": {}}', PublicKey(clinic, recovery))
    file_store.add(versions=[a_version(body=body)])
    back_up(file_store, tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as found:
        (name,) = (name for name in found.namelist() if name.endswith(".age"))
        found.extract(name, tmp_path)
    (tmp_path / "key.txt").write_text(secret + "\n", encoding="utf-8")
    said = subprocess.run(
        ["age", "--decrypt", "--identity", "key.txt", name],  # noqa: S607 wherever it is installed
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert said.stdout == b'{"kept": {}}'


def test_a_whole_backup_has_a_whole_audit(archive: Path) -> None:
    assert check(archive) == ()


def test_an_audit_that_is_not_whole_is_found_in_a_backup_too(
    file_store: Store, tmp_path: Path
) -> None:
    entries = chain("K7", 3)
    file_store.add(entries=[entries[0], entries[2]])
    back_up(file_store, tmp_path / "backup.zip")
    (finding,) = check(tmp_path / "backup.zip")
    assert finding.text == "Entry 2 of station K7 is missing."


@pytest.mark.parametrize("missing", ["about.json", "marks.jsonl", "vault.json"])
def test_an_archive_without_one_of_its_files_is_refused_and_nothing_is_restored(
    archive: Path, tmp_path: Path, missing: str
) -> None:
    damaged = tmp_path / "damaged.zip"
    copy(archive, damaged, leave_out=missing)
    refused(damaged, tmp_path)


def test_an_archive_that_lacks_an_intake_is_refused(archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    with ZipFile(archive) as found:
        name = next(name for name in found.namelist() if name.endswith(".age"))
    copy(archive, damaged, leave_out=name)
    refused(damaged, tmp_path)


def test_an_archive_with_a_line_too_few_is_refused(archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    copy(archive, damaged, shorten="versions.jsonl")
    refused(damaged, tmp_path)


def test_a_flipped_byte_anywhere_is_refused_or_changes_nothing(
    file_store: Store, tmp_path: Path
) -> None:
    fill(file_store)
    back_up(file_store, tmp_path / "backup.zip")
    whole = (tmp_path / "backup.zip").read_bytes()
    damaged = tmp_path / "damaged.zip"
    places = Random(4711).sample(range(len(whole)), 60)  # noqa: S311 no secret
    for number, place in enumerate(places):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with Store.open(str(tmp_path / f"other-{number}.db")) as other:
            try:
                restore(other, damaged)
            except StoreDamagedError:
                assert contents(other) == ({}, {}, [], None)
            else:
                assert contents(other) == contents(file_store)


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"nothing")
    refused(damaged, tmp_path)


def test_a_backup_that_is_not_there_is_named(file_store: Store, tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyError, match=r"missing\.zip can't be read"):
        restore(file_store, tmp_path / "missing.zip")


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    file_store: Store, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(ReadOnlyError, match="can't be written"):
        back_up(file_store, tmp_path / "taken")
    assert {one.name for one in tmp_path.iterdir()} == {"records", "taken"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_a_full_disk_is_told_as_one(file_store: Store, tmp_path: Path) -> None:
    (tmp_path / ".backup.zip.part").symlink_to("/dev/full")
    with pytest.raises(NoRoomError, match="Choose another place"):
        back_up(file_store, tmp_path / "backup.zip")


def test_a_backup_notes_where_each_chain_ends(file_store: Store, tmp_path: Path) -> None:
    entries = chain("K7", 2)
    file_store.add(entries=entries)
    contents = back_up(file_store, tmp_path / "backup.zip")
    assert contents.ends == {"K7": Note(2, entries[-1].hash)}
    assert entries[0].previous == FIRST


def copy(archive: Path, to: Path, *, leave_out: str = "", shorten: str = "") -> None:
    """Copy an archive without one file, or with the last line of one taken away."""
    with ZipFile(archive) as found, ZipFile(to, "w") as written:
        for name in found.namelist():
            content = found.read(name)
            if name == shorten:
                content = content.rpartition(b"\n")[0]
            if name != leave_out:
                written.writestr(name, content)


def refused(damaged: Path, folder: Path) -> None:
    with Store.open(str(folder / "other.db")) as other:
        with pytest.raises(StoreDamagedError, match="no whole backup"):
            restore(other, damaged)
        assert contents(other) == ({}, {}, [], None)
