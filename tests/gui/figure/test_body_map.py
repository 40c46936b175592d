"""The figure: a press means the nearest site, acts once and on release, and the keyboard reaches all."""

from collections import deque

import pytest
from layout import words_cut_on
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.figure.body_map import BodyMap
from gui.widgets.press_guard import REPEAT_GUARD_MS
from questionnaire.answers import Answers
from questionnaire.body import SITES, Site
from questionnaire.body_drawing import drawing
from questionnaire.site_names import site_name

SIZES = [(320, 320), (520, 700), (1100, 640)]
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
LEFT = Qt.MouseButton.LeftButton
HAND: Site = "left-hand"


class Figure(BodyMap):
    """A figure that remembers what was pressed on it, and in which a test sets the time."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.pressed.connect(self.heard.append)

    def mouse(self, kind: QEvent.Type, time: int, button: Qt.MouseButton = LEFT) -> None:
        place = self.place_of(HAND)
        event = QMouseEvent(
            kind, place, self.mapToGlobal(place), button, button, Qt.KeyboardModifier.NoModifier
        )
        event.setTimestamp(time)
        QApplication.sendEvent(self, event)

    def press_at(self, time: int, button: Qt.MouseButton = LEFT) -> None:
        self.mouse(QEvent.Type.MouseButtonPress, time, button)
        self.mouse(QEvent.Type.MouseButtonRelease, time + 20, button)


@pytest.fixture
def figure(qtbot: QtBot) -> Figure:
    shown = Figure()
    qtbot.addWidget(shown)
    shown.resize(600, 640)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def at(figure: BodyMap, site: Site) -> QPoint:
    return figure.place_of(site).toPoint()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_site_can_be_pressed_at_its_place(figure: Figure, size: tuple[int, int]) -> None:
    figure.resize(*size)
    for site in SITES:
        QTest.mouseClick(figure, LEFT, pos=at(figure, site))
    assert figure.heard == list(SITES)


def test_a_press_beside_a_site_means_the_nearest_one(figure: Figure) -> None:
    outside = figure.place_of("right-foot") + QPointF(-48, 0)
    QTest.mouseClick(figure, LEFT, pos=outside.toPoint())
    assert figure.heard == ["right-foot"]


def test_a_press_far_from_every_site_means_none(figure: Figure) -> None:
    QTest.mouseClick(figure, LEFT, pos=QPoint(20, figure.height() - 20))
    assert figure.heard == []


def test_a_press_acts_on_release(figure: Figure) -> None:
    QTest.mousePress(figure, LEFT, pos=at(figure, HAND))
    assert figure.heard == []
    QTest.mouseRelease(figure, LEFT, pos=at(figure, HAND))
    assert figure.heard == [HAND]


@pytest.mark.parametrize("end", [QPoint(5, 5), None], ids=["nowhere", "on another site"])
def test_sliding_off_a_site_cancels_the_press(figure: Figure, end: QPoint | None) -> None:
    QTest.mousePress(figure, LEFT, pos=at(figure, HAND))
    QTest.mouseRelease(figure, LEFT, pos=end or at(figure, "left-leg"))
    assert figure.heard == []


@pytest.mark.parametrize(("later", "times"), [(299, 1), (300, 2)])
def test_a_second_press_counts_after_300_milliseconds(
    figure: Figure, later: int, times: int
) -> None:
    figure.press_at(1000)
    figure.press_at(1000 + later)
    assert figure.heard == [HAND] * times


def test_a_double_click_counts_once(figure: Figure) -> None:
    figure.press_at(1000)
    figure.mouse(QEvent.Type.MouseButtonDblClick, 1100)
    figure.mouse(QEvent.Type.MouseButtonRelease, 1120)
    assert figure.heard == [HAND]


def test_two_sites_can_be_pressed_one_after_the_other(figure: Figure) -> None:
    figure.press_at(1000)
    QTest.mouseClick(figure, LEFT, pos=at(figure, "neck"))
    assert figure.heard == [HAND, "neck"]


def test_the_right_button_marks_nothing(figure: Figure) -> None:
    figure.press_at(1000, Qt.MouseButton.RightButton)
    assert figure.heard == []


@pytest.mark.parametrize("behind", [False, True], ids=["front", "back"])
def test_the_arrows_reach_every_site_that_is_seen(qtbot: QtBot, *, behind: bool) -> None:
    ways: dict[str, list[Qt.Key]] = {}
    untried: deque[list[Qt.Key]] = deque([[]])
    while untried:
        way = untried.popleft()
        walker = BodyMap()
        qtbot.addWidget(walker)
        if behind:
            walker.turner.click()
        for key in way:
            QTest.keyClick(walker, key)
        pressed: list[str] = []
        walker.pressed.connect(pressed.append)
        QTest.keyClick(walker, Qt.Key.Key_Space)
        if pressed[0] not in ways:
            ways[pressed[0]] = way
            untried.extend([*way, key] for key in ARROWS)
    assert set(ways) == set(drawing(behind=behind).sites)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_press_the_site_that_the_arrows_are_on(figure: Figure, key: Qt.Key) -> None:
    QTest.mouseClick(figure, LEFT, pos=at(figure, HAND))
    QTest.keyClick(figure, key)
    assert figure.heard == [HAND, HAND]


def test_the_site_is_named_with_its_state_for_a_screen_reader(figure: Figure) -> None:
    QTest.mouseClick(figure, LEFT, pos=at(figure, HAND))
    assert figure.accessibleDescription() == "Left hand: not marked"
    figure.show_answer(Answers(affected=(HAND,)))
    assert figure.accessibleDescription() == "Left hand: marked"


def test_pointing_says_which_site_is_meant_before_it_is_pressed(
    figure: Figure, qtbot: QtBot
) -> None:
    QTest.mouseMove(figure, at(figure, "neck"))
    qtbot.waitUntil(lambda: figure.pointed == "neck")
    assert figure.heard == []


@pytest.mark.parametrize("site", [site for site in SITES if site.startswith("left-")])
def test_the_patients_left_is_on_the_viewers_right(figure: Figure, site: Site) -> None:
    other = next(one for one in SITES if one == site.replace("left-", "right-"))
    assert figure.place_of(site).x() > figure.place_of(other).x()
    assert site_name(site).startswith("Left")


def turn(figure: BodyMap) -> None:
    QTest.mouseClick(figure.turner, LEFT)


def words_on(figure: BodyMap) -> set[str]:
    return {words for words, _, _ in figure.written(None)}


def test_the_button_shows_the_back_and_then_the_front_again(figure: Figure) -> None:
    said = []
    for _ in range(3):
        view = words_on(figure) & {"Facing you", "Seen from behind"}
        said.append((*view, figure.turner.text(), figure.accessibleName().split(".")[0]))
        figure.turner.click()
    front = ("Facing you", "Show the back", "Figure of a person facing you")
    back = ("Seen from behind", "Show the front", "Figure of a person seen from behind")
    assert said == [front, back, front]


def test_from_behind_the_same_press_means_the_other_side(figure: Figure) -> None:
    place = at(figure, "left-hand")
    turn(figure)
    QTest.mouseClick(figure, LEFT, pos=place, delay=REPEAT_GUARD_MS + 1)
    assert figure.heard == ["right-hand"]


def test_the_back_has_no_face_to_press(figure: Figure) -> None:
    eyes = figure.place_of("left-upper-face")
    turn(figure)
    assert figure.site_at(eyes) is None


def test_the_keyboard_is_on_a_site_that_is_seen_after_turning(figure: Figure) -> None:
    turn(figure)
    QTest.keyClick(figure, Qt.Key.Key_Space)
    assert set(figure.heard) <= set(drawing(behind=True).sites)
    assert figure.heard


def test_the_largest_button_leaves_room_for_the_name_of_every_site_in_a_narrow_figure(
    figure: Figure,
) -> None:
    figure.setStyleSheet("* { font-size: 20px } QPushButton { min-height: 114px }")  # 30 mm
    figure.resize(400, 560)
    assert list(words_cut_on(figure)) == []
