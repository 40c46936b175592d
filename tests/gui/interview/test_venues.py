"""The same wizard alone, in the waiting room and at the desk: its words, its last page, and where it opens."""

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.interview.venue import Venue, VenueKind
from gui.interview.wizard import Wizard
from questionnaire.clinic import default_clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.reports.case import Case

FULL: dict[str, Any] = {
    "answered_by": "patient",
    "urgent_signs": ("new-medicine",),
    "affected": ("neck", "left-hand"),
    "first_affected": "neck",
    "onset_age": 34,
}


class Opened:
    """A wizard at a place, with what it announced."""

    def __init__(self, qtbot: QtBot, kind: VenueKind, **answers: Any) -> None:
        interview = Interview()
        for field, value in answers.items():
            interview.answer(field, value)
        self.wizard = Wizard(interview, default_clinic(), Venue(kind=kind, ticket="K7-42"))
        self.wizard.resize(1024, 768)
        self.visitor = Visitor(qtbot, self.wizard)
        self.cases: list[Case] = []
        self.entered: list[str] = []
        self.wizard.finished_case.connect(self.cases.append)
        self.wizard.page_entered.connect(self.entered.append)

    def show(self) -> Visitor:
        with self.visitor.qtbot.waitActive(self.wizard):
            self.wizard.show()
            self.wizard.activateWindow()
        return self.visitor


@pytest.fixture
def opened(themed: object, qtbot: QtBot) -> Iterator[list[Opened]]:
    made: list[Opened] = []
    yield made
    for one in made:
        one.wizard.hide()
        one.wizard.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def at(opened: list[Opened], qtbot: QtBot, kind: VenueKind, **answers: Any) -> Opened:
    opened.append(Opened(qtbot, kind, **answers))
    return opened[-1]


def test_at_the_desk_the_first_page_says_that_the_answers_are_kept_sealed(
    opened: list[Opened], qtbot: QtBot
) -> None:
    words = at(opened, qtbot, "desk").show().read()
    assert "The answers are kept, encrypted, with the clinic's records." in words
    assert "forgotten" not in words


def test_at_the_desk_the_result_can_be_printed_and_leads_back_without_a_question(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", **FULL)
    desk.wizard.open_at("result")
    visitor = desk.show()
    buttons = {one.text() for one in desk.wizard.findChildren(QPushButton) if one.isVisible()}
    assert {"Save as PDF", "Print", "Copy as text", "Back to the desk"} <= buttons
    assert "Start again" not in buttons
    with qtbot.waitSignal(desk.wizard.restart_wanted):
        visitor.press(visitor.button("Back to the desk"))


def test_where_answers_are_kept_the_window_closes_without_a_question(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", **FULL)
    desk.show()
    assert desk.wizard.close()


def test_the_result_is_announced_each_time_that_it_is_reached(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", **FULL)
    desk.wizard.open_at("review")
    visitor = desk.show()
    assert desk.cases == []
    visitor.go_on()
    visitor.go_back()
    visitor.go_on()
    assert [case.assessment.headline for case in desk.cases] == ["segmental", "segmental"]
    assert desk.entered[-3:] == ["result", "review", "result"]


@pytest.mark.parametrize("page", ["welcome", "stop", "affected", "onset", "review", "result"])
def test_a_wizard_opens_at_a_page_without_showing_those_before(
    opened: list[Opened], qtbot: QtBot, page: PageId
) -> None:
    desk = at(opened, qtbot, "desk", **FULL)
    desk.wizard.open_at(page)
    visitor = desk.show()
    assert visitor.page == page
    assert desk.entered == [page]


def test_back_leads_through_the_pages_that_were_not_shown(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", **FULL)
    desk.wizard.open_at("onset")
    visitor = desk.show()
    visitor.go_back()
    assert visitor.page == "first"


def test_a_change_comes_straight_back_also_over_pages_that_were_seen_elsewhere(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", **{**FULL, "urgent_signs": ()})
    desk.wizard.open_at("review")
    visitor = desk.show()
    visitor.change("Body parts")
    visitor.choose("Voice")
    visitor.go_on()
    assert visitor.page == "review"


def test_opening_stops_where_a_required_answer_is_missing(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", urgent_signs=())
    desk.wizard.open_at("onset")
    visitor = desk.show()
    assert visitor.page == "affected"
    assert "Before you go on" not in visitor.read()


def test_a_page_that_does_not_apply_any_more_opens_the_one_after_it(
    opened: list[Opened], qtbot: QtBot
) -> None:
    desk = at(opened, qtbot, "desk", urgent_signs=(), affected=("neck",), onset_age=4)
    desk.wizard.open_at("first")
    assert desk.show().page == "onset"


def test_the_door_to_the_front_desk_stands_on_the_first_page_alone(visitor: Visitor) -> None:
    door = visitor.button("Front desk")
    with visitor.qtbot.waitSignal(visitor.wizard.leave_wanted):
        visitor.press(door)
    visitor.go_on()
    assert not door.isVisible()


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768), (512, 384)], ids=str)
def test_the_door_pushes_nothing_off_the_first_page(
    open_wizard: OpenWizard, size: tuple[int, int]
) -> None:
    visitor = open_wizard(size)
    assert visitor.wizard.size().toTuple() == size
    assert size[1] < 768 or not visitor.wizard.current.pane.more_below


def test_alone_nothing_says_that_answers_are_kept(visitor: Visitor) -> None:
    assert "Your answers are forgotten when you start again" in visitor.read()
