"""Every page at every size: nothing is cut, nothing overlaps, and the buttons never move."""

from collections.abc import Callable

import pytest
from conftest import OpenWizard
from foreign import untranslated
from layout import buttons, choices, faults, name
from pseudo_languages import CODES
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget, QWizard
from tour import ANSWERS, views

from gui.widgets.dialogs import tell

Size = tuple[int, int]

SMALL: Size = (512, 384)
USUAL: list[Size] = [(1024, 768), (1366, 768), (1920, 1080)]
SIZES = [*USUAL, SMALL]

both_letters = pytest.mark.parametrize("larger", [False, True], ids=["usual", "larger"])


def smallest_side(size: Size, *, larger: bool) -> int:
    """Return how large everything to press has to be, in pixels: 20 or 30 mm, or what a small window has."""
    if size == SMALL:
        return 44
    return 114 if larger else 76


@pytest.mark.parametrize("size", SIZES, ids=str)
@both_letters
def test_every_page_is_whole_its_buttons_never_move_and_all_that_is_pressed_is_large(
    open_wizard: OpenWizard, size: Size, *, larger: bool
) -> None:
    visitor = open_wizard(size, **ANSWERS)
    if larger:
        visitor.make_larger()
    wizard, kind = visitor.wizard, QWizard.WizardButton
    wrong: dict[str, list[str]] = {}
    corners: dict[str, set[tuple[int, int, int]]] = {"Back": set(), "Continue": set()}
    for view in views(visitor):
        wrong[view] = faults(wizard, QSize(*size)) + [
            f"too small: {name(one)}"
            for one in (*choices(wizard), *buttons(wizard))
            if min(one.height(), one.width()) < smallest_side(size, larger=larger)
        ]
        back, go_on = map(wizard.button, (kind.BackButton, kind.NextButton))
        if back.isVisible():
            corners["Back"].add((back.x(), back.y(), back.height()))
        if go_on.isVisible():  # its words differ in length, so that its left side may move
            corners["Continue"].add((go_on.geometry().right(), go_on.y(), go_on.height()))
    assert {view: found for view, found in wrong.items() if found} == {}
    assert [len(found) for found in corners.values()] == [1, 1], corners


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    open_wizard: OpenWizard, flashed: list[str]
) -> None:
    visitor = open_wizard(**ANSWERS)
    for _view in views(visitor):
        pass
    tell(visitor.wizard, ("A message", "about something"), "and its details").close()
    assert flashed == []


@pytest.mark.parametrize("code", CODES)
def test_other_languages_are_whole_translated_and_leave_the_window_its_size(
    open_wizard: OpenWizard, speak: Callable[[str], None], code: str
) -> None:
    speak(code)
    visitor = open_wizard(SIZES[0], **ANSWERS)
    wizard = visitor.wizard
    found: dict[str, list[str]] = {}
    for view in views(visitor):
        found[view] = untranslated(wizard.findChildren(QWidget))
        for size in USUAL:
            resize(wizard, QSize(*size))
            found[f"{view} at {size}"] = faults(wizard, QSize(*size))
    assert {view: wrong for view, wrong in found.items() if wrong} == {}


def resize(window: QWidget, size: QSize) -> None:
    """Give a window another size; what had much room gives way only when it has less."""
    for _ in range(3):
        window.resize(size)
        for _ in range(3):
            QApplication.processEvents()


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
    text = visitor.wizard.current.boxes["urgent_signs"]
    left = text.mapTo(visitor.wizard, text.rect().topLeft()).x()
    back = visitor.wizard.button(QWizard.WizardButton.BackButton).geometry()
    go_on = visitor.wizard.button(QWizard.WizardButton.NextButton).geometry()
    assert abs(back.left() - left) < 20
    assert abs(go_on.right() - (left + text.width())) < 20
