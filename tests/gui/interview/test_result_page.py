"""The result on the screen: what stands there, for whom, and what can be done with it."""

from typing import Any

import pytest
from conftest import OpenWizard
from driver import Typist, Visitor
from layout import is_cut, name
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from gui.interview.result_page import ResultPage
from questionnaire.reports.blocks import Section, texts_of
from questionnaire.reports.case import Case

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
    """Return the headings of the sections that are seen, in reading order."""
    case = shown_case(visitor)
    known = {one.heading for one in (*case.for_patient.sections, *case.for_staff.sections)}
    texts = [one.text() for one in visitor.seen(QLabel) if isinstance(one, QLabel)]
    return [text for text in texts if text in known]


def shown_case(visitor: Visitor) -> Case:
    page = visitor.wizard.current
    assert isinstance(page, ResultPage)
    return page.case


def section(visitor: Visitor, id_: str) -> Section:
    return next(one for one in shown_case(visitor).for_patient.sections if one.id == id_)


def open_all(visitor: Visitor) -> None:
    """Press every button that opens something."""
    page = visitor.wizard.current
    assert isinstance(page, ResultPage)
    for opener in page.folding.openers.values():
        visitor.press(opener)
    QApplication.processEvents()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_what_must_not_wait_stands_above_the_three_answers(at_result: Visitor) -> None:
    text = at_result.read()
    glance = shown_case(at_result).for_patient.glance
    assert glance is not None
    places = [text.index(one) for one in ("Urgent", *(tile.heading for tile in glance.tiles))]
    assert places == sorted(places)


def test_the_names_are_conditional(at_result: Visitor) -> None:
    text = at_result.read()
    assert text.index("If a clinician finds that this is dystonia") < text.index("It is called")


def test_a_press_opens_the_full_text_and_another_closes_it(at_result: Visitor) -> None:
    opener = at_result.button("What these names mean, closed")
    assert "names differ" not in at_result.read().lower()
    at_result.press(opener)
    meaning = section(at_result, "meaning")
    text = at_result.read()
    assert meaning.heading in headings(at_result)
    assert "Sources" in text
    assert QApplication.focusWidget() is opener
    assert opener.accessibleName() == "What these names mean, open"
    at_result.press(opener)
    assert meaning.heading not in headings(at_result)
    assert QApplication.focusWidget() is opener


def test_a_keyboard_opens_a_tile_as_well(open_wizard: OpenWizard) -> None:
    typist = open_wizard(at="result", how=Typist, **ANSWERS)
    typist.press(typist.button("What each does, and its risks, closed"))
    assert section(typist, "help").heading in headings(typist)


def test_what_is_open_stays_open_when_the_page_is_left_and_reached_again(
    at_result: Visitor,
) -> None:
    at_result.press(at_result.button("What these names mean, closed"))
    at_result.go_back()
    at_result.go_on()
    assert at_result.button("What these names mean, open").isVisible()


def test_with_everything_open_all_of_the_report_can_be_read(at_result: Visitor) -> None:
    open_all(at_result)
    text = at_result.read()
    report = shown_case(at_result).for_patient
    missing = [one.text for one in texts_of(report.sections) if one.text not in text]
    assert [one for one in missing if not one.startswith("If so")] == []


def test_the_result_says_that_nobody_has_reviewed_its_sentences(at_result: Visitor) -> None:
    text = at_result.read()
    assert "not yet reviewed by a clinician" in text
    assert "This is not a diagnosis." in text


def test_a_patient_sees_no_ids_and_no_criteria(at_result: Visitor) -> None:
    text = at_result.read()
    assert "· not yet reviewed" not in text
    assert "Consensus 2013" not in text
    assert "form-writers-cramp" not in text


def test_staff_see_both_criteria_reasons_and_what_needs_review(at_result: Visitor) -> None:
    at_result.choose("View for staff")
    text = at_result.read()
    assert "Patient guide" in text
    assert "Consensus 2013 (Albanese)" in text
    assert "Patient guide: " in text
    assert "(needs review)" in text
    assert headings(at_result)[:2] == ["Urgent", "Pattern by both criteria"]


def test_the_line_for_staff_comes_first_and_can_be_copied_alone(at_result: Visitor) -> None:
    at_result.choose("View for staff")
    lead = shown_case(at_result).for_staff.lead
    text = at_result.read()
    assert text.index(lead) < text.index("Pattern by both criteria")
    at_result.press(at_result.button("Copy this line"))
    assert copied() == lead


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
    assert "Segmental dystonia" not in at_result.read()
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
    assert "Your answers can't tell" in text
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
