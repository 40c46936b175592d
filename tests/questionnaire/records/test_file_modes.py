"""Whatever holds a key or what a person entered is written for one user alone, however lax the account is."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from keys_for_tests import PASSPHRASE
from msgspec.structs import replace
from programs import CLINIC, Program, Start, everything

from questionnaire.records.desk.backup import back_up
from questionnaire.records.desk.founding import Founding
from questionnaire.records.desk.stations import add_waiting_room
from questionnaire.records.sealing.recovery import RecoverySheet
from questionnaire.records.sealing.recovery_paper import recovery_paper
from questionnaire.reports.case import case_of
from questionnaire.reports.paper import stamp_now, write_paper
from questionnaire.reports.typesetting import save

pytest_plugins = ["clinics"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture(autouse=True)
def lax() -> Iterator[None]:
    """Let this account write files for everybody, unless a program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def for_others(folder: Path) -> list[str]:
    """Return which files others may read, write or run."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if path.stat().st_mode & 0o077]


def test_all_that_a_computer_keeps(keys_once: Founding, start: Start, tmp_path: Path) -> None:
    store = str(tmp_path / "records.db")
    founding = replace(keys_once, setup=replace(keys_once.setup, store=store))
    desk = start(founding.finish(tmp_path), tmp_path)
    desk.finished(urgent_signs=(), affected=("neck",))
    desk.arrive()
    kept = {path.name for path in tmp_path.iterdir()}
    ours = {"records.toml", "notes.db", "records.db", "station.db"}
    beside = {"records.db-wal", "records.db-shm", "station.db-wal", "station.db-shm"}
    assert ours | beside <= kept
    assert for_others(tmp_path) == []


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_all_that_is_given_out(desk: Program, founding: Founding, tmp_path: Path) -> None:
    filling = desk.finished(urgent_signs=(), affected=("neck",))
    desk.arrive()
    desk.keys.unlock("Ada", PASSPHRASE)
    out = tmp_path / "given out"
    out.mkdir()
    rows = [row.intake for row in everything(desk.office)]
    desk.office.export(rows, "csv").saved(out / "table.csv")
    desk.office.export(rows, "json").saved(out / "all.json")
    add_waiting_room(desk.keys, out / "room.toml")
    back_up(desk.keys.store, out / "backup.zip")
    day = date(2026, 3, 4)
    sheet = RecoverySheet(founding.recovery, desk.setup, CLINIC.name, day)
    save(out / "recovery.pdf", recovery_paper(sheet, CLINIC))
    answers = desk.office.open(filling.origin.intake).leaves[0].known.answers
    write_paper(out / "report.pdf", case_of(answers, CLINIC, day), stamp_now())
    assert len(list(out.iterdir())) == 6
    assert for_others(out) == []
