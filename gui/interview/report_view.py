"""A report's sections as widgets for the screen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from gui.figure.bare_figure import bare_figure
from gui.figure.body_painter import CANVAS, BodyPainter, Marks, drawing_in, ink, shapes
from gui.figure.people_picture import PeoplePicture
from gui.figure.sides import keep_sides
from gui.interview.folding import Folding
from gui.widgets.column_flow import ColumnFlow
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.copying import copy_in_confidence
from gui.widgets.heard_as import HeardAsPicture
from gui.widgets.labels import Role, alert, button, column, fill, frame, heading, label, stack
from gui.widgets.long_words import breakable
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
from questionnaire.reports.glance import Fold, always_told, folds
from questionnaire.reports.speech import place_of, review_told, staff_aside, value_told
from questionnaire.words import tr

_FIGURE_LINES = 6
_WORDS_LINES = 7  # line heights that words beside the figure need
_APART = 4  # pixels between the words for the two sides
_BESIDE, _UNDER = 36, 32  # shares of the width: beside the body stands the large head


class FigurePicture(QWidget):
    """The figure with the affected sites filled, as wide as so many line heights."""

    heard_as = HeardAsPicture

    def __init__(self, figure: Figure, lines: int = 12) -> None:
        super().__init__()
        self._figure = figure
        self._lines = lines
        self.setAccessibleName(figure.caption)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Grow with the letters, which must find room beside and under it."""
        wide = self._lines * self.fontMetrics().height()
        return QSize(wide, round(wide * CANVAS.height() / CANVAS.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figure in the screen's colours."""
        with QPainter(self) as painter:
            body = BodyPainter(drawing_in(QRectF(self.rect())), ink(self.palette()), shapes())
            painter.drawPixmap(0, 0, bare_figure(self))
            body.paint_marks(painter, Marks(self._figure.sites))


class _SidedFigure(QWidget):
    """The figure over the words for its two sides, which need a little more room."""

    heard_as = HeardAsPicture

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._picture = FigurePicture(figure, _FIGURE_LINES)
        self._words = figure.sides
        self._room = self.maximumWidth()  # until it is known
        sides = QWidget()
        row = fill(QHBoxLayout(sides), margins=(0, 0, 0, 0), spacing=_APART)
        self._sides = [label(words, "small") for words in figure.sides]
        row.addStretch(_BESIDE)
        for side in self._sides:
            side.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            side.setMinimumWidth(1)
            row.addWidget(side, _UNDER)
            keep_sides(sides, side)
        layout = stack(self, self._picture, sides, spacing=2)
        layout.setAlignment(self._picture, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def event(self, event: QEvent) -> bool:
        """Follow the size of the letters."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return done

    def keep_within(self, room: int) -> None:
        """Be no wider than this, in pixels, and break words that are too long for that."""
        if room != self._room:
            self._room = room
            self._fit()

    def _fit(self) -> None:
        for side in self._sides:
            side.ensurePolished()  # only then its letters have their size
        metrics = self._sides[0].fontMetrics()
        words = (word for side in self._words for word in side.split())
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        wanted = max(self._picture.sizeHint().width(), (widest + _APART) * 100 // _UNDER)
        self.setFixedWidth(min(wanted, self._room))
        longest = min(widest, self._room * _UNDER // 100 - _APART)
        for side, said in zip(self._sides, self._words, strict=True):
            side.setText(breakable(said, metrics, longest))


class _Beside(QWidget):
    """Words beside a figure or, where they would be too narrow, under it."""

    def __init__(self, figure: _SidedFigure, words: QWidget) -> None:
        super().__init__()
        self._figure = figure
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        fill(self._box, figure, words, margins=(0, 0, 0, 0), spacing=8, wide=words)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows may squeeze it; the figure follows only afterwards."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self._figure.keep_within(self.width())
        needed = self._figure.minimumWidth() + _WORDS_LINES * self.fontMetrics().height()
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if self.width() >= needed else way.TopToBottom)


def figure_beside(figure: Figure, *notes: str) -> QWidget:
    """Return the figure, and beside it the marked parts in words and what else is to be noted."""
    words = column(*(label(one, "small") for one in (figure.caption, *notes)), spacing=4)
    return _Beside(_SidedFigure(figure), words)


#: For staff: what is read together stands together, in columns.
_BANDS: tuple[tuple[SectionId, ...], ...] = (
    ("criteria", "answers"),
    ("forms", "spread", "causes"),
    ("help", "names"),
)
_BREAKS = re.compile(r"(?<=[/.])(?=\S)")  # where an address of a source may be broken
_BREAK = "\u200b"
_RUN_ON = 4  # sources in a paragraph
_HEAD: set[SectionId] = {"urgent", "pattern"}


def report_head(report: Report, *, for_staff: bool, top: bool = True) -> Iterator[QWidget]:
    """Yield what must be seen first; `top` is what holds for all of it, unless the page shows that itself."""
    view = DenseView() if for_staff else PlainView()
    if for_staff and top:
        yield label(staff_aside(report), "small")
    if report.lead:
        yield lead_box(report.lead)
    for section in report.sections:
        if section.id == "urgent" or (section.id in _HEAD and not report.glance):
            is_notice = any(isinstance(block, Notice) for block in section.blocks)
            whole = (
                column(*view.section(section), spacing=6) if is_notice else view.boxed([section])
            )
            yield whole


def report_rest(
    report: Report, *, for_staff: bool, folding: Folding | None = None
) -> Iterator[QWidget]:
    """Yield everything else from top to bottom, piece by piece; what is for further reading comes last."""
    view = DenseView() if for_staff else PlainView()
    folding = folding or Folding(set(), view.opened)
    rest = [one for one in always_told(report) if one.id not in _HEAD]
    for band in _banded(rest):
        yield view.boxed(band)
    notices = report.notices[-1:] if for_staff else report.notices
    sources = report.references_of(always_told(report))
    found = folds(report)
    further = [folding.opener(fold) for fold in found]
    yield view.boxed((), (*view.sources(sources), *view.about(notices), *further))
    yield from map(folding.part, found)


def _banded(sections: list[Section]) -> list[tuple[Section, ...]]:
    """Return sections that follow each other and are read together; others alone."""
    first = {id_: band[0] for band in _BANDS for id_ in band}
    groups = groupby(sections, key=lambda one: first.get(one.id, one.id))
    return [tuple(together) for _, together in groups]


def lead_box(line: str, copy: QPushButton | None = None) -> QWidget:
    """Return the line that staff read out, with a button that copies it to be pasted."""
    box, inside = frame("headline", 8)
    copy = copy or button(tr("Copy this line"), "staff", lambda: copy_in_confidence(line))
    inside.addWidget(ColumnGrid([label(line), copy], lines=18, shares=(1, 0)))
    return box


class PlainView:
    """Turns sections and blocks into widgets for a patient."""

    heading: Role = "subquestion"
    title: Role = "title"
    body: Role = "body"
    hint: Role = "hint"
    lines = 13
    spacing = 8
    tells_review = False

    def boxed(self, sections: Iterable[Section], more: Iterable[QWidget] = ()) -> QWidget:
        """Return sections in columns in one box, and after them what else belongs there."""
        parts = [part for one in sections for part in self._kept_together(one)] + [*more]
        box, inside = frame("card")
        inside.setContentsMargins(20, 8, 20, 8)
        inside.addWidget(ColumnFlow(parts, lines=self.lines, spacing=self.spacing))
        return box

    def opened(self, fold: Fold) -> QWidget:
        """Return what a button opens, its sources at the end of it."""
        return self.boxed(fold.sections, self.sources(fold.references))

    def _kept_together(self, section: Section) -> Iterator[QWidget]:
        """Yield a section's blocks; its heading never stands at the foot of a column."""
        heading, first, *rest = self.section(section)
        yield column(heading, first, spacing=6)
        yield from rest

    def sources(self, references: tuple[Reference, ...]) -> Iterator[QWidget]:
        """Yield the sources in small type, one after the other as in a paragraph."""
        if references:
            yield from self._small(tr("Sources"), [one.short for one in references])

    def about(self, notices: tuple[str, ...]) -> Iterator[QWidget]:
        """Yield what holds for all of the page, in small type."""
        yield from self._small(tr("About this page"), notices)

    def _small(self, words: str, lines: Sequence[str]) -> Iterator[QWidget]:
        """Yield lines run on, a few at a time, so that columns can break between them."""
        joined = [
            _BREAKS.sub(_BREAK, " · ".join(lines[at : at + _RUN_ON]))
            for at in range(0, len(lines), _RUN_ON)
        ]
        first, *rest = (label(one, "small") for one in joined)
        yield column(heading(words, self.title), first, spacing=2)
        yield from rest

    def section(self, section: Section) -> Iterator[QWidget]:
        """Yield the heading and each block: words, then figures, cards last."""
        yield heading(section.heading, self.heading)
        for one in sorted(section.blocks, key=place_of):
            yield self.block(one)

    def block(self, block: Block) -> QWidget:
        """Return one block as a widget."""
        match block:
            case Text():
                return self._text(block)
            case Card():
                subtitle = [label(block.subtitle, self.hint)] if block.subtitle else []
                return column(
                    heading(block.title, self.title), *subtitle, self._text(block.body), spacing=2
                )
            case Name():
                return self._name(block)
            case Fact():
                return self._fact(block)
            case People():
                said, *key = block.caption.splitlines()
                lines = (label(one, "small") for one in key)
                return column(label(said, self.body), PeoplePicture(block), *lines, spacing=4)
            case Figure():
                return figure_beside(block)
            case Notice():
                return self._notice(block)
            case _:
                assert_never(block)

    def _fact(self, fact: Fact) -> QWidget:
        return label(f"{fact.label}: {value_told(fact)}", self.body)

    def _text(self, text: Text) -> QWidget:
        cites = f" [{', '.join(str(number) for number in text.cites)}]" if text.cites else ""
        state = review_told(text) if self.tells_review else ""
        return label(f"{text.text}{cites}" + (f" ({state})" if state else ""), self.body)

    def _name(self, name: Name) -> QWidget:
        parts = [label(name.lead, self.body)] if name.lead else []
        parts.append(label(name.plain, "name" if name.medical else self.title))
        if name.medical:
            words = tr("Medical name: {name}").format(name=name.medical)
            parts.append(label(words, self.body))
        return column(*parts, spacing=4)

    def _notice(self, notice: Notice) -> QWidget:
        box, layout = alert(notice.title, 4)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.addWidget(label(notice.title, "name"))
        for text in notice.texts:
            layout.addWidget(self._text(text))
        return box


class DenseView(PlainView):
    """The same for staff: small type, and the review state of each sentence that is weak."""

    heading: Role = "title"
    title: Role = "dense-title"
    body: Role = "dense"
    hint: Role = "small"
    spacing = 6
    tells_review = True

    def _fact(self, fact: Fact) -> QWidget:
        words = (label(fact.label, self.hint), label(value_told(fact), self.body))
        return ColumnGrid(words, lines=5, shares=(2, 3))
