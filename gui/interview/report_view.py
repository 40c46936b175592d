"""A report's sections as widgets for the screen."""

from collections.abc import Iterator
from typing import assert_never

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.figure.body_painter import Marks, ink, paint_body
from gui.figure.body_shapes import CANVAS
from gui.figure.people_picture import PeoplePicture
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import frame, label
from questionnaire.evidence import Review
from questionnaire.reports.blocks import (
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
from questionnaire.words import mark, tr

REVIEW_WORDS: dict[Review, str] = {
    "not-reviewed": mark("not yet reviewed"),
    "needs-review": mark("needs review: weak evidence or our own judgement"),
    "reviewed": mark("reviewed by a clinician"),
}


_EDGES = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)


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
        painter = QPainter(self)
        marks = Marks(self._figure.sites)
        paint_body(painter, QRectF(self.rect()), ink(self.palette()), marks)
        painter.end()


_HEAD: set[SectionId] = {"urgent", "pattern", "criteria"}


def report_head(report: Report, *, for_staff: bool) -> Iterator[QWidget]:
    """Yield what must be seen first; staff also see the statements' ids and review states."""
    view = _View(for_staff=for_staff)
    return (view.section(section) for section in report.sections if section.id in _HEAD)


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

    def section(self, section: Section) -> QWidget:
        """Return a section: what is best seen side by side stands side by side."""
        whole, layout = _column()
        layout.addWidget(label(section.heading, "section"))
        figures = [block for block in section.blocks if isinstance(block, Figure)]
        cards = [self.block(block) for block in section.blocks if isinstance(block, Card)]
        words = [block for block in section.blocks if not isinstance(block, (Figure, Card))]
        box, inside = frame("headline" if section.id == "pattern" else "card", 10)
        column, lines = _column()
        for block in words:
            lines.addWidget(self.block(block))
        for figure in figures:
            lines.addWidget(label(figure.caption, "hint"))
        lines.addStretch(1)
        inside.addWidget(ColumnGrid([column, *map(self._figure, figures)], lines=11))
        if words or figures:
            layout.addWidget(box)
        if cards:
            layout.addWidget(ColumnGrid(cards))
        return whole

    def small(self, heading: str, lines: list[str]) -> QWidget:
        """Return lines in small type under a heading."""
        whole, layout = _column()
        layout.addWidget(label(heading, "title"))
        for line in lines:
            layout.addWidget(label(line, "small"))
        return whole

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
                return self._people(block)
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
        whole, layout = _column(2)
        layout.addWidget(words)
        state = tr(REVIEW_WORDS[text.review])
        layout.addWidget(label(f"{text.statement} · {state}" if text.statement else state, "small"))
        return whole

    def _card(self, card: Card) -> QFrame:
        box, layout = frame("card", 4)
        layout.addWidget(label(card.title, "title"))
        if card.subtitle:
            layout.addWidget(label(card.subtitle, "hint"))
        layout.addWidget(self._text(card.body))
        layout.addStretch(1)
        return box

    def _name(self, name: Name) -> QWidget:
        whole, layout = _column(4)
        if name.lead:
            layout.addWidget(label(name.lead))
        layout.addWidget(label(name.plain, "name" if name.medical else "title"))
        if name.medical:
            layout.addWidget(label(tr("Medical name: {name}").format(name=name.medical)))
        return whole

    def _fact(self, fact: Fact) -> QWidget:
        words = (label(fact.label, "hint"), label(fact.value))
        return ColumnGrid(words, lines=8, shares=(2, 5))

    def _figure(self, figure: Figure) -> QWidget:
        whole, layout = _column(2)
        sides = QHBoxLayout()
        for words, edge in zip(figure.sides, _EDGES, strict=True):
            side = label(words, "small")
            side.setAlignment(edge)
            sides.addWidget(side)
        picture = FigurePicture(figure)
        layout.addWidget(picture)
        layout.addLayout(sides)
        layout.addStretch(1)
        whole.setFixedWidth(picture.sizeHint().width())
        return whole

    def _people(self, people: People) -> QWidget:
        whole, layout = _column()
        layout.addWidget(PeoplePicture(people))
        layout.addWidget(label(people.caption, "hint"))
        return whole

    def _notice(self, notice: Notice) -> QFrame:
        box, layout = frame("stop")
        layout.addWidget(label(notice.title, "name"))
        for text in notice.texts:
            layout.addWidget(self._text(text))
        return box


def _column(spacing: int = 8) -> tuple[QWidget, QVBoxLayout]:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return whole, layout
