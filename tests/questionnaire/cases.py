"""Finished questionnaires, and what their reports say."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from questionnaire.answers import Answers
from questionnaire.body import Site
from questionnaire.clinic import Clinic
from questionnaire.reports.blocks import Block, Card, Notice, Report, SectionId, Text
from questionnaire.reports.case import Case, case_of

CLINIC = Clinic(name="Our clinic", phone="1 23")
DAY = date(2026, 3, 4)


def case(affected: tuple[Site, ...] = ("neck",), clinic: Clinic = CLINIC, **fields: Any) -> Case:
    """Return a case; what is not given was not answered."""
    fields.setdefault("urgent_signs", ())
    return case_of(Answers(affected=affected, **fields), clinic, DAY)


def blocks(report: Report, section: SectionId) -> tuple[Block, ...]:
    """Return what is under a heading; nothing where the section was left out."""
    return tuple(block for one in report.sections if one.id == section for block in one.blocks)


def texts(report: Report) -> Iterator[Text]:
    """Yield every paragraph."""
    for section in report.sections:
        yield from texts_in(section.blocks)


def texts_in(found: tuple[Block, ...]) -> Iterator[Text]:
    """Yield every paragraph of these blocks."""
    for block in found:
        match block:
            case Text():
                yield block
            case Card():
                yield block.body
            case Notice():
                yield from block.texts


def statements(report: Report, section: SectionId) -> list[str]:
    """Return the ids of the statements under a heading, in their order."""
    return [text.statement for text in texts_in(blocks(report, section)) if text.statement]
