"""A keyholder says which computers are the clinic's; nobody else can."""

from pathlib import Path

import pytest
from keys_for_tests import OTHER_PASSPHRASE, joining_as
from msgspec.structs import replace
from programs import Program, Start
from sqlalchemy import delete

from examples import a_mark, a_station, a_version, signer
from questionnaire.records.desk.certificates import certified, is_proven, witnesses
from questionnaire.records.desk.founding import Founding
from questionnaire.records.store.tables import stations

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)


def known(desk: Program) -> set[str]:
    """Return the stations that are certified with the key that this desk knows."""
    return set(witnesses(desk.keys.store.stations(), desk.keys.setup.key.signing))


def test_each_computer_is_certified_when_it_is_set_up(
    desk: Program, other_desk: Program, room: Program
) -> None:
    assert known(desk) == {one.setup.station for one in (desk, other_desk, room)}
    kinds = {one.code: one.kind for one in desk.keys.store.stations()}
    is_shared = desk.setup.is_shared
    assert kinds[room.setup.station] == ("waiting-room" if is_shared else "desk")


def test_with_a_new_key_every_station_is_certified_anew_and_nothing_else(
    desk: Program, room: Program
) -> None:
    desk.keys.store.certify(a_station("G3"))  # by somebody else
    desk.keys.add_holder("Bo", OTHER_PASSPHRASE)
    before = desk.keys.setup.key.signing
    desk.keys.remove_holder("Bo", new_key=True)
    assert desk.keys.setup.key.signing != before
    assert known(desk) == {desk.setup.station, room.setup.station}
    assert set(witnesses(desk.keys.store.stations(), before)) == set()


@on_one_computer
def test_who_was_removed_with_a_new_key_certifies_nobody(desk: Program, founding: Founding) -> None:
    desk.keys.add_holder("Bo", OTHER_PASSPHRASE)
    desk.keys.remove_holder("Bo", new_key=True)
    desk.keys.store.certify(joining_as(founding, "G3").station)  # with the key that they kept
    assert known(desk) == {desk.setup.station}


@on_one_computer
def test_a_desk_whose_certificate_was_lost_gets_it_again_from_who_unlocks_it(
    desk: Program, founding: Founding
) -> None:
    with desk.keys.store.writing() as connection:
        connection.execute(delete(stations))
    desk.keys.lock()
    desk.keys.open_with(founding.unlocked)
    assert known(desk) == {desk.setup.station}
    assert desk.actions()[-2:] == ["unlocked", "station-added"]


@on_one_computer
def test_a_desk_that_is_certified_is_not_certified_again(
    desk: Program, founding: Founding, start: Start, tmp_path: Path
) -> None:
    before = desk.keys.store.stations()
    desk.keys.lock()
    desk.keys.open_with(founding.unlocked)
    assert desk.keys.store.stations() == before


def test_only_a_desk_makes_marks() -> None:
    mark = signer("A2").signed(a_mark(station="A2"))
    assert is_proven(mark, {"A2": a_station("A2")})
    assert not is_proven(mark, {"A2": a_station("A2", "waiting-room")})


def test_a_row_in_the_name_of_another_station_is_not_proven() -> None:
    version = signer("A2").signed(a_version(station="K7"))
    assert not is_proven(version, {"K7": a_station("K7"), "A2": a_station("A2")})
    assert not is_proven(version, {})


@pytest.mark.parametrize(
    "change", [{"kind": "desk"}, {"role": "x"}, {"code": "K8"}, {"public_key": b"x" * 32}]
)
def test_a_certificate_counts_for_its_own_words_only(change: dict[str, object]) -> None:
    station = a_station("A2", "waiting-room")
    signing = "00" * 32
    assert witnesses([station], signing) == {}
    assert witnesses([replace(station, **change)], signer("the clinic").public_key.hex()) == {}


@on_one_computer
def test_a_certificate_names_the_keyholder(founding: Founding) -> None:
    assert certified(founding.unlocked, founding.setup).who == "Ada"
