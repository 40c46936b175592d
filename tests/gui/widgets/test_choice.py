"""A choice is drawn whole, and what has scrolled away is a press away."""

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.widgets.choice import ManyChoice, OneChoice
from gui.widgets.wrapped_button import WrappedButton

LONG = "Sudden worsening with a medicine pump or brain stimulator"
EXAMPLE = "Such as twisting, weakness, a drooping face or trouble speaking"
EDGE = 6  # pixels of the frame that are not looked at


def ink(button: QAbstractButton, width: int, height: int) -> int:
    """Return how many pixels inside the frame are drawn on, at this size."""
    button.resize(width, height)
    image = button.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    paper = image.pixel(width - EDGE, EDGE)
    inside = ((x, y) for x in range(EDGE, width - EDGE) for y in range(EDGE, height - EDGE))
    return sum(image.pixel(x, y) != paper for x, y in inside)


@pytest.mark.parametrize("width", [180, 300, 500])
@pytest.mark.parametrize("example", ["", EXAMPLE], ids=["bare", "with an example"])
@pytest.mark.parametrize("kind", [ManyChoice, OneChoice])
def test_a_choice_asks_for_the_height_at_which_no_letter_is_lost(
    qtbot: QtBot, kind: type[ManyChoice | OneChoice], example: str, width: int
) -> None:
    choice = kind("value", LONG, example)
    qtbot.addWidget(choice)
    choice.ensurePolished()
    height = choice.heightForWidth(width)
    assert ink(choice, width, height) == ink(choice, width, height + 100)
    assert ink(choice, width, height) > ink(choice, width, 40)


@pytest.mark.parametrize("width", [180, 500])
def test_a_link_asks_for_the_height_at_which_no_letter_is_lost(qtbot: QtBot, width: int) -> None:
    link = WrappedButton(LONG)
    qtbot.addWidget(link)
    link.ensurePolished()
    height = link.heightForWidth(width)
    assert ink(link, width, height) == ink(link, width, height + 100)


def test_an_example_is_drawn_under_the_words(qtbot: QtBot) -> None:
    bare, explained = ManyChoice("value", "Stroke"), ManyChoice("value", "Stroke", EXAMPLE)
    for one in (bare, explained):
        qtbot.addWidget(one)
    assert ink(explained, 600, 100) > 2 * ink(bare, 600, 100)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_choose_and_turn_no_page(visitor: Visitor, key: Qt.Key) -> None:
    visitor.go_on()
    visitor.choices()["Fever with stiff muscles"].setFocus()
    visitor.keys(key)
    assert visitor.chosen() == ["Fever with stiff muscles"]
    assert visitor.page == "urgent"


def test_more_leads_to_the_end_and_is_gone_there(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1024, 768), urgent_signs=(), affected=("neck",), onset_age=45)
    visitor.go_to("result", {})
    visitor.read()
    bar = visitor.wizard.current.pane.verticalScrollBar()
    more = visitor.wizard.foot.more
    presses = 0
    while more.isVisible():
        visitor.press(more)
        presses += 1
        assert presses < 60
    assert presses > 1
    assert bar.value() >= bar.maximum() - 4


def test_more_is_not_offered_where_everything_is_seen(visitor: Visitor) -> None:
    assert not visitor.wizard.foot.more.isVisible()


def test_a_screen_readers_press_chooses_one_of_several(visitor: Visitor) -> None:
    visitor.choices()["I work at the clinic"].click()
    assert (visitor.page, visitor.interview.kept.answered_by) == ("urgent", "staff")
    visitor.go_back()
    assert visitor.chosen() == ["I work at the clinic"]
