"""Every question in a window of its own, in the two languages that are made up for tests."""

from collections.abc import Callable
from datetime import date

import pytest
from foreign import untranslated
from layout import is_cut
from pseudo_languages import CODES
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from rings import ring_faults
from shiboken6 import isValid

from gui.desk.table.questions import ask_for_export, ask_for_reference, may_delete
from gui.widgets.dialogs import ask_before_losing, tell
from gui.widgets.theme import set_text_size

NAMES = [f"K7-{number} · 4711" for number in range(1200)]

QUESTIONS: dict[str, Callable[[QWidget], object]] = {
    "delete one": lambda parent: may_delete(parent, NAMES[:1]),
    "delete some": lambda parent: may_delete(parent, NAMES),
    "export": lambda parent: ask_for_export(parent, NAMES, date(2026, 3, 4)),
    "reference": lambda parent: ask_for_reference(parent, "K7-42", "4711"),
    "lose the answers": ask_before_losing,
}


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1024, 768)
    qtbot.addWidget(window)
    window.show()
    return window


def faults_of_question(ask: Callable[[QWidget], object], parent: QWidget) -> list[str]:
    """Return what is cut or not translated in a question while it is asked, rings too, and turn it down."""
    found: list[str] = []
    timer = QTimer(parent)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        timer.stop()
        parts = dialog.findChildren(QWidget)
        words = (QLabel, QAbstractButton)
        found.extend(f"cut: {one}" for one in parts if isinstance(one, words) and is_cut(one))
        found.extend(ring_faults(dialog))
        found.extend(untranslated([dialog, *parts]))
        title = dialog.windowTitle()
        found.extend([title] if title.isascii() else [])
        dialog.reject()

    timer.timeout.connect(look)
    timer.start(0)
    ask(parent)
    return found


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("asked", QUESTIONS)
def test_other_languages_are_whole_and_translated(
    parent: QWidget, speak: Callable[[str], None], asked: str, code: str, text: int
) -> None:
    speak(code)
    set_text_size(text)
    assert faults_of_question(QUESTIONS[asked], parent) == []


def test_enter_that_is_still_held_from_before_does_not_answer_the_question(parent: QWidget) -> None:
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    still_asked: list[bool] = []

    def hold_enter() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible() and (focus := dialog.focusWidget()):
            timer.stop()
            QApplication.sendEvent(focus, held)
            still_asked.append(dialog.isVisible())
            dialog.reject()

    timer = QTimer(parent)
    timer.timeout.connect(hold_enter)
    for question in QUESTIONS.values():
        timer.start(0)
        question(parent)
    assert still_asked == [True] * len(QUESTIONS)


def test_the_screens_stay_known_when_a_message_goes(parent: QWidget, qtbot: QtBot) -> None:
    screens = QGuiApplication.screens()
    message = tell(parent, ("Something went wrong",), "where")
    with qtbot.waitSignal(message.destroyed):
        message.close()
    assert all(map(isValid, screens))
