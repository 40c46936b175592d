"""What is asked of a database that does not answer fails as a whole, and is no fault of one intake."""

import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace
from postgres import Server
from programs import ANSWERS, Program, Start, everything, first_desk

from questionnaire.records.desk.founding import Founding
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import RecordsError, StoreUnreachableError

pytest_plugins = ["clinics"]


def export(office: Office, intake: UUID) -> object:
    return office.export([intake], "csv")


def open_proven(office: Office, intake: UUID) -> object:
    return office.open_proven([intake])


@pytest.mark.parametrize("ask", [export, open_proven])
def test_a_database_that_does_not_answer_is_said_to_and_no_intake_named(
    own_server: Server,
    keys_once: Founding,
    start: Start,
    tmp_path: Path,
    ask: Callable[[Office, UUID], object],
) -> None:
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    desk = first_desk(replace(keys_once, setup=setup), start, tmp_path / "desk")
    intake = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    everything(desk.office)
    own_server.stop()
    with pytest.raises(StoreUnreachableError):
        ask(desk.office, intake)


@pytest.mark.skipif(sys.platform == "win32", reason="no signal makes a process stand still there")
def test_breaking_off_a_look_over_all_records_that_nothing_answers_to_is_told(
    own_server: Server, keys_once: Founding, start: Start, tmp_path: Path
) -> None:
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    desk = first_desk(replace(keys_once, setup=setup), start, tmp_path / "desk")
    desk.finished(**ANSWERS)
    desk.arrive()
    looking = desk.office.look_over()
    assert next(looking) is None
    with own_server.standing_still():
        desk.keys.let_go()
        with pytest.raises(StoreUnreachableError):
            looking.close()


def test_an_export_of_what_was_deleted_meanwhile_says_so(
    desk: Program, other_desk: Program
) -> None:
    intake = desk.finished(**ANSWERS).origin.intake
    desk.arrive()
    everything(desk.office)
    other_desk.office.delete([intake])
    with pytest.raises(RecordsError, match="was not exported"):
        desk.office.export([intake], "csv")
