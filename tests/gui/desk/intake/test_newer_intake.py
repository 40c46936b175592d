"""An intake that a newer program kept: shown, printed and exported, but left as it is."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import WRITER, Records, fill_in, station
from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from examples import encrypted_again
from questionnaire.records.format.codec import decode_body, encode_body
from questionnaire.records.format.v1 import FORMAT, Answer
from questionnaire.records.format.version import uuid7
from questionnaire.records.sealing.age import Opener, seal
from questionnaire.records.store.store import Store

FROM_TOMORROW = Answer(value="monday", asked="Favourite day", said="Monday", by="waiting room")
NOTICE = "A newer version of this program kept this intake."


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def kept_by_a_newer_program(
    records: Records, intake: UUID, *, based_on_nothing: bool = False
) -> None:
    """Let a program with another format write the next version of an intake, or one beside it."""
    opener, key = Opener([records.founding.recovery]), records.founding.setup.key
    with Store.open(records.store) as store:
        (last,) = store.leaves(intake)
        version = next(one for one in store.all_versions() if one.id == last.id)
        row = {"id": uuid7(), "number": version.number + 1}
        based_on = version.based_on if based_on_nothing else version.id
        newer = encrypted_again(version, opener, key, based_on=based_on, **row)
        body = decode_body(opener.open(newer.body))
        answers = body.answers | {"favourite_day": FROM_TOMORROW}
        body = replace(body, format=FORMAT + 1, answers=answers)
        store.add([replace(newer, body=seal(encode_body(body), key))])


def buttons(desk: Desk) -> set[str]:
    return {one.text() for one in desk.intake.findChildren(QPushButton) if one.isEnabled()}


def test_its_result_is_shown_and_can_be_printed_but_not_changed(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    kept_by_a_newer_program(records, origin.intake)
    desk.unlock()
    desk.open(origin.ticket)
    assert NOTICE in desk.read()
    assert "Pattern by both criteria" in desk.read()
    assert {"Print patient's sheet", "Save as PDF", "Delete"} <= buttons(desk)
    assert "Change answers" not in buttons(desk)


def test_of_one_that_is_not_finished_the_answers_are_shown_and_not_resumed(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER, finish=False)
    kept_by_a_newer_program(records, origin.intake)
    desk.unlock()
    desk.open(origin.ticket)
    assert NOTICE in desk.read()
    assert "Favourite day" in desk.read()
    assert "Resume" not in buttons(desk)


def test_of_two_versions_only_the_one_that_is_known_can_be_kept(
    desk: Desk, records: Records
) -> None:
    with station(records) as room:
        origin = fill_in(room, WRITER)
    kept_by_a_newer_program(records, origin.intake, based_on_nothing=True)
    desk.unlock()
    desk.open(origin.ticket)
    assert NOTICE in desk.read()
    assert len({"Keep A", "Keep B"} & buttons(desk)) == 1
