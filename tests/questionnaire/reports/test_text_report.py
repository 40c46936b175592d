from typing import cast

import pytest
from cases import DAY, case

from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Section,
    Text,
)
from questionnaire.reports.text import plain_text


def lines(*blocks: Block, on_paper: bool = True) -> list[str]:
    """Return the lines that these blocks become."""
    section = Section(id="help", heading="Heading", blocks=blocks, on_paper=on_paper)
    report = Report(title="Title", sections=(section,), references=(), notices=("Notice",))
    return plain_text(report, "Our clinic", DAY).splitlines()


def test_title_clinic_and_day_come_first_and_the_notices_last() -> None:
    assert lines()[:3] == ["Title", "Our clinic", "2026-03-04"]
    assert lines()[-1] == "Notice"


def test_a_section_stands_under_its_heading_in_capitals() -> None:
    assert lines(Text(text="Words."))[3:6] == ["", "HEADING", "Words."]


def test_what_is_only_for_the_screen_is_left_out() -> None:
    assert "HEADING" not in lines(Text(text="Words."), on_paper=False)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Text(text="Words.", cites=(2, 1)), ["Words. [2, 1]"]),
        (Card(title="One", body=Text(text="Words.", cites=(1,))), ["- One: Words. [1]"]),
        (
            Card(title="One", subtitle="plain", body=Text(text="Words.")),
            ["- One (plain): Words."],
        ),
        (Name(lead="If so:", plain="one area", medical="Focal"), ["If so: one area", "Focal"]),
        (Name(lead="", plain="Spread is common", medical=""), ["Spread is common"]),
        (Fact(label="Neck", value="yes"), ["Neck: yes"]),
        (People(low=1, high=2, of=3, caption="1 to 2 of 3"), ["1 to 2 of 3"]),
        (
            Notice(title="Now", texts=(Text(text="Why."), Text(text="Who."))),
            ["!! Now", "Why.", "Who."],
        ),
        (Figure(sites=("neck",), caption="The parts"), ["The parts"]),
    ],
)
def test_a_block_becomes_its_lines(block: Block, expected: list[str]) -> None:
    assert lines(block)[5:-3] == expected


def test_a_kind_of_block_that_has_no_lines_is_an_error_instead_of_a_gap() -> None:
    with pytest.raises(AssertionError):
        lines(cast("Block", object()))


def test_a_whole_report_ends_with_its_sources_and_notices() -> None:
    report = case(urgent_signs=("breathing",)).for_patient
    text = plain_text(report, "Our clinic", DAY)
    assert report.on_paper.references[0].line in text
    assert text.endswith(report.notices[-1] + "\n")
