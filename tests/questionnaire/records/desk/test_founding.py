from pathlib import Path

import pytest
import tomlkit
from keys_for_tests import PASSPHRASE, quick_founding
from msgspec import to_builtins
from msgspec.structs import replace

from examples import signer
from questionnaire.records.desk.founding import (
    STORE_FILE,
    Joining,
    field_to_blame,
    found_or_join,
    has_records,
    join,
    join_as_waiting_room,
    wrong_entries,
)
from questionnaire.records.errors import (
    ChangedMeanwhileError,
    ReadOnlyError,
    SetupRefusedError,
    StoreUnreachableError,
    WrongKeyError,
    WrongPassphraseError,
)
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener, seal
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.sealing.vault import read_vault, unlock
from questionnaire.records.setup import SETUP_FILE, Setup, read_setup
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


def events(folder: Path, setup: Setup) -> list[tuple[str, str]]:
    """Return what this computer noted in its audit, and who did it."""
    with Outbox(folder / OUTBOX_FILE, setup.signer) as outbox:
        return [(entry.action, entry.who) for entry in outbox.parcel().entries]


@pytest.fixture
def first_desk(tmp_path: Path) -> Path:
    return tmp_path / "first desk"


@pytest.fixture
def clinic(first_desk: Path, database: str) -> Setup:
    """Return the set-up of a clinic's first desk, whose records are in PostgreSQL."""
    return quick_founding(first_desk, database).finish(first_desk)


@pytest.fixture
def station_file(tmp_path: Path, clinic: Setup) -> Path:
    """Return the file that a desk writes for a waiting-room computer."""
    path = tmp_path / "M4.toml"
    path.write_text(tomlkit.dumps(to_builtins(replace(clinic, station="M4", adds_only=True))))
    return path


# The first desk


def test_nothing_is_on_disk_before_the_sheet_is_confirmed(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    founding = quick_founding(folder)
    assert not folder.exists()
    setup = founding.with_staff_pin("271828").finish(folder)
    assert read_setup(folder) == setup
    assert sorted(path.name for path in folder.iterdir() if path.suffix in (".db", ".toml")) == [
        "notes.db",
        "records.db",
        "records.toml",
        "station.db",
    ]


def test_nothing_is_in_the_database_before_the_sheet_is_confirmed(
    tmp_path: Path, database: str
) -> None:
    quick_founding(tmp_path, database)
    assert not has_records(tmp_path, database)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("shared", [False, True], ids=["sqlite", "postgresql"])
def test_what_is_set_up_opens_with_the_passphrase_and_with_the_sheet(
    tmp_path: Path, request: pytest.FixtureRequest, *, shared: bool
) -> None:
    where = str(request.getfixturevalue("database")) if shared else ""
    founding = quick_founding(tmp_path, where)
    setup = founding.finish(tmp_path)
    sealed = seal(b"entered", setup.key)
    assert Opener([founding.recovery]).open(sealed) == b"entered"
    with Store.open(setup.store) as store:
        kept = store.vault()
    assert kept
    unlocked = unlock(read_vault(kept[1]), "Ada", PASSPHRASE)
    assert unlocked.opener().open(sealed) == b"entered"
    assert unlocked.proven([setup.key.fingerprint]) == setup.key.fingerprint


def test_setting_up_knows_the_key_and_is_the_first_thing_in_the_audit(tmp_path: Path) -> None:
    setup = quick_founding(tmp_path).finish(tmp_path)
    require_pinned(setup, Notes(tmp_path))
    assert events(tmp_path, setup) == [("set-up", "Ada")]


def test_the_key_is_known_before_the_set_up_names_it(tmp_path: Path) -> None:
    (tmp_path / SETUP_FILE).mkdir()  # in whose place no file can be put
    founding = quick_founding(tmp_path)
    with pytest.raises(ReadOnlyError):
        founding.finish(tmp_path)
    require_pinned(founding.setup, Notes(tmp_path))


def test_the_recovery_key_is_written_nowhere(tmp_path: Path) -> None:
    founding = quick_founding(tmp_path)
    founding.finish(tmp_path)
    secret = founding.recovery.encode()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert not any(one in content for one in (secret, secret.lower(), PASSPHRASE.encode()))


def test_records_on_this_computer_are_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    founding = quick_founding(Path("records"))
    setup = founding.finish(Path("records"))
    assert setup.store == str(tmp_path / "records" / STORE_FILE)
    assert Opener([founding.recovery]).open(seal(b"entered", setup.key)) == b"entered"


@pytest.mark.parametrize("shared", [False, True], ids=["sqlite", "postgresql"])
def test_records_are_set_up_once(
    tmp_path: Path, request: pytest.FixtureRequest, *, shared: bool
) -> None:
    where = str(request.getfixturevalue("database")) if shared else ""
    second = quick_founding(tmp_path, where)
    first = quick_founding(tmp_path, where).finish(tmp_path)
    with pytest.raises(ChangedMeanwhileError, match="records here already"):
        second.finish(tmp_path)
    assert read_setup(tmp_path) == first
    assert has_records(tmp_path, where)


def test_where_nothing_can_be_written_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_bytes(b"")
    with pytest.raises(ReadOnlyError):
        replace(quick_founding(folder), setup=quick_founding(tmp_path / "elsewhere").setup).finish(
            folder
        )


def test_asking_for_records_makes_no_file(tmp_path: Path) -> None:
    assert not has_records(tmp_path, "")
    with pytest.raises(SetupRefusedError, match="no records yet"):
        join(tmp_path, "", "Ada", PASSPHRASE)
    assert not any(tmp_path.iterdir())


# A further desk


def test_a_further_desk_shows_the_fingerprint_of_the_first(tmp_path: Path, clinic: Setup) -> None:
    second = tmp_path / "second desk"
    joining = join(second, clinic.store, "Ada", PASSPHRASE)
    assert joining.fingerprint == clinic.key.fingerprint
    assert not second.exists()
    setup = joining.finish(second)
    assert read_setup(second) == setup
    assert (setup.store, setup.key, setup.adds_only) == (clinic.store, clinic.key, False)
    require_pinned(setup, Notes(second))
    assert events(second, setup) == [("station-added", "Ada")]


def test_a_further_desk_gets_a_code_of_its_own(
    tmp_path: Path, first_desk: Path, clinic: Setup
) -> None:
    with (
        Store.open(clinic.store) as store,
        Outbox(first_desk / OUTBOX_FILE, signer("K7")) as outbox,
    ):
        store.add(entries=outbox.parcel().entries)
    codes = {join(tmp_path, clinic.store, "Ada", PASSPHRASE).setup.station for _ in range(3)}
    assert clinic.station not in codes


def test_a_computer_whose_set_up_was_lost_joins_its_own_records(tmp_path: Path) -> None:
    lost = quick_founding(tmp_path).finish(tmp_path)
    (tmp_path / SETUP_FILE).unlink()
    joined = join(tmp_path, "", "Ada", PASSPHRASE).finish(tmp_path)
    assert (joined.store, joined.key) == (lost.store, lost.key)


def test_only_a_keyholder_joins(tmp_path: Path, clinic: Setup) -> None:
    with pytest.raises(SetupRefusedError, match="no keyholder of this name"):
        join(tmp_path, clinic.store, "ada", PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        join(tmp_path, clinic.store, "Ada", PASSPHRASE + "!")


def test_a_database_without_records_cannot_be_joined(tmp_path: Path, database: str) -> None:
    with pytest.raises(SetupRefusedError, match="no records yet"):
        join(tmp_path, database, "Ada", PASSPHRASE)


# A waiting room


def test_a_waiting_room_takes_in_its_file_when_the_fingerprint_is_the_desks(
    tmp_path: Path, clinic: Setup, station_file: Path
) -> None:
    room = tmp_path / "room"
    typed = clinic.key.fingerprint.lower().replace("-", " ")
    setup = join_as_waiting_room(room, station_file, typed)
    assert read_setup(room) == setup
    assert (setup.station, setup.adds_only, setup.key) == ("M4", True, clinic.key)
    require_pinned(setup, Notes(room))
    assert events(room, setup) == [("station-added", "")]


@pytest.mark.parametrize("typed", ["", "0000-0000-0000-0000-0000-0000", "the desk's"])
def test_another_fingerprint_is_refused_and_nothing_written(
    tmp_path: Path, station_file: Path, typed: str
) -> None:
    with pytest.raises(WrongKeyError, match="not the fingerprint that the desk shows"):
        join_as_waiting_room(tmp_path / "room", station_file, typed)
    assert not (tmp_path / "room").exists()


def test_part_of_the_fingerprint_is_not_enough(
    tmp_path: Path, clinic: Setup, station_file: Path
) -> None:
    with pytest.raises(WrongKeyError):
        join_as_waiting_room(tmp_path / "room", station_file, clinic.key.fingerprint[:-5])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupRefusedError, match=r"M4\.toml does not exist"):
        join_as_waiting_room(tmp_path / "room", tmp_path / "M4.toml", "")


@pytest.mark.parametrize("length", [0, 50, 200])
def test_a_damaged_file_is_refused(
    tmp_path: Path, clinic: Setup, station_file: Path, length: int
) -> None:
    station_file.write_bytes(station_file.read_bytes()[:length])
    with pytest.raises(SetupRefusedError, match="Make it at the desk"):
        join_as_waiting_room(tmp_path / "room", station_file, clinic.key.fingerprint)
    assert not (tmp_path / "room").exists()


# What is typed into the form for setting up

TYPED = {
    "where": "here",
    "url": "",
    "name": " Ada ",
    "passphrase": PASSPHRASE,
    "again": PASSPHRASE,
    "staff_pin": "",
    "staff_pin_again": "",
}


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({}, []),
        ({"name": " "}, ["name"]),
        ({"where": "shared"}, ["url"]),
        ({"where": "shared", "url": " postgresql://ada@server/clinic "}, []),
        ({"again": "other"}, ["again"]),
        ({"staff_pin": "12"}, ["staff_pin"]),
    ],
)
def test_new_records_need_a_place_a_name_a_passphrase_and_a_good_pin(
    typed: dict[str, str], fields: list[str]
) -> None:
    assert list(wrong_entries({**TYPED, **typed}, joins=False)) == fields


def test_a_passphrase_of_ones_own_and_the_clinics_name_is_refused() -> None:
    words = {"name": "Anna Berger", "passphrase": "berger lausanne", "again": "berger lausanne"}
    wrong = wrong_entries(TYPED | words, joins=False, clinic="Neurology, Lausanne")
    assert list(wrong) == ["passphrase"]


def test_joining_records_asks_for_a_name_and_its_passphrase_alone() -> None:
    typed = {**TYPED, "again": "other", "staff_pin": "12"}
    assert wrong_entries(typed, joins=True) == {}
    assert list(wrong_entries({**typed, "passphrase": ""}, joins=True)) == ["passphrase"]


def test_where_nobody_spoke_of_records_none_are_opened_and_nothing_is_made(tmp_path: Path) -> None:
    quick_founding(tmp_path).finish(tmp_path)
    assert found_or_join(tmp_path, TYPED, joins=False) is None
    joining = found_or_join(tmp_path, TYPED, joins=True)
    assert isinstance(joining, Joining)
    assert joining.name == "Ada"


@pytest.mark.parametrize(
    ("error", "where", "joins", "field"),
    [
        (WrongPassphraseError(), "here", True, "passphrase"),
        (SetupRefusedError(), "here", True, "name"),
        (SetupRefusedError(), "here", False, ""),
        (StoreUnreachableError(), "shared", False, "url"),
    ],
)
def test_an_error_is_shown_at_the_field_it_is_about(
    error: Exception, where: str, field: str, *, joins: bool
) -> None:
    assert field_to_blame(error, {**TYPED, "where": where}, joins=joins) == field
