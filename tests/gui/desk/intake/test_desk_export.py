"""An export: warned of, written whole or not at all, and known to the audit."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import WRITER, Records, fill_in, station
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from examples import a_version
from gui.widgets.dialogs import Message
from questionnaire.records.store.store import Store


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records) as made:
        yield made


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_chosen_is_exported_after_a_warning(
    desk: Desk, records: Records, kind: str
) -> None:
    with station(records) as room:
        chosen, _other = fill_in(room, WRITER, reference="B-77"), fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.mark_row(desk.tickets().index(chosen.ticket))
    asked = desk.reply("As JSON" if kind == "json" else "As CSV")
    path = records.folder / "out"
    desk.save_as(path)
    desk.press("Export")
    desk.wait(lambda: "was exported to" in desk.read())
    assert asked[0] == f"Export {chosen.ticket} · B-77?"
    assert "is not encrypted" in asked[1]
    text = path.with_suffix(f".{kind}").read_text(encoding="utf-8-sig")
    found = json.loads(text) if kind == "json" else list(csv.DictReader(text.splitlines()))
    assert [one["reference"] for one in found] == ["B-77"]
    desk.forwarded()
    assert [entry.detail for entry in records.audit("exported")] == [kind]


def test_what_cannot_be_opened_is_named_and_holds_back_no_other(
    desk: Desk, records: Records
) -> None:
    closed = a_version(ticket="X9-01")
    with station(records) as room:
        fill_in(room, WRITER, reference="B-77")
    with Store.open(records.store) as store:
        store.add([closed])
    desk.unlock()
    desk.table.view.selectAll()
    told: list[str] = []

    def read(message: Message) -> None:
        told.append(message.details.toPlainText())
        message.reject()

    desk.reply("As JSON")
    desk.save_as(records.folder / "out")
    desk.press("Export")
    desk.when_open(Message, read)
    desk.wait(lambda: bool(told))
    assert "X9-01 was not exported. This entry can't be opened" in told[0]
    assert "1 intake was exported to" in desk.read()
    (only,) = json.loads((records.folder / "out.json").read_text(encoding="utf-8"))
    assert only["reference"] == "B-77"


def test_escape_exports_nothing(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.selectAll()
    asked = desk.reply(Qt.Key.Key_Escape)
    desk.press("Export")
    assert asked
    assert list(records.folder.glob("*.csv")) == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="only Linux has a folder closed to everybody")
def test_a_place_that_cannot_be_written_is_said(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER)
    desk.unlock()
    desk.table.view.selectAll()
    desk.reply("As JSON")
    desk.save_as(Path("/sys/intakes.json"))
    desk.press("Export")
    desk.wait(lambda: "could not be saved as /sys/intakes.json" in desk.read())


def test_a_workbook_keeps_a_reference_as_it_was_typed(desk: Desk, records: Records) -> None:
    with station(records) as room:
        fill_in(room, WRITER, reference="00123")
    desk.unlock()
    desk.table.view.mark_row(0)
    desk.reply("As Excel")
    desk.save_as(records.folder / "out")
    desk.press("Export")
    desk.wait(lambda: "was exported to" in desk.read())
    head, line = load_workbook(records.folder / "out.xlsx").active.iter_rows(values_only=True)
    assert dict(zip(head, line, strict=True))["reference"] == "00123"
