"""`records join` makes a waiting room of a computer, from the file that the desk made for it."""

from pathlib import Path

import pytest
from computers import KEY, Computer

from examples import a_setup, public_key
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.setup import read_setup, write_setup


def test_a_waiting_room_joins_with_the_fingerprint_that_the_desk_shows(tmp_path: Path) -> None:
    write_setup(
        tmp_path,
        a_setup("P4", store="records.db", key=KEY, adds_only=True),
    )
    computer = Computer(tmp_path / "records", answer=KEY.fingerprint.lower().replace("-", " "))
    code, said, _ = computer.run("join", file=tmp_path / "records.toml")
    assert (code, "This computer is now station P4." in said) == (0, True)
    assert "fingerprint that the desk shows" in computer.asked[0]
    setup = read_setup(computer.folder)
    assert setup is not None
    assert (setup.station, setup.key) == ("P4", KEY)


def test_a_waiting_room_joins_again_after_a_new_key_or_staff_pin(tmp_path: Path) -> None:
    again = public_key(new_identity()[1], KEY.recovery)
    for key in (KEY, again):
        file = a_setup("P4", store="records.db", key=key, adds_only=True)
        write_setup(tmp_path, file)
        computer = Computer(tmp_path / "records", answer=key.fingerprint)
        assert computer.run("join", file=tmp_path / "records.toml")[0] == 0
        setup = read_setup(computer.folder)
        assert setup is not None
        assert setup.key == key
        require_pinned(setup, Notes(computer.folder))


@pytest.mark.parametrize("content", [b"PK\x03\x04\xff", b'name = "Our clinic"\n', b""])
def test_a_file_that_no_desk_made_says_where_to_make_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.toml").write_bytes(content)
    computer = Computer(tmp_path / "records")
    code, _, complaint = computer.run("join", file=tmp_path / "other.toml")
    assert (code, computer.asked) == (2, [])
    assert "is no file for a waiting room" in complaint
    assert complaint.endswith("Make it at the desk, in the settings.\n")


def test_a_file_of_a_desk_makes_no_waiting_room(tmp_path: Path) -> None:
    write_setup(tmp_path, a_setup("P4", store="records.db", key=KEY))
    computer = Computer(tmp_path / "records", answer=KEY.fingerprint)
    code, _, complaint = computer.run("join", file=tmp_path / "records.toml")
    assert (code, "is for a desk" in complaint) == (2, True)
    assert not computer.folder.exists()
    assert computer.asked == []


def test_a_file_that_is_not_there_is_told_before_anyone_types_a_fingerprint(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "records")
    code, _, complaint = computer.run("join", file=tmp_path / "none.toml")
    assert (code, "none.toml does not exist" in complaint) == (2, True)
    assert computer.asked == []


def test_a_computer_with_records_does_not_join_a_second_time(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "records").settle_in()
    code, _, complaint = computer.run("join", file=tmp_path / "station.toml")
    assert code == 2
    assert "already" in complaint
