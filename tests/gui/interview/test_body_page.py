"""Figure and list hold the same answer, and the figure gives way where it would be too small."""

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from PySide6.QtCore import QLineF, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.figure.body_map import BodyMap
from gui.interview.body_page import BodyPage
from gui.widgets.theme import palette
from questionnaire.body import SITES, Site, side_of
from questionnaire.body_drawing import drawing
from questionnaire.site_names import site_name

SCREENS = [(1024, 768), (1366, 768), (1920, 1080)]
AROUND = 7  # pixels around a site's mark in which its colour must be seen
SMALLEST_TARGET = 44  # pixels


@pytest.fixture
def at_body(open_wizard: OpenWizard) -> Visitor:
    return open_wizard(at="affected", urgent_signs=())


def figure(visitor: Visitor) -> BodyMap:
    page = visitor.wizard.current
    assert isinstance(page, BodyPage)
    assert page.figure is not None
    return page.figure


def press(visitor: Visitor, site: Site) -> None:
    """Press a site on the figure, through the window."""
    shown = figure(visitor)
    place = shown.mapTo(visitor.wizard, shown.place_of(site).toPoint())
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(visitor.wizard.windowHandle(), button, keys, place)


def painted(visitor: Visitor) -> list[Site]:
    """Return the sites around whose mark the figure shows the colour of chosen ones."""
    image = figure(visitor).grab().toImage()
    chosen = palette(dark=False).highlight().color()

    def is_chosen(site: Site) -> bool:
        middle = figure(visitor).place_of(site).toPoint()
        steps = range(-AROUND, AROUND + 1)
        around = (QColor(image.pixel(middle + QPoint(x, y))) for x in steps for y in steps)
        return sum(colour == chosen for colour in around) > 20

    seen = drawing(behind=figure(visitor).is_turned).sites
    return [site for site in seen if is_chosen(site)]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_every_site_of_the_figure_ticks_the_list_and_unticks_it(
    open_wizard: OpenWizard, screen: tuple[int, int]
) -> None:
    visitor = open_wizard(screen, at="affected", urgent_signs=())
    for site in SITES:
        press(visitor, site)
        assert visitor.chosen() == [site_name(site)]
        assert visitor.interview.answers.affected == (site,)
        press(visitor, site)
        assert visitor.chosen() == []
        assert visitor.interview.answers.affected is None


@pytest.mark.parametrize("site", SITES)
def test_a_press_on_the_figure_brings_the_row_into_view(
    open_wizard: OpenWizard, site: Site
) -> None:
    visitor = open_wizard((1024, 768), at="affected", urgent_signs=())
    press(visitor, site)
    pane = visitor.wizard.current.pane
    row = visitor.choices()[site_name(site)]
    top = row.mapTo(pane.viewport(), QPoint()).y()
    assert top >= 0
    assert top + row.height() <= pane.viewport().height()


def test_a_finger_meets_the_site_it_aims_at(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1024, 768), at="affected", urgent_signs=())
    shown = figure(visitor)
    around = [QLineF.fromPolar(SMALLEST_TARGET / 2, angle).p2() for angle in range(0, 360, 15)]
    for site in SITES:
        assert {shown.site_at(shown.place_of(site) + way) for way in around} == {site}


def test_what_is_marked_in_front_is_marked_on_the_back(at_body: Visitor) -> None:
    press(at_body, "left-hand")
    at_body.press(figure(at_body).turner)
    assert painted(at_body) == ["left-hand"]
    press(at_body, "left-hand")
    assert at_body.chosen() == []


def test_tab_reaches_the_button_that_turns_the_figure(open_wizard: OpenWizard) -> None:
    typist = open_wizard(how=Typist, at="affected", urgent_signs=())
    typist.press(figure(typist).turner)
    assert figure(typist).is_turned


def test_every_box_of_the_list_fills_its_site_of_the_figure(at_body: Visitor) -> None:
    for site in SITES:
        at_body.choose(site_name(site))
        assert painted(at_body) == [site]
        at_body.choose(site_name(site))
    assert painted(at_body) == []


def test_no_part_clears_the_figure(at_body: Visitor) -> None:
    press(at_body, "neck")
    at_body.choose("No part is affected")
    at_body.go_back()
    assert painted(at_body) == []
    press(at_body, "neck")
    assert at_body.chosen() == ["Neck"]


def test_figure_and_list_show_the_answer_when_the_page_is_seen_again(at_body: Visitor) -> None:
    press(at_body, "right-hand")
    at_body.go_back()
    at_body.go_on()
    assert painted(at_body) == ["right-hand"]
    assert at_body.chosen() == ["Right hand"]


def test_the_list_has_the_patients_left_on_the_viewers_right(at_body: Visitor) -> None:
    boxes = at_body.choices()
    for site in SITES:
        if side_of(site) == "left":
            left, right = boxes[site_name(site)], boxes[site_name(site).replace("Left", "Right")]
            assert left.x() > right.x()
            assert left.y() == right.y()


@pytest.mark.parametrize(
    ("who", "sides"),
    [("patient", "Your"), ("carer", "Their"), ("staff", "Patient's")],
)
def test_left_and_right_stand_in_words_above_the_list(
    open_wizard: OpenWizard, who: str, sides: str
) -> None:
    visitor = open_wizard(at="affected", urgent_signs=(), answered_by=who)
    assert f"{sides} right\n{sides} left" in visitor.read()


def test_the_figure_can_be_used_by_keyboard_and_keeps_in_step(open_wizard: OpenWizard) -> None:
    typist = open_wizard(how=Typist, at="affected", urgent_signs=())
    typist.press(figure(typist))
    typist.keys(Qt.Key.Key_Right)
    typist.keys(Qt.Key.Key_Return)
    assert len(typist.chosen()) == 2
    assert typist.page == "affected"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_held_down_on_the_figure_marks_one_part_and_turns_no_page(
    open_wizard: OpenWizard, key: Qt.Key
) -> None:
    typist = open_wizard(how=Typist, at="affected", urgent_signs=())
    assert isinstance(typist, Typist)
    typist.reach(figure(typist))
    typist.hold(key)
    assert len(typist.chosen()) == 1
    assert typist.page == "affected"


@pytest.mark.parametrize(
    ("size", "larger", "shown"),
    [
        ((1024, 768), False, True),
        ((1920, 1080), False, True),
        ((1024, 768), True, False),
        ((512, 384), False, False),
        ((640, 900), False, False),
    ],
    ids=str,
)
def test_the_figure_gives_way_to_the_list_where_there_is_little_room(
    open_wizard: OpenWizard, size: tuple[int, int], *, larger: bool, shown: bool
) -> None:
    visitor = open_wizard(size, urgent_signs=())
    if larger:
        visitor.make_larger()
    visitor.go_to("affected", {})
    assert figure(visitor).isVisible() is shown
    assert {site_name(site) for site in SITES} == set(visitor.choices())


def test_the_figure_comes_back_with_the_room(at_body: Visitor) -> None:
    at_body.wizard.resize(600, 500)
    QApplication.processEvents()
    assert not figure(at_body).isVisible()
    at_body.wizard.resize(1366, 768)
    QApplication.processEvents()
    assert figure(at_body).isVisible()
