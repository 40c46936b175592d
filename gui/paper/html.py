"""A report as rich text for paper, in pieces that stay together; pictures stand in it by name."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, takewhile
from typing import NamedTuple

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
from questionnaire.words import tr

Picture = Figure | People

#: Lengths are in twips, twenty to the point: the unit in which a sheet is laid out.
STYLE = """
h1 { font-size: x-large; margin: 50px 0px 30px 0px; }
h2 { font-size: large; margin: 130px 0px 30px 0px; color: #10566b; }
p { margin: 0px 0px 40px 0px; }
td { vertical-align: top; }
.facts { margin: 20px 0px 30px 0px; }
.gap { padding-right: 240px; }
.label { font-weight: bold; white-space: nowrap; padding-right: 120px; padding-bottom: 20px; }
.name { font-size: large; font-weight: bold; }
.notice { border: 60px solid black; padding: 100px 160px 50px 160px; }
.small { font-size: small; }
.side { font-size: 140px; }
.sources { font-size: 120px; }
"""


class Piece(NamedTuple):
    """What is never parted, such as a heading and what follows; a wide one takes both columns."""

    html: str
    begins_section: bool = False
    wide: bool = False


def pieces(report: Report) -> Iterator[Piece]:
    """Yield the report from top to bottom; what the figure shows is explained beside it."""
    sections = list(report.sections)
    while sections:
        section = sections.pop(0)
        figure = next((block for block in section.blocks if isinstance(block, Figure)), None)
        found, rest = _pieces(section.heading, section.blocks), []
        if figure:
            if sections and isinstance(sections[0].blocks[0], Text):
                following = sections.pop(0)
                texts = tuple(takewhile(lambda block: isinstance(block, Text), following.blocks))
                found += _pieces(following.heading, texts)
                rest = _pieces("", following.blocks[len(texts) :])
            found = [_beside("".join(piece.html for piece in found), figure)]
        yield from (*found, *rest)
    if report.references:
        shorts = (
            escape(reference.short).replace(" ", "&nbsp;", 1) for reference in report.references
        )
        html = _heading(tr("Sources")) + f"<p class='sources'>{'&nbsp; '.join(shorts)}</p>"
        yield Piece(html, begins_section=True)


def pictures_of(report: Report) -> dict[str, Picture]:
    """Return every picture of the report by its name in the text."""
    blocks = (block for section in report.sections for block in section.blocks)
    return {_name_of(block): block for block in blocks if isinstance(block, Picture)}


def _name_of(picture: Picture) -> str:
    return str(hash(picture))


def _pieces(heading: str, blocks: Sequence[Block]) -> list[Piece]:
    """Return the blocks as pieces; names stay with what follows, people with what is before."""
    parts: list[str] = []
    lead = _heading(heading) if heading else ""
    for kind, group in groupby(blocks, key=type):
        alike = list(group)
        found = [_table_of(alike)] if kind is Fact else [_words(block) for block in alike]
        if kind is Name or (kind is Fact and len(alike) == 1):
            lead += "".join(found)
        elif kind is People and parts:
            parts[-1] += "".join(found)
        elif kind is not Figure:
            parts += [lead + found[0], *found[1:]]
            lead = ""
    if lead:
        parts.append(lead)
    wide = any(isinstance(block, Notice) for block in blocks)
    return [Piece(html, bool(heading) and not at, wide) for at, html in enumerate(parts)]


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _beside(words: str, figure: Figure) -> Piece:
    """Return the words with the figure at their right, over the names of its two sides."""
    right, left = map(escape, figure.sides)
    sides = _table(f"<td class='side'>{right}</td><td class='side' align='right'>{left}</td>")
    picture = f"<td width='22%'><img src='{_name_of(figure)}'>{sides}</td>"
    html = _table(f"<td class='gap' width='78%'>{words}</td>{picture}")
    return Piece(html, begins_section=True, wide=True)


def _words(block: Block) -> str:
    match block:
        case Text():
            return f"<p>{_text(block)}</p>"
        case Card():
            return f"<p><b>{escape(block.title)}.</b> {_text(block.body)}</p>"
        case Name():
            lead = f"<p>{escape(block.lead)}</p>" if block.lead else ""
            medical = f" ({escape(block.medical)})" if block.medical else ""
            return f"{lead}<p class='name'>{escape(block.plain)}{medical}</p>"
        case People():
            return f"<p><img src='{_name_of(block)}'><br>{escape(block.caption)}</p>"
        case Notice():
            lines = "".join(f"<p>{_text(text)}</p>" for text in block.texts)
            return _table(f"<td class='notice'><h1>{escape(block.title)}</h1>{lines}</td>")
        case _:
            return ""


def _table_of(facts: Iterable[Block]) -> str:
    """Return labels and values in two columns that are as wide as they need to be."""
    rows = "".join(
        f"<tr><td class='label'>{escape(fact.label)}</td><td>{escape(fact.value)}</td></tr>"
        for fact in facts
        if isinstance(fact, Fact)
    )
    return f"<table class='facts' cellpadding='0' cellspacing='0'>{rows}</table>"


def _text(text: Text) -> str:
    """Return a paragraph's words; its sources' numbers stay together, with the last word."""
    cites = ",&nbsp;".join(str(number) for number in text.cites)
    state = f" <i>({escape(tr('needs review'))})</i>" if text.review == "needs-review" else ""
    return (
        escape(text.text) + (f"&nbsp;<span class='small'>[{cites}]</span>" if cites else "") + state
    )


def _table(cells: str) -> str:
    return f"<table width='100%' cellpadding='0' cellspacing='0'><tr>{cells}</tr></table>"
