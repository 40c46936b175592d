"""The table itself: its keys and mouse, and how it stays put while intakes come in."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
)

from gui.desk.table.columns import Columns
from gui.desk.table.heads import Heads
from gui.desk.table.intake_model import MARK, IntakeModel
from gui.desk.table.intake_painter import IntakePainter
from gui.desk.table.sight import Paintings, Sight
from gui.widgets.press_guard import ENTER
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr

_LEAST_HEIGHT, _AROUND = 44, 18  # pixels of a row, and those around its words
_FLAG = QItemSelectionModel.SelectionFlag
_KIND, _KEY = QEvent.Type, Qt.Key
_PRESSES = {
    _KIND.MouseButtonPress,
    _KIND.MouseButtonRelease,
    _KIND.MouseButtonDblClick,
    _KIND.MouseMove,
}
_HELD = {_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta}
_CHOOSE, _CHOOSE_ALONE = _FLAG.Select | _FLAG.Rows, _FLAG.ClearAndSelect | _FLAG.Rows


class IntakeView(QTableView):
    """Shows the model; Enter and a double click want an intake opened.

    The mark is on an intake, never on a place: it moves with its row, and goes when its row goes.
    """

    open_wanted = Signal()
    delete_wanted = Signal()
    choice_changed = Signal()
    order_changed = Signal()

    def __init__(self, model: IntakeModel) -> None:
        super().__init__()
        self._intakes = model
        self._kept: tuple[list[UUID], UUID | None] = ([], None)
        self._top: tuple[UUID, int] | None = None
        self._awaited: UUID | None = None
        self._sight = Sight()
        self._columns = Columns(self, model)
        Paintings(self.viewport(), self._sight.painted, self._sight.seen)
        self._set_up()
        # Before Qt's own: it would put the mark on the row beside the one that goes.
        model.rowsAboutToBeRemoved.connect(self._let_go)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.heads.sortIndicatorChanged.connect(lambda *_: self._begin_anew())
        self.setItemDelegate(IntakePainter(self, model))
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        model.rowsAboutToBeInserted.connect(lambda *_: self._hold())
        model.rowsAboutToBeMoved.connect(lambda _from, at, *_: self._hold(at))
        model.rowsAboutToBeRemoved.connect(lambda _from, at, _to: self._hold(at))
        for came in (model.rowsInserted, model.rowsMoved, model.rowsRemoved):
            came.connect(lambda *_: self._held())
        for changed in (model.rowsInserted, model.rowsMoved, model.rowsRemoved, model.modelReset):
            changed.connect(lambda *_: self._paint_anew())
        model.rowsInserted.connect(lambda *_: self._meet())
        model.dataChanged.connect(lambda *_: self._columns.fit())
        self.verticalScrollBar().valueChanged.connect(lambda *_: self._scrolled())
        self.selectionModel().selectionChanged.connect(lambda *_: self.choice_changed.emit())
        self.doubleClicked.connect(lambda _index: self.open_wanted.emit())

    def _set_up(self) -> None:
        self.setAccessibleName(tr("Intakes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.heads = Heads()
        self.setHorizontalHeader(self.heads)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def chosen(self) -> list[Row]:
        """The intakes that are selected, from top to bottom."""
        ranges = self.selectionModel().selection().toList()  # seldom many, unlike the rows
        found = {at for one in ranges for at in range(one.top(), one.bottom() + 1)}
        return [self._intakes.row(number) for number in sorted(found)]

    @property
    def current(self) -> Row | None:
        """The intake that the keys are on."""
        index = self.currentIndex()
        return self._intakes.row(index.row()) if index.isValid() else None

    @property
    def is_sure(self) -> bool:
        """Whether the mark is where the person put it, or was painted where it is."""
        return self._sight.is_sure

    @property
    def is_in_sight(self) -> bool:
        """Whether what is marked can be read where it stands now."""
        row, room = self.visualRect(self.currentIndex()), self.viewport().height()
        seen = min(row.bottom(), room) - max(row.top(), 0)
        return 2 * seen >= min(row.height(), room)  # so that it can be even in a very low window

    def bring_into_sight(self) -> None:
        """Show what is marked with what stands around it; a press counts once that is painted."""
        self.scrollTo(self.currentIndex(), self.ScrollHint.PositionAtCenter)
        self._sight.marked()
        self._paint_anew()

    def go_to(self, intake: UUID) -> None:
        """Mark an intake and bring it into sight; until one that is still to come is there, none is."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()
        self._awaited = intake
        self._meet()
        self._sight.marked()
        self._paint_anew()

    def mark_row(self, number: int) -> None:
        """Mark one row alone; Qt's own selectRow would heed Ctrl or Shift, held for something else."""
        index = self._intakes.index(number, MARK)
        self.selectionModel().setCurrentIndex(index, _CHOOSE_ALONE)

    def begin_at_the_top(self) -> None:
        """Mark the first intake, unless another one is marked or awaited."""
        if not (self.currentIndex().isValid() or self._awaited) and self._intakes.rowCount():
            self._sight.marked()
            self.mark_row(0)

    def minimumSizeHint(self) -> QSize:
        """Let a small window show a row at least; it must not grow for the scroll bar."""
        return QSize(_LEAST_HEIGHT, 2 * _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, ask for Delete, and leave all other keys to Qt."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            if event.key() not in _HELD:
                self._sight.pressed()
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Note what may move the mark."""
        if event.type() in _PRESSES:
            self._sight.pressed(by_place=True)
        return super().viewportEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ring around the whole row; Qt draws only the one cell anew."""
        self._intakes.heard_at = max(MARK, current.column())
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self._awaited = None
        self.choice_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the mark as it is: where there is none, Qt would put it on the first row."""
        was_marked, awaited = self.currentIndex().isValid(), self._awaited
        super().focusInEvent(event)
        if was_marked:  # Qt tells a screen reader only of the table, and that after this
            tell = partial(self.currentChanged, self.currentIndex(), QModelIndex())
            QTimer.singleShot(0, self, tell)
        else:
            self.selectionModel().clearCurrentIndex()
            self._awaited = awaited

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give rows and columns the room that their words need."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in letters of another size."""
        super().changeEvent(event)
        if event.type() == _KIND.FontChange:
            self._columns.forget()
            self._fit()

    def _fit(self) -> None:
        self._sight.shifted()
        height = self._columns.metrics().height() + _AROUND
        self.verticalHeader().setDefaultSectionSize(max(_LEAST_HEIGHT, height))
        self._columns.fit()

    def _scrolled(self) -> None:
        self._sight.shifted()
        self._columns.fit()

    def _begin_anew(self) -> None:
        """Show what comes first in the new order; the mark stays on its intake."""
        self.scrollToTop()
        self.order_changed.emit()

    def _paint_anew(self) -> None:
        """Paint all of it, however little Qt takes for changed."""
        self._sight.changed()
        self._columns.fit()
        self.viewport().update()

    def _meet(self) -> None:
        """Mark the awaited intake if it is there."""
        number = self._intakes.number_of(self._awaited) if self._awaited else None
        if number is not None:
            self._sight.marked()
            self.mark_row(number)
            self.scrollTo(self._intakes.index(number, MARK))

    def _let_go(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Take the mark from a row that goes; no other row gets it."""
        if first <= self.currentIndex().row() <= last:
            self.selectionModel().clearCurrentIndex()

    def _hold(self, going: int = -1) -> None:
        """Note what is read at the top, unless it is what goes; unscrolled, new ones are wanted there."""
        bar, height = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize()
        number = self.rowAt(0)
        number += number == going
        held = bar.value() > 0 and 0 <= number < self._intakes.rowCount()
        self._top = (
            (self._intakes.row(number).intake, bar.value() - number * height) if held else None
        )

    def _held(self) -> None:
        """Bring what was read at the top back to its place."""
        top, self._top = self._top, None
        number = self._intakes.number_of(top[0]) if top else None
        if top and number is not None:
            self.executeDelayedItemsLayout()
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(number * height + top[1])

    def _remember(self) -> None:
        self._hold()
        self._kept = (
            [row.intake for row in self.chosen],
            self.current.intake if self.current else None,
        )

    def _selection_of(self, intakes: Sequence[UUID]) -> QItemSelection:
        """Return these as few ranges: each one selected by itself would take seconds for thousands."""
        selection, at = QItemSelection(), self._intakes.index
        found = enumerate(self._intakes.numbers_of(intakes))
        for _, run in groupby(found, lambda one: one[1] - one[0]):
            numbers = [number for _, number in run]
            selection.append(QItemSelectionRange(at(numbers[0], MARK), at(numbers[-1], MARK)))
        return selection

    def _recall(self) -> None:
        """Choose again what was chosen, as far as it is still shown, and stay where one read."""
        (chosen, current), self._kept = self._kept, ([], None)
        select = self.selectionModel()
        select.select(self._selection_of(chosen), _CHOOSE)
        number = self._intakes.number_of(current) if current else None
        if number is not None:
            index = self._intakes.index(number, MARK)
            select.setCurrentIndex(index, _FLAG.NoUpdate)
        self._held()
        self._meet()
        self.choice_changed.emit()
