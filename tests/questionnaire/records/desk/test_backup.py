import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest
from archives import chain, contents, fill
from empty_store import put_empty_store
from sqlalchemy import text

from examples import a_version, public_key
from questionnaire.records.desk.backup import back_up, check, restore
from questionnaire.records.errors import (
    NoRoomError,
    NotEmptyError,
    ReadOnlyError,
    StoreDamagedError,
)
from questionnaire.records.format.codec import encode_body
from questionnaire.records.format.v1 import Answer, Body
from questionnaire.records.sealing.age import new_identity, seal
from questionnaire.records.store.audit import FIRST, ChainHead
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


@pytest.fixture
def archive(store: Store, tmp_path: Path) -> Path:
    fill(store)
    back_up(store, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_a_restored_store_holds_all_that_was_backed_up(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    with Store.open(str(put_empty_store(tmp_path / "other.db"))) as other:
        restore(other, archive)
        assert contents(other) == contents(store)
        assert {one.id for one in other.latest(limit=9)} == {
            one.id for one in store.latest(limit=9)
        }


def test_a_store_that_has_keys_is_refused(store: Store, archive: Path, file_store: Store) -> None:
    if not file_store.vault():
        file_store.replace_vault(b"others", after=0)
    before = contents(file_store)
    with pytest.raises(NotEmptyError, match="records here already"):
        restore(file_store, archive)
    assert contents(file_store) == before


def test_an_archive_that_is_no_backup_is_not_written_over(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "photographs.zip"
    with ZipFile(path, "w") as other:
        other.writestr("one.jpg", b"nothing of ours")
    before = path.read_bytes()
    with pytest.raises(ReadOnlyError, match="is not a backup"):
        back_up(store, path)
    assert path.read_bytes() == before


def test_what_was_deleted_does_not_come_back_with_a_backup(
    store: Store, archive: Path, tmp_path: Path
) -> None:
    (mark,) = (one for one in store.all_marks() if one.kind == "deleted")
    with Store.open(str(put_empty_store(tmp_path / "other.db"))) as other:
        restore(other, archive)
        other.add(versions=[a_version(intake=mark.intake)])
        assert other.leaves(mark.intake) == []


def test_an_empty_store_can_be_backed_up_and_restored(file_store: Store, tmp_path: Path) -> None:
    back_up(file_store, tmp_path / "backup.zip")
    with Store.open(str(put_empty_store(tmp_path / "other.db"))) as other:
        restore(other, tmp_path / "backup.zip")
        assert contents(other) == ({}, {}, [], None)


def test_a_backup_says_what_is_in_it_and_how_to_open_it_without_the_program(archive: Path) -> None:
    with ZipFile(archive) as found:
        help_ = found.read("README.txt").decode()
        sealed = [name for name in found.namelist() if name.endswith(".age")]
    assert "age --decrypt --identity key.txt intakes/NAME.json.gz.age | gunzip" in help_
    assert len(sealed) == 3


@pytest.mark.skipif(not shutil.which("age"), reason="the standard age tool is not installed")
def test_age_and_gunzip_alone_show_an_intake_from_a_backup_with_the_recovery_key(
    file_store: Store, tmp_path: Path
) -> None:
    (_, clinic), (secret, recovery) = new_identity(), new_identity()
    body = Body(answers={"affected": Answer(value=("neck",), said="the patient's neck")})
    sealed = seal(encode_body(body), public_key(clinic, recovery))
    file_store.add(versions=[a_version(body=sealed)])
    back_up(file_store, tmp_path / "backup.zip")
    with ZipFile(tmp_path / "backup.zip") as found:
        (name,) = (name for name in found.namelist() if name.endswith(".age"))
        found.extract(name, tmp_path)
    (tmp_path / "key.txt").write_text(secret + "\n", encoding="utf-8")
    said = subprocess.run(
        ["sh", "-c", 'age --decrypt --identity key.txt "$0" | gunzip', name],  # noqa: S607 wherever they are
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert msgspec.json.decode(said.stdout, type=Body) == body


def test_a_whole_backup_has_a_whole_audit(archive: Path) -> None:
    found, lost = check(archive, "")
    assert (found.findings, lost) == ((), ())


def test_an_audit_that_is_not_whole_is_found_in_a_backup_too(
    file_store: Store, tmp_path: Path
) -> None:
    entries = chain("K7", 3)
    file_store.add(entries=[entries[0], entries[2]])
    back_up(file_store, tmp_path / "backup.zip")
    found, _ = check(tmp_path / "backup.zip", "")
    (finding,) = found.findings
    assert finding.text == "Entry 2 of station K7 is missing."


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


def test_where_there_is_no_room_it_is_told_and_nothing_left_behind(
    file_store: Store, tmp_path: Path
) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows limits no program's files")
    import resource

    file_store.add(versions=[a_version(body=bytes(5000))])
    place, (soft, hard) = tmp_path / "place", resource.getrlimit(resource.RLIMIT_FSIZE)
    place.mkdir()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(NoRoomError, match="Choose another place"):
            back_up(file_store, place / "backup.zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not any(place.iterdir())


def test_a_store_that_breaks_off_leaves_no_half_a_backup(store: Store, tmp_path: Path) -> None:
    with store.writing() as connection:
        connection.execute(text("DROP TABLE marks"))
    place = tmp_path / "place"
    place.mkdir()
    with pytest.raises(StoreDamagedError):
        back_up(store, place / "backup.zip")
    assert not any(place.iterdir())


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(
    file_store: Store, tmp_path: Path
) -> None:
    for _ in range(2):
        back_up(file_store, tmp_path / "backup.zip")
    records = tmp_path / "records" / "records.db"
    before = records.read_bytes()
    with pytest.raises(ReadOnlyError, match="is not a backup"):
        back_up(file_store, records)
    assert records.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_only_this_user_reads_a_backup(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_notes_where_each_chain_ends(file_store: Store, tmp_path: Path) -> None:
    entries = chain("K7", 2)
    file_store.add(entries=entries)
    contents = back_up(file_store, tmp_path / "backup.zip")
    assert contents.ends == {"K7": ChainHead(2, entries[-1].hash)}
    assert entries[0].previous == FIRST
