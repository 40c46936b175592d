"""A report as plain text, to be pasted into the clinic's record system."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

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


def plain_text(report: Report, clinic_name: str, day: date) -> str:
    """Return the whole report as lines of text; `day` is the date that it carries."""
    shown = report.on_paper
    lines = [shown.title, clinic_name, day.isoformat(), *([shown.lead] if shown.lead else [])]
    for section in shown.sections:
        lines += ["", section.heading.upper()]
        lines += [line for block in section.blocks for line in _lines(block)]
    lines += ["", *(reference.line for reference in shown.references), "", *shown.notices]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield block.text + _cites(block)
        case Card():
            title = f"{block.title} ({block.subtitle})" if block.subtitle else block.title
            yield f"- {title}: {block.body.text}{_cites(block.body)}"
        case Name():
            yield " ".join(part for part in (block.lead, block.plain) if part)
            if block.medical:
                yield block.medical
        case Fact():
            yield f"{block.label}: {block.value}"
        case People():
            yield from block.caption.splitlines()
        case Notice():
            yield f"!! {block.title}"
            yield from (text.text + _cites(text) for text in block.texts)
        case Figure():
            yield block.caption
        case _:
            assert_never(block)


def _cites(text: Text) -> str:
    return f" [{', '.join(str(number) for number in text.cites)}]" if text.cites else ""
