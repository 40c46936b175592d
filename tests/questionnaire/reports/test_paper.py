"""The whole report on paper, read back from real PDFs."""

import os
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from printed import (
    CHILD,
    DAY,
    EVERYTHING,
    EYES,
    PAPERS,
    STAMP,
    TYPICAL,
    URGENT,
    WRITER,
    Element,
    Paper,
    case,
    printed,
    read_aloud,
    read_back,
    read_pdf,
    squeezed,
)
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

import resources
from questionnaire.answers import Answers
from questionnaire.evidence import evidence
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
from questionnaire.reports.paper import Readers, SheetStamp, paper, stamp_now, write_paper
from questionnaire.reports.typesetting import NotWrittenError

EVERY_CASE = TYPICAL | {"an urgent sign": URGENT, "everything": EVERYTHING}

every_paper = pytest.mark.parametrize("size", PAPERS)
every_typical_case = pytest.mark.parametrize("answers", TYPICAL.values(), ids=TYPICAL)


def said(report: Report) -> Iterator[str]:
    """Yield every sentence, name, label and value of a report."""
    yield report.title
    for section in report.sections:
        if not any(isinstance(block, Notice) for block in section.blocks):
            yield section.heading  # a notice has a frame and a title of its own
        for block in section.blocks:
            yield from said_in(block)
    for reference in report.references:
        yield reference.short
    yield from report.notices


def figures_in(report: Report) -> Iterator[Figure]:
    blocks = (block for section in report.sections for block in section.blocks)
    return (block for block in blocks if isinstance(block, Figure))


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
            yield from (text.text for text in block.texts if not text.of_screen)


def curves(part: Any) -> int:
    """Return of how many curves a page is drawn, or a drawing on it."""
    inside = part["/Resources"].get_object().get("/XObject", {}).values()
    own = part.get_contents() if isinstance(part, PageObject) else part
    steps = own.get_data().split() if own is not None else []
    return steps.count(b"c") + sum(curves(one.get_object()) for one in inside)


def fonts(page: Any) -> Iterator[Any]:
    """Yield the description of each font that the page uses."""
    for font in page["/Resources"]["/Font"].values():
        yield font["/DescendantFonts"][0]["/FontDescriptor"]


@every_paper
@pytest.mark.parametrize("answers", EVERY_CASE.values(), ids=EVERY_CASE)
def test_no_sentence_is_lost(answers: Answers, size: Paper) -> None:
    shown = case(answers, size)
    pages = printed(answers, size).words
    reports = (shown.for_patient.on_paper, shown.for_staff.on_paper)
    # What goes on over the next page is parted by what stands beside it, by a foot and by a head.
    whole = "".join(map(_between_head_and_foot, pages))
    for figure in (block for one in reports for block in figures_in(one)):
        whole = whole.replace(squeezed("".join(figure.sides)), "")
    text = "".join([*pages, whole])
    assert [line for one in reports for line in said(one) if squeezed(line) not in text] == []


def _between_head_and_foot(page: str) -> str:
    """Return what stands between them; on a first page the foot is read before it."""
    body, _, foot = page.partition("Patientlabel")[2].partition("Thisisnotadiag")
    return body or foot.partition(f"evidence{evidence().version}.")[2]


@every_paper
@pytest.mark.parametrize("answers", [WRITER, EVERYTHING], ids=["a page", "several pages"])
def test_every_page_says_whose_it_is_of_which_day_and_what_it_is_not(
    answers: Answers, size: Paper
) -> None:
    shown = case(answers, size)
    expected = (
        *(shown.clinic.name, "4 March 2026, 14:05", "Code K7-42", "Reference 4711"),
        *("Patient label", *shown.for_patient.notices),
    )
    for page in printed(answers, size).words:
        assert [one for one in expected if squeezed(one) not in page] == []


def test_the_pdf_has_the_reports_title() -> None:
    assert printed(WRITER).title == "Your answers and what they may mean"


def test_every_letter_can_be_selected_and_its_font_is_in_the_file() -> None:
    for page in printed(WRITER).pages:
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts(page))


def test_words_can_be_searched_for_whatever_their_letters() -> None:
    ligatures = {"\ufb00", "\ufb01", "\ufb02", "\ufb03", "\ufb04"}
    assert not ligatures & set("".join(printed(WRITER).words))


def test_the_figure_is_drawn_as_curves_and_never_as_an_image() -> None:
    pages = read_back(case(WRITER)).pages
    assert curves(pages[0]) > 500
    assert curves(pages[-1]) > 500
    assert [list(page.images) for page in pages] == [[]] * len(pages)


def test_the_sides_of_the_figure_are_named_for_each_reader() -> None:
    patient, *_, staff = printed(WRITER).words
    assert "YourrightYourleft" in patient
    assert "Patient'srightPatient'sleft" in staff


def test_facts_stand_before_the_reasons_for_them() -> None:
    (staff,) = printed(WRITER, readers="staff").words
    assert staff.index("Patientguidesegmental") < staff.index("Patientguide:")
    assert staff.index("Level") < staff.index("Morethanoneareawasmarked")


def test_an_urgent_sign_comes_first_and_leaves_the_clinician_one_page() -> None:
    patient, staff = (printed(URGENT, "Letter", reader) for reader in ("patient", "staff"))
    assert len(staff.pages) == 1
    assert patient.words[0].index("Tellamemberofstaffnow") < patient.words[0].index("Whatthepat")


def has_words_that_are_not_read(page: PageObject, file: PdfReader) -> bool:
    """Tell whether a page shows words as decoration, which a screen reader passes over."""
    open_parts: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), file).operations:
        if operator in (b"BDC", b"BMC"):
            open_parts.append(operands[0] == "/Artifact")
        elif operator == b"EMC":
            open_parts.pop()
        elif operator in (b"Tj", b"TJ") and any(open_parts):
            return True
    return False


def test_head_and_foot_are_read_aloud_once_on_each_sheet() -> None:
    made = printed(WRITER)
    unread = [has_words_that_are_not_read(page, made.file) for page in made.pages]
    assert unread == [False, True, False]


def test_what_a_screen_says_of_itself_is_not_printed() -> None:
    assert not [page for page in printed(URGENT).words if "Thisscreen" in page]


@pytest.mark.parametrize("reader", ["patient", "staff"])
def test_each_sheet_can_be_had_alone(reader: Readers) -> None:
    both, alone = printed(WRITER), printed(WRITER, readers=reader)
    assert alone.words == (both.words[:-1] if reader == "patient" else both.words[-1:])


@every_typical_case
def test_whatever_is_on_a_sheet_can_be_read_aloud(answers: Answers) -> None:
    made = printed(answers).file
    root: Any = made.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    kinds = Counter(one.kind for one in read_aloud(made))
    assert kinds["/H1"] == 2
    assert kinds["/H2"] > 2


def test_a_sheet_is_in_the_language_in_which_its_result_was_shown() -> None:
    made = paper(replace(case(WRITER), language="de"), STAMP)
    root: Any = PdfReader(BytesIO(made.pdf)).root_object
    assert root["/Lang"] == "de"


@pytest.mark.parametrize("answers", EVERY_CASE.values(), ids=EVERY_CASE)
def test_every_picture_has_its_words_drawn_ones_too(answers: Answers) -> None:
    shown = case(answers)
    pictures = [
        block
        for report in (shown.for_patient.on_paper, shown.for_staff.on_paper)
        for section in report.sections
        for block in section.blocks
        if isinstance(block, Figure | People)
    ]
    found = [one for one in read_aloud(printed(answers).file) if one.kind == "/Figure"]
    assert len(found) == len(pictures)
    assert all(one.alt for one in found)


def test_the_words_of_the_figure_name_every_marked_part() -> None:
    figures = [one for one in read_aloud(printed(WRITER).file) if one.kind == "/Figure"]
    assert figures[0] == Element(
        "/Figure",
        "Figure of a person who faces the reader, with the marked parts filled. "
        "Marked: your neck, your left hand.",
    )


def test_a_figure_without_marks_says_so() -> None:
    (figure,) = (
        one
        for one in read_aloud(printed(Answers(affected=()), readers="staff").file)
        if one.kind == "/Figure"
    )
    assert figure.alt.endswith("Nothing is marked.")


def test_the_marked_parts_are_said_in_words_for_each_reader() -> None:
    assert "Marked:yourneck,yourlefthand" in printed(WRITER, readers="patient").words[0]
    assert "Marked:yourchild'sleft" in printed(CHILD, readers="patient").words[0]
    assert "Marked:thepatient'sneck" in printed(WRITER, readers="staff").words[0]


def test_people_are_drawn_where_the_studies_counted_them() -> None:
    (counted,) = (one.alt for one in read_aloud(printed(EYES).file) if "of 100 people" in one.alt)
    assert counted.startswith("In the studies, it spread in 33 to 50 of 100 people. In the ")


def test_the_sides_keep_their_places_in_a_script_that_runs_the_other_way() -> None:
    template = (resources.FOLDER / "paper" / "sheets.typ").read_text(encoding="utf-8")
    beside = template.partition("#let figure-beside")[2].partition("#let ")[0]
    assert "dir: ltr" in beside
    page = printed(WRITER, readers="patient").words[0]
    assert page.index("Yourright") < page.index("Yourleft")


def test_before_records_are_set_up_there_is_no_code() -> None:
    bare = SheetStamp(moment=STAMP.moment)
    words = "".join(read_back(case(WRITER), stamp=bare).words)
    assert "Code" not in words
    assert "Reference" not in words
    assert "4March2026,14:05" in words


@pytest.mark.parametrize(
    ("code", "readers", "name"),
    [
        ("K7-42", "patient", "dystonia-K7-42-patient-2026-03-04.pdf"),
        ("K7-42", "staff", "dystonia-K7-42-clinician-2026-03-04.pdf"),
        ("K7-42", "both", "dystonia-K7-42-2026-03-04.pdf"),
        ("", "patient", "dystonia-patient-2026-03-04.pdf"),
        ("", "both", "dystonia-2026-03-04.pdf"),
    ],
)
def test_the_name_of_the_file_says_what_is_in_it(code: str, readers: Readers, name: str) -> None:
    assert SheetStamp(moment=STAMP.moment, code=code).file_name(readers) == name


def test_the_stamp_of_a_sheet_without_a_record_is_now() -> None:
    assert stamp_now().moment.tzinfo is not None
    assert stamp_now().code == ""


def test_the_clinician_reads_the_urgency_and_the_label_before_anything_else() -> None:
    first = "".join(printed(WRITER, readers="staff").words)
    line = squeezed(case(WRITER).for_staff.lead)
    assert line.startswith("nourgentsign;")
    assert first.index(line) < first.index("Answers")
    assert "nourgentsign" not in "".join(printed(URGENT, readers="staff").words)
    nothing = printed(Answers(affected=()), readers="staff").words[0]
    assert "nopartmarked" in nothing


def test_the_patient_reads_first_what_it_is_called_and_then_what_can_help() -> None:
    words = "".join(printed(EYES, readers="patient").words)
    order = [
        "Whatthepatterniscalled", "Marked:", "Coulditspread?", "Whatcanhelp", "Contact",
        "Whatthesenamesmean", "Sources",
    ]  # fmt: skip
    places = [words.index(one) for one in order]
    assert places == sorted(places)


def test_words_are_never_read_as_markup() -> None:
    name = '#pagebreak() *A* _clinic_ $x$ <b> & "quotes" \\ [x] @me = #sys.inputs // end'
    words = "".join(read_back(case(WRITER, name=name, address=("#panic()",))).words)
    assert squeezed(name) in words
    assert "#panic()" in words


def test_letters_that_no_font_has_are_named_and_replaced() -> None:
    made = paper(case(WRITER, name="Clinic \U000f1234\U000f1235 & \ud800"), STAMP)
    words = read_pdf(made.pdf).words
    assert set(made.missing) == {"\U000f1234", "\U000f1235", "\ud800"}
    assert all("Clinic[?]&[?]" in page for page in words)
    assert "Lettersthatcouldnotbeprinted,shownas[?]:U+D800,U+F1234,U+F1235." in words[-1]


def test_sheets_are_the_same_whenever_they_are_made() -> None:
    assert paper(case(EYES), STAMP).pdf == paper(case(EYES), STAMP).pdf


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_links_that_lead_in_a_circle_are_a_reason_and_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.symlink_to(path)
    with pytest.raises(NotWrittenError):
        write_paper(path, case(WRITER), STAMP)


def test_a_report_that_is_written_is_there_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    made = write_paper(path, case(WRITER), STAMP)
    assert path.read_bytes() == made.pdf
    assert os.name != "posix" or path.stat().st_mode & 0o777 == 0o600


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotWrittenError, match="No such file"):
        write_paper(tmp_path / "no" / "sheet.pdf", case(WRITER), STAMP)


def test_the_day_on_a_sheet_is_that_of_its_stamp() -> None:
    assert STAMP.moment.date() == DAY


def test_weak_evidence_is_marked() -> None:
    text = "".join(printed(WRITER, readers="patient").words)
    weak = [
        block
        for section in case(WRITER).for_patient.on_paper.sections
        for block in section.blocks
        if isinstance(block, Text) and block.review == "needs-review"
    ]
    assert weak
    for one in weak:
        cites = f"[{','.join(map(str, one.cites))}]"
        assert squeezed(f"{one.text}{cites}(needs review)") in text


def test_a_second_figure_of_a_section_is_said_in_words() -> None:
    shown = case(WRITER)
    second = Figure(sites=("voice",), caption="Marked before:\nthe voice")
    sections = [
        replace(one, blocks=(*one.blocks, second)) if one.id == "pattern" else one
        for one in shown.for_patient.sections
    ]
    more = replace(shown, for_patient=replace(shown.for_patient, sections=tuple(sections)))
    made = read_back(more, "patient")
    assert "Markedbefore:thevoice" in made.words[0]
    assert [one.kind for one in read_aloud(made.file)].count("/Figure") == 1
