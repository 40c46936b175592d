"""A report's sections as widgets for the screen."""

from collections.abc import Iterator
from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gui.figure.body_painter import CANVAS, Marks, ink, paint_bare_body, paint_marks
from gui.figure.people_picture import PeoplePicture
from gui.figure.sides import keep_sides
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import column, frame, label
from questionnaire.reports.blocks import (
    REVIEW_WORDS,
    Block,
    Card,
    Fact,
    Figure,
    Name,
    Notice,
    People,
    Report,
    Section,
    SectionId,
    Text,
)
from questionnaire.words import tr

_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute  # left stays left where writing begins on the right
_EDGES = (Qt.AlignmentFlag.AlignLeft | _ABSOLUTE, Qt.AlignmentFlag.AlignRight | _ABSOLUTE)


class FigurePicture(QWidget):
    """The figure with the affected sites filled, to look at."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        self.setAccessibleName(figure.caption)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Large enough to see which parts are filled."""
        return QSize(280, round(280 * CANVAS.height() / CANVAS.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure in the screen's colours."""
        with QPainter(self) as painter:
            place, colours = QRectF(self.rect()), ink(self.palette())
            paint_bare_body(painter, place, colours)
            paint_marks(painter, place, colours, Marks(self._figure.sites))


_HEAD: set[SectionId] = {"urgent", "pattern", "criteria"}


def report_head(report: Report, *, for_staff: bool) -> Iterator[QWidget]:
    """Yield what must be seen first; staff also see the statements' ids and review states."""
    view = _View(for_staff=for_staff)
    for section in report.sections:
        if section.id == "criteria" and report.lead:
            yield view.lead(report.lead)
        if section.id in _HEAD:
            yield view.section(section)


def report_rest(report: Report, *, for_staff: bool) -> Iterator[QWidget]:
    """Yield everything else from top to bottom, piece by piece, the sources last."""
    view = _View(for_staff=for_staff)
    for section in report.sections:
        if section.id not in _HEAD:
            yield view.section(section)
    if report.references:
        yield view.small(tr("Sources"), [reference.line for reference in report.references])
    yield view.small(tr("About this page"), list(report.notices))


class _View:
    """Turns blocks into widgets for one reader."""

    def __init__(self, *, for_staff: bool) -> None:
        self._for_staff = for_staff

    def lead(self, line: str) -> QWidget:
        """Return the line that staff read out or paste."""
        box, inside = frame("headline", 10)
        inside.addWidget(label(line))
        return box

    def section(self, section: Section) -> QWidget:
        """Return a section: what is best seen side by side stands side by side."""
        figures = [block for block in section.blocks if isinstance(block, Figure)]
        cards = [self.block(block) for block in section.blocks if isinstance(block, Card)]
        words = [block for block in section.blocks if not isinstance(block, (Figure, Card))]
        box, inside = frame("headline" if section.id == "pattern" else "card", 10)
        captions = [label(figure.caption, "hint") for figure in figures]
        text = column(*map(self.block, words), *captions, spacing=8)
        inside.addWidget(ColumnGrid([text, *map(self._figure, figures)], lines=11))
        parts: list[QWidget] = [label(section.heading, "section")]
        if words or figures:
            parts.append(box)
        if cards:
            parts.append(ColumnGrid(cards))
        return column(*parts, spacing=8)

    def small(self, heading: str, lines: list[str]) -> QWidget:
        """Return lines in small type under a heading."""
        return column(label(heading, "title"), *(label(line, "small") for line in lines), spacing=8)

    def block(self, block: Block) -> QWidget:
        """Return one block as a widget."""
        match block:
            case Text():
                return self._text(block)
            case Card():
                return self._card(block)
            case Name():
                return self._name(block)
            case Fact():
                return self._fact(block)
            case People():
                return column(PeoplePicture(block), label(block.caption, "hint"), spacing=8)
            case Figure():
                return self._figure(block)
            case Notice():
                return self._notice(block)
            case _:
                assert_never(block)

    def _text(self, text: Text) -> QWidget:
        cites = f" [{', '.join(str(number) for number in text.cites)}]" if text.cites else ""
        words = label(text.text + cites)
        if not (self._for_staff and text.review):
            return words
        state = " · ".join(filter(None, (text.statement, tr(REVIEW_WORDS[text.review]))))
        return column(words, label(state, "small"), spacing=2)

    def _card(self, card: Card) -> QFrame:
        box, layout = frame("card", 4)
        layout.addWidget(label(card.title, "title"))
        if card.subtitle:
            layout.addWidget(label(card.subtitle, "hint"))
        layout.addWidget(self._text(card.body))
        layout.addStretch(1)
        return box

    def _name(self, name: Name) -> QWidget:
        parts = [label(name.lead)] if name.lead else []
        parts.append(label(name.plain, "name" if name.medical else "title"))
        if name.medical:
            parts.append(label(tr("Medical name: {name}").format(name=name.medical)))
        return column(*parts, spacing=4)

    def _fact(self, fact: Fact) -> QWidget:
        words = (label(fact.label, "hint"), label(fact.value))
        return ColumnGrid(words, lines=8, shares=(2, 5))

    def _figure(self, figure: Figure) -> QWidget:
        sides = QWidget()
        row = QHBoxLayout(sides)
        row.setContentsMargins(0, 0, 0, 0)
        for words, edge in zip(figure.sides, _EDGES, strict=True):
            side = label(words, "small")
            side.setAlignment(edge)
            row.addWidget(side)
            keep_sides(sides, side)
        picture = FigurePicture(figure)
        whole = column(picture, sides, spacing=2)
        whole.setFixedWidth(picture.sizeHint().width())
        return whole

    def _notice(self, notice: Notice) -> QFrame:
        box, layout = frame("stop")
        layout.addWidget(label(notice.title, "name"))
        for text in notice.texts:
            layout.addWidget(self._text(text))
        return box
