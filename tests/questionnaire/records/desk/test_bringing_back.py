"""A backup is proven to be this clinic's before anything is put anywhere."""

import re
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from archives import copy
from keys_for_tests import PASSPHRASE
from msgspec.structs import replace
from programs import Program, everything
from sqlalchemy import delete

from questionnaire.records.desk.backup import Lost
from questionnaire.records.desk.bringing_back import (
    BroughtBack,
    Candidate,
    bring_back,
    look_at,
    what_is_back,
    what_is_doubtful,
    what_is_lost,
    what_it_is,
)
from questionnaire.records.desk.chain_heads import observe, verified
from questionnaire.records.desk.verification import Verified
from questionnaire.records.errors import NotEmptyError, WrongKeyError
from questionnaire.records.intake import chain_ends
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.store.audit_details import Restoration
from questionnaire.records.store.tables import audit, metadata, vault, versions

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)


def backed_up(desk: Program, path: Path) -> Path:
    desk.finished(urgent_signs=(), affected=("neck",))
    desk.arrive()
    desk.office.back_up(path)
    return path


def emptied(desk: Program) -> None:
    with desk.keys.store.writing() as connection:
        for table in (vault, versions):
            connection.execute(delete(table))


def verify(desk: Program) -> Verified:
    """Return what is wrong with the records."""
    keys = desk.keys
    with Outbox(desk.folder / OUTBOX_FILE, desk.setup.signer) as outbox:
        *_, found = verified(keys.store, keys.notes, outbox, desk.setup.key.signing)
    assert found is not None
    return found


def test_what_went_with_the_lost_records_is_explained_and_what_goes_later_is_not(
    desk: Program, room: Program, tmp_path: Path
) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    room.finished(urgent_signs=(), affected=("neck",))
    room.arrive()
    room.close()
    desk.finished(urgent_signs=(), affected=("neck",))
    desk.keys.note("settings-changed")
    desk.arrive()
    observe(desk.keys.store, desk.keys.notes)
    with desk.keys.store.writing() as connection:
        for table in metadata.tables.values():
            connection.execute(delete(table))
    bring_back(desk.keys, look_at(path, desk.keys), "Ada", PASSPHRASE)
    desk.finished(urgent_signs=(), affected=("neck",))
    desk.arrive()
    found = verify(desk)
    assert (found.findings, found.unchecked) == ((), ())
    gone = " ".join(one.text for one in found.explained)
    assert "of station K7 are missing" in gone
    assert f"of station {room.setup.station} are cut off from entry" in gone
    with desk.keys.store.writing() as connection:
        tail = desk.keys.store.audit_tails()["K7"].number
        connection.execute(delete(audit).where(audit.c.station == "K7", audit.c.number == tail - 1))
    assert [one.text for one in verify(desk).findings] == [
        f"Entry {tail - 1} of station K7 is missing."
    ]


def test_what_was_backed_up_is_back_and_open_wherever_it_was_kept(
    desk: Program, tmp_path: Path
) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    emptied(desk)
    desk.keys.lock()
    backup = look_at(path, desk.keys)
    assert backup.holders == ("Ada",)
    back = bring_back(desk.keys, backup, "Ada", PASSPHRASE)
    assert back == BroughtBack(1, ())
    assert [row.readable for row in everything(desk.office)] == [True]
    assert desk.actions()[-2:] == ["restored", "unlocked"]


@on_one_computer
def test_where_there_are_records_nothing_is_brought_back_and_the_end_of_the_log_stays_known(
    desk: Program, tmp_path: Path
) -> None:
    backup = look_at(backed_up(desk, tmp_path / "backup.zip"), desk.keys)
    desk.arrive()
    known = chain_ends.noted(desk.keys.notes)
    assert desk.setup.station in known
    with pytest.raises(NotEmptyError):
        bring_back(desk.keys, backup, "Ada", PASSPHRASE)
    assert chain_ends.noted(desk.keys.notes) == known


@on_one_computer
def test_a_backup_from_before_the_clinics_new_key_is_refused(desk: Program, tmp_path: Path) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    desk.keys.add_holder("bo", "staple paper lantern")
    desk.keys.remove_holder("bo", new_key=True)
    with pytest.raises(WrongKeyError, match="older than this clinic's key"):
        look_at(path, desk.keys)


@on_one_computer
def test_a_backup_from_after_a_new_key_is_taken_though_all_in_it_is_older(
    desk: Program, tmp_path: Path
) -> None:
    backed_up(desk, tmp_path / "backup.zip")
    desk.keys.add_holder("bo", "staple paper lantern")
    desk.keys.remove_holder("bo", new_key=True)
    desk.arrive()
    desk.office.back_up(tmp_path / "later.zip")
    emptied(desk)
    backup = look_at(tmp_path / "later.zip", desk.keys)
    assert bring_back(desk.keys, backup, "Ada", PASSPHRASE).intakes == 1


@on_one_computer
def test_an_archive_whose_files_have_no_time_says_none(desk: Program, tmp_path: Path) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    with ZipFile(path) as archive, ZipFile(tmp_path / "timeless.zip", "w") as timeless:
        for name in archive.namelist():
            info = ZipInfo(name)
            info.date_time = (1980, 0, 0, 0, 0, 0)
            timeless.writestr(info, archive.read(name))
    timed, other = (look_at(one, desk.keys) for one in (path, tmp_path / "timeless.zip"))
    assert what_it_is(timed, lambda _: "Monday").startswith("This backup was made on Monday.")
    assert what_it_is(other, str) == "1 entry can be restored."


@on_one_computer
def test_what_is_back_and_what_is_lost_is_said(desk: Program, tmp_path: Path) -> None:
    backup = look_at(backed_up(desk, tmp_path / "backup.zip"), desk.keys)
    many = Candidate(backup.path, replace(backup.inside, versions=3, made_at=None), backup.vault)
    assert what_it_is(many, str) == "3 entries can be restored."
    assert what_is_lost(()) == ""
    assert what_is_lost((Lost("a"), Lost("b"))).startswith("This backup is damaged")
    assert "They hold 1 intake," in what_is_back(BroughtBack(1, ()))
    assert "They hold 12 intakes," in what_is_back(BroughtBack(12, ()))


@on_one_computer
def test_what_is_not_as_it_was_written_is_named_and_comes_back_all_the_same(
    desk: Program, tmp_path: Path
) -> None:
    path, changed = backed_up(desk, tmp_path / "backup.zip"), tmp_path / "changed.zip"
    assert look_at(path, desk.keys).doubts == ()
    copy(path, changed, changed={"versions": (b'"state":"finished"', b'"state":"unfinished"')})
    emptied(desk)
    backup = look_at(changed, desk.keys)
    (doubt,) = backup.doubts
    assert doubt.endswith(f"is not what station {desk.setup.station} wrote.")
    assert what_is_doubtful(backup.doubts).startswith("Somebody changed this backup")
    assert what_is_doubtful(()) == ""
    assert bring_back(desk.keys, backup, "Ada", PASSPHRASE).intakes == 1
    desk.arrive()
    noted = [one for one in desk.keys.store.audit() if one.action == "restored"]
    restoration = Restoration.noted_in(noted[-1])
    assert restoration
    assert restoration.in_doubt == 1


@on_one_computer
def test_what_is_only_damaged_is_not_taken_for_tampered_with(desk: Program, tmp_path: Path) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    with ZipFile(path) as archive:
        name = next(one for one in archive.namelist() if one.startswith("intakes/"))
    copy(path, tmp_path / "damaged.zip", leave_out=name)
    backup = look_at(tmp_path / "damaged.zip", desk.keys)
    assert [len(backup.inside.lost) > 0, backup.doubts] == [True, ()]


@on_one_computer
def test_an_intake_that_was_taken_out_is_named(desk: Program, tmp_path: Path) -> None:
    path = backed_up(desk, tmp_path / "backup.zip")
    with ZipFile(path) as archive:
        about = archive.read("about.json")
    copy(path, tmp_path / "less.zip", shorten="versions.jsonl")
    fewer = re.sub(
        rb'"versions":(\d+)', lambda found: b'"versions":%d' % (int(found[1]) - 1), about
    )
    copy(tmp_path / "less.zip", tmp_path / "told.zip", changed={"about": (about, fewer)})
    backup = look_at(tmp_path / "told.zip", desk.keys)
    assert backup.inside.lost == ()
    assert [one.endswith("is missing.") for one in backup.doubts] == [True]
