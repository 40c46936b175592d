"""The table's model keeps what is chosen and where one reads, whatever comes in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from table_rows import NOON, row, urgent

from gui.desk.table.intake_model import MARK, REFERENCE, STATE, TIME, TITLE, WHO, IntakeModel
from gui.desk.table.intake_view import IntakeView
from questionnaire.records.desk.intake_list import Wanted

ROWS = [row(f"K7-{at:02}", at) for at in range(60)]


@pytest.fixture
def model() -> Iterator[IntakeModel]:
    made = IntakeModel(NOON.astimezone().date)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield made
    del tester


@pytest.fixture
def view(model: IntakeModel, qtbot: QtBot) -> IntakeView:
    made = IntakeView(model)
    qtbot.addWidget(made)
    made.resize(1200, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def tickets(model: IntakeModel) -> list[str]:
    return [model.row(at).ticket for at in range(model.rowCount())]


def said(model: QAbstractItemModel, number: int, column: int) -> object:
    return model.data(model.index(number, column, QModelIndex()))


def test_what_comes_in_stands_where_it_belongs(model: IntakeModel) -> None:
    model.put(ROWS[20:40])
    model.put(ROWS[:20])
    model.put(ROWS[40:])
    model.put([urgent("K7-99", -5)])
    assert tickets(model) == ["K7-99", *(one.ticket for one in reversed(ROWS))]
    assert [one.ticket for one in model.calling()] == ["K7-99"]


def test_what_changed_is_shown_where_it_stands_or_where_it_belongs(model: IntakeModel) -> None:
    model.put(ROWS)
    model.put([replace(ROWS[5], state="seen")])
    assert said(model, 54, STATE) == "Seen"
    model.put([replace(ROWS[5], arrival=ROWS[-1].arrival + 1)])
    assert tickets(model)[0] == "K7-05"
    assert model.rowCount() == model.total == 60


def test_what_is_not_wanted_is_known_all_the_same(model: IntakeModel) -> None:
    model.put(ROWS)
    model.want(Wanted(words="k7-07"))
    assert tickets(model) == ["K7-07"]
    model.put([row("K7-70", 100)])
    assert tickets(model) == ["K7-07"]
    model.put([replace(ROWS[7], ticket="other")])
    assert tickets(model) == []
    assert model.total == 61
    model.want(Wanted())
    assert model.rowCount() == 61


def test_what_is_gone_is_gone(model: IntakeModel) -> None:
    model.put(ROWS)
    model.remove([ROWS[3].intake, urgent("never").intake])
    assert "K7-03" not in tickets(model)
    assert model.get(ROWS[3].intake) is None
    assert model.number_of(ROWS[3].intake) is None


def test_many_that_are_gone_go_at_once_and_what_is_marked_stays_marked(
    view: IntakeView, model: IntakeModel, qtbot: QtBot
) -> None:
    model.put(ROWS)
    view.go_to(ROWS[3].intake)
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.waitSignal(model.modelReset):
        model.remove([one.intake for one in ROWS[10:]])
    assert tickets(model) == [one.ticket for one in reversed(ROWS[:10])]
    assert view.current == ROWS[3]
    assert view.chosen == [ROWS[3]]


def test_each_column_says_its_part(model: IntakeModel) -> None:
    model.put([urgent("K7-01", urgency="same-day", answered_by="carer", title="hemidystonia")])
    assert said(model, 0, MARK) == "Urgent: today"
    assert said(model, 0, WHO) == "Carer"
    assert said(model, 0, TITLE) == "hemidystonia"
    assert ":" in str(said(model, 0, TIME))
    orientation = Qt.Orientation.Horizontal
    assert model.headerData(MARK, orientation) == "Mark"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"urgency": "emergency"}, "Urgent: now"),
        ({"urgency": "emergency", "acknowledged": True}, "Being handled"),
        ({"urgency": None, "attention": True, "readable": False}, "Urgent"),
        ({"urgency": None, "readable": False}, "Can't be opened"),
        ({"conflict": True}, "Two versions"),
        ({"signs_open": True}, "Ask about signs"),
        ({"signs_open": True, "state": "unfinished"}, ""),
        ({"urgency": "soon"}, "Within days"),
        ({}, ""),
    ],
)
def test_the_mark_is_in_words(model: IntakeModel, given: dict[str, Any], words: str) -> None:
    model.put([row("K7-01", **given)])
    assert said(model, 0, MARK) == words


@pytest.mark.parametrize("column", [MARK, TIME])
def test_a_screen_reader_hears_the_whole_row_once_wherever_the_keys_are(
    model: IntakeModel, column: int
) -> None:
    model.put([urgent("K7-01", reference="B-7")])
    model.heard_at = column
    columns = range(model.columnCount())
    heard = [
        model.data(model.index(0, at, QModelIndex()), Qt.ItemDataRole.AccessibleTextRole)
        for at in columns
    ]
    (whole,) = (words for words in heard if words and words.strip())
    assert whole == heard[column]
    assert whole.startswith("K7-01, B-7, Urgent: now, ")
    assert sorted(whole.split(", ")) == sorted(str(said(model, 0, at)) for at in columns)


def test_another_day_is_named(model: IntakeModel) -> None:
    other = IntakeModel(lambda: date(2026, 3, 5))
    for one in (model, other):
        one.put([row("K7-01")])
    assert str(said(other, 0, TIME)).count("/") == 2
    tip = model.data(model.index(0, TIME, QModelIndex()), Qt.ItemDataRole.ToolTipRole)
    assert str(said(model, 0, TIME)) in str(tip)
    assert str(said(other, 0, TIME)) in str(tip)


def test_what_is_chosen_stays_chosen_when_others_come_in(
    view: IntakeView, model: IntakeModel
) -> None:
    model.put(ROWS[:10])
    view.mark_row(4)
    chosen = [one.ticket for one in view.chosen]
    model.put([row("K7-80", 100)])
    model.put([row(f"L2-{at:02}", at + 0.5) for at in range(50)])
    model.want(Wanted(words="k7"))
    assert [one.ticket for one in view.chosen] == chosen
    assert view.current
    assert view.current.ticket == chosen[0]


@pytest.mark.parametrize("held", ["ControlModifier", "ShiftModifier"])
def test_what_the_program_marks_is_marked_alone_whatever_key_is_held(
    view: IntakeView, model: IntakeModel, held: str
) -> None:
    model.put(ROWS[:10])
    view.go_to(ROWS[2].intake)
    QTest.keyPress(view.windowHandle(), Qt.Key.Key_F9, Qt.KeyboardModifier[held])
    view.go_to(ROWS[7].intake)
    assert [one.ticket for one in view.chosen] == ["K7-07"]
    view.mark_row(0)
    assert [one.ticket for one in view.chosen] == ["K7-09"]
    view.mark_row(0)
    assert [one.ticket for one in view.chosen] == ["K7-09"]
    QTest.keyRelease(view.windowHandle(), Qt.Key.Key_F9)


def test_what_one_reads_stays_in_its_place_when_others_come_in_above(
    view: IntakeView, model: IntakeModel
) -> None:
    model.put(ROWS)
    view.go_to(ROWS[10].intake)
    QApplication.processEvents()
    before = model.row(view.rowAt(0)).ticket
    assert view.verticalScrollBar().value() > 0
    model.put([row("K7-81", 101)])
    assert model.row(view.rowAt(0)).ticket == before
    model.put([row(f"L2-{at:02}", at + 0.5) for at in range(50)])
    assert model.row(view.rowAt(0)).ticket == before


def test_at_the_top_new_ones_are_seen_at_once(view: IntakeView, model: IntakeModel) -> None:
    model.put(ROWS)
    model.put([row("K7-82", 102)])
    assert model.row(view.rowAt(0)).ticket == "K7-82"


def test_rows_are_high_enough_to_press(view: IntakeView, model: IntakeModel) -> None:
    model.put(ROWS)
    assert view.rowHeight(0) >= 44


def test_a_table_with_room_fills_it_and_a_narrow_one_scrolls_sideways_and_drops_nothing(
    view: IntakeView, model: IntakeModel
) -> None:
    model.put(ROWS)
    for width, scrolls in ((640, True), (1340, False), (1900, False)):
        view.resize(width, 400)
        QApplication.processEvents()
        assert (view.horizontalScrollBar().maximum() > 0) is scrolls
        assert not any(map(view.isColumnHidden, range(model.columnCount())))
        if not scrolls:
            assert view.horizontalHeader().length() == view.viewport().width()


@pytest.mark.parametrize("arrives", [0, 55], ids=["in sight", "scrolled to"])
def test_a_column_is_as_wide_as_its_widest_words_in_sight(
    view: IntakeView, model: IntakeModel, arrives: int
) -> None:
    view.resize(900, 400)
    long = "a reference with as many letters as anybody will ever type"
    model.put(
        [replace(one, reference=long if at == 59 - arrives else "") for at, one in enumerate(ROWS)]
    )
    view.go_to(ROWS[59 - arrives].intake)
    QApplication.processEvents()
    font = view.font()
    font.setBold(True)
    assert view.columnWidth(REFERENCE) > QFontMetrics(font).horizontalAdvance(long)
