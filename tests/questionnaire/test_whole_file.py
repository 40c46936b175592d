from pathlib import Path

import pytest
from full_disk import full_disk

from questionnaire.whole_file import write_whole


def test_a_file_is_for_this_user_alone_unless_another_mode_is_given(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"new")
    write_whole(tmp_path / "other", b"new", 0o644)
    modes = [(tmp_path / name).stat().st_mode & 0o777 for name in ("one", "other")]
    assert modes == [0o600, 0o644]


def test_a_file_that_did_not_fit_leaves_the_old_one_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"old")
    with full_disk(), pytest.raises(OSError, match="too large"):
        write_whole(tmp_path / "one", bytes(5000))
    assert (tmp_path / "one").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_what_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one" / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "one", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
