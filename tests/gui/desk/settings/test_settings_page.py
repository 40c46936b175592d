"""The settings of the clinic, on a real file and real records."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desk_forms import Clerk
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot
from rings import outside

from gui.desk.settings.settings_page import SettingsPage
from gui.start.startup import clinic_file_to_write
from gui.widgets.form_controls import Line, Lines
from questionnaire.clinic import Clinic, default_clinic, read_clinic
from questionnaire.records.desk.office import Office
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.records.setup import read_setup

pytest_plugins = ["desk_form_fixtures"]

TEXT = '# Ours.\nname = "Ours"\nphone = "1"\n\n[advice]\nany = "Ring." # the bell\n'

Open = Callable[[], Clerk]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "clinic.toml"
    made.write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture
def clerk(
    qtbot: QtBot,
    office: Office,
    path: Path,
    show: Callable[[SettingsPage], SettingsPage],
) -> Clerk:
    page = show(SettingsPage(office, read_clinic(path), path))
    return Clerk(qtbot, lambda: page)


def page_of(clerk: Clerk) -> SettingsPage:
    assert isinstance(clerk.page, SettingsPage)
    return clerk.page


def save(clerk: Clerk) -> Clinic:
    """Save, and return the settings that the page announces."""
    with clerk.qtbot.waitSignal(page_of(clerk).saved) as caught:
        clerk.press("Save the settings")
    assert caught.args
    clinic = caught.args[0]
    assert isinstance(clinic, Clinic)
    return clinic


def test_it_shows_the_settings_in_use(clerk: Clerk) -> None:
    assert (clerk.text("name"), clerk.text("phone")) == ("Ours", "1")
    assert clerk.text("advice.any") == "Ring."
    assert clerk.text("idle_seconds") == "120"
    assert clerk.text("lock_minutes") == "15"
    assert not page_of(clerk).is_changed


def test_everything_can_be_set(clerk: Clerk, path: Path) -> None:
    texts = {
        "name": "Theirs",
        "address": "One\nTwo",
        "phone": "11",
        "fax": "22",
        "billing_phone": "33",
        "emergency_number": "112",
        "idle_seconds": "60",
        "lock_minutes": "20",
        "retention_days": "30",
        "advice.any": "",
        "advice.breathing": "Press the button.",
    }
    for field, text in texts.items():
        clerk.type(field, text)
    for field, value in (
        ("patients_see", "thanks"),
        ("criteria", "consensus-2013"),
        ("targets", "30mm"),
        ("paper", "Letter"),
    ):
        clerk.choose(field, value)
    clerk.switch("attention")
    expected = Clinic(
        name="Theirs",
        address=("One", "Two"),
        phone="11",
        fax="22",
        billing_phone="33",
        emergency_number="112",
        criteria="consensus-2013",
        paper="Letter",
        targets="30mm",
        patients_see="thanks",
        idle_seconds=60,
        lock_minutes=20,
        retention_days=30,
        attention=False,
        advice={"breathing": "Press the button."},
    )
    assert save(clerk) == expected
    assert read_clinic(path) == expected
    assert path.read_text(encoding="utf-8").startswith("# Ours.\n")
    assert "The settings were saved." in clerk.read()


def test_every_setting_of_a_clinic_has_its_entry(clerk: Clerk) -> None:
    fields = {field.partition(".")[0] for field in clerk.page.entries}
    assert fields - {"staff_pin", "staff_pin_again"} == set(Clinic.__struct_fields__)


def test_a_mistake_is_shown_at_its_field_and_at_the_top_and_the_file_stays(
    clerk: Clerk, path: Path
) -> None:
    clerk.type("name", "")
    clerk.type("phone", "2")
    clerk.type("idle_seconds", "5")
    clerk.press("Save the settings")
    name, idle = "Enter the clinic's name: it is printed on every sheet.", "from 30 to 3600."
    assert clerk.error("name") == name
    assert clerk.error("idle_seconds").endswith(idle)
    first, second = clerk.summary()
    assert first == name
    assert second.endswith(idle)
    assert path.read_text(encoding="utf-8") == TEXT
    clerk.press(clerk.summary()[1])
    assert clerk.page.entries["idle_seconds"].control.hasFocus()
    clerk.type("name", "Ours")
    clerk.type("idle_seconds", "50")
    assert save(clerk).idle_seconds == 50
    assert (clerk.summary(), clerk.error("name")) == ([], "")


def test_a_file_that_got_mistakes_meanwhile_is_told_and_left_alone(
    clerk: Clerk, path: Path
) -> None:
    broken = TEXT + "colour = 1\n"
    path.write_text(broken, encoding="utf-8")
    clerk.type("phone", "2")
    clerk.press("Save the settings")
    clerk.qtbot.waitUntil(lambda: bool(clerk.summary()))
    assert f"{path}:7:" in clerk.summary()[0]
    assert path.read_text(encoding="utf-8") == broken


def test_enter_in_a_line_saves(clerk: Clerk, path: Path) -> None:
    clerk.type("phone", "2\n")
    clerk.wait_for("The settings were saved.")
    assert read_clinic(path).phone == "2"


def test_what_was_changed_is_in_the_audit(clerk: Clerk, office: Office) -> None:
    clerk.type("phone", "2")
    clerk.type("fax", "3")
    save(clerk)
    assert office._recorder.forwarded(10)
    (entry,) = (one for one in office.keys.store.audit() if one.action == "settings-changed")
    assert (entry.who, entry.detail) == ("Ada", "phone, fax")


# The staff PIN


def test_a_new_staff_pin_is_kept_as_a_hash_and_leaves_the_fields(
    clerk: Clerk, office: Office, path: Path
) -> None:
    clerk.type("staff_pin", "471147")
    clerk.type("staff_pin_again", "471147")
    save(clerk)
    assert (clerk.text("staff_pin"), clerk.text("staff_pin_again")) == ("", "")
    setup = read_setup(path.parent / "records")
    assert setup is not None
    assert "471147" not in setup.staff_pin
    assert PinLock(office.keys.notes, setup.staff_pin).try_pin("471147")
    assert path.read_text(encoding="utf-8") == TEXT


def test_two_codes_that_differ_or_are_too_short_are_refused(clerk: Clerk, office: Office) -> None:
    clerk.type("staff_pin", "12")
    clerk.press("Save the settings")
    assert clerk.error("staff_pin") == "Use at least 6 digits."
    clerk.type("staff_pin", "471147")
    clerk.press("Save the settings")
    assert clerk.error("staff_pin_again") == "The two PINs differ. Type the same one twice."
    assert office.keys.setup.staff_pin == ""


# Leaving


def test_leaving_without_a_change_asks_nothing(clerk: Clerk) -> None:
    with clerk.qtbot.waitSignal(clerk.page.closed):
        clerk.press("Back")


def test_leaving_asks_before_changes_are_forgotten(clerk: Clerk, path: Path) -> None:
    clerk.type("phone", "2")
    asked = clerk.reply("Go back")
    with clerk.qtbot.assertNotEmitted(clerk.page.closed):
        clerk.press("Back")
    assert asked[0].startswith("Discard the changes?")
    clerk.reply("Discard the changes")
    with clerk.qtbot.waitSignal(clerk.page.closed):
        clerk.press("Back")
    assert path.read_text(encoding="utf-8") == TEXT


def test_what_was_saved_is_no_change_any_more(clerk: Clerk) -> None:
    clerk.choose("paper", "A4")
    assert page_of(clerk).is_changed
    save(clerk)
    assert not page_of(clerk).is_changed


# Records


def test_it_shows_where_the_records_lie_and_the_fingerprint(clerk: Clerk, office: Office) -> None:
    read = clerk.read()
    assert office.keys.setup.store in read
    assert office.keys.fingerprint in read
    assert "Add a waiting-room computer" not in read


def test_keyholders_are_one_press_away(clerk: Clerk) -> None:
    with clerk.qtbot.waitSignal(page_of(clerk).keyholders_wanted):
        clerk.press("Keyholders")


def test_going_to_the_keyholders_asks_before_changes_are_forgotten(clerk: Clerk) -> None:
    clerk.type("phone", "2")
    asked = clerk.reply("Go back")
    with clerk.qtbot.assertNotEmitted(page_of(clerk).keyholders_wanted):
        clerk.press("Keyholders")
    assert asked[0].startswith("Discard the changes?")
    assert clerk.text("phone") == "2"


def test_the_ring_shows_where_one_types_at_a_mistake_too(clerk: Clerk) -> None:
    clerk.type("name", "")
    clerk.press("Save the settings")
    for field, control in (("name", Line), ("advice.any", Lines)):
        wrong = clerk.page.entries[field].control
        assert isinstance(wrong, control)
        wrong.set_missing(missing=True)
        wrong.clearFocus()
        without = wrong.grab().toImage().pixelColor(1, wrong.height() // 2)
        assert without == wrong.palette().color(QPalette.ColorRole.BrightText)
        wrong.setFocus()
        clerk.page.pane.show_focused(wrong)
        assert outside(wrong) == wrong.palette().color(QPalette.ColorRole.WindowText)
        assert wrong.grab().toImage().pixelColor(1, wrong.height() // 2) == without


# Where the file is


def test_the_file_in_use_is_written_where_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "clinic.toml"
    path.touch()
    assert clinic_file_to_write(path) == path


def test_without_a_file_that_may_be_written_the_users_own_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = tmp_path / "dystonia-triage" / "clinic.toml"
    assert clinic_file_to_write(None) == own
    assert clinic_file_to_write(Path("/sys/clinic.toml")) == own


def test_the_default_clinic_can_be_shown(
    office: Office, tmp_path: Path, show: Callable[[SettingsPage], SettingsPage]
) -> None:
    page = show(SettingsPage(office, default_clinic(), tmp_path / "clinic.toml"))
    assert not page.is_changed
