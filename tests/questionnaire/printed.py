"""Cases as they come out of the printer, read back from the PDF."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any, Literal, NamedTuple, get_args

from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdfium2 import PdfDocument, PdfTextPage
from pypdfium2.raw import FPDFText_GetFontSize, FPDFText_GetUnicode

from questionnaire.answers import SIGNS, Answers, Condition, Feature, Pattern, Task, Tried
from questionnaire.body import SITES
from questionnaire.clinic import default_clinic
from questionnaire.reports.case import Case, case_of
from questionnaire.reports.paper import Readers, SheetStamp, paper

Paper = Literal["A4", "Letter"]

DAY = date(2026, 3, 4)
STAMP = SheetStamp(moment=datetime(2026, 3, 4, 14, 5).astimezone(), code="K7-42", reference="4711")
PAPERS: tuple[Paper, ...] = ("A4", "Letter")

WRITER = Answers(
    affected=("neck", "left-hand"), first_affected="neck", onset_age=34, onset_certainty="about",
    current_age=41, answered_by="patient", pattern=("task",), tasks=("writing",), medicines="past",
    family_history="unsure", conditions=(), impact="moderate", urgent_signs=(),
    onset_speed="months", features=("twisting", "pain", "sensory-trick"), tried=("physical-therapy",),
)  # fmt: skip
EYES = Answers(
    affected=("left-upper-face", "right-upper-face"), onset_age=55, onset_certainty="exact",
    answered_by="patient", pattern=("constant",), medicines="never", family_history="no",
    conditions=(), impact="mild", urgent_signs=(), onset_speed="years", features=(), tried=(),
)  # fmt: skip
CHILD = Answers(
    affected=("left-foot", "left-leg"), onset_age=13, onset_certainty="exact", current_age=14,
    answered_by="carer", pattern=("task",), tasks=("walking",), medicines="never",
    family_history="yes", conditions=(), impact="moderate", urgent_signs=(), caring_for="child",
    onset_speed="within-weeks", features=("twisting",), tried=(),
)  # fmt: skip
VOICE = Answers(
    affected=("voice", "mouth"), first_affected="voice", onset_age=52, onset_certainty="about",
    current_age=60, answered_by="staff", pattern=("task",), tasks=("speaking",), medicines="unsure",
    family_history="no", conditions=("stroke",), impact="severe", urgent_signs=(), onset_speed="within-days",
    features=("twisting", "swallowing-trouble"), tried=("botulinum-toxins",),
)  # fmt: skip
MUSICIAN = Answers(
    affected=("right-hand",), onset_age=28, onset_certainty="exact", current_age=30,
    answered_by="patient", pattern=("task",), tasks=("music",), medicines="never",
    family_history="no", conditions=(), impact="mild", urgent_signs=(),
)  # fmt: skip
ONE_SIDE = Answers(
    affected=("left-arm", "left-leg"), first_affected="left-arm", onset_age=45,
    onset_certainty="exact", current_age=47, answered_by="patient", pattern=("constant",),
    medicines="now", family_history="no", conditions=("stroke",), impact="moderate",
    urgent_signs=(), onset_speed="within-days", features=("weakness", "slowness"), tried=("other",),
)  # fmt: skip
UNSURE = Answers(
    affected=("neck", "left-hand"), first_affected="unsure", onset_certainty="unsure",
    answered_by="patient", pattern=("unsure",), medicines="unsure", family_history="unsure",
    conditions=("unsure",), impact="unsure", urgent_signs=("unsure",), onset_speed="unsure",
    features=("unsure",), tried=("unsure",),
)  # fmt: skip
TYPICAL = {
    "writer": WRITER,
    "eyes": EYES,
    "child": CHILD,
    "voice": VOICE,
    "musician": MUSICIAN,
    "one side": ONE_SIDE,
    "unsure": UNSURE,
    "nothing": Answers(affected=()),
    "nothing but the neck": Answers(affected=("neck",)),
}
URGENT = Answers(
    affected=("neck",), onset_age=30, onset_certainty="exact", current_age=30,
    answered_by="patient", pattern=("constant",), medicines="now", family_history="no",
    conditions=(), impact="severe", urgent_signs=("new-medicine",),
)  # fmt: skip
EVERYTHING = Answers(
    affected=SITES, first_affected="left-foot", onset_age=6, onset_certainty="exact",
    current_age=30, answered_by="carer",
    caring_for="adult", onset_speed="within-days", features=get_args(Feature),
    pattern=get_args(Pattern), tasks=get_args(Task), medicines="now", family_history="yes",
    conditions=get_args(Condition), tried=get_args(Tried), impact="severe", urgent_signs=SIGNS,
)  # fmt: skip


def case(answers: Answers, size: Paper = "A4", **settings: Any) -> Case:
    """Return a case of the default clinic, with other settings where they are given."""
    return case_of(answers, replace(default_clinic(), paper=size, **settings), DAY)


class Printed(NamedTuple):
    """A PDF, and of each page its text without any space, for lines break where there is room.

    `letter_sizes` are the sizes that its letters have, in points.
    """

    file: PdfReader
    pages: list[PageObject]
    words: list[str]
    letter_sizes: list[set[float]]
    title: str | None


def read_back(shown: Case, readers: Readers = "both", stamp: SheetStamp = STAMP) -> Printed:
    """Return the case's PDF."""
    return read_pdf(paper(shown, stamp, readers).pdf)


def read_pdf(pdf: bytes) -> Printed:
    """Return what is in a PDF."""
    found = PdfReader(BytesIO(pdf))
    with PdfDocument(pdf) as drawn:
        texts = [page.get_textpage() for page in drawn]
        # A hyphen at the end of a line is told as this, which is no letter.
        words = [squeezed(text.get_text_range().replace("\ufffe", "-")) for text in texts]
        sizes = [_letter_sizes(text) for text in texts]
    title = found.metadata.title if found.metadata else None
    return Printed(found, list(found.pages), words, sizes, title)


def _letter_sizes(text: PdfTextPage) -> set[float]:
    letters = range(text.count_chars())
    seen = (one for one in letters if chr(FPDFText_GetUnicode(text.raw, one)).strip())
    return {round(FPDFText_GetFontSize(text.raw, one), 1) for one in seen}


@cache
def printed(answers: Answers, size: Paper = "A4", readers: Readers = "both") -> Printed:
    """Return the PDF of a case of the default clinic."""
    return read_back(case(answers, size), readers)


def squeezed(text: str) -> str:
    """Return the text without any space, and without the unseen places where a long word may break."""
    return "".join(text.replace("\u200b", "").split())


class Element(NamedTuple):
    """A part of what is read aloud."""

    kind: str
    alt: str


def read_aloud(file: PdfReader) -> list[Element]:
    """Return the tags of a PDF in their order, with the words that stand for a picture."""
    found: list[Element] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(Element(str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node and "/MCID" not in node:
                walk(node["/K"])

    root: Any = file.trailer["/Root"]
    walk(root["/StructTreeRoot"])
    return found
