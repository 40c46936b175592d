"""Whoever has the clinic's public key can encrypt anything: it is shown, printed and exported, or named."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from sealed_examples import KEY, OPENER, a_case, listed, sealed

from examples import with_head
from questionnaire.clinic import Clinic
from questionnaire.records.desk.export import exported
from questionnaire.records.desk.listing import row_of
from questionnaire.records.desk.opened import Opened, opened
from questionnaire.records.desk.row_words import searched
from questionnaire.records.format.codec import decode_body, encode_body
from questionnaire.records.format.v1 import (
    FORMAT,
    Body,
    KeptLine,
    KeptSection,
    KeptSource,
    Result,
    Sheet,
)
from questionnaire.records.sealing.age import seal
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import SheetStamp, paper

DONE = sealed(case=a_case())
BODY = decode_body(OPENER.open(DONE.body))
KINDS = ("text", "card", "name", "fact", "people", "figure", "notice", "film")


def with_body(body: Body) -> Opened:
    return opened({listed(DONE): seal(encode_body(body), KEY)}, OPENER)


def shown_of(body: Body) -> Shown:
    shown = with_body(body).leaves[0].shown(Clinic(name="Our clinic"))
    assert shown
    return shown


def with_sheet(sheet: Sheet) -> Body:
    return replace(BODY, result=Result(for_patient=sheet, for_staff=sheet))


def odd_sheets() -> Iterator[Sheet]:
    """Yield sheets with every kind of line, filled with what nobody expects."""
    for words in ("", " ", "\0", "\u202e\u2028", "W" * 60, "#panic()"):
        lines = tuple(
            KeptLine(
                kind=kind,
                text=words,
                title=words,
                subtitle=words,
                statement=words,
                cites=(-1, 10**19),
                review=words,
                numbers=(3, 2, 10**19),
                parts=(words, "neck"),
                sides=(words, words),
                lines=(KeptLine(kind="notice", text=words),),
            )
            for kind in KINDS
        )
        yield Sheet(
            title=words,
            lead=words,
            sections=tuple(
                KeptSection(id=one, heading=words, lines=some)
                for one in ("urgent", "contact", "films", "")
                for some in (lines, lines[6:], ())
            ),
            sources=(KeptSource(number=-1, line=words, short=words),),
            notices=(words,),
        )


@pytest.mark.parametrize("sheet", list(odd_sheets()))
def test_whatever_a_sheet_holds_it_can_be_printed_and_exported(sheet: Sheet) -> None:
    body = with_sheet(sheet)
    made = paper(shown_of(body), SheetStamp(moment=DONE.written_at, reference=sheet.lead))
    assert made.pdf.startswith(b"%PDF")
    assert exported([with_body(body)], "csv")
    assert exported([with_body(body)], "json")


def test_what_has_no_title_has_the_programs_name_on_paper() -> None:
    made = paper(shown_of(with_sheet(Sheet())), SheetStamp(moment=DONE.written_at))
    about = PdfReader(BytesIO(made.pdf)).metadata
    assert about
    assert about.title == "Dystonia Triage"


@pytest.mark.parametrize("language", ["", "-", "en-", "zzzzzz", "../x", "é", "a\0", "zh-Hant-TW"])
def test_what_is_in_a_language_that_nobody_knows_can_be_printed(language: str) -> None:
    shown = shown_of(replace(BODY, language=language))
    assert paper(shown, SheetStamp(moment=DONE.written_at)).pdf.startswith(b"%PDF")


@pytest.mark.parametrize(
    "said",
    [
        {"title": "=1+1", "sides": "up", "age": -(2**63), "answered_by": "\0"},
        {"title": "\u202e{page}", "reference": "\n" * 999, "age": 2**64 - 1},
        {"format": FORMAT + 7, "title": "", "urgency": "", "receipt": b""},
    ],
)
def test_whatever_a_head_says_its_row_has_words(said: dict[str, Any]) -> None:
    for version in (DONE, sealed()):
        row = row_of(listed(with_head(version, (KEY.clinic,), **said)), OPENER)
        assert row.readable
        assert "k7-42" in searched(row)
