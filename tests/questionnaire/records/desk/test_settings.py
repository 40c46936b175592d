from pathlib import Path

import pytest
from msgspec.structs import replace
from programs import Program

from questionnaire.clinic import Clinic, read_clinic
from questionnaire.records.desk.settings import save_settings
from questionnaire.records.errors import WrongKeyError

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

OURS = Clinic(name="Ours", phone="1")


def details(desk: Program) -> list[str]:
    """Return which settings the audit names, in its order."""
    desk.arrive()
    entries = desk.keys.store.audit(desk.setup.station)
    return [entry.detail for entry in entries if entry.action == "settings-changed"]


@on_one_computer
def test_what_was_changed_is_written_and_noted_by_name(desk: Program, tmp_path: Path) -> None:
    path, after = tmp_path / "clinic.toml", replace(OURS, phone="2", fax="3")
    save_settings(desk.office, path, OURS, after, "")
    assert (read_clinic(path).phone, read_clinic(path).fax) == ("2", "3")
    assert details(desk) == ["phone, fax"]


@on_one_computer
def test_where_nothing_was_changed_nothing_is_written_or_noted(
    desk: Program, tmp_path: Path
) -> None:
    save_settings(desk.office, tmp_path / "clinic.toml", OURS, OURS, "")
    assert not (tmp_path / "clinic.toml").exists()
    assert details(desk) == []


@on_one_computer
def test_a_new_staff_pin_is_kept_and_noted_without_its_figures(
    desk: Program, tmp_path: Path
) -> None:
    save_settings(desk.office, tmp_path / "clinic.toml", OURS, OURS, "471147")
    assert desk.keys.setup.staff_pin.startswith("scrypt:")
    assert details(desk) == ["staff_pin"]


@on_one_computer
def test_a_desk_that_was_locked_meanwhile_saves_nothing(desk: Program, tmp_path: Path) -> None:
    desk.keys.lock()
    with pytest.raises(WrongKeyError):
        save_settings(desk.office, tmp_path / "clinic.toml", OURS, replace(OURS, fax="3"), "")
    assert not (tmp_path / "clinic.toml").exists()
