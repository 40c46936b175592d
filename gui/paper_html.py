"""A report as rich text for paper, in pieces that stay together; pictures stand in it by name."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby, takewhile

from PySide6.QtCore import QDate, QLocale

from questionnaire.blocks import Block, Card, Fact, Figure, Name, Notice, People, Report, Text
from questionnaire.report import Case
from questionnaire.words import language, tr

Picture = Figure | People

#: Lengths are in twips, twenty to the point: the unit in which a sheet is laid out.
STYLE = """
h1 { font-size: x-large; margin: 50px 0px 30px 0px; }
h2 { font-size: large; margin: 80px 0px 20px 0px; color: #10566b; }
p { margin: 0px 0px 50px 0px; }
td { vertical-align: top; }
.gap { padding-right: 240px; }
.label { font-weight: bold; white-space: nowrap; padding-right: 120px; }
.name { font-size: large; font-weight: bold; }
.notice { border: 60px solid black; padding: 100px 160px 50px 160px; }
.small { font-size: small; }
.sources { font-size: 130px; }
"""

_COLUMN = 52  # about as many letters stand on a line of a column
_MARKUP = re.compile("<[^>]*>")


def pieces(report: Report) -> Iterator[str]:
    """Yield what must not be parted: a section, or the two sections that share the figure."""
    sections = list(report.sections)
    while sections:
        section = sections.pop(0)
        figure = next((block for block in section.blocks if isinstance(block, Figure)), None)
        if not figure:
            yield _heading(section.heading) + _body(section.blocks)
            continue
        words, below = _heading(section.heading) + _body(section.blocks, columns=1), ""
        if sections and isinstance(sections[0].blocks[0], Text):
            explaining = sections.pop(0)
            texts = tuple(takewhile(lambda block: isinstance(block, Text), explaining.blocks))
            words += _heading(explaining.heading) + _body(texts, columns=1)
            below = _body(explaining.blocks[len(texts) :])
        yield _beside(words, figure) + below
    if report.references:
        lines = " &nbsp; ".join(escape(reference.short) for reference in report.references)
        yield _heading(tr("Sources")) + f"<p class='sources'>{lines}</p>"


def pictures_of(report: Report) -> dict[str, Picture]:
    """Return every picture of the report by its name in the text."""
    blocks = (block for section in report.sections for block in section.blocks)
    return {_name_of(block): block for block in blocks if isinstance(block, Picture)}


def header_html(case: Case, report: Report, page_words: str) -> str:
    """Return what stands at the head of every page: whose it is, what it is, and of which day."""
    system = QLocale.system()
    locale = system if system.name().startswith(language()) else QLocale(language())
    day = locale.toString(QDate(case.day.year, case.day.month, case.day.day))
    below = " · ".join(filter(None, (day, page_words)))
    title, clinic = escape(report.title), escape(case.clinic.name)
    return f"<p>{clinic}</p><h1>{title}</h1><p>{escape(below)}</p>"


def footer_html(report: Report) -> str:
    """Return what stands at the foot of every page: no diagnosis, review state, versions."""
    return f"<p>{escape(' '.join(report.notices))}</p>"


def label_html() -> str:
    """Return the words in the box for the clinic's patient label."""
    return f"<p class='small'>{escape(tr('Patient label'))}</p>"


def _name_of(picture: Picture) -> str:
    return str(hash(picture))


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _beside(words: str, figure: Figure) -> str:
    """Return the words with the figure at their right, over the names of its two sides."""
    right, left = map(escape, figure.sides)
    sides = _table(f"<td class='small'>{right}</td><td class='small' align='right'>{left}</td>")
    picture = f"<img src='{_name_of(figure)}'>{sides}"
    return _table(f"<td class='gap' width='78%'>{words}</td><td width='22%'>{picture}</td>")


def _body(blocks: Iterable[Block], columns: int = 2) -> str:
    """Return the blocks in their order, those of one kind in columns of about the same length."""
    parts = []
    for kind, found in groupby(blocks, key=_kind):
        if kind is Fact:
            facts = [_fact(block) for block in found if isinstance(block, Fact)]
            parts.append(_columns(facts, columns if len(facts) > 2 else 1, _TABLE))
        else:
            parts.append(_columns(list(map(_words, found)), columns if kind is Text else 1))
    return "".join(parts)


def _kind(block: Block) -> type[Block]:
    """Return what a block is laid out like: a row of a table, a line of its own, or a paragraph."""
    match block:
        case Fact():
            return Fact
        case Name() | Notice():
            return Name
        case _:
            return Text


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
            title = f"<h1>{escape(block.title)}</h1>"
            return _table(f"<td class='notice'>{title}{lines}</td>")
        case _:
            return ""


def _fact(fact: Fact) -> str:
    return f"<tr><td class='label'>{escape(fact.label)}</td><td>{escape(fact.value)}</td></tr>"


def _text(text: Text) -> str:
    """Return a paragraph's words; the numbers of its sources stay on one line."""
    cites = ",&nbsp;".join(str(number) for number in text.cites)
    state = f" <i>({escape(tr('needs review'))})</i>" if text.review == "needs-review" else ""
    return escape(text.text) + (f" <span class='small'>[{cites}]</span>" if cites else "") + state


_PLAIN, _TABLE = "{}", "<table cellpadding='0' cellspacing='0'>{}</table>"


def _columns(parts: list[str], columns: int, frame: str = _PLAIN) -> str:
    """Return the parts one under another, or in two columns with the first ones on the left."""
    if columns == 1 or len(parts) < 2:
        return frame.format("".join(parts))
    lines = [1.4 + len(_MARKUP.sub("", part)) // _COLUMN + 5 * ("<img" in part) for part in parts]
    half = min(range(1, len(parts)), key=lambda count: max(sum(lines[:count]), sum(lines[count:])))
    left, right = (frame.format("".join(one)) for one in (parts[:half], parts[half:]))
    return _table(f"<td class='gap' width='50%'>{left}</td><td width='50%'>{right}</td>")


def _table(cells: str) -> str:
    return f"<table width='100%' cellpadding='0' cellspacing='0'><tr>{cells}</tr></table>"
