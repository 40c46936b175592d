"""Rich text for paper: a report in pieces that stay together, laid out in twips, black, with its pictures."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, takewhile
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from gui.figure.body_painter import CANVAS, PAPER_INK, Marks, paint_body
from gui.figure.people_picture import paint_people, people_size
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


_FIGURE_WIDTH = 2420.0  # twips
_PEOPLE_WIDTH = 3000.0
_OUTLINE = QColor("#6d7b86")


class PaperPictures(QPyTextObject):
    """Stands in for the document's own pictures, which would be pixels."""

    def __init__(self, pictures: dict[str, Picture], document: QTextDocument) -> None:
        super().__init__(document)
        self._pictures = pictures

    def intrinsicSize(
        self,
        doc: QTextDocument,
        pos_in_document: int,
        text_format: QTextFormat,
    ) -> QSizeF:
        """Return how much room a picture needs."""
        picture = self._pictures[text_format.toImageFormat().name()]
        if isinstance(picture, Figure):
            return CANVAS.size() * (_FIGURE_WIDTH / CANVAS.width())
        size = QSizeF(people_size(picture))
        return size * (_PEOPLE_WIDTH / size.width())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos_in_document: int,
        text_format: QTextFormat,
    ) -> None:
        """Draw a picture into its place."""
        place = QRectF(rect)
        picture = self._pictures[text_format.toImageFormat().name()]
        if isinstance(picture, Figure):
            paint_body(painter, place, PAPER_INK, Marks(picture.sites))
            return
        painter.save()
        painter.translate(place.topLeft())
        scale = place.width() / people_size(picture).width()
        painter.scale(scale, scale)
        paint_people(painter, picture, PAPER_INK.chosen, _OUTLINE)
        painter.restore()


#: Lengths are in twips, twenty to the point: so fine that the size of the type can be searched in
#: whole numbers, and the same for every printer and PDF.
TWIPS_TO_AN_INCH = 1440

_STANDARD_SIZE = 180
#: Narrow enough to leave the type large; whatever else is installed is used where none is.
_FAMILIES = ("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "Noto Sans")


def document(html: str, room: QSizeF, pictures: dict[str, Picture] | None = None) -> QTextDocument:
    """Return rich text laid out as wide as the room, its lines parted where a page of it ends."""
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setDefaultStyleSheet(STYLE)
    set_size(made, _STANDARD_SIZE)
    made.setPageSize(room)
    handled = QTextFormat.ObjectTypes.ImageObject.value
    made.documentLayout().registerHandler(handled, PaperPictures(pictures or {}, made))
    made.setHtml(html)
    return made


def set_size(text: QTextDocument, size: int) -> None:
    """Lay the text out again in type of this size."""
    font = QFont()
    font.setFamilies([*_FAMILIES, font.family()])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Ligatures break search and copy.
    font.setFeature(QFont.Tag("liga"), 0)
    font.setPixelSize(size)
    text.setDefaultFont(font)


def draw(
    painter: QPainter, text: QTextDocument, corner: QPointF, shown: QRectF | None = None
) -> None:
    """Draw the text or a part of it, with the whole text's corner at this place."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.clip = shown or QRectF(QPointF(), text.size())
    painter.save()
    painter.translate(corner)
    painter.setClipRect(context.clip)
    text.documentLayout().draw(painter, context)
    painter.restore()
