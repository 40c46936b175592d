"""What is marked out of sight is shown before anything is done with it."""

from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records
from desk_records_made import WRITER, Records, fill_in, station
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from gui.desk.intake.intake_page import IntakePage
from gui.desk.table.intake_model import REFERENCE

pytest_plugins = ["unlocked_desk_fixture"]

MANY = 20
LAST = f"{MANY:03}"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    with station(made) as room:
        for number in range(1, MANY + 1):
            fill_in(room, WRITER, reference=f"{number:03}")
    return made


def marked(desk: Desk) -> str:
    row = desk.table.view.current
    return row.reference if row else ""


def lines_in_sight(desk: Desk) -> list[str]:
    """Return the references of the rows whose middle can be seen."""
    desk.look()
    view, model = desk.table.view, desk.table.model
    found = range(model.rowCount())
    middles = (view.visualRect(model.index(at, 0)).center().y() for at in found)
    seen = range(view.viewport().height())
    return [model.row(at).reference for at, middle in enumerate(middles) if middle in seen]


def sort(desk: Desk) -> None:
    desk.ctrl(Qt.Key(Qt.Key.Key_1 + REFERENCE))


def scroll(desk: Desk) -> None:
    """Turn the wheel until the end of the table."""
    ground = desk.table.view.viewport()
    middle = QPointF(ground.rect().center())
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turned = QPoint(0, -120 * MANY)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        middle, ground.mapToGlobal(middle), QPoint(), turned, no_button, no_key, phase, False
    )
    QApplication.sendEvent(ground, event)


@pytest.mark.parametrize("leave", [sort, scroll])
def test_enter_first_shows_what_is_marked_and_then_opens_it(desk: Desk, leave: object) -> None:
    assert callable(leave)
    assert marked(desk) == LAST
    leave(desk)
    assert marked(desk) == LAST
    assert LAST not in lines_in_sight(desk)
    row = desk.table.view.current
    assert row is not None
    desk.keys(Qt.Key.Key_Return)
    assert f"{row.ticket} is marked, and was out of sight." in desk.read()
    assert LAST in lines_in_sight(desk)
    assert desk.unlocked.page is None
    desk.keys(Qt.Key.Key_Return)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert LAST in desk.intake.title.text()


@pytest.mark.usefixtures("printer")
def test_nothing_out_of_sight_is_printed(desk: Desk) -> None:
    sort(desk)
    desk.ctrl(Qt.Key.Key_P)
    assert LAST in lines_in_sight(desk)
    assert desk.unlocked.page is None
    desk.when_open(QPrintDialog, QPrintDialog.reject)
    desk.ctrl(Qt.Key.Key_P)
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert LAST in desk.intake.title.text()


def test_a_second_press_of_enter_before_it_was_seen_opens_nothing(desk: Desk) -> None:
    sort(desk)
    desk.look()
    desk.table.view.open_wanted.emit()
    desk.table.view.open_wanted.emit()
    assert "press again" in desk.read().casefold()
    desk.wait(lambda: not desk.unlocked.feed._is_asking)
    assert desk.unlocked.page is None
