from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from cases import CLINIC
from hypothesis import given
from msgspec.structs import replace
from strategies import answer_sets

from questionnaire.answers import AnsweredBy, Answers
from questionnaire.clinic import Clinic
from questionnaire.reports.blocks import Card, Fact, Figure, Name, People, Report, texts_of
from questionnaire.reports.case import case_of
from questionnaire.reports.speech import UrgentPage, report_words, urgent_page
from questionnaire.spoken import as_spoken

BREATHING = Answers(answered_by="patient", urgent_signs=("breathing",))


def page(
    answers: Answers = BREATHING,
    clinic: Clinic = CLINIC,
    *,
    waits: bool = False,
    told: bool = False,
    ticket: str = "",
) -> UrgentPage:
    found = urgent_page(answers, clinic, waits=waits, told=told, ticket=ticket)
    assert found is not None
    return found


def test_where_nothing_is_urgent_there_is_no_page() -> None:
    assert urgent_page(Answers(urgent_signs=()), CLINIC, waits=True, told=False) is None


def test_everything_is_read_out_in_the_order_in_which_it_stands() -> None:
    clinic = Clinic(name="Ours", emergency_number="112", advice={"any": "Ring the bell."})
    words = as_spoken(page(clinic=clinic, ticket="K7-42").words)
    said = (
        "Tell a member of staff now. ",
        "Emergency number: 112. ",
        "Ring the bell. ",
        "You marked trouble breathing or a tight throat. ",
        "This screen can't call anyone for you. ",
        "Your code is K7-42. ",
        "After that, press Continue to go on with the questions.",
    )
    places = [words.index(one) for one in said]
    assert places == sorted(places)


def test_every_sign_that_was_marked_is_read_out() -> None:
    words = as_spoken(page(Answers(urgent_signs=("breathing", "new-medicine"))).words)
    assert "You marked trouble breathing" in words
    assert "You marked new spasms" in words


@pytest.mark.parametrize(
    ("who", "sign", "title"),
    [
        ("patient", "breathing", "Tell the desk now"),
        ("carer", "new-medicine", "Tell the desk now"),
        ("patient", "unsure", "Please speak to a member of staff"),
        ("staff", "breathing", "Get clinical help now"),
    ],
)
def test_the_waiting_room_names_the_desk_to_whoever_is_no_staff(
    who: AnsweredBy, sign: str, title: str
) -> None:
    answers = Answers(answered_by=who, urgent_signs=(sign,))  # type: ignore[arg-type]  # a literal
    assert page(answers, waits=True).title == title
    assert as_spoken(page(answers, waits=True).words).startswith(f"{title}. ")


def test_outside_the_waiting_room_no_desk_is_named() -> None:
    assert page().title == "Tell a member of staff now"


def test_a_desk_that_knows_is_read_out() -> None:
    assert "The desk has been told." in page(told=True).words
    assert "can't call anyone" not in as_spoken(page(told=True).words)


def told(report: Report) -> Iterator[str]:
    """Yield every text of a report that a reader must not miss, in no order; a glance tells some otherwise."""
    yield from (one.heading for one in report.sections if one.id != "pattern" or not report.glance)
    for section in report.sections:
        for block in section.blocks:
            match block:
                case Card():
                    yield from (block.title, block.subtitle)
                case Name():
                    yield block.plain if section.id == "spread" else block.medical
                case Fact():
                    is_line = not block.value.strip(". ")
                    yield block.label if is_line else f"{block.label}: {block.value}"
                case People() | Figure():
                    yield from block.caption.splitlines()
                case _:
                    yield getattr(block, "title", "")
    yield from (report.lead, *(text.text for text in texts_of(report.sections)))
    yield from (reference.short for reference in report.references)
    yield "About this page"


@given(answer_sets())
def test_nothing_of_a_report_is_left_unsaid(answers: Answers) -> None:
    case = case_of(answers, CLINIC, date(2026, 11, 27))
    for report, for_staff in ((case.for_patient, False), (case.for_staff, True)):
        said = " ".join(report_words(report, for_staff=for_staff))
        wanted = filter(None, (*told(report), *report.notices))
        assert [text for text in wanted if text not in said and not hides(report, text)] == []


def hides(report: Report, text: str) -> bool:
    """Tell whether the glance says the same in other words: early advice, or a form that is the name."""
    if not report.glance:
        return False
    name, spread, _ = report.glance.tiles
    is_level = any(
        isinstance(block, Name) and block.plain == text
        for section in report.sections
        if section.id == "spread"
        for block in section.blocks
    )
    return (is_level and spread.answer == "An early visit helps") or (
        text.startswith("If so") and name.answer in text
    )


@given(answer_sets())
def test_staff_hear_what_needs_review_and_patients_nothing_of_it(answers: Answers) -> None:
    report = case_of(answers, CLINIC, date(2026, 11, 27)).for_staff
    weak = sum(text.review == "needs-review" for text in texts_of(report.sections))
    said = [one for one in report_words(report, for_staff=True) if one == "needs review"]
    assert len(said) == weak


@given(answer_sets())
def test_no_paragraph_is_said_twice(answers: Answers) -> None:
    case = case_of(answers, CLINIC, date(2026, 11, 27))
    words = report_words(case.for_patient, for_staff=False)
    texts = [text.text for text in texts_of(case.for_patient.sections)]
    assert [text for text in texts if words.count(text) > 1] == []


def test_words_come_before_the_figure_and_what_is_open_after_the_tiles() -> None:
    answers = Answers(urgent_signs=(), affected=("right-hand",), onset_age=34)
    report = case_of(answers, CLINIC, date(2026, 11, 27)).for_patient
    words = report_words(report, for_staff=False)
    assert words.index("It is called") < words.index("Marked:")
    assert words[words.index("Marked:") + 1] == "your right hand"
    assert words.index("What can help") < words.index("What these names mean")


def test_what_is_closed_is_not_said_until_it_is_opened() -> None:
    answers = Answers(urgent_signs=(), affected=("right-hand",), onset_age=34)
    report = case_of(answers, CLINIC, date(2026, 11, 27)).for_patient
    heading = "What these names mean"
    assert heading not in report_words(report, for_staff=False, opened=())
    assert heading in report_words(report, for_staff=False, opened=("name",))


def test_a_block_that_is_not_known_is_refused() -> None:
    report = case_of(Answers(affected=()), CLINIC, date(2026, 11, 27)).for_patient
    (first, *_) = report.sections
    unknown: Any = "a new kind of block"
    odd = replace(report, sections=(replace(first, blocks=(unknown,)),))
    with pytest.raises(AssertionError, match="a new kind of block"):
        report_words(odd, for_staff=False)


def test_a_kept_result_which_has_no_tiles_says_its_name_and_the_medical_one() -> None:
    case = case_of(Answers(affected=("neck",), onset_age=45), CLINIC, date(2026, 11, 27))
    said = report_words(replace(case.for_patient, glance=None), for_staff=False)
    assert any(one.startswith("Medical name:") for one in said)
