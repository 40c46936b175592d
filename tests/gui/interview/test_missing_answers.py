"""What is missing is said at the top and at the field, and the way there is a press."""

import pytest
from conftest import OpenWizard
from driver import Script, Visitor
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from gui.widgets.choice import ManyChoice
from gui.widgets.wrapped_button import WrappedButton
from questionnaire.questions import PAGES

SCRIPT: Script = {"urgent": ["None of these"], "affected": ["Neck"], "onset": ["45"]}
#: What was answered on the required pages before the third, page by page.
ANSWERS = {"urgent_signs": (), "affected": ("neck",)}
REQUIRED = ["urgent", "affected", "onset"]
OPTIONAL = [page.id for page in PAGES if page.id not in (*REQUIRED, "stop", "result")]


def link(visitor: Visitor) -> WrappedButton:
    found = visitor.seen(WrappedButton)
    assert len(found) == 1
    assert isinstance(found[0], WrappedButton)
    return found[0]


def test_the_urgent_signs_are_asked_for_also_once_body_parts_are_marked(
    open_wizard: OpenWizard,
) -> None:
    visitor = open_wizard(affected=("neck",), onset_age=45)
    visitor.go_on()
    visitor.go_on()
    assert visitor.page == "urgent"
    assert "Choose every sign that applies" in link(visitor).text()


@pytest.fixture(params=REQUIRED)
def incomplete(request: pytest.FixtureRequest, open_wizard: OpenWizard) -> Visitor:
    """Somebody who pressed Continue at the end of a required page with nothing answered."""
    answers = dict(list(ANSWERS.items())[: REQUIRED.index(request.param)])
    visitor = open_wizard(at=request.param, **answers)
    bar = visitor.wizard.current.pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    visitor.go_on()
    assert visitor.page == request.param
    return visitor


def test_the_summary_stands_at_the_top_and_has_the_focus(incomplete: Visitor) -> None:
    top = incomplete.wizard.current.summary
    assert not top.visibleRegion().isEmpty()
    assert incomplete.wizard.current.pane.verticalScrollBar().value() == 0
    assert QApplication.focusWidget() is link(incomplete)


def test_what_is_said_anew_leaves_nothing_of_before_to_press(incomplete: Visitor) -> None:
    said = link(incomplete).text()
    incomplete.wizard.next()
    assert link(incomplete).text() == said


def test_the_same_words_stand_at_the_field(incomplete: Visitor) -> None:
    words = link(incomplete).text()
    at_field = [one for one in incomplete.seen(QLabel) if one.property("role") == "error"]
    assert [one.text() for one in at_field if isinstance(one, QLabel)] == [words]
    assert words in incomplete.wizard.current.summary.accessibleName()


def test_pressing_the_link_goes_to_the_field(incomplete: Visitor) -> None:
    incomplete.press(link(incomplete))
    focused = QApplication.focusWidget()
    assert isinstance(focused, ManyChoice | QLineEdit)
    first = next(iter(incomplete.wizard.current.boxes.values()))
    assert first.isAncestorOf(focused)
    assert not focused.visibleRegion().isEmpty()


def test_enter_on_the_link_goes_to_the_field_and_turns_no_page(incomplete: Visitor) -> None:
    page = incomplete.page
    incomplete.keys(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), ManyChoice | QLineEdit)
    assert incomplete.page == page


def test_continue_is_never_greyed_out(incomplete: Visitor) -> None:
    assert incomplete.wizard.foot.go_on.isEnabled()


def test_what_was_missing_can_be_answered_and_the_page_left(incomplete: Visitor) -> None:
    page = incomplete.page
    incomplete.answer(SCRIPT[page])
    incomplete.go_on()
    assert incomplete.page != page


def test_pressing_continue_again_shows_the_summary_once(incomplete: Visitor) -> None:
    incomplete.go_on()
    assert incomplete.read().count(link(incomplete).text()) == 2  # at the top and at the field


def test_a_page_that_is_not_required_can_be_left_unanswered(visitor: Visitor) -> None:
    left: list[str] = []
    while visitor.page != "result":
        page = visitor.page
        visitor.answer({**SCRIPT, "affected": ["Neck", "Left hand"]}.get(page, ()))
        visitor.go_on()
        assert visitor.page != page
        left.append(page)
    assert [page for page in left if page not in REQUIRED] == OPTIONAL


def test_two_ages_that_cannot_be_read_are_two_lines(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="onset", **ANSWERS)
    for field in visitor.fields():
        visitor.type(field, "old")
    visitor.go_on()
    lines = visitor.seen(WrappedButton)
    assert len(lines) == 2
    visitor.press(lines[1])
    assert QApplication.focusWidget() is visitor.fields()[1]


def test_an_age_now_below_the_age_at_onset_is_refused(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="onset", **ANSWERS)
    visitor.answer(["45", "44"])
    visitor.go_on()
    assert "lower than the age when it began" in link(visitor).text()


def test_no_age_is_needed_once_it_is_not_known(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="onset", **ANSWERS)
    visitor.go_on()
    visitor.choose("I don't know exactly")
    visitor.go_on()
    assert visitor.page == "speed"
