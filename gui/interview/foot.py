"""The foot of every page: Back, ways out, the answers to a whole list, and what goes on."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.interview.answer_bar import AnswerBar
from gui.interview.venue import VenueKind
from gui.widgets.labels import (
    ButtonRole,
    adopt,
    button,
    empty,
    fill,
    keep_words_whole,
    rows_that_fit,
)
from questionnaire.words import mark, tr

_GAP = 8  # pixels between buttons
_AROUND = 14  # pixels above and below them

#: The button beside the first page, or each, that leaves the questions.
_WAY_OUT: dict[VenueKind, tuple[str, ButtonRole]] = {
    "alone": (mark("Front desk"), "link"),
    "waiting-room": (mark("Stop here"), "plain"),
    "desk": (mark("Keep and close"), "plain"),
}

#: The button under the result, and how much it stands out.
_LAST_BUTTON: dict[VenueKind, tuple[str, ButtonRole]] = {
    "alone": (mark("Start again"), "plain"),
    "waiting-room": (mark("I am finished"), "primary"),
    "desk": (mark("Back to the desk"), "primary"),
}


class PageFoot(QWidget):
    """Lays its buttons out in one row: what leads back at the left, what goes on at the right.

    Where they don't fit beside each other, all but Back and what goes on stand in rows above those two. A
    page's own buttons stand after Back.
    """

    def __init__(self, venue: VenueKind, answers: AnswerBar) -> None:
        super().__init__()
        (last, role), (out, out_role) = _LAST_BUTTON[venue], _WAY_OUT[venue]
        self.back = button(tr("Back"))
        self.way_out = button(tr(out), out_role)
        self.more = button(tr("More ▾"))
        self.more.setAccessibleName(tr("Show more below"))
        self.answers = answers
        self.skip = button(tr("Skip to the end"))
        self.last = button(tr(last), role)
        self.go_on = button(tr("Continue"), "primary")
        self._actions: tuple[QPushButton, ...] = ()
        self._side = 0
        self._placed: list[list[QWidget]] = []
        self._rows = [QHBoxLayout() for _ in self._all]  # as many as could be needed
        self._layout = fill(QVBoxLayout(self), *self._rows, spacing=_GAP)
        for row in self._rows:
            row.setSpacing(_GAP)
        self.keep_sides(0)
        for one in self._all:
            one.setParent(self)
            one.hide()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches, from left to right, row by row."""
        stops: list[QWidget] = []
        for one in (one for row in self._placed for one in row):
            stops += (self.answers.unsure, self.answers.none) if one is self.answers else (one,)
        return tuple(stops)

    def keep_sides(self, side: int) -> None:
        """Stand as far from the window's edges as the page above."""
        if side != self._side or self._layout.contentsMargins().top() != _AROUND:
            self._side = side
            self._layout.setContentsMargins(side, _AROUND, side, _AROUND)
            self._arrange()

    def show_only(self, wanted: Iterable[QWidget], actions: tuple[QPushButton, ...]) -> None:
        """Show these, the page's own buttons, and nothing else."""
        for gone in set(self._actions) - set(actions):
            gone.hide()
        adopt(self, *actions)
        self._actions = actions
        shown = {*wanted, *actions}
        for one in self._all:
            one.setVisible(one in shown)
        self._arrange()

    def offer_more(self, offered: bool) -> bool:
        """Show or hide the button that scrolls, and tell whether that changed anything."""
        if self.more.isVisibleTo(self) == offered:
            return False
        self.more.setVisible(offered)
        self._arrange()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def event(self, event: QEvent) -> bool:
        """Use more rows when words or letters have become larger."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def sizeHint(self) -> QSize:
        """Be as high as the rows."""
        return self._layout.sizeHint()

    @property
    def _left(self) -> tuple[QWidget, ...]:
        return (self.back, *self._actions, self.way_out)

    @property
    def _right(self) -> tuple[QWidget, ...]:
        return (self.more, self.answers, self.skip, self.last, self.go_on)

    @property
    def _all(self) -> tuple[QWidget, ...]:
        return (*self._left, *self._right)

    def _arrange(self) -> None:
        """Put what is shown into as few rows as the width allows."""
        shown = [one for one in self._all if one.isVisibleTo(self)]
        keep_words_whole((*shown, self.answers.unsure, self.answers.none))
        rows = self._rows_for(shown)
        if rows == self._placed:
            return
        self._placed = rows
        for row in self._rows:
            empty(row)
        *above, last = rows
        for row, widgets in zip(self._rows, above, strict=False):
            for one in widgets:
                row.addWidget(one)
        self._fill_last(self._rows[len(above)], last)
        self.updateGeometry()

    def _rows_for(self, shown: list[QWidget]) -> list[list[QWidget]]:
        """Return what stands in which row; Back and what goes on keep the last one, or the last two."""
        room = self.width() - 2 * self._side
        if sum(map(_width_of, shown)) + _GAP * (len(shown) - 1) <= room:
            return [shown]
        ends = {self.back, self.last, self.go_on}
        rest = (one for one in shown if one not in ends)
        above = rows_that_fit(rest, room, _width_of, _GAP)
        below = rows_that_fit((one for one in shown if one in ends), room, _width_of, _GAP)
        return [*above, *below]

    def _fill_last(self, row: QHBoxLayout, widgets: Sequence[QWidget]) -> None:
        """Leave a gap between what leads back and what goes on; neither moves when others are higher."""
        bottom = Qt.AlignmentFlag.AlignBottom
        lefts = [one for one in widgets if one in self._left]
        for place, one in enumerate(widgets):
            if place == len(lefts):
                row.addStretch(1)
            row.addWidget(one, 0, Qt.AlignmentFlag(0) if one is self.answers else bottom)


def _width_of(widget: QWidget) -> int:
    return widget.minimumWidth()
