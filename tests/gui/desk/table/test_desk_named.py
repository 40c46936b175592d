"""A question about intakes names them, and acts on exactly those, whatever changes while it is open."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import URGENT, WRITER, Records, fill_in, now, station
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.widgets.dialogs import LineDialog, QuestionDialog
from questionnaire.records.desk.office import Changed
from questionnaire.records.format.draft import Origin
from questionnaire.records.format.version import Mark, uuid7
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


def came_in(records: Records, number: int, **more: object) -> Origin:
    with station(records) as room:
        return fill_in(room, {**WRITER, **more}, reference=f"B-{number}")


def name(desk: Desk, one: Origin) -> str:
    (named,) = desk.table.model.names([one.intake])
    return named


def deleted_elsewhere(records: Records, one: Origin) -> None:
    mark = Mark(id=uuid7(), intake=one.intake, kind="deleted", at=now(), station="L2", who="Berta")
    with Store.open(records.store) as other_desk:
        other_desk.delete([mark])


def everything_changes(desk: Desk, records: Records, gone: Origin, chance: Random) -> None:
    """An urgent one comes above, another one goes, and those that stay change places."""
    with station(records) as room:
        urgent = fill_in(room, URGENT)
    deleted_elsewhere(records, gone)
    desk.wait(lambda: urgent.ticket in desk.tickets() and gone.ticket not in desk.tickets())
    model = desk.table.model
    rows = [model.row(at) for at in range(model.rowCount())]
    places = [row.arrival for row in rows]
    chance.shuffle(places)
    moved = (replace(row, arrival=at) for row, at in zip(rows, places, strict=True))
    desk.table.change(Changed(rows=tuple(moved), gone=()))


def choose(desk: Desk, records: Records) -> tuple[list[Origin], list[Origin]]:
    """Let four come in, and choose the two in the middle; return those, and the others."""
    others = [came_in(records, 1)]
    chosen = [came_in(records, number) for number in (2, 3)]
    others.append(came_in(records, 4))
    desk.unlock()
    desk.keys(Qt.Key.Key_Down)
    desk.keys(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert {row.intake for row in desk.table.view.chosen} == {one.intake for one in chosen}
    return chosen, others


def answer(desk: Desk, words: str, first: Callable[[], None]) -> list[str]:
    """Answer the next question after something has happened; return what it said."""
    asked: list[str] = []

    def answer_it(question: QuestionDialog) -> None:
        asked.append(question.words)
        first()
        next(one for one in question.buttons if one.text() == words).click()

    desk.when_open(QuestionDialog, answer_it)
    return asked


def kept(records: Records) -> set[str]:
    with Store.open(records.store) as store:
        return {version.ticket for version in store.all_versions()}


@pytest.mark.parametrize("seed", range(2))
def test_those_that_were_named_are_deleted_and_no_others(
    desk: Desk, records: Records, seed: int
) -> None:
    chosen, (gone, left) = choose(desk, records)
    names = [name(desk, one) for one in chosen]
    chance = Random(seed)  # noqa: S311 nothing secret
    asked = answer(desk, "Delete for good", lambda: everything_changes(desk, records, gone, chance))
    desk.keys(Qt.Key.Key_Delete)
    desk.wait(lambda: len(kept(records)) == 2)
    assert all("B-" in one and one in asked[0] for one in names)
    assert left.ticket in kept(records)
    assert not {gone.ticket, *(one.ticket for one in chosen)} & kept(records)


def test_those_that_were_named_are_exported_and_no_others(
    desk: Desk, records: Records, tmp_path: Path
) -> None:
    chosen, (gone, _) = choose(desk, records)
    names = [name(desk, one) for one in chosen]
    chance = Random(1)  # noqa: S311 nothing secret
    path = tmp_path / "intakes.json"
    desk.save_as(path)
    asked = answer(desk, "As JSON", lambda: everything_changes(desk, records, gone, chance))
    desk.press("Export")
    desk.wait(path.exists)
    assert all("B-" in one and one in asked[0] for one in names)
    written = json.dumps(json.loads(path.read_text(encoding="utf-8")))
    assert all(one.ticket in written for one in chosen)
    others = set(desk.tickets()) - {one.ticket for one in chosen}
    assert others
    assert not any(ticket in written for ticket in others)


def test_the_reference_goes_to_the_one_that_the_question_names(
    desk: Desk, records: Records
) -> None:
    gone, meant = came_in(records, 1), came_in(records, 2)
    left = came_in(records, 3)
    desk.unlock()
    desk.open(meant.ticket)
    asked: list[str] = []

    def type_it(question: LineDialog) -> None:
        asked.extend((question.windowTitle(), question.line.text()))
        everything_changes(desk, records, gone, Random(1))  # noqa: S311 nothing secret
        question.line.insert("C-9")
        QTest.keyClick(question.line, Qt.Key.Key_Return)

    desk.when_open(LineDialog, type_it)
    desk.ctrl(Qt.Key.Key_R)
    desk.wait(lambda: name(desk, meant).endswith("C-9"))
    assert asked == [f"Reference for {meant.ticket}", "B-2"]
    assert name(desk, left).endswith("B-3")


def test_an_open_one_that_another_desk_deletes_is_still_named(desk: Desk, records: Records) -> None:
    one = came_in(records, 7)
    came_in(records, 8)
    desk.unlock()
    named = name(desk, one)
    desk.open(one.ticket)
    deleted_elsewhere(records, one)
    desk.wait(lambda: one.ticket not in desk.tickets())
    asked = desk.reply("Go back")
    desk.press("Delete")
    assert named in "\n".join(asked)
    assert "B-7" in named
