import stat
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from msgspec.structs import replace
from programs import Program, Start, everything
from sqlalchemy import text

from examples import a_version
from questionnaire.records.desk.founding import join_as_waiting_room
from questionnaire.records.desk.stations import add_waiting_room
from questionnaire.records.errors import (
    NotAllowedError,
    ReadOnlyError,
    SetupRefusedError,
    StoreUnreachableError,
    WrongKeyError,
)
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.setup import read_setup, read_setup_file, write_setup
from questionnaire.records.store.store import Store

pytest_plugins = ["clinics"]

shared = pytest.mark.parametrize("where", ["postgresql"], indirect=True)

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


def waiting_at(room: Program) -> UUID:
    """Let an intake wait on a computer whose program has ended; return which."""
    room.arrive()
    room.close()
    version = a_version(station=room.setup.station, ticket=f"{room.setup.station}-01")
    with Outbox(room.folder / OUTBOX_FILE, room.setup.signer) as outbox:
        outbox.add_version(version)
    return version.intake


def roles(desk: Program) -> set[str]:
    """Return the roles for waiting rooms, also those of the server's other databases."""
    query = text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'waiting_room_%'")
    with desk.keys.store.reading() as connection:
        return set(connection.scalars(query))


def codes(desk: Program) -> list[str]:
    """Return the codes of the computers that are certified."""
    return [one.code for one in desk.keys.store.stations()]


@shared
def test_a_waiting_room_joins_with_its_file_and_what_it_writes_reaches_the_desk(
    desk: Program, room: Program
) -> None:
    assert read_setup(room.folder) == room.setup
    assert room.setup.adds_only
    assert room.setup.key == desk.setup.key
    assert room.setup.station != desk.setup.station
    filling = room.finished(**ANSWERS)
    room.arrive()
    (row,) = everything(desk.office)
    assert (row.intake, row.station) == (filling.origin.intake, room.setup.station)
    assert desk.office.open(row.intake).leaves[0].known.answers.affected == ("neck",)
    assert {entry.action for entry in desk.keys.store.audit(room.setup.station)} == {
        "station-added",
        "kept",
    }


@shared
def test_its_role_may_add_and_nothing_else(desk: Program, room: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    with Store.open(room.setup.store, migrate=False) as store:
        for work in (store.count, store.vault, store.prune, lambda: list(store.all_versions())):
            with pytest.raises(NotAllowedError):
                work()
    with psycopg.connect(room.setup.store, autocommit=True) as connection:
        for table in ("versions", "marks", "audit", "vault", "superseded"):
            for statement in ("SELECT * FROM {}", "DELETE FROM {}", "TRUNCATE {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement.format(table).encode())


@shared
def test_the_desk_tells_the_fingerprint_and_notes_the_new_station(
    desk: Program, tmp_path: Path
) -> None:
    file = tmp_path / "room.toml"
    assert add_waiting_room(desk.keys, file) == desk.keys.fingerprint
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    desk.arrive()
    last = list(desk.keys.store.audit())[-1]
    setup = read_setup_file(file)
    assert (last.action, last.who, last.detail) == ("station-added", "Ada", setup.station)


@shared
def test_each_waiting_room_has_a_code_of_its_own_before_it_has_written_anything(
    desk: Program, tmp_path: Path
) -> None:
    codes = []
    for number in range(3):
        file = tmp_path / f"{number}.toml"
        add_waiting_room(desk.keys, file)
        codes.append(read_setup_file(file).station)
    assert len({*codes, desk.setup.station}) == 4


@shared
def test_a_file_with_another_key_is_refused(desk: Program, tmp_path: Path) -> None:
    file = tmp_path / "room.toml"
    fingerprint = add_waiting_room(desk.keys, file)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(desk.setup.key.recovery, desk.setup.key.clinic), encoding="utf-8")
    with pytest.raises(WrongKeyError, match="not the fingerprint"):
        join_as_waiting_room(tmp_path / "room", file, fingerprint)
    assert read_setup(tmp_path / "room") is None


@shared
def test_what_waits_in_a_waiting_room_arrives_before_it_joins_again(
    desk: Program, room: Program, start: Start, tmp_path: Path
) -> None:
    intake = waiting_at(room)
    file = tmp_path / "again.toml"
    setup = join_as_waiting_room(room.folder, file, add_waiting_room(desk.keys, file))
    assert setup.station != room.setup.station
    again = start(setup, room.folder)
    again.arrive()
    assert [version.intake for version in desk.keys.store.all_versions()] == [intake]
    assert again.unreachable.empty()


@shared
def test_a_waiting_room_does_not_join_again_while_something_waits_that_cannot_arrive(
    desk: Program, room: Program, tmp_path: Path
) -> None:
    intake = waiting_at(room)
    write_setup(room.folder, replace(room.setup, store=f"{room.setup.store}x"))
    before, file = read_setup(room.folder), tmp_path / "again.toml"
    fingerprint = add_waiting_room(desk.keys, file)
    with pytest.raises(SetupRefusedError, match="must reach the clinic's records first"):
        join_as_waiting_room(room.folder, file, fingerprint)
    assert read_setup(room.folder) == before
    with Outbox(room.folder / OUTBOX_FILE, room.setup.signer) as outbox:
        assert [version.intake for version in outbox.parcel().versions] == [intake]


@shared
def test_where_the_file_cannot_be_written_that_is_told(desk: Program, tmp_path: Path) -> None:
    before = roles(desk)
    with pytest.raises(ReadOnlyError, match="Choose another place"):
        add_waiting_room(desk.keys, tmp_path / "missing" / "room.toml")
    assert "station-added" not in desk.actions()
    assert (roles(desk), codes(desk)) == (before, [desk.setup.station])


@shared
def test_where_somebody_locks_meanwhile_neither_a_role_nor_a_file_stays(
    desk: Program, tmp_path: Path
) -> None:
    before = roles(desk)
    desk.lock_at("CREATE ROLE")
    with pytest.raises(WrongKeyError, match="locked"):
        add_waiting_room(desk.keys, tmp_path / "room.toml")
    assert (roles(desk), codes(desk)) == (before, [desk.setup.station])
    assert list(tmp_path.glob("*.toml")) == []


@shared
def test_where_the_stick_with_the_file_is_gone_too_the_first_trouble_is_told(
    desk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, path = roles(desk), tmp_path / "room.toml"

    def pulled_out(*_: object) -> None:
        path.unlink()
        raise StoreUnreachableError("The database doesn't answer.")

    monkeypatch.setattr(desk.keys, "certify", pulled_out)
    with pytest.raises(StoreUnreachableError):
        add_waiting_room(desk.keys, path)
    assert roles(desk) == before


@pytest.mark.parametrize("where", ["sqlite"], indirect=True)
def test_records_on_one_computer_take_no_other(desk: Program, tmp_path: Path) -> None:
    with pytest.raises(SetupRefusedError, match="PostgreSQL"):
        add_waiting_room(desk.keys, tmp_path / "room.toml")
    assert not (tmp_path / "room.toml").exists()
