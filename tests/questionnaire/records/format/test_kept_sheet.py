"""A report that was kept is the report that was shown."""

from typing import get_args

import pytest
from msgspec.structs import replace
from what_is_read import cases

from questionnaire.records.format.kept_sheet import kept_sheet, report_of
from questionnaire.records.format.v1 import KeptLine, KeptSection, Sheet
from questionnaire.reports.blocks import Block, Card, Figure, Notice, Report, Text


def test_every_report_comes_back_as_it_was_with_every_kind_of_block() -> None:
    kinds = set()
    for case in cases("patient"):
        for report in (case.for_patient, case.for_staff):
            assert report_of(kept_sheet(report)) == replace(report, glance=None)
            kinds |= {type(block) for section in report.sections for block in section.blocks}
    assert kinds == set(get_args(Block))


def only_block(line: KeptLine) -> Block:
    (section,) = report_of(Sheet(sections=(KeptSection(lines=(line,)),))).sections
    (block,) = section.blocks
    return block


@pytest.mark.parametrize(
    "line",
    [
        KeptLine(kind="film", title="Exercises", text="Watch this."),
        KeptLine(kind="people", title="Exercises", text="Watch this.", numbers=(1, 2)),
        KeptLine(kind="figure", title="Exercises", text="Watch this.", sides=("one",)),
        *(
            KeptLine(kind="people", title="Exercises", text="Watch this.", numbers=numbers)
            for numbers in ((0, 0, 0), (1, 2, -5), (3, 2, 10), (-1, 2, 10), (1, 2, 10**9))
        ),
    ],
)
def test_what_is_not_known_is_shown_in_its_words(line: KeptLine) -> None:
    assert only_block(line) == Text(text="Exercises: Watch this.")


def test_people_without_words_are_not_drawn() -> None:
    assert only_block(KeptLine(kind="people", numbers=(1, 2, 10))) == Text(text="")


def test_nothing_that_stands_in_a_line_of_another_kind_is_lost() -> None:
    inner = KeptLine(kind="step", title="Twice", lines=(KeptLine(text="Slowly."),))
    line = KeptLine(kind="film", title="Exercises", subtitle="At home", lines=(inner,))
    assert only_block(line) == Text(text="Exercises\nAt home\nTwice\nSlowly.")
    assert only_block(KeptLine(kind="notice", title="Now", lines=(inner,))) == Notice(
        title="Now", texts=(Text(text="Twice\nSlowly."),)
    )


def test_however_deep_lines_stand_in_each_other_all_are_shown() -> None:
    line = KeptLine(text="last")
    for _ in range(300):
        line = KeptLine(kind="box", lines=(line,))
    assert only_block(line) == Text(text="last")


def test_a_figure_fills_the_parts_that_it_can_draw() -> None:
    line = KeptLine(kind="figure", text="Marked", parts=("tail", "neck"), sides=("Right", "Left"))
    assert only_block(line) == Figure(sites=("neck",), caption="Marked", sides=("Right", "Left"))


def test_a_review_state_that_is_not_known_is_not_told() -> None:
    assert only_block(KeptLine(kind="card", review="twice")) == Card(title="", body=Text(text=""))


def test_an_empty_report_is_a_report() -> None:
    assert report_of(Sheet()) == Report(title="", sections=(), references=(), notices=())
