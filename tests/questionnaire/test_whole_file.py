import subprocess
import sys
from pathlib import Path

import pytest
from full_disk import full_disk

from questionnaire.whole_file import (
    PART_ENDING,
    make_for_this_user,
    persistently,
    remove_leftovers,
    whole_file,
    write_whole,
)

ROOT = Path(__file__).parents[2]

KILLED = """
import sys
from pathlib import Path
from questionnaire.whole_file import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"a secret")
    file.flush()
    print("written", flush=True)
    input()
"""


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_for_this_user_alone_unless_another_mode_is_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"new")
    write_whole(tmp_path / "other", b"new", 0o644)
    assert [mode(tmp_path / name) for name in ("one", "other")] == [0o600, 0o644]


def test_what_another_library_writes_into_is_for_this_user_alone(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    for name in ("new", "old"):
        make_for_this_user(tmp_path / name)
    assert [mode(tmp_path / name) for name in ("new", "old")] == [0o600, 0o600]
    assert (tmp_path / "old").read_bytes() == b"old"


def test_a_file_that_did_not_fit_leaves_the_old_one_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"old")
    with full_disk(), pytest.raises(OSError, match="too large"):
        write_whole(tmp_path / "one", bytes(5000))
    assert (tmp_path / "one").read_bytes() == b"old"
    assert names(tmp_path) == ["one"]


def test_what_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "one", b"new")
    assert names(tmp_path) == ["one"]


@pytest.mark.parametrize("next_one", ["one", "another"])
def test_what_a_killed_program_left_goes_with_the_next_file_in_the_folder(
    tmp_path: Path, next_one: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "one")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as killed:
        assert killed.stdout
        assert killed.stdout.readline().strip() == b"written"
        remove_leftovers(tmp_path)
        (unfinished,) = names(tmp_path)
        killed.kill()
    assert names(tmp_path) == [unfinished]
    write_whole(tmp_path / next_one, b"new")
    assert names(tmp_path) == [next_one]


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    with whole_file(tmp_path / "one") as file:
        file.write(b"one")
        write_whole(tmp_path / "another", b"another")
    assert sorted(names(tmp_path)) == ["another", "one"]


def test_what_only_looks_like_ours_and_is_no_file_stays(tmp_path: Path) -> None:
    folder = tmp_path / f".folder{PART_ENDING}"
    folder.mkdir()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [folder.name]


class Busy:
    """A file that another program holds the first times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def replace(self) -> None:
        if self.left:
            self.left -= 1
            raise PermissionError


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again() -> None:
    busy = Busy(2)
    persistently(busy.replace)
    assert busy.left == 0


def test_a_file_that_another_program_keeps_is_told() -> None:
    with pytest.raises(PermissionError):
        persistently(Busy(99).replace, patience=0)
