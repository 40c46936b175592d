"""Every page at every size: nothing is cut, nothing overlaps, and the buttons never move."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from conftest import OpenWizard
from layout import buttons, choices, faults
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget, QWizard
from tour import ANSWERS, views

from gui.interview.wizard import Wizard
from gui.widgets.dialogs import tell

Size = tuple[int, int]

SIZES: list[Size] = [(1024, 768), (1366, 768), (1920, 1080), (512, 384)]

every_size = pytest.mark.parametrize("size", SIZES, ids=str)
both_letters = pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])


class Seen(NamedTuple):
    """What one view looked like: what is wrong with it, and what can be pressed."""

    faults: list[str]
    back: QRect | None
    go_on: QRect | None
    pressed: list[tuple[str, int]]  # its words, and its smaller side in pixels


Walk = Callable[[Size, bool], dict[str, Seen]]

_WALKED: dict[tuple[Size, bool], dict[str, Seen]] = {}


@pytest.fixture
def walk(open_wizard: OpenWizard) -> Walk:
    """Return a way to see every view in a window of some size; it is walked through once for all tests."""

    def walking(size: Size, larger: bool) -> dict[str, Seen]:  # noqa: FBT001 the cache's key
        if (size, larger) not in _WALKED:
            visitor = open_wizard(size, **ANSWERS)
            if larger:
                visitor.make_larger()
            _WALKED[size, larger] = {
                view: seen(visitor.wizard, QSize(*size)) for view in views(visitor)
            }
        return _WALKED[size, larger]

    return walking


def seen(wizard: Wizard, size: QSize) -> Seen:
    kind = QWizard.WizardButton
    back, go_on = (
        one.geometry() if one.isVisible() else None
        for one in map(wizard.button, (kind.BackButton, kind.NextButton))
    )
    pressed = [
        (one.text(), min(one.height(), one.width())) for one in (*choices(wizard), *buttons(wizard))
    ]
    return Seen(faults(wizard, size), back, go_on, pressed)


@every_size
@both_letters
def test_nothing_is_cut_and_nothing_overlaps(walk: Walk, size: Size, *, larger: bool) -> None:
    walked = walk(size, larger)
    assert {view: one.faults for view, one in walked.items() if one.faults} == {}


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    open_wizard: OpenWizard, flashed: list[str]
) -> None:
    visitor = open_wizard(**ANSWERS)
    for _view in views(visitor):
        pass
    tell(visitor.wizard, ("A message", "about something"), "and its details").close()
    assert flashed == []


@every_size
@both_letters
def test_back_and_continue_stand_at_the_same_place_on_every_page(
    walk: Walk, size: Size, *, larger: bool
) -> None:
    walked = walk(size, larger).values()
    back = {(one.back.x(), one.back.y(), one.back.height()) for one in walked if one.back}
    go_on = {  # its words differ in length, so that its left side may move
        (one.go_on.right(), one.go_on.y(), one.go_on.height()) for one in walked if one.go_on
    }
    assert (len(back), len(go_on)) == (1, 1), (back, go_on)


@pytest.mark.parametrize(
    ("size", "larger", "smallest"),
    [
        ((1024, 768), False, 76),
        ((1366, 768), False, 76),
        ((1024, 768), True, 114),
        ((1920, 1080), True, 114),
        ((512, 384), False, 44),
    ],
    ids=str,
)
def test_everything_to_press_is_large_enough(
    walk: Walk, size: Size, *, larger: bool, smallest: int
) -> None:
    too_small = [
        (view, words, side)
        for view, one in walk(size, larger).items()
        for words, side in one.pressed
        if side < smallest
    ]
    assert too_small == []


def stretched(text: str) -> str:
    """Return a text 40 % longer, as another language might need it; placeholders stay whole."""
    return re.sub(
        r"\{\w+\}|[^\W\d_]+",
        lambda word: (
            word[0] if word[0][0] == "{" else word[0] + word[0][: round(len(word[0]) * 0.4)]
        ),
        text,
    )


@pytest.mark.parametrize("size", [(1024, 768), (1366, 768)], ids=str)
def test_a_language_that_needs_40_percent_more_room_is_not_cut(
    open_wizard: OpenWizard, monkeypatch: pytest.MonkeyPatch, size: Size
) -> None:
    monkeypatch.setattr("questionnaire.words._spoken.translate", stretched)
    visitor = open_wizard(size, **ANSWERS)
    found: dict[str, list[str]] = {}
    for view in views(visitor):
        found[view] = faults(visitor.wizard, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def fresh_size(widget: QWidget) -> QSize:
    """Return the size that a widget asks for now; a button would remember an earlier one."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    return widget.sizeHint()


def test_the_focus_ring_leaves_buttons_and_fields_their_size(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1024, 768), **ANSWERS)
    for view in views(visitor):
        for one in (*buttons(visitor.wizard), *visitor.fields()):
            one.clearFocus()
            before = fresh_size(one)
            one.setFocus()
            assert fresh_size(one) == before, view


def test_back_and_continue_stand_under_the_text_in_a_wide_window(open_wizard: OpenWizard) -> None:
    visitor = open_wizard((1920, 1080), urgent_signs=())
    visitor.go_on()
    text = visitor.wizard.current.header
    left = text.mapTo(visitor.wizard, text.rect().topLeft()).x()
    back = visitor.wizard.button(QWizard.WizardButton.BackButton).geometry()
    go_on = visitor.wizard.button(QWizard.WizardButton.NextButton).geometry()
    assert abs(back.left() - left) < 20
    assert abs(go_on.right() - (left + text.width())) < 20
