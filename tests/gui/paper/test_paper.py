"""The whole report on paper, read back from real PDFs."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from printed import (
    EVERYTHING,
    EYES,
    PAPERS,
    TYPICAL,
    URGENT,
    WRITER,
    Paper,
    case,
    printed,
    read_back,
    squeezed,
    steps,
)
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QApplication

from gui.paper.document import Readers, page_layout, sheets
from gui.widgets.theme import palette
from questionnaire.answers import Answers
from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Text,
)

TWIPS_TO_A_POINT = 20
EVERY_CASE = TYPICAL | {"an urgent sign": URGENT, "everything": EVERYTHING}

every_paper = pytest.mark.parametrize("paper", PAPERS)
every_typical_case = pytest.mark.parametrize("answers", TYPICAL.values(), ids=TYPICAL)


def said(report: Report) -> Iterator[str]:
    """Yield every sentence, name, label and value of a report."""
    yield report.title
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            yield from said_in(block)
    for reference in report.references:
        yield reference.short
    yield from report.notices


def said_in(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield block.text
        case Card():
            yield from (block.title, block.body.text)
        case Name():
            yield from (block.lead, block.plain, block.medical)
        case Fact():
            yield from (block.label, block.value)
        case People():
            yield block.caption
        case Figure():
            yield from block.sides
        case Notice():
            yield block.title
            yield from (text.text for text in block.texts)


def fonts(page: Any) -> Iterator[Any]:
    """Yield the description of each font that the page uses."""
    for font in page["/Resources"]["/Font"].values():
        yield font["/DescendantFonts"][0]["/FontDescriptor"]


def colours(answers: Answers) -> list[Counter[str]]:
    """Return how often each page of a fresh PDF uses each colour."""
    setters = (b"scn", b"SCN")
    return [
        Counter(str(values) for values, setter in steps(page) if setter in setters)
        for page in read_back(case(answers)).pages
    ]


@pytest.mark.parametrize(("readers", "place"), [("patient", 0), ("staff", 1)])
def test_each_sheet_can_be_had_alone(readers: Readers, place: int) -> None:
    shown = case(WRITER)
    (alone,) = sheets(shown, page_layout(shown.clinic), readers)
    beside = sheets(shown, page_layout(shown.clinic))[place]
    assert (alone.type_size, alone.pages) == (beside.type_size, beside.pages)
    assert alone._texts[0].toPlainText() == beside._texts[0].toPlainText()


@every_paper
@every_typical_case
def test_a_typical_case_takes_a_page_for_the_patient_and_one_for_the_clinician(
    answers: Answers, paper: Paper
) -> None:
    patient, staff = printed(answers, paper).words
    assert squeezed(case(answers).for_patient.title) in patient
    assert "Summaryfortheclinician" in staff
    assert "Page1of" not in patient + staff


@every_paper
def test_an_urgent_sign_takes_no_page_more(paper: Paper) -> None:
    assert len(printed(URGENT, paper).pages) == 2


@every_typical_case
def test_the_type_of_a_typical_case_is_large_enough_to_read(answers: Answers) -> None:
    shown = case(answers)
    patient, staff = sheets(shown, page_layout(shown.clinic))
    assert patient.type_size >= 8.5 * TWIPS_TO_A_POINT
    assert staff.type_size >= 10 * TWIPS_TO_A_POINT


@every_paper
@pytest.mark.parametrize("answers", EVERY_CASE.values(), ids=EVERY_CASE)
def test_no_sentence_is_lost(answers: Answers, paper: Paper) -> None:
    shown = case(answers, paper)
    text = "".join(printed(answers, paper).words)
    reports = (shown.for_patient.on_paper, shown.for_staff.on_paper)
    assert [line for one in reports for line in said(one) if squeezed(line) not in text] == []


@every_paper
@pytest.mark.parametrize("answers", [WRITER, EVERYTHING], ids=["a page", "several pages"])
def test_every_page_says_whose_it_is_of_which_day_and_what_it_is_not(
    answers: Answers, paper: Paper
) -> None:
    shown = case(answers, paper)
    expected = (shown.clinic.name, "4, 2026", "Patient label", *shown.for_patient.notices)
    for page in printed(answers, paper).words:
        assert [one for one in expected if squeezed(one) not in page] == []


def test_what_fits_on_no_page_at_any_size_goes_on_over_numbered_pages() -> None:
    numbers = [re.findall(r"Page\dof\d", page) for page in printed(EVERYTHING).words]
    assert numbers == [["Page1of2"], ["Page2of2"]] * 2


def test_words_of_a_clinic_that_are_longer_than_a_page_go_on_over_the_next_one() -> None:
    advice = " ".join(f"Number {number} of the clinic's own words." for number in range(300))
    text = "".join(read_back(case(URGENT, advice={"any": advice})).words)
    on_both = [squeezed(sentence) for sentence in advice.split(".") if sentence]
    assert [
        one for one in on_both if text.count(f"{one}.") < 2
    ] == []  # on the patient's sheet and staff's


def test_a_long_name_of_a_clinic_leaves_the_title_whole() -> None:
    name = "A <clinic> & department with a name that takes more than one line " * 3
    for page in read_back(case(WRITER, name=name)).words:
        assert squeezed(name) in page


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_pages_have_the_clinics_paper_size(paper: Paper, size: tuple[int, int]) -> None:
    for page in printed(WRITER, paper).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


@every_paper
def test_the_margins_are_wide_enough_for_any_printer(paper: Paper) -> None:
    margins = page_layout(case(WRITER, paper).clinic).margins(QPageLayout.Unit.Millimeter)
    edges = (margins.left(), margins.top(), margins.right(), margins.bottom())
    assert min(edges) >= 10


def test_the_pdf_has_the_reports_title() -> None:
    assert printed(WRITER).title == "Your answers and what they may mean"


def test_every_letter_can_be_selected_and_its_font_is_in_the_file() -> None:
    for page in printed(WRITER).pages:
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts(page))


def test_words_can_be_searched_for_whatever_their_letters() -> None:
    ligatures = {"\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"}
    assert not ligatures & set("".join(printed(WRITER).words))


def test_the_figure_is_drawn_as_curves_and_never_as_an_image() -> None:
    for page in printed(WRITER).pages:
        assert list(page.images) == []
        assert sum(step == b"c" for _, step in steps(page)) > 500


def test_a_hundred_people_are_drawn_where_the_studies_counted_them() -> None:
    with_people, without = (Counter(step for _, step in steps(p)) for p in printed(EYES).pages)
    assert with_people[b"h"] - without[b"h"] >= 100


def test_the_sides_of_the_figure_are_named_for_each_reader() -> None:
    patient, staff = printed(WRITER).words
    assert "YourrightYourleft" in patient
    assert "Patient'srightPatient'sleft" in staff


def test_facts_stand_before_the_reasons_for_them() -> None:
    _, staff = printed(WRITER).words
    assert staff.index("Patientguidesegmental") < staff.index("Patientguide:")
    assert staff.index("Level") < staff.index("Morethanoneareawasmarked")


def test_a_dark_screen_prints_the_same_colours(themed: QApplication) -> None:
    on_light = colours(WRITER)
    themed.setPalette(palette(dark=True))
    assert colours(WRITER) == on_light
