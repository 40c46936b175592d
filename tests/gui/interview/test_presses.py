"""How many presses of a finger a questionnaire takes, from the first question to the result."""

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from gui.widgets.number_pad import NumberPad

SHORT, EVERYTHING = 8, 22  # for writer's cramp, right hand, at 34

BEGINNING = {
    "welcome": ("I am the patient",),
    "urgent": ("None of these",),
    "affected": ("Right hand",),
}
REST = {
    "speed": ("Over months",),
    "features": ("It twists, pulls or turns",),
    "pattern": ("During certain tasks", "Writing by hand"),
    "medicines": ("No, never",),
    "family": ("No",),
    "conditions": ("None of these",),
    "tried": ("Nothing yet",),
    "impact": ("A little",),
}


class Finger(Visitor):
    """Somebody without a keyboard, whose presses are counted."""

    presses = 0

    def press(self, widget: QWidget) -> None:
        self.presses += 1
        super().press(widget)

    def type(self, field: QLineEdit, text: str) -> None:
        """Press the figures of the pad, after the field where another is typed into."""
        (pad,) = self.pads()
        if pad.field is not field:
            self.press(field)
        for figure in text:
            self.press(next(one for one in pad.findChildren(QPushButton) if one.text() == figure))

    def pads(self) -> list[NumberPad]:
        return [one for one in self.seen(NumberPad) if isinstance(one, NumberPad)]


@pytest.fixture
def finger(open_wizard: OpenWizard) -> Finger:
    somebody = open_wizard((1024, 768), how=Finger)
    assert isinstance(somebody, Finger)
    return somebody


def test_the_short_way_takes_eight_presses(finger: Finger) -> None:
    finger.go_to("onset", BEGINNING)
    finger.answer(("34",))
    finger.press(finger.wizard.foot.skip)
    assert finger.page == "review"
    finger.go_on()
    assert "Writer's cramp" not in finger.read()
    assert (finger.page, finger.presses) == ("result", SHORT)


def test_everything_answered_takes_no_more_than_twenty_two(finger: Finger) -> None:
    finger.go_to("result", {**BEGINNING, "onset": ("34", "41"), **REST})
    assert not finger.interview.unreadable
    left_open = [row for row in vars_of(finger) if row is None]
    assert left_open == []
    assert finger.presses <= EVERYTHING


def vars_of(finger: Finger) -> list[object]:
    """Return every answer that was asked for."""
    interview = finger.interview
    return [
        getattr(interview.kept, question.field)
        for page in interview.path()
        for question in interview.asked(page)
    ]
