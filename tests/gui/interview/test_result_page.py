"""The result on the screen: what stands there, for whom, and what can be done with it."""

from datetime import date
from typing import Any

import pytest
from conftest import OpenWizard
from driver import Visitor
from layout import is_cut, name
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from gui.interview.result_page import ResultPage
from questionnaire.reports.case import case_of

ANSWERS: dict[str, Any] = {
    "answered_by": "patient",
    "urgent_signs": ("swallowing",),
    "affected": ("neck", "left-hand"),
    "first_affected": "neck",
    "onset_age": 34,
    "pattern": ("task",),
    "tasks": ("writing",),
}


@pytest.fixture
def at_result(open_wizard: OpenWizard) -> Visitor:
    visitor = open_wizard(at="result", **ANSWERS)
    visitor.read()
    return visitor


@pytest.fixture
def at_review(open_wizard: OpenWizard) -> Visitor:
    return open_wizard((1024, 768), at="review", **ANSWERS)


def headings(visitor: Visitor) -> list[str]:
    """Return the sections' headings from top to bottom."""
    labels = [one for one in visitor.seen(QLabel) if one.property("role") == "section"]
    content = visitor.wizard.current.pane.content
    labels.sort(key=lambda one: one.mapTo(content, one.rect().topLeft()).y())
    return [one.text() for one in labels if isinstance(one, QLabel)]


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_the_patients_sections_come_in_the_order_of_the_report(at_result: Visitor) -> None:
    day = date(2026, 3, 4)
    case = case_of(at_result.interview.answers, at_result.wizard.clinic, day)
    assert headings(at_result) == [section.heading for section in case.for_patient.sections]
    assert headings(at_result)[:2] == ["Urgent", "What the pattern is called"]


def test_the_label_is_conditional(at_result: Visitor) -> None:
    text = at_result.read()
    assert text.index("If a clinician finds that this is dystonia") < text.index("Medical name")


def test_the_result_says_that_nobody_has_reviewed_its_sentences(at_result: Visitor) -> None:
    text = at_result.read()
    assert "not yet reviewed by a clinician" in text
    assert "This is not a diagnosis." in text


def test_a_patient_sees_no_ids_and_no_criteria(at_result: Visitor) -> None:
    text = at_result.read()
    assert "· not yet reviewed" not in text
    assert "Consensus 2013" not in text
    assert "form-writers-cramp" not in text


def test_staff_see_ids_review_states_both_criteria_and_reasons(at_result: Visitor) -> None:
    at_result.choose("View for staff")
    text = at_result.read()
    assert "form-writers-cramp · not yet reviewed" in text
    assert "Patient guide" in text
    assert "Consensus 2013 (Albanese)" in text
    assert "Patient guide: " in text
    assert headings(at_result)[:2] == ["Urgent", "Pattern by both criteria"]


def test_the_switch_leads_back_to_the_patients_view(at_result: Visitor) -> None:
    before = headings(at_result)
    at_result.choose("View for staff")
    at_result.read()
    at_result.choose("View for staff")
    at_result.read()
    assert headings(at_result) == before
    assert at_result.chosen() == []


def test_staff_who_answer_see_their_view_first(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="result", **{**ANSWERS, "answered_by": "staff"})
    assert "Consensus 2013 (Albanese)" in visitor.read()
    assert visitor.chosen() == ["View for staff"]


@pytest.mark.parametrize("switch", [[], ["View for staff"]], ids=["patient", "staff"])
def test_copy_puts_the_view_that_is_shown_on_the_clipboard(
    at_result: Visitor, switch: list[str]
) -> None:
    at_result.choose(*switch)
    at_result.read()
    at_result.press(at_result.button("Copy as text"))
    assert "The result was copied." in at_result.read()
    lines = copied().splitlines()
    assert lines[0] == (
        "Summary for the clinician" if switch else "Your answers and what they may mean"
    )
    assert "Tell a member of staff now" in copied() or "Get clinical help now" in copied()
    assert "<" not in copied()


def test_what_was_said_about_an_older_result_is_gone(at_result: Visitor) -> None:
    at_result.press(at_result.button("Copy as text"))
    at_result.go_back()
    at_result.change("Daily life")
    at_result.choose("A little")
    at_result.go_to("result", {})
    assert "The result was copied." not in at_result.read()


def test_the_result_follows_an_answer_that_is_changed(at_result: Visitor) -> None:
    assert "Segmental dystonia" in at_result.read()
    at_result.go_back()
    at_result.change("Body parts")
    at_result.choose("Left hand")
    at_result.go_to("result", {})
    assert "Focal dystonia" in at_result.read()
    assert "Medical name: Segmental dystonia" not in at_result.read()
    assert "Writer's cramp" not in at_result.read()


def test_going_back_and_on_again_shows_the_same_result(at_result: Visitor) -> None:
    before = at_result.read()
    at_result.go_back()
    at_result.go_on()
    assert at_result.read() == before


def test_nothing_affected_gives_a_page_without_a_name(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(at="result", urgent_signs=(), affected=(), onset_certainty="unsure")
    text = visitor.read()
    assert "there is no pattern to name" in text
    assert "tell the clinician about it" in text
    assert "Could it spread?" not in headings(visitor)


def test_an_unknown_age_says_what_cannot_be_told(open_wizard: OpenWizard) -> None:
    visitor = open_wizard(
        at="result", urgent_signs=(), affected=("neck",), onset_certainty="unsure"
    )
    text = visitor.read()
    assert "The answers cannot tell" in text
    assert "Not answered or not sure" in headings(visitor)
    assert "Age when it began" in text


def test_nothing_is_squeezed_while_the_result_is_being_built(at_review: Visitor) -> None:
    at_review.go_on()
    assert squeezed_meanwhile(at_review) == []


def test_nothing_is_squeezed_while_the_other_view_is_being_built(at_result: Visitor) -> None:
    at_result.choose("View for staff")
    assert squeezed_meanwhile(at_result) == []


def squeezed_meanwhile(visitor: Visitor) -> list[str]:
    """Return what is seen cut at any moment until all is there."""
    found: list[str] = []
    page = visitor.wizard.current
    assert isinstance(page, ResultPage)
    while page._rest.isActive():
        seen = [one for one in visitor.seen(QLabel) if not one.visibleRegion().isEmpty()]
        found += [name(one) for one in seen if is_cut(one)]
        QGuiApplication.processEvents()
    return found


def test_what_is_copied_asks_histories_not_to_keep_it(at_result: Visitor) -> None:
    at_result.press(at_result.button("Copy as text"))
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    windows = [kind for kind in data.formats() if kind.startswith("application/x-qt-windows-mime")]
    assert len(windows) == 3
    assert copied()
