"""Where the window finds the clinic's settings."""

from pathlib import Path

import pytest

from gui.start.startup import find_clinic_file


def test_the_users_own_file_comes_before_the_one_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "all"))
    found = [find_clinic_file()]
    for place in ("all", "own"):
        path = tmp_path / place / "dystonia-triage" / "clinic.toml"
        path.parent.mkdir(parents=True)
        path.touch()
        found.append(find_clinic_file())
    assert [path and path.parent.parent.name for path in found] == [None, "all", "own"]
