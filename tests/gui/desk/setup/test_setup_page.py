"""Setting records up: from the form over the sheet to records that are on, or off and no trace."""

import gc
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from desk_forms import ADA, LONG_MS, PASSPHRASE, Clerk
from keys_for_tests import quick_wrap
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.desk.setup.recovery_page import RecoveryPage
from gui.desk.setup.setup_page import SetupPage
from questionnaire.clinic import default_clinic
from questionnaire.records.desk import founding as founding_records
from questionnaire.records.desk.founding import Founding
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.records.sealing.vault import read_vault, unlock
from questionnaire.records.setup import SETUP_FILE, read_setup
from questionnaire.records.store.store import Store

pytest_plugins = ["desk_form_fixtures"]

CODE = "471147"


class Founder(Clerk):
    """Somebody who sets records up in this folder."""

    def __init__(self, qtbot: QtBot, page: SetupPage, folder: Path) -> None:
        super().__init__(qtbot, lambda: page.page)
        self.whole, self.folder = page, folder

    def fill_in(self, words: str = PASSPHRASE, code: str = "") -> None:
        for field, text in (("name", ADA), ("passphrase", words), ("again", words)):
            self.type(field, text)
        for field in ("staff_pin", "staff_pin_again"):
            self.type(field, code)

    def see_sheet(self) -> str:
        """Go on to the sheet, and return the key on it."""
        self.press("Continue")
        self.wait_for("AGE-SECRET-KEY-1")
        assert isinstance(self.page, RecoveryPage)
        assert self.page._sheet
        return self.page._sheet.identity

    def confirm(self, identity: str) -> None:
        self.type("typed", identity[-8:])
        self.reply("I wrote it down by hand")
        with self.qtbot.waitSignal(self.whole.set_up, timeout=LONG_MS):
            self.press("Switch records on")

    @property
    def files(self) -> list[str]:
        return sorted(one.name for one in self.folder.rglob("*")) if self.folder.exists() else []


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys without the seconds that a passphrase takes; what it costs has tests of its own."""
    quickly = partial(founding_records.found, wrap=quick_wrap)
    monkeypatch.setattr(founding_records, "found", quickly)


@pytest.fixture
def founder(qtbot: QtBot, tmp_path: Path, show: Callable[[SetupPage], SetupPage]) -> Founder:
    folder = tmp_path / "records"
    return Founder(qtbot, show(SetupPage(folder, default_clinic())), folder)


def everything_shown() -> str:
    """Return every text that any widget holds, is called or was copied."""
    gc.collect()
    texts = [QGuiApplication.clipboard().text()]
    for one in QApplication.allWidgets():
        texts += [one.windowTitle(), one.toolTip(), one.accessibleName()]
        texts += [one.text()] if isinstance(one, (QLabel, QLineEdit)) else []
        if isinstance(one, QWidget) and (told := QAccessible.queryAccessibleInterface(one)):
            kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
            texts += [told.text(kind) for kind in kinds]
    return "\n".join(texts)


def test_records_are_on_once_the_sheet_is_confirmed(founder: Founder) -> None:
    founder.fill_in(code=CODE)
    founder.confirm(founder.see_sheet())
    setup = read_setup(founder.folder)
    assert setup is not None
    assert setup.store == str(founder.folder / "records.db")
    assert PinLock(Notes(founder.folder), setup.staff_pin).try_pin(CODE)
    with Store.open(setup.store) as store:
        kept = store.vault()
    assert kept is not None
    assert unlock(read_vault(kept[1]), ADA, PASSPHRASE).public == setup.key


def test_from_the_screen_alone_nothing_is_switched_on(founder: Founder) -> None:
    founder.fill_in()
    founder.type("typed", founder.see_sheet()[-8:])
    asked = founder.reply("Go back")
    founder.press("Switch records on")
    assert asked[0].startswith("Is the key written down?")
    assert founder.files == []


def test_a_sheet_that_was_saved_needs_no_question(founder: Founder, tmp_path: Path) -> None:
    founder.fill_in()
    founder.type("typed", founder.see_sheet()[-8:])
    assert isinstance(founder.page, RecoveryPage)
    founder.page.save_to(tmp_path / "sheet.pdf")
    with founder.qtbot.waitSignal(founder.whole.set_up, timeout=LONG_MS):
        founder.press("Switch records on")


def test_nothing_is_written_before_the_sheet_is_confirmed(founder: Founder) -> None:
    founder.fill_in()
    founder.see_sheet()
    assert founder.files == []


def test_the_staff_pin_may_wait(founder: Founder) -> None:
    founder.fill_in()
    founder.confirm(founder.see_sheet())
    setup = read_setup(founder.folder)
    assert setup is not None
    assert setup.staff_pin == ""


def test_the_sheet_shows_the_key_in_groups(founder: Founder) -> None:
    founder.fill_in()
    identity = founder.see_sheet()
    shown = founder.read()
    assert identity[-4:] in shown
    assert "".join(identity) in "".join(shown.split())


def test_a_sheet_that_was_not_read_back_switches_nothing_on(founder: Founder) -> None:
    founder.fill_in()
    identity = founder.see_sheet()
    for typed in ("", identity[-7:], "QQQQQQQQ"):
        founder.type("typed", typed)
        founder.press("Switch records on")
        assert founder.error("typed").startswith("Type the last 8 letters of the key")
    assert founder.files == []


def test_leaving_before_that_asks_and_leaves_no_trace(founder: Founder) -> None:
    founder.fill_in()
    identity = founder.see_sheet()
    founder.reply("Go back")
    founder.press("Leave without records")
    assert identity[-4:] in founder.read()
    asked = founder.reply("Leave without records")
    with founder.qtbot.waitSignal(founder.whole.closed):
        founder.press("Leave without records")
    assert "Records stay off" in asked[0]
    assert founder.files == []
    assert identity[-8:-4] not in everything_shown()


def test_nothing_of_the_secrets_stays_on_the_screen(founder: Founder) -> None:
    founder.fill_in(code=CODE)
    identity = founder.see_sheet()
    assert PASSPHRASE not in everything_shown()
    founder.confirm(identity)
    shown = "".join(everything_shown().split())
    assert not [group for group in (identity, identity[-8:], CODE) if group in shown]
    founder.page.entries["typed"].control.focus_first()
    QApplication.processEvents()
    line = founder.page.entries["typed"].control
    assert isinstance(line, QLineEdit)
    line.undo()
    assert line.text() == ""


def test_leaving_the_form_forgets_the_passphrase(founder: Founder) -> None:
    founder.fill_in()
    with founder.qtbot.waitSignal(founder.whole.closed):
        founder.press("Leave without records")
    assert founder.text("passphrase") == ""


def test_every_mistake_is_shown_at_its_field_and_at_the_top(founder: Founder) -> None:
    founder.choose("where", "shared")
    founder.type("staff_pin", "12")
    founder.press("Continue")
    fields = ("url", "name", "passphrase", "staff_pin")
    assert founder.summary() == [founder.error(field) for field in fields]
    assert all(founder.summary())


def test_two_passphrases_that_differ_are_refused(founder: Founder) -> None:
    founder.fill_in()
    founder.type("again", "four words are not")
    founder.press("Continue")
    assert founder.summary() == ["The two passphrases differ. Type the same one twice."]


def test_an_address_where_no_database_answers_is_told_at_its_field(founder: Founder) -> None:
    founder.fill_in()
    founder.choose("where", "shared")
    founder.type("url", "postgresql://ada@127.0.0.1:9/clinic")
    founder.press("Continue")
    founder.qtbot.waitUntil(lambda: bool(founder.error("url")), timeout=LONG_MS)
    assert "doesn't answer" in founder.error("url")
    assert founder.text("passphrase") == PASSPHRASE


def test_the_address_says_at_once_how_far_its_connection_can_be_trusted(founder: Founder) -> None:
    founder.choose("where", "shared")
    founder.type("url", "postgresql://ada@db.example/clinic")
    assert "encrypted and the server is checked." in founder.read()
    founder.type("url", "postgresql://ada@db.example/clinic?sslmode=require")
    assert "encrypted, but the server is not checked" in founder.read()


def test_what_is_no_address_is_told_at_its_field(founder: Founder) -> None:
    founder.fill_in()
    founder.choose("where", "shared")
    founder.type("url", "postgresql://[")
    founder.press("Continue")
    founder.qtbot.waitUntil(lambda: bool(founder.error("url")), timeout=LONG_MS)


# Records that are there already


@pytest.fixture
def with_records(founder: Founder, founding: Founding) -> Founder:
    """Lay records into the folder whose set-up is lost."""
    from msgspec.structs import replace

    store = str(founder.folder / "records.db")
    replace(founding, setup=replace(founding.setup, store=store)).finish(founder.folder)
    (founder.folder / SETUP_FILE).unlink()
    return founder


def test_records_that_are_there_already_are_joined(
    with_records: Founder, founding: Founding
) -> None:
    founder = with_records
    founder.fill_in("other words than those")
    founder.press("Continue")
    founder.wait_for("There are records here already.")
    founder.press("Continue")
    founder.qtbot.waitUntil(lambda: bool(founder.error("passphrase")), timeout=LONG_MS)
    founder.type("passphrase", PASSPHRASE)
    founder.press("Continue")
    founder.wait_for(founding.setup.key.fingerprint)
    with founder.qtbot.waitSignal(founder.whole.set_up, timeout=LONG_MS):
        founder.press("They match: join")
    setup = read_setup(founder.folder)
    assert setup is not None
    assert setup.key == founding.setup.key


def test_records_that_were_restored_here_are_told_of_before_anything_is_typed(
    with_records: Founder, founding: Founding, show: Callable[[SetupPage], SetupPage]
) -> None:
    page = show(SetupPage(with_records.folder, default_clinic()))
    founder = Founder(with_records.qtbot, page, with_records.folder)
    founder.wait_for("There are records here already.")
    for words in ("The same passphrase again", "The first keyholder", "Twelve letters or more"):
        assert words not in founder.read()
    founder.type("name", ADA)
    founder.type("passphrase", PASSPHRASE)
    founder.press("Continue")
    founder.wait_for(founding.setup.key.fingerprint)


def test_records_that_can_not_be_read_are_told_of_before_keys_are_typed_for_them(
    qtbot: QtBot, tmp_path: Path, show: Callable[[SetupPage], SetupPage]
) -> None:
    (tmp_path / "records.db").write_bytes(b"of another program")
    founder = Founder(qtbot, show(SetupPage(tmp_path, default_clinic())), tmp_path)
    founder.wait_for("The records are damaged, or are not this program's.")


def test_the_page_waits_for_no_other_program_that_holds_the_file(
    with_records: Founder, show: Callable[[SetupPage], SetupPage]
) -> None:
    with closing(sqlite3.connect(with_records.folder / "records.db")) as other:
        other.executescript("PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE")
        page = show(SetupPage(with_records.folder, default_clinic()))
        founder = Founder(with_records.qtbot, page, with_records.folder)
        assert "Set up records" in founder.read()
        other.rollback()
    founder.wait_for("There are records here already.")


def test_another_fingerprint_joins_nothing(with_records: Founder, founding: Founding) -> None:
    founder = with_records
    founder.fill_in()
    founder.press("Continue")
    founder.wait_for("There are records here already.")
    founder.press("Continue")
    founder.wait_for(founding.setup.key.fingerprint)
    with founder.qtbot.waitSignal(founder.whole.closed):
        founder.press("They differ: cancel")
    assert read_setup(founder.folder) is None


def test_somebody_who_is_no_keyholder_joins_nothing(with_records: Founder) -> None:
    founder = with_records
    founder.fill_in()
    founder.type("name", "Grace")
    founder.press("Continue")
    founder.wait_for("There are records here already.")
    founder.press("Continue")
    founder.wait_for("There is no keyholder of this name.")
    assert founder.error("name")
