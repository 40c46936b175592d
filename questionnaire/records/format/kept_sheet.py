"""A report as an intake keeps it, and the report to show again; every kind of line stands here both ways."""

from collections.abc import Iterator
from typing import cast, get_args

from msgspec.structs import replace

from questionnaire.body import SITES
from questionnaire.evidence import Review
from questionnaire.records.format import v1
from questionnaire.reports.blocks import (
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Reference,
    Report,
    Section,
    SectionId,
    Text,
)

_MOST_PEOPLE = 1000  # that are drawn; more are said in words


def kept_sheet(report: Report) -> v1.Sheet:
    """Return a report as it is kept."""
    return v1.Sheet(
        title=report.title,
        lead=report.lead,
        sections=tuple(
            v1.KeptSection(
                id=one.id,
                heading=one.heading,
                lines=tuple(map(_line, one.blocks)),
                screen_only=not one.on_paper,
            )
            for one in report.sections
        ),
        sources=tuple(
            v1.KeptSource(number=one.number, line=one.line, short=one.short)
            for one in report.references
        ),
        notices=report.notices,
    )


def report_of(sheet: v1.Sheet) -> Report:
    """Return the report that was kept, to be shown as it was."""
    return Report(
        title=sheet.title,
        lead=sheet.lead,
        sections=tuple(
            Section(
                # A section that a newer program has is shown where it stands.
                id=cast("SectionId", one.id),
                heading=one.heading,
                blocks=tuple(map(_block, one.lines)),
                on_paper=not one.screen_only,
            )
            for one in sheet.sections
        ),
        references=tuple(
            Reference(number=one.number, line=one.line, short=one.short) for one in sheet.sources
        ),
        notices=sheet.notices,
    )


def _line(block: Block) -> v1.KeptLine:
    match block:
        case Text():
            return _words(block)
        case Card():
            words = _words(block.body)
            return replace(words, kind="card", title=block.title, subtitle=block.subtitle)
        case Name():
            return v1.KeptLine(
                kind="name", text=block.lead, title=block.plain, subtitle=block.medical
            )
        case Fact():
            return v1.KeptLine(kind="fact", title=block.label, text=block.value)
        case People():
            numbers = (block.low, block.high, block.of)
            return v1.KeptLine(kind="people", text=block.caption, numbers=numbers)
        case Figure():
            return v1.KeptLine(
                kind="figure", text=block.caption, parts=block.sites, sides=block.sides
            )
        case _:
            return v1.KeptLine(
                kind="notice", title=block.title, lines=tuple(map(_words, block.texts))
            )


def _block(line: v1.KeptLine) -> Block:
    match line:
        case v1.KeptLine(kind="card"):
            return Card(title=line.title, subtitle=line.subtitle, body=_text(line))
        case v1.KeptLine(kind="name"):
            return Name(lead=line.text, plain=line.title, medical=line.subtitle)
        case v1.KeptLine(kind="fact"):
            return Fact(label=line.title, value=line.text)
        case v1.KeptLine(kind="people", numbers=(low, high, of)) if (
            line.text.strip() and 0 <= low <= high <= of and 0 < of <= _MOST_PEOPLE
        ):
            return People(low=low, high=high, of=of, caption=line.text)
        case v1.KeptLine(kind="figure", sides=(right, left)):
            sites = tuple(site for site in SITES if site in line.parts)
            return Figure(sites=sites, caption=line.text, sides=(right, left))
        case v1.KeptLine(kind="notice"):
            return Notice(title=line.title, texts=tuple(map(_in_words, line.lines)))
        case _:  # plain text, or a newer program's own kind
            return _in_words(line)


def _in_words(line: v1.KeptLine) -> Text:
    """Return a line as text, with all words that stand in it."""
    return _text(replace(line, text="\n".join(_said_in(line))))


def _said_in(line: v1.KeptLine) -> Iterator[str]:
    waiting = [line]
    while waiting:
        one = waiting.pop()
        said = ": ".join(filter(None, (one.title, one.text)))
        yield from filter(None, (said, one.subtitle))
        waiting += reversed(one.lines)


def _words(text: Text) -> v1.KeptLine:
    return v1.KeptLine(
        text=text.text,
        statement=text.statement,
        cites=text.cites,
        review=text.review or "",
        screen_only=text.of_screen,
    )


def _text(line: v1.KeptLine) -> Text:
    known = (one for one in get_args(Review) if one == line.review)
    return Text(
        text=line.text,
        statement=line.statement,
        cites=line.cites,
        review=next(known, None),
        of_screen=line.screen_only,
    )
