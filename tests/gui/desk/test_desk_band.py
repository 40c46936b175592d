"""What must not wait is seen on every page of the desk until somebody takes it on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from desk_driver import Desk, clinic_records, opened, records_busy
from desk_records_made import NECK, URGENT, WRITER, Records, fill_in, now, station
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.desk.intake.intake_page import IntakePage
from gui.desk.settings.settings_page import SettingsPage
from gui.widgets.dialogs import QuestionDialog
from gui.widgets.form_controls import Line
from questionnaire.clinic import default_clinic
from questionnaire.records.format.draft import Origin
from questionnaire.records.format.version import Mark, uuid7
from questionnaire.records.store.store import Store

REFERENCE = "Quixote-4711"
WAITS = "An urgent intake waits"


@pytest.fixture
def records(tmp_path: Path) -> Records:
    made = clinic_records(tmp_path)
    with station(made) as room:
        fill_in(room, WRITER, reference="B-1")
    return made


@pytest.fixture
def desk(qtbot: QtBot, records: Records) -> Iterator[Desk]:
    with opened(qtbot, records, size=(1024, 768)) as made:
        yield made


def came_in(records: Records, answers: dict[str, object] = URGENT) -> Origin:
    with station(records) as room:
        return fill_in(room, answers, reference=REFERENCE)


# Pages of an unlocked desk, from its table


def table(desk: Desk) -> None:
    assert desk.unlocked.page is None


def one_intake(desk: Desk) -> None:
    desk.open(desk.tickets()[0])


def entering(desk: Desk) -> None:
    desk.ctrl(Qt.Key.Key_N)


def settings(desk: Desk) -> None:
    desk.press("Settings")


def keyholders(desk: Desk) -> None:
    settings(desk)
    desk.press("Keyholders")


# Desks at which nobody is


def locked(desk: Desk) -> None:
    desk.wait(desk.unlock_page.passphrase.isEnabled)


def covered(desk: Desk) -> None:
    desk.unlock()
    one_intake(desk)
    desk.window.cover()


def typing_an_age(desk: Desk) -> QLineEdit:
    """Go to the age, type its first figure, and return the field."""
    field = next(one for one in desk.filling.findChildren(QLineEdit) if one.isVisible())
    field.setFocus()
    desk.write("3")
    return field


def told(desk: Desk) -> str:
    """Return what a screen reader is told of the band."""
    found = QAccessible.queryAccessibleInterface(desk.window.band)
    return found.text(QAccessible.Text.Name)


def seen_at_once(desk: Desk, records: Records) -> Origin:
    """Let an urgent one come in, and see the band in time, on top and as a screen reader is told."""
    urgent = came_in(records)
    arrived = monotonic()
    desk.wait(desk.window.band.isVisible)
    assert monotonic() - arrived < 3
    assert told(desk) == desk.window.band.text
    assert desk.window.band.y() == 0
    return urgent


@pytest.mark.parametrize("is_locked", [False, True], ids=["unlocked", "locked"])
def test_it_is_seen_while_the_desk_does_something_long_such_as_an_export(
    desk: Desk, records: Records, *, is_locked: bool
) -> None:
    if is_locked:
        locked(desk)
    else:
        desk.unlock()
    with records_busy(desk):
        seen_at_once(desk, records)


def test_on_every_page_it_is_seen_within_three_seconds(desk: Desk, records: Records) -> None:
    desk.unlock()
    for go in (table, one_intake, entering, settings, keyholders):
        go(desk)
        urgent = seen_at_once(desk, records)
        assert desk.window.band.text == f"Urgent: {urgent.ticket} is waiting."
        desk.press(f"I'll take {urgent.ticket}")
        desk.wait(lambda: not desk.window.band.isVisible())
        while desk.unlocked.page is not None:
            desk.unlocked.go_back()


@pytest.mark.parametrize("go", [locked, covered])
def test_on_a_locked_and_on_a_covered_desk_it_is_seen_within_three_seconds(
    desk: Desk, records: Records, go: Callable[[Desk], None]
) -> None:
    go(desk)
    seen_at_once(desk, records)
    assert desk.window.band.text == WAITS


def test_it_sounds_once_and_locking_and_unlocking_make_it_no_news(
    desk: Desk, records: Records
) -> None:
    sounds: list[str] = []
    desk.window.band.sounded.connect(lambda: sounds.append(desk.window.band.text))
    first = came_in(records)
    desk.wait(lambda: sounds == [WAITS])
    desk.unlock()
    desk.wait(desk.window.band.take_on.isVisible)
    desk.window.lock()
    desk.wait(lambda: desk.window.band.text == WAITS)
    desk.unlock()
    desk.wait(desk.window.band.take_on.isVisible)
    assert sounds == [WAITS]
    desk.press(f"I'll take {first.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    second = came_in(records)
    desk.wait(lambda: sounds == [WAITS, f"Urgent: {second.ticket} is waiting."])


def test_where_the_clinic_wants_it_silent_it_is_only_seen(qtbot: QtBot, records: Records) -> None:
    came_in(records)
    sounds: list[bool] = []
    with opened(qtbot, records, clinic=replace(default_clinic(), sound=False)) as desk:
        desk.window.band.sounded.connect(lambda: sounds.append(True))
        desk.unlock()
        desk.wait(desk.window.band.isVisible)
    assert sounds == []


def test_it_is_seen_while_a_question_stands_open(desk: Desk, records: Records) -> None:
    desk.unlock()

    def look(box: QuestionDialog) -> None:
        came_in(records)
        desk.wait(desk.window.band.isVisible)
        box.reject()

    desk.when_open(QuestionDialog, look)
    desk.keys(Qt.Key.Key_Delete)
    assert desk.window.band.isVisible()


def test_what_is_being_entered_is_there_again_after_opening_the_urgent_one(
    desk: Desk, records: Records
) -> None:
    desk.unlock()
    entering(desk)
    filling = desk.filling
    filling.wizard.interview.answer("impact", "mild")
    field = typing_an_age(desk)
    urgent = came_in(records)
    desk.wait(desk.window.band.isVisible)
    desk.press(f"Open {urgent.ticket}")
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    assert urgent.ticket in desk.intake.title.text()
    desk.press(f"I'll take {urgent.ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())
    desk.press("Back to where you were")
    assert desk.unlocked.page is filling
    assert filling.isVisible()
    assert QApplication.focusWidget() is field
    desk.write("4")
    assert field.text() == "34"
    assert filling.wizard.interview.kept.impact == "mild"


def test_settings_that_are_not_saved_are_there_again(desk: Desk, records: Records) -> None:
    desk.unlock()
    settings(desk)
    page = desk.unlocked.page
    assert isinstance(page, SettingsPage)
    phone = page.entries["phone"].control
    assert isinstance(phone, Line)
    phone.setText("555")
    urgent = came_in(records)
    desk.wait(desk.window.band.isVisible)
    desk.press(f"Open {urgent.ticket}")
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    desk.keys(Qt.Key.Key_Escape)
    assert desk.unlocked.page is page
    assert page.values()["phone"] == "555"


def test_taking_it_on_interrupts_no_typing(desk: Desk, records: Records) -> None:
    desk.unlock()
    entering(desk)
    field = typing_an_age(desk)
    urgent = came_in(records)
    desk.wait(desk.window.band.isVisible)
    desk.look()
    QTest.mouseClick(desk.window.band.take_on, Qt.MouseButton.LeftButton)
    desk.wait(lambda: f"You are now handling {urgent.ticket}" in desk.read())
    desk.write("4")
    assert field.text() == "34"
    desk.wait(lambda: not desk.window.band.isVisible())


def test_what_is_filled_in_keeps_what_was_typed_when_the_desk_locks_over_the_urgent_one(
    desk: Desk, records: Records
) -> None:
    desk.unlock()
    entering(desk)
    ticket = desk.filling.wizard.venue.ticket
    desk.filling.wizard.interview.answer("impact", "mild")
    urgent = came_in(records)
    desk.wait(desk.window.band.isVisible)
    desk.press(f"Open {urgent.ticket}")
    desk.wait(lambda: isinstance(desk.unlocked.page, IntakePage))
    desk.ctrl(Qt.Key.Key_L)
    desk.forwarded()
    desk.unlock()
    assert desk.open(ticket).leaf.known.answers.impact == "mild"


def test_a_sign_that_staff_enter_raises_the_band_and_needs_no_opening(desk: Desk) -> None:
    desk.unlock()
    entering(desk)
    ticket = desk.filling.wizard.venue.ticket
    desk.filling.wizard.interview.answer("urgent_signs", ("breathing",))
    desk.wait(desk.window.band.isVisible)
    assert desk.window.band.text == f"Urgent: {ticket} is waiting."
    assert not desk.window.band.open.isVisible()
    desk.press(f"I'll take {ticket}")
    desk.wait(lambda: not desk.window.band.isVisible())


def test_the_button_stays_on_its_intake_when_another_one_comes(
    desk: Desk, records: Records
) -> None:
    desk.unlock()
    first = came_in(records)
    desk.wait(desk.window.band.isVisible)
    second = came_in(records)
    desk.wait(lambda: second.ticket in desk.window.band.text)
    assert desk.window.band.text == f"Urgent: {first.ticket}, {second.ticket} are waiting."
    assert desk.window.band.open.text() == f"Open {first.ticket}"
    desk.press(f"I'll take {first.ticket}")
    desk.wait(lambda: desk.window.band.text == f"Urgent: {second.ticket} is waiting.")


def test_a_press_takes_no_other_one_on_than_it_began_on(desk: Desk, records: Records) -> None:
    first, second = came_in(records), came_in(records)
    desk.unlock()
    desk.wait(desk.window.band.isVisible)
    meant = desk.window.band.take_on
    assert second.ticket in meant.text()
    desk.look()
    QTest.mousePress(meant, Qt.MouseButton.LeftButton)
    mark = Mark(id=uuid7(), intake=second.intake, kind="deleted", at=now(), station="L2", who="B")
    with Store.open(records.store) as other_desk:
        other_desk.delete([mark])
    desk.wait(lambda: first.ticket in meant.text())
    QTest.mouseRelease(meant, Qt.MouseButton.LeftButton)
    desk.wait(lambda: "deleted meanwhile" in desk.read())
    assert desk.window.band.text == f"Urgent: {first.ticket} is waiting."


def test_on_the_page_of_one_that_waits_the_band_is_about_that_one(
    desk: Desk, records: Records
) -> None:
    first, second = came_in(records), came_in(records)
    desk.unlock()
    desk.open(first.ticket)
    assert desk.window.band.text == f"Urgent: {first.ticket}, {second.ticket} are waiting."
    assert "Urgent: now" in desk.intake.title.text()
    desk.press(f"I'll take {first.ticket}")
    desk.wait(lambda: desk.window.band.text == f"Urgent: {second.ticket} is waiting.")
    assert desk.window.band.open.isVisible()


def test_a_locked_desk_says_that_one_waits_and_no_more(desk: Desk, records: Records) -> None:
    came_in(records)
    desk.unlock()
    desk.wait(desk.window.band.isVisible)
    desk.window.lock()
    desk.wait(desk.window.band.isVisible)
    assert desk.window.band.text == WAITS
    assert not desk.window.band.take_on.isVisible()
    assert not desk.window.band.open.isVisible()


def test_several_that_wait_are_counted_for_a_locked_desk(desk: Desk, records: Records) -> None:
    came_in(records)
    came_in(records, {**NECK, "urgent_signs": ("new-medicine",)})
    locked(desk)
    desk.wait(lambda: desk.window.band.text == "2 urgent intakes wait")


def test_the_cover_of_an_unlocked_desk_says_that_one_waits_and_no_more(
    desk: Desk, records: Records
) -> None:
    urgent = came_in(records)
    covered(desk)
    seen = desk.read()
    assert WAITS in seen
    assert urgent.ticket not in seen
    assert not desk.window.band.take_on.isVisible()
    desk.wait(lambda: "I am still here" in desk.read())
    desk.press("I am still here")
    assert urgent.ticket in desk.window.band.text
    assert desk.window.band.take_on.isVisible()


def test_where_the_clinic_switched_it_off_the_cover_says_nothing(
    qtbot: QtBot, records: Records
) -> None:
    came_in(records)
    clinic = replace(default_clinic(), attention=False)
    with opened(qtbot, records, clinic=clinic) as desk:
        desk.unlock()
        desk.wait(desk.window.band.isVisible)
        desk.window.cover()
        assert not desk.window.band.isVisible()
        desk.wait(lambda: "I am still here" in desk.read())
        desk.press("I am still here")
        assert desk.window.band.isVisible()


def test_a_screen_reader_hears_on_each_button_what_it_is_about(
    desk: Desk, records: Records
) -> None:
    came_in(records)
    desk.unlock()
    desk.wait(desk.window.band.isVisible)
    for one in (desk.window.band.open, desk.window.band.take_on):
        found = QAccessible.queryAccessibleInterface(one)
        assert found.text(QAccessible.Text.Description) == desk.window.band.text
