import sys
import threading
from collections.abc import Callable, Iterator
from traceback import walk_tb

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.application import Session
from gui.start.failure import details
from gui.widgets.dialogs import Message
from questionnaire.clinic import default_clinic


class Clock:
    """Time stands still until a test moves it on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Painting(QWidget):
    """Fails with every paint, and counts how often."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 Qt's name
        self.times += 1
        raise ValueError


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[Session]:
    """A window in which errors are caught as in the program."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Session(default_clinic(), clock)
    made.errors.start()
    made.start()
    yield made
    made.wizard.hide()  # closing it would ask about the answers
    made.wizard.deleteLater()


def fail() -> None:
    raise KeyError("left-hand")


def fail_in_a_slot(session: Session) -> None:
    button = QPushButton(session.wizard)
    button.clicked.connect(fail)
    button.click()


def messages(session: Session) -> list[Message]:
    return [one for one in session.wizard.findChildren(Message) if one.isVisible()]


def the_message(qtbot: QtBot, session: Session) -> Message:
    qtbot.waitUntil(lambda: bool(messages(session)))
    (message,) = messages(session)
    return message


def close(qtbot: QtBot, message: Message) -> None:
    message.go_on.click()
    wait_for_the_end(qtbot, message)


def wait_for_the_end(qtbot: QtBot, message: Message) -> None:
    qtbot.waitUntil(lambda: not isValid(message))


def caught(function: Callable[[], object]) -> BaseException:
    try:
        function()
    except BaseException as error:  # noqa: BLE001 whatever it is
        return error
    raise AssertionError


def test_a_failing_slot_opens_a_window_and_the_answers_stay(qtbot: QtBot, session: Session) -> None:
    session.wizard.interview.answer("affected", ("neck",))
    fail_in_a_slot(session)
    assert the_message(qtbot, session).windowTitle() == "Something went wrong"
    assert session.wizard.interview.kept.affected == ("neck",)


def test_the_wizard_goes_on_behind_a_closed_window(qtbot: QtBot, session: Session) -> None:
    fail_in_a_slot(session)
    close(qtbot, the_message(qtbot, session))
    session.wizard.next()
    assert session.wizard.page_id == "urgent"


def test_escape_closes_the_window_and_nothing_else(qtbot: QtBot, session: Session) -> None:
    fail_in_a_slot(session)
    message = the_message(qtbot, session)
    QTest.keyClick(message, Qt.Key.Key_Escape)
    wait_for_the_end(qtbot, message)
    assert session.wizard.isVisible()


def test_the_window_begins_at_go_on(qtbot: QtBot, session: Session) -> None:
    fail_in_a_slot(session)
    message = the_message(qtbot, session)
    assert message.focusWidget() is message.go_on


def test_an_error_in_another_thread_opens_the_window_too(qtbot: QtBot, session: Session) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "KeyError" in the_message(qtbot, session).details.toPlainText()


def test_many_errors_at_once_open_one_window(qtbot: QtBot, session: Session) -> None:
    for _ in range(5):
        fail_in_a_slot(session)
    sys.excepthook(ValueError, ValueError(), None)
    the_message(qtbot, session)


def test_a_widget_that_cannot_be_painted_opens_one_window(qtbot: QtBot, session: Session) -> None:
    painting = Painting(session.wizard)
    painting.resize(50, 50)
    painting.show()
    close(qtbot, the_message(qtbot, session))
    before = painting.times
    painting.update()
    qtbot.waitUntil(lambda: painting.times > before)
    assert messages(session) == []


def test_the_same_error_is_told_again_after_a_while(
    qtbot: QtBot, session: Session, clock: Clock
) -> None:
    fail_in_a_slot(session)
    close(qtbot, the_message(qtbot, session))
    clock.now += 3
    fail_in_a_slot(session)
    the_message(qtbot, session)


def test_another_error_is_told_at_once(qtbot: QtBot, session: Session) -> None:
    fail_in_a_slot(session)
    close(qtbot, the_message(qtbot, session))
    sys.excepthook(ValueError, ValueError(), None)
    assert "ValueError" in the_message(qtbot, session).details.toPlainText()


def show_thrice(qtbot: QtBot, session: Session, clock: Clock) -> None:
    for _ in range(3):
        fail_in_a_slot(session)
        close(qtbot, the_message(qtbot, session))
        clock.now += 3


def test_the_same_error_is_told_three_times_at_most(
    qtbot: QtBot, session: Session, clock: Clock
) -> None:
    show_thrice(qtbot, session, clock)
    fail_in_a_slot(session)
    QGuiApplication.processEvents()
    assert messages(session) == []


def test_the_next_person_is_told_of_an_error_anew(
    qtbot: QtBot, session: Session, clock: Clock
) -> None:
    show_thrice(qtbot, session, clock)
    session.restart()
    fail_in_a_slot(session)
    the_message(qtbot, session)


def test_the_details_are_shown_at_a_press_and_can_be_copied(qtbot: QtBot, session: Session) -> None:
    fail_in_a_slot(session)
    message = the_message(qtbot, session)
    assert not message.details.isVisible()
    message.show_details.click()
    assert message.details.isVisible()
    message.copy.click()
    assert QGuiApplication.clipboard().text() == message.details.toPlainText()


def test_the_details_say_what_and_where_and_no_answer() -> None:
    text = details(caught(fail))
    assert "KeyError\n" in text
    assert "test_unexpected, line " in text
    assert "in fail" in text
    assert "left-hand" not in text


def test_the_details_name_the_error_behind_an_error() -> None:
    def fail_again() -> None:
        try:
            fail()
        except KeyError as error:
            raise ValueError from error

    kinds = [line for line in details(caught(fail_again)).splitlines()[1:] if line[0] != " "]
    assert kinds == ["ValueError", "KeyError"]


def test_the_details_of_an_endless_recursion_stay_short() -> None:
    def recurse() -> None:
        recurse()

    error = caught(recurse)
    assert len(list(walk_tb(error.__traceback__))) > 100
    assert len(details(error).splitlines()) < 50
