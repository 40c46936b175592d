"""A report as rich text for paper, in pieces that stay together; pictures stand in it by name."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import assert_never

from questionnaire.blocks import Block, Card, Fact, Figure, Name, Notice, People, Report, Text
from questionnaire.words import tr

Picture = Figure | People

#: Lengths are in twips, twenty to the point: the unit in which a sheet is laid out.
STYLE = """
h1 { font-size: x-large; margin: 50px 0px 30px 0px; }
h2 { font-size: large; margin: 80px 0px 20px 0px; color: #10566b; }
p { margin: 0px 0px 50px 0px; }
td { vertical-align: top; }
.gap { padding-right: 240px; }
.name { font-size: large; font-weight: bold; }
.notice { border: 60px solid black; padding: 100px 160px 50px 160px; }
.small { font-size: small; }
.sources { font-size: 130px; }
"""

_WHOLE, _HALF = 15, 32  # per cent of a line that labels take, across the sheet and in a column
_COLUMN = 52  # about as many letters stand on a line of a column
_MARKUP = re.compile("<[^>]*>")


def pieces(report: Report) -> Iterator[str]:
    """Yield what must not be parted: a section, or the two sections that share the figure."""
    sections = list(report.sections)
    while sections:
        section = sections.pop(0)
        words, below = _heading(section.heading), ""
        figure = next((block for block in section.blocks if isinstance(block, Figure)), None)
        words += _body(section.blocks, columns=1 if figure else 2)
        if figure and sections and isinstance(sections[0].blocks[0], Text):
            explaining = sections.pop(0)
            words += _heading(explaining.heading) + _body(explaining.blocks, Text, columns=1)
            below = _body(explaining.blocks, Card, columns=2)
        yield (_beside(words, figure) if figure else words) + below
    if report.references:
        lines = " &nbsp; ".join(escape(reference.short) for reference in report.references)
        yield _heading(tr("Sources")) + f"<p class='sources'>{lines}</p>"


def pictures_of(report: Report) -> dict[str, Picture]:
    """Return every picture of the report by its name in the text."""
    blocks = (block for section in report.sections for block in section.blocks)
    return {_name_of(block): block for block in blocks if isinstance(block, Picture)}
