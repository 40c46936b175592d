"""Locking: by hand or when nobody is there, covered first; and then nothing of any intake is left."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_driver import Desk, clinic_records, opened
from desk_records_made import NECK, WRITER, Records, fill_in, station
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.attendance.idle import COUNT, seconds_asleep
from gui.desk.intake.intake_page import IntakePage
from gui.desk.table.intake_model import STATE
from gui.desk.table.intake_view import IntakeView
from gui.desk.unlocked_desk import UnlockedDesk
from gui.interview.wizard import Wizard
from gui.widgets.dialogs import QuestionDialog
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.listing import Row
from questionnaire.records.errors import WrongKeyError

REFERENCE = "Quixote-4711"
PROPERTIES = (
    "text", "plainText", "windowTitle", "accessibleName", "accessibleDescription", "toolTip", "title",
)  # fmt: skip
IDLE = default_clinic().lock_minutes * 60 - COUNT


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return clinic_records(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with station(records) as room:
        fill_in(room, WRITER, reference=REFERENCE)
        fill_in(room, NECK, finish=False, page="onset", reference=REFERENCE)
    with opened(qtbot, records) as made:
        made.unlock()
        yield made


def told(found: QAccessibleInterface | None) -> Iterator[str]:
    """Yield all that a screen reader can find."""
    if found is None or not found.isValid():
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield found.text(kind)
    for number in range(min(found.childCount(), 500)):
        yield from told(found.child(number))


def everything(app: QApplication) -> str:
    """Return all texts of all widgets, of the clipboard and of the accessibility tree."""
    found: list[str] = [app.clipboard().text()]
    for widget in app.allWidgets():
        found += [str(widget.property(name) or "") for name in PROPERTIES]
    for window in app.topLevelWidgets():
        found += told(QAccessible.queryAccessibleInterface(window))
    return "\n".join(found)


def settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()


def unfinished(desk: Desk) -> str:
    return next(ticket for ticket in desk.tickets() if desk.line(ticket)[STATE] == "Unfinished")


def finished(desk: Desk) -> str:
    return next(ticket for ticket in desk.tickets() if desk.line(ticket)[STATE] != "Unfinished")


def pass_time(desk: Desk, seconds: float) -> None:
    desk.clock.seconds += seconds


def test_the_search_of_this_test_finds_what_is_shown(desk: Desk, themed: QApplication) -> None:
    desk.open(finished(desk))
    assert REFERENCE in everything(themed)


def show_somewhere(desk: Desk, where: str) -> None:
    """Bring what stands in an intake to a place on the screen, or into the clipboard."""
    if where in ("result", "copied"):
        desk.open(finished(desk))
    if where in ("answers", "filling"):
        desk.open(unfinished(desk))
    if where == "filling":
        desk.press("Resume")
        desk.filling.wizard.interview.enter_age("onset_age", REFERENCE)
    if where == "copied":
        QApplication.clipboard().setText(REFERENCE)
    settle()


def test_after_locking_nothing_of_any_intake_is_left(desk: Desk, themed: QApplication) -> None:
    found = []
    for where in ("table", "result", "answers", "copied", "filling"):
        show_somewhere(desk, where)
        held = [
            weakref.ref(one)
            for one in desk.window.findChildren(QWidget)
            if isinstance(one, (UnlockedDesk, IntakePage, IntakeView, Wizard))
        ]
        assert held
        desk.ctrl(Qt.Key.Key_L)
        assert desk.window.desk is None
        desk.wait(desk.unlock_page.passphrase.isEnabled)
        settle()
        left = everything(themed)
        words = (REFERENCE, "segmental", "Neck", "Carer", "Anna,")
        found += [f"{where}: {word}" for word in words if word in left]
        found += [f"{where}: {type(one()).__name__}" for one in held if one() is not None]
        assert desk.window.windowTitle() == "Front desk"
        desk.unlock()
    assert found == []


def test_the_keys_are_forgotten(desk: Desk) -> None:
    assert desk.window.records
    office = desk.window.records.office
    desk.window.lock()
    assert not office.keys.is_unlocked
    with pytest.raises(WrongKeyError):
        _ = office.keys.opener
    settle()
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    assert [one for one in gc.get_objects() if isinstance(one, Row)] == []


def test_what_was_being_filled_in_is_kept_unfinished(desk: Desk) -> None:
    ticket = unfinished(desk)
    desk.open(ticket)
    desk.press("Resume")
    desk.filling.wizard.interview.answer("impact", "mild")
    desk.window.lock()
    desk.forwarded()
    desk.unlock()
    page = desk.open(ticket)
    assert page.leaf.known.answers.impact == "mild"
    assert page.leaf.listed.state == "unfinished"


def test_when_nobody_is_there_the_desk_is_covered_and_then_locked(desk: Desk) -> None:
    desk.open(finished(desk))
    pass_time(desk, IDLE - 1)
    QApplication.processEvents()
    assert not desk.window.curtain.is_drawn
    pass_time(desk, 2)
    desk.wait(lambda: desk.window.curtain.is_drawn)
    assert REFERENCE not in desk.read()
    desk.wait(lambda: "30 seconds left" in desk.read())
    pass_time(desk, 25)
    desk.wait(lambda: "5 seconds left" in desk.read())
    pass_time(desk, 6)
    desk.wait(lambda: desk.window.desk is None)
    assert not desk.window.curtain.is_drawn
    desk.wait(desk.unlock_page.passphrase.isVisible)


def test_the_desk_says_how_long_until_it_locks_and_moves_nothing_with_it(desk: Desk) -> None:
    place = desk.table.keys.geometry()
    desk.wait(lambda: "Locks in 15 min" in desk.read())
    pass_time(desk, 14 * 60 - 1)
    desk.wait(lambda: "Locks in 2 min" in desk.read())
    pass_time(desk, 16)
    desk.wait(lambda: "Locks in 45 s" in desk.read())
    assert desk.table.keys.geometry() == place
    desk.keys(Qt.Key.Key_Down)
    desk.wait(lambda: "Locks in 15 min" in desk.read())


def test_how_long_is_left_is_said_on_every_page_and_not_while_the_desk_is_locked(
    desk: Desk,
) -> None:
    for open_one, leave in (("Settings", "Back"), ("New intake", "Keep and close")):
        desk.press(open_one)
        desk.wait(lambda: "Locks in 15 min" in desk.read())
        desk.press(leave)
        desk.wait(lambda: "Locks in 15 min" in desk.read())
    desk.open(finished(desk))
    desk.wait(lambda: "Locks in 15 min" in desk.read())
    pass_time(desk, IDLE + 1)
    desk.wait(lambda: desk.window.curtain.is_drawn)
    assert "Locks in" not in desk.read()
    desk.press("I am still here")
    desk.wait(lambda: "Locks in 15 min" in desk.read())
    desk.window.lock()
    assert "Locks in" not in desk.read()


def test_the_desk_locks_after_the_time_that_the_clinic_set_for_it(desk: Desk) -> None:
    desk.unlocked.clinic_changed.emit(replace(desk.window.clinic, lock_minutes=1))
    pass_time(desk, 60 - COUNT)
    desk.wait(lambda: f"{COUNT} seconds left" in desk.read())
    pass_time(desk, COUNT)
    desk.wait(lambda: desk.window.desk is None)


def test_settings_that_are_saved_under_the_cover_do_not_stop_its_count(desk: Desk) -> None:
    pass_time(desk, IDLE)
    desk.wait(lambda: f"{COUNT} seconds left" in desk.read())
    desk.unlocked.clinic_changed.emit(replace(desk.window.clinic, lock_minutes=60))
    pass_time(desk, COUNT)
    desk.wait(lambda: desk.window.desk is None)


def test_a_desk_that_slept_is_locked_as_soon_as_it_wakes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asleep = seconds_asleep()
    monkeypatch.setattr("gui.attendance.idle.seconds_asleep", lambda: asleep + 60)
    desk.wait(lambda: desk.window.desk is None)


def test_one_press_goes_on_exactly_where_one_was(desk: Desk) -> None:
    ticket = finished(desk)
    desk.open(ticket)
    pass_time(desk, IDLE + 1)
    desk.wait(lambda: "I am still here" in desk.read())
    desk.press("I am still here")
    assert not desk.window.curtain.is_drawn
    assert ticket in desk.intake.title.text()
    assert desk.intake.isVisible()
    pass_time(desk, IDLE - 1)
    QApplication.processEvents()
    assert not desk.window.curtain.is_drawn


def test_a_key_shows_that_somebody_is_there(desk: Desk) -> None:
    pass_time(desk, IDLE - 1)
    desk.keys(Qt.Key.Key_Down)
    pass_time(desk, IDLE - 1)
    QApplication.processEvents()
    assert not desk.window.curtain.is_drawn


def test_a_question_that_stands_open_is_closed_by_the_cover_as_no(desk: Desk) -> None:
    desk.table.view.selectAll()
    number = len(desk.tickets())

    desk.when_open(QuestionDialog, lambda _box: pass_time(desk, IDLE + 1))
    desk.press("Delete")
    assert desk.window.curtain.is_drawn
    assert QApplication.activeModalWidget() is None
    desk.wait(lambda: "I am still here" in desk.read())
    desk.press("I am still here")
    assert len(desk.tickets()) == number


def test_closing_the_window_locks_and_keeps_what_was_entered(desk: Desk, qtbot: QtBot) -> None:
    ticket = unfinished(desk)
    desk.open(ticket)
    desk.press("Resume")
    desk.filling.wizard.interview.answer("impact", "severe")
    desk.window.close()
    assert desk.window.desk is None
    with opened(qtbot, desk.records) as again:
        again.unlock()
        assert again.open(ticket).leaf.known.answers.impact == "severe"


def test_unlocked_again_the_desk_shows_everything(desk: Desk) -> None:
    before = desk.tickets()
    desk.press("Lock")
    desk.unlock()
    assert desk.tickets() == before


def test_no_widget_is_left_behind(desk: Desk, themed: QApplication) -> None:
    desk.window.lock()
    desk.wait(desk.unlock_page.passphrase.isEnabled)
    settle()
    before = len(themed.allWidgets())
    for _ in range(2):
        desk.unlock()
        desk.open(finished(desk))
        desk.window.lock()
        desk.wait(desk.unlock_page.passphrase.isEnabled)
        settle()
    assert len([one for one in themed.allWidgets() if isinstance(one, QWidget)]) <= before
