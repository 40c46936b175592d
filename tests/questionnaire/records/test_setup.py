import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from examples import a_setup, public_key
from questionnaire.records.errors import ReadOnlyError, SetupRefusedError
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.setup import (
    FOLDER_VARIABLE,
    SETUP_FILE,
    Setup,
    read_setup,
    read_setup_file,
    records_folder,
    require_place,
    write_setup,
)
from questionnaire.whole_file import PART_ENDING

KEY = public_key("age1clinic", "age1recovery")
SETUP = a_setup("K7", store="/var/lib/records.db", key=KEY)

posix = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


def refused(folder: Path, text: str | bytes) -> str:
    """Return what is said about a file with this text."""
    content = text.encode() if isinstance(text, str) else text
    (folder / SETUP_FILE).write_bytes(content)
    with pytest.raises(SetupRefusedError) as caught:
        read_setup(folder)
    return str(caught.value)


def test_without_a_file_the_records_are_off(tmp_path: Path) -> None:
    assert read_setup(tmp_path) is None
    assert read_setup(tmp_path / "none") is None


@pytest.mark.parametrize(
    "setup",
    [
        SETUP,
        replace(SETUP, adds_only=True, staff_pin=hash_pin("271828")),
        replace(SETUP, store="postgresql://k7:pass%20word@db.example/clinic"),
        replace(SETUP, store='C:\\Users\\"Ä"\\records.db'),
    ],
)
def test_what_was_written_is_read(tmp_path: Path, setup: Setup) -> None:
    write_setup(tmp_path, setup)
    assert read_setup(tmp_path) == read_setup_file(tmp_path / SETUP_FILE) == setup


def test_the_file_is_plain_for_whoever_looks_after_the_computer(tmp_path: Path) -> None:
    write_setup(tmp_path, SETUP)
    assert (tmp_path / SETUP_FILE).read_text(encoding="utf-8").splitlines() == [
        'station = "K7"',
        'store = "/var/lib/records.db"',
        f'signing_key = "{SETUP.signing_key}"',
        "adds_only = false",
        'staff_pin = ""',
        "",
        "[key]",
        'clinic = "age1clinic"',
        'recovery = "age1recovery"',
        f'signing = "{KEY.signing}"',
    ]


def test_an_unfinished_file_of_a_killed_program_goes_at_the_next_start(tmp_path: Path) -> None:
    write_setup(tmp_path, SETUP)
    (tmp_path / f".{SETUP_FILE}.abcd{PART_ENDING}").write_text("postgresql://desk:password@server/")
    assert read_setup(tmp_path) == SETUP
    assert [path.name for path in tmp_path.iterdir()] == [SETUP_FILE]


def test_a_folder_that_is_no_whole_path_is_refused() -> None:
    with pytest.raises(SetupRefusedError, match="by its whole path"):
        require_place(Path("records"))


def test_a_database_is_shared_and_a_file_is_not() -> None:
    assert replace(SETUP, store="postgresql://db.example/clinic").is_shared
    assert not SETUP.is_shared


@posix
def test_the_folder_and_the_file_are_this_users_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "records"
    write_setup(folder, SETUP)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / SETUP_FILE).stat().st_mode) == 0o600


def test_a_new_set_up_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    write_setup(tmp_path, SETUP)
    write_setup(tmp_path, replace(SETUP, station="M4"))
    assert [path.name for path in tmp_path.iterdir()] == [SETUP_FILE]
    read = read_setup(tmp_path)
    assert read
    assert read.station == "M4"


GOOD = '[key]\nclinic = "age1"\nrecovery = "age1"\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "station"),
        ('station = "K7"\nstore = "x"', "key"),
        (f'station = "K7"\nstore = 3\n{GOOD}', "store"),
        (f'station = "K7"\nstore = "x"\nkey_file = "y"\n{GOOD}', "key_file"),
        (f'station = "K7"\nstore = "x"\nstaff_pin = "1234"\n{GOOD}', "staff_pin"),
        (f'station = "K7"\nstore = "x"\n{GOOD}third = "age1"', "third"),
        ("station = K7", "line 1"),
        (b"\xff\xfe", "utf-8"),
        ("a = " + "[" * 5000, "recursion"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    said = refused(tmp_path, text)
    assert said.startswith(f"{tmp_path / SETUP_FILE} is damaged: ")
    assert reason in said
    assert said.endswith("Restore it from a backup, or set this computer up again.")


@pytest.mark.parametrize("code", ["", "k7", "K7 ", "K7\\n", "K7\\u0000", "../K7", "K" + "7" * 99])
def test_a_station_code_that_no_desk_gave_is_refused(tmp_path: Path, code: str) -> None:
    write_setup(tmp_path, SETUP)
    text = (tmp_path / SETUP_FILE).read_text(encoding="utf-8")
    said = refused(tmp_path, text.replace('station = "K7"', f'station = "{code}"'))
    assert "$.station" in said


def test_a_secret_in_a_damaged_file_is_not_shown(tmp_path: Path) -> None:
    text = f'station = 7\nstore = "postgresql://k7:geheim@db.example/clinic"\n{GOOD}'
    assert "geheim" not in refused(tmp_path, text)


def test_a_file_that_cannot_be_read_is_not_taken_for_records_that_are_off(tmp_path: Path) -> None:
    (tmp_path / SETUP_FILE).mkdir()
    with pytest.raises(SetupRefusedError, match="can't be read"):
        read_setup(tmp_path)


def test_where_nothing_can_be_written_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReadOnlyError, match=r"file.* can't be written"):
        write_setup(tmp_path / "file", SETUP)


def test_where_the_file_cannot_be_replaced_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / SETUP_FILE / "in the way").mkdir(parents=True)
    with pytest.raises(ReadOnlyError, match="Choose another folder"):
        write_setup(tmp_path, SETUP)
    assert [path.name for path in tmp_path.iterdir()] == [SETUP_FILE]


def test_a_variable_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert records_folder() == tmp_path


def test_otherwise_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    assert records_folder().name == "dystonia-triage"
    assert records_folder().is_absolute()


def test_reading_the_set_up_loads_no_cipher_and_no_database() -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from questionnaire.records.setup import read_setup\n"
        "read_setup(Path('/nowhere')); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert not {"pyrage", "sqlalchemy", "tomlkit", "platformdirs", "sqlite3"} & loaded
