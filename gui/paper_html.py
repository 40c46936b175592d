"""A report as rich text for paper, in pieces that stay together; pictures stand in it by name."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QDate, QLocale

from questionnaire.blocks import (
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
from questionnaire.report import Case
from questionnaire.words import language, tr

Picture = Figure | People

#: Lengths are in twips, twenty to the point: the unit in which a sheet is laid out.
STYLE = """
h1 { font-size: x-large; margin: 50px 0px 30px 0px; }
h2 { font-size: large; margin: 130px 0px 30px 0px; color: #10566b; }
p { margin: 0px 0px 50px 0px; }
td { vertical-align: top; }
.gap { padding-right: 240px; }
.label { font-weight: bold; white-space: nowrap; padding-right: 120px; padding-bottom: 20px; }
.name { font-size: large; font-weight: bold; }
.notice { border: 60px solid black; padding: 100px 160px 50px 160px; }
.small { font-size: small; }
.sources { font-size: 130px; }
"""


class Piece(NamedTuple):
    """What must not be parted; a heading is in one piece with what follows it."""

    html: str
    begins_section: bool = False
    wide: bool = False


def pieces(report: Report) -> Iterator[Piece]:
    """Yield the report from top to bottom, its figure beside the section and the next one's start."""
    sections = list(report.sections)
    while sections:
        section = sections.pop(0)
        figure = next((block for block in section.blocks if isinstance(block, Figure)), None)
        found = list(_pieces(section))
        if figure:
            more = (
                list(_pieces(sections.pop(0))) if sections and sections[0].id == "meaning" else []
            )

            words = "".join(piece.html for piece in found)
            yield Piece(_beside(words, figure), begins_section=True, wide=True)
        else:
            yield from found
    if report.references:
        lines = " &nbsp; ".join(escape(reference.short) for reference in report.references)
        html = _heading(tr("Sources")) + f"<p class='sources'>{lines}</p>"
        yield Piece(html, begins_section=True)
