"""How the sheets fill their pages: how many there are, how large the letters, and nothing beside the paper."""

import re
from typing import Any

import pytest
from msgspec.structs import replace
from printed import (
    PAPERS,
    STAMP,
    TYPICAL,
    URGENT,
    WRITER,
    Paper,
    case,
    printed,
    read_back,
    read_pdf,
    squeezed,
)
from pypdfium2 import PdfDocument

from questionnaire.answers import Answers
from questionnaire.reports.paper import Readers, paper

every_typical_case = pytest.mark.parametrize("answers", TYPICAL.values(), ids=TYPICAL)
every_paper = pytest.mark.parametrize("size", PAPERS)


def test_a_long_name_of_a_clinic_leaves_the_title_whole() -> None:
    name = "A <clinic> & department with a name that takes more than one line " * 3
    for page in read_back(case(WRITER, name=name)).words:
        assert squeezed(name) in page


@pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_pages_have_the_clinics_paper_size(size: Paper, points: tuple[int, int]) -> None:
    for page in printed(WRITER, size).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == points


@every_paper
@every_typical_case
def test_a_typical_case_takes_two_pages_at_most_for_the_patient_and_one_for_the_clinician(
    answers: Answers, size: Paper
) -> None:
    patient, staff = (printed(answers, size, reader) for reader in ("patient", "staff"))
    assert len(patient.pages) <= 2
    assert len(staff.pages) == 1
    assert squeezed(case(answers).for_patient.title) in patient.words[0]
    assert "Summaryfortheclinician" in staff.words[0]


@pytest.mark.parametrize(("reader", "body", "smallest"), [("patient", 12, 9), ("staff", 10, 8)])
@every_typical_case
def test_the_letters_are_large_enough_to_read(
    answers: Answers, reader: Readers, body: float, smallest: float
) -> None:
    sizes = set[float]().union(*printed(answers, "A4", reader).letter_sizes)
    assert body in sizes
    assert min(sizes) >= smallest


def test_who_needed_large_text_gets_large_letters_on_paper() -> None:
    patients, *_others, clinicians = read_pdf(
        paper(case(WRITER), replace(STAMP, large=True)).pdf
    ).letter_sizes
    assert 14 in patients
    assert 10 in clinicians
    assert 14 not in clinicians


@pytest.mark.parametrize(
    "settings",
    [
        {"name": "x" * 200},
        {"advice": {"any": "y" * 3000}},
        {"address": tuple(f"line {number}" for number in range(1200))},
        {"phone": "1 " * 2000},
    ],
    ids=["name", "advice", "address", "telephone"],
)
def test_whatever_a_clinic_writes_no_letter_leaves_the_page(settings: dict[str, Any]) -> None:
    stamp = replace(STAMP, reference="M" * 60)
    made = paper(case(URGENT, **settings), stamp)
    with PdfDocument(made.pdf) as pages:
        for page in pages:
            text = page.get_textpage()
            boxes = [text.get_charbox(one) for one in range(text.count_chars())]
            assert min(box[1] for box in boxes) > 0
            assert max(box[2] for box in boxes) < page.get_width()


def test_each_sheet_counts_its_own_pages() -> None:
    numbers = [re.findall(r"Page\dof\d", page) for page in printed(WRITER).words]
    assert numbers == [["Page1of2"], ["Page2of2"], ["Page1of1"]]


def test_words_of_a_clinic_that_are_longer_than_a_page_go_on_over_the_next_one() -> None:
    advice = " ".join(f"Number {number} of the clinic's own words." for number in range(300))
    text = "".join(read_back(case(URGENT, advice={"any": advice})).words)
    on_both = [f"Number{number}of" for number in range(300)]
    assert [one for one in on_both if text.count(one) < 2] == []
