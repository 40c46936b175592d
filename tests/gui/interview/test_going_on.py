"""What turns the page by itself, and how the rest is skipped."""

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from gui.interview.body_page import BodyPage
from gui.widgets.choice import PageChoice
from gui.widgets.press_guard import PAGE_GUARD_MS
from questionnaire.questions import PAGES

HAD = {"urgent_signs": (), "affected": ("neck",), "onset_age": 34}
SINGLE = [page.id for page in PAGES if page.is_one_press]


@pytest.mark.parametrize("page", SINGLE)
def test_a_single_choice_goes_on_by_itself_and_says_so(open_wizard: OpenWizard, page: str) -> None:
    visitor = open_wizard(at=page, **{**HAD, "affected": ("neck", "voice")})
    assert "Your answer takes you on." in visitor.read()
    visitor.choose(next(iter(visitor.choices())))
    assert visitor.page != page


def test_a_choice_that_opens_a_question_waits_for_it(visitor: Visitor) -> None:
    visitor.choose("I answer for my child or an adult I care for")
    assert visitor.page == "welcome"
    visitor.choose("My child")
    assert visitor.page == "urgent"


def test_what_goes_on_is_a_button_for_a_screen_reader_and_tells_its_state(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(at="impact", **HAD, impact="mild")
    told = [QAccessible.queryAccessibleInterface(one) for one in visitor.choices().values()]
    assert {one.role() for one in told if one} == {QAccessible.Role.Button}
    names = [one.text(QAccessible.Text.Name) for one in told if one]
    assert [name for name in names if name.endswith(", chosen")] == ["A little, chosen"]


def test_arrows_choose_nothing(open_wizard: OpenWizard) -> None:
    typist = open_wizard(how=Typist, at="impact", **HAD)
    next(iter(typist.choices().values())).setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        typist.keys(key)
    assert (typist.page, typist.interview.kept.impact) == ("impact", None)


@pytest.mark.parametrize(("later", "turned"), [(PAGE_GUARD_MS - 1, 1), (PAGE_GUARD_MS, 2)])
def test_a_second_press_just_after_the_page_turned_answers_nothing(
    open_wizard: OpenWizard, later: int, turned: int
) -> None:
    from test_lists import LATER_THAN_ALL, press_at

    visitor = open_wizard(at="medicines", **HAD)
    press_at(next(iter(visitor.choices().values())), LATER_THAN_ALL)
    assert visitor.page == "family"
    press_at(next(iter(visitor.choices().values())), LATER_THAN_ALL + later)
    assert visitor.page == ("family", "conditions")[turned - 1]


def skipped(open_wizard: OpenWizard) -> Visitor:
    visitor = open_wizard(at="onset", **HAD)
    visitor.press(visitor.wizard.foot.skip)
    assert visitor.page == "review"
    return visitor


def test_after_the_age_the_rest_can_be_skipped(open_wizard: OpenWizard) -> None:
    visitor = skipped(open_wizard)
    visitor.go_on()
    assert visitor.page == "result"


def test_an_age_that_is_missing_is_asked_for_before_the_rest_is_skipped(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(at="onset", **{**HAD, "onset_age": None})
    visitor.press(visitor.wizard.foot.skip)
    assert visitor.page == "onset"
    assert "Enter the age when it began" in visitor.read()


def test_back_leads_past_what_was_skipped(open_wizard: OpenWizard) -> None:
    visitor = skipped(open_wizard)
    visitor.go_back()
    assert visitor.page == "onset"
    visitor.go_on()
    assert visitor.page == "speed"


def test_what_was_skipped_can_be_answered_from_the_check_page(open_wizard: OpenWizard) -> None:
    visitor = skipped(open_wizard)
    visitor.change("Medicines")
    assert visitor.page == "medicines"
    visitor.choose("Yes, now")
    assert (visitor.page, visitor.interview.kept.medicines) == ("review", "now")
    visitor.go_back()
    assert visitor.page == "medicines"


def test_skipping_is_offered_once_the_age_was_asked_and_not_on_the_way_back_from_a_change(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(at="review", **HAD)
    assert not visitor.wizard.foot.skip.isVisible()
    visitor.change("Age when it began")
    assert not visitor.wizard.foot.skip.isVisible()


@pytest.mark.parametrize(
    ("page", "key"), [("welcome", Qt.Key.Key_Left), ("result", Qt.Key.Key_Right)]
)
def test_a_key_for_a_button_that_is_not_there_leaves_the_focus_alone(
    open_wizard: OpenWizard, page: str, key: Qt.Key
) -> None:
    typist = open_wizard(how=Typist, at=page, **HAD)
    focused = QApplication.focusWidget()
    assert focused is not None
    typist.keys(key, Qt.KeyboardModifier.AltModifier)
    assert typist.page == page
    assert QApplication.focusWidget() is focused


def test_choices_that_turn_the_page_are_of_that_kind_alone(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="onset", **{**HAD, "onset_age": None}, onset_certainty="unsure")
    QApplication.processEvents()
    assert not any(isinstance(one, PageChoice) for one in visitor.choices().values())


def test_preparing_the_page_that_follows_leaves_the_one_that_is_seen_alone(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard((1024, 768), at="affected", **{**HAD, "affected": ("neck", "voice")})
    for _ in range(4):
        QApplication.processEvents()
    seen = visitor.wizard.current
    assert isinstance(seen, BodyPage)
    assert seen.figure
    changed: list[QSize] = []
    watch = Resized(changed)
    seen.installEventFilter(watch)
    visitor.wizard._prepare_next()
    assert changed == []
    assert seen.figure.isVisible()


class Resized(QObject):
    """Keeps each size that a page is given."""

    def __init__(self, sizes: list[QSize]) -> None:
        super().__init__()
        self._sizes = sizes

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's name
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._sizes.append(watched.size())
        return False
