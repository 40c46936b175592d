"""A clinic after a morning, made once of each kind of store; `pytest_plugins = ["mornings"]` lends copies."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from empty_store import put_empty_store
from msgspec.structs import replace
from postgres import Server
from programs import ANSWERS, AtWork, Start, ended_together, everything, first_desk, waiting_room
from psycopg.conninfo import conninfo_to_dict

from questionnaire.records.desk.founding import Founding
from questionnaire.records.setup import Setup, write_setup

pytest_plugins = ["clinics"]

_STORE = Path("records") / "records.db"


class GoneHome(NamedTuple):
    """A clinic whose programs have ended: its keys, each computer's set-up, and the folder of all files."""

    founding: Founding
    desk: Setup
    room: Setup
    folder: Path


@pytest.fixture(scope="session")
def sqlite_morning(keys_once: Founding, tmp_path_factory: pytest.TempPathFactory) -> GoneHome:
    folder = tmp_path_factory.mktemp("morning")
    return worked(keys_once, folder, str(put_empty_store(folder / _STORE)))


@pytest.fixture(scope="session")
def postgresql_morning(
    keys_once: Founding, tmp_path_factory: pytest.TempPathFactory, server: Server
) -> GoneHome:
    return worked(keys_once, tmp_path_factory.mktemp("morning"), server.database_with_tables())


def worked(keys: Founding, folder: Path, where: str) -> GoneHome:
    """Work for a morning: patients came, one was called in, one mended, one deleted, one left."""
    founding = replace(keys, setup=replace(keys.setup, store=where))
    with ended_together() as start:
        desk = first_desk(founding, start, folder / "desk")
        room = waiting_room(desk, founding, start, folder / "room")
        for _ in range(3):
            room.finished(**ANSWERS)
        room.fill_in(urgent_signs=()).leave()
        room.arrive()
        first, second, *_ = (row for row in everything(desk.office) if row.state == "finished")
        desk.office.mark_seen(desk.office.open(first.intake))
        desk.office.refer(desk.office.open(second.intake).leaves[0], "4711")
        desk.office.delete([second.intake])
        desk.office.refer(desk.office.open(first.intake).leaves[0], "4712")
        desk.arrive()
    return GoneHome(founding, desk.setup, room.setup, folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def morning(request: pytest.FixtureRequest, start: Start, tmp_path: Path) -> AtWork:
    """Return a clinic after a morning, once of each kind, with Ada at the desk again."""
    home: GoneHome = request.getfixturevalue(f"{request.param}_morning")
    shutil.copytree(home.folder, tmp_path, dirs_exist_ok=True)
    desk, room = replace(home.desk, store=str(tmp_path / _STORE)), home.room
    if home.desk.is_shared:
        database = conninfo_to_dict(home.desk.store)["dbname"]
        server: Server = request.getfixturevalue("server")
        copy = server.copied(str(database))
        desk, room = (
            replace(one, store=one.store.replace(f"/{database}?", f"/{copy}?"))
            for one in (home.desk, home.room)
        )
    else:
        room = replace(room, store=desk.store)
    for setup, name in ((desk, "desk"), (room, "room")):
        write_setup(tmp_path / name, setup)
    at_work = AtWork(start(desk, tmp_path / "desk"), start(room, tmp_path / "room"))
    at_work.desk.keys.open_with(home.founding.unlocked)
    for one in at_work:
        one.arrive()
    return at_work
