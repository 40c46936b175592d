"""How much a result takes on the screen of most clinics: three answers at once, and few screenfuls in all."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from conftest import OpenWizard
from driver import Visitor
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFrame, QLabel

from gui.interview.result_page import ResultPage
from questionnaire.review.people import Person, people

USUAL = (1366, 768)

#: Some of the ordinary people, of most places where dystonia begins.
TYPICAL = [person for person in people() if person.ordinary and person.urgency == "routine"][::6]
typical = pytest.mark.parametrize("person", TYPICAL, ids=lambda person: person.who)

#: Some of those who should be seen sooner, with a notice or a box above everything.
SOONER = [person for person in people() if person.urgency != "routine"][::4]

MOST_FOR_PATIENTS, MOST_FOR_STAFF = 4, 3


@pytest.fixture
def shown(open_wizard: OpenWizard) -> Callable[[Person], Visitor]:
    def showing(person: Person) -> Visitor:
        answers: dict[str, Any] = msgspec.structs.asdict(person.given)
        given = {field: value for field, value in answers.items() if value is not None}
        visitor = open_wizard(USUAL, at="result", **given)
        visitor.read()
        return visitor

    return showing


def result(visitor: Visitor) -> ResultPage:
    page = visitor.wizard.current
    assert isinstance(page, ResultPage)
    return page


def screenfuls(page: ResultPage) -> float:
    """Return how many times what is seen at once the page is."""
    QApplication.processEvents()
    QApplication.processEvents()
    high = page.pane.viewport().height()
    return (page.pane.verticalScrollBar().maximum() + high) / high


@typical
def test_the_three_answers_are_whole_on_the_first_screenful(
    shown: Callable[[Person], Visitor], person: Person
) -> None:
    page = result(shown(person))
    tiles = [one for one in page.findChildren(QFrame) if one.property("role") == "tile"]
    assert len(tiles) == 3
    places = [one.mapTo(page.pane.viewport(), QPoint(0, one.height())).y() for one in tiles]
    assert max(places) <= page.pane.viewport().height()


@pytest.mark.parametrize("person", SOONER, ids=lambda person: person.who)
def test_under_what_cannot_wait_the_three_answers_are_read_on_the_first_screenful(
    shown: Callable[[Person], Visitor], person: Person
) -> None:
    page = result(shown(person))
    tiles = [one for one in page.findChildren(QFrame) if one.property("role") == "tile"]
    labels = [one for tile in tiles for one in tile.findChildren(QLabel)]
    assert len(tiles) == 3
    below = [
        one.text()
        for one in labels
        if one.mapTo(page.pane.viewport(), QPoint(0, one.height())).y()
        > page.pane.viewport().height()
    ]
    assert below == []


@typical
def test_with_every_tile_open_a_patient_has_few_screenfuls(
    shown: Callable[[Person], Visitor], person: Person
) -> None:
    visitor = shown(person)
    page = result(visitor)
    glance = page.case.for_patient.glance
    assert glance is not None
    for tile in glance.tiles:
        visitor.press(page.folding.openers[tile.id])
    assert screenfuls(page) <= MOST_FOR_PATIENTS


@typical
def test_staff_have_fewer_screenfuls_still(
    shown: Callable[[Person], Visitor], person: Person
) -> None:
    visitor = shown(person)
    visitor.choose("View for staff")
    visitor.read()
    assert screenfuls(result(visitor)) <= MOST_FOR_STAFF
