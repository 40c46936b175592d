"""Left and right of the person stand on the same side of the screen, whatever the direction of writing."""

from collections.abc import Callable

import pytest
from conftest import OpenWizard
from driver import Visitor
from layout import is_cut, middle_of_colour, settle
from PySide6.QtCore import QLineF, QPoint, QPointF, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from tour import ANSWERS

from gui.figure.body_painter import CANVAS, shapes
from gui.interview.body_page import BodyPage, SitesField
from gui.interview.report_view import FigurePicture
from gui.widgets.theme import palette
from questionnaire.body import Site, side_of
from questionnaire.site_names import YOUR_LEFT, YOUR_RIGHT
from questionnaire.words import Wording

LANGUAGES = ["en", "he-XB"]
every_direction = pytest.mark.parametrize("code", LANGUAGES)

Speak = Callable[[str], None]


def middle(widget: QWidget, on: QWidget) -> QPoint:
    """Return where the middle of a widget is."""
    return on.mapFromGlobal(widget.mapToGlobal(widget.rect().center()))


def written(visitor: Visitor, words: str, inside: QWidget) -> QLabel:
    """Return the label with these words inside a widget."""
    labels = [one for one in visitor.seen(QLabel, inside) if isinstance(one, QLabel)]
    (found,) = (one for one in labels if one.text() == words)
    return found


def test_pages_do_mirror_in_the_language_that_is_written_from_right_to_left(
    speak: Speak, open_wizard: OpenWizard
) -> None:
    speak("he-XB")
    visitor = open_wizard(at="affected", urgent_signs=())
    page = visitor.wizard.current
    assert isinstance(page, BodyPage)
    assert page.figure
    assert middle(page.figure, page).x() > middle(page.pane, page).x()


@every_direction
def test_the_lists_right_column_is_the_persons_left(
    speak: Speak, open_wizard: OpenWizard, code: str
) -> None:
    speak(code)
    visitor = open_wizard(at="affected", urgent_signs=())
    (field,) = visitor.seen(SitesField)
    assert isinstance(field, SitesField)
    for site, box in field.boxes.items():
        if side_of(site):
            assert (middle(box, field).x() > field.width() / 2) == (side_of(site) == "left")
    sides = [written(visitor, words.to("patient"), field) for words in (YOUR_RIGHT, YOUR_LEFT)]
    assert middle(sides[0], field).x() < middle(sides[1], field).x()


@every_direction
def test_words_inside_the_columns_follow_the_direction_of_writing(
    speak: Speak, open_wizard: OpenWizard, code: str
) -> None:
    speak(code)
    visitor = open_wizard(at="affected", urgent_signs=())
    for box in visitor.choices().values():
        assert box.layoutDirection() == QApplication.layoutDirection()


@every_direction
def test_the_figure_to_press_keeps_its_sides(
    speak: Speak, open_wizard: OpenWizard, code: str
) -> None:
    speak(code)
    visitor = open_wizard(at="affected", urgent_signs=(), affected=("left-hand",))
    page = visitor.wizard.current
    assert isinstance(page, BodyPage)
    assert page.figure
    assert page.figure.place_of("left-hand").x() > page.figure.place_of("right-hand").x()


@every_direction
@pytest.mark.parametrize("behind", [False, True], ids=["front", "back"])
@pytest.mark.parametrize("words", [YOUR_LEFT, YOUR_RIGHT], ids=["left", "right"])
def test_the_words_under_a_hand_are_those_of_its_side_on_both_views(
    speak: Speak, open_wizard: OpenWizard, code: str, words: Wording, *, behind: bool
) -> None:
    speak(code)
    visitor = open_wizard(at="affected", urgent_signs=())
    page = visitor.wizard.current
    assert isinstance(page, BodyPage)
    assert page.figure
    if behind:
        visitor.press(page.figure.turner)
    captions = [
        place.center()
        for said, place, _ in page.figure.written(None)
        if said == words.to("patient")
    ]
    hand: Site = "left-hand" if words is YOUR_LEFT else "right-hand"
    hands: tuple[Site, ...] = ("left-hand", "right-hand")
    places = {one: page.figure.place_of(one) for one in hands}
    lowest = max(captions, key=QPointF.y)
    nearest = min(hands, key=lambda one: QLineF(places[one], lowest).length())
    assert nearest == hand
    assert places[hand].y() < lowest.y()
    on_the_left = page.figure.place_of(hand).x() < page.figure.place_of("lower-trunk").x()
    assert on_the_left == ((hand == "left-hand") == behind)


@every_direction
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_marked_hand_stands_over_its_own_caption_in_the_result(
    speak: Speak, open_wizard: OpenWizard, code: str, side: str
) -> None:
    speak(code)
    visitor = open_wizard(
        at="result",
        urgent_signs=(),
        answered_by="patient",
        affected=(f"{side}-hand",),
        onset_age=34,
    )
    visitor.qtbot.waitUntil(lambda: bool(visitor.seen(FigurePicture)))
    QApplication.processEvents()
    (picture,) = visitor.seen(FigurePicture)
    whole = picture.parentWidget()
    assert whole
    captions = {
        one: written(visitor, words.to("patient"), whole)
        for one, words in (("left", YOUR_LEFT), ("right", YOUR_RIGHT))
    }
    colour = palette(dark=False).highlight().color()
    marked = middle_of_colour(picture, colour, QRect(QPoint(), picture.size()))
    caption = captions[side]
    belly = shapes().marks["lower-trunk"].x() - CANVAS.left()
    body = belly * picture.width() / CANVAS.width()
    hand_is_on_the_right = marked > body
    assert hand_is_on_the_right == (side == "left")
    assert hand_is_on_the_right == (middle(caption, picture).x() > body)
    assert middle(captions["right"], picture).x() < body < middle(captions["left"], picture).x()


@every_direction
@pytest.mark.parametrize("size", [(512, 384), (320, 256)], ids=str)
def test_the_words_for_the_sides_stay_in_a_small_window_with_the_largest_letters(
    speak: Speak, open_wizard: OpenWizard, code: str, size: tuple[int, int]
) -> None:
    speak(code)
    visitor = open_wizard(size, at="result", **ANSWERS)
    visitor.make_larger()
    visitor.qtbot.waitUntil(lambda: bool(visitor.seen(FigurePicture)))
    settle()
    (picture,) = visitor.seen(FigurePicture)
    whole = picture.parentWidget()
    assert whole
    for caption in visitor.seen(QLabel, whole):
        left = caption.mapTo(visitor.wizard, QPoint()).x()
        assert left >= 0
        assert left + caption.width() <= visitor.wizard.width()
        assert not is_cut(caption)
