"""Hint and error of a form's entry: said by the control that gets the focus."""

from collections.abc import Callable

import pytest
from hearing import DESCRIPTION, heard_of
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.form import Entry
from gui.widgets.form_controls import Control, Line, Lines, OneOf, Switch

CHOICES = (("a4", "A4", ""), ("letter", "Letter", "In North America"))


def focused(control: Control) -> QWidget:
    control.focus_first()
    found = QApplication.focusWidget()
    assert found is not None
    return found


MAKE: dict[str, Callable[[], Control]] = {
    "line": Line,
    "lines": lambda: Lines("", 3),
    "one": lambda: OneOf(CHOICES, "letter"),
    "switch": lambda: Switch("Sounds", "", on=False),
}


@pytest.mark.parametrize("kind", list(MAKE))
def test_hint_and_error_are_said_where_the_focus_is(qtbot: QtBot, kind: str) -> None:
    control = MAKE[kind]()
    entry = Entry("Paper", control, "What the printer holds.")
    qtbot.addWidget(entry)
    with qtbot.waitExposed(entry):
        entry.show()
    assert heard_of(focused(control), DESCRIPTION).startswith("What the printer holds.")
    entry.show_problem("Choose one.")
    said = heard_of(focused(control), DESCRIPTION)
    assert said.startswith("Choose one. What the printer holds.")


def test_the_hint_follows_what_is_chosen_and_the_example_stays(qtbot: QtBot) -> None:
    control = OneOf(CHOICES, "letter")
    entry = Entry("Paper", control, "What the printer holds.")
    qtbot.addWidget(entry)
    a4, letter = control.buttons
    assert [heard_of(one, DESCRIPTION) for one in (a4, letter)] == [
        "",
        "What the printer holds. In North America",
    ]
    control.choose("a4")
    assert [heard_of(one, DESCRIPTION) for one in (a4, letter)] == [
        "What the printer holds.",
        "In North America",
    ]
