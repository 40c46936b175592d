"""The table itself: how it is drawn, its keys and mouse, and how it stays put while intakes come in."""

from uuid import UUID

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.desk.table.intake_model import (
    MARK,
    REFERENCE,
    STATE,
    STATION,
    TICKET,
    TIME,
    TITLE,
    WHO,
    IntakeModel,
)
from gui.desk.table.sight import Paintings, Sight
from gui.widgets.press_guard import ENTER
from questionnaire.records.desk.listing import Row
from questionnaire.words import mark, tr

_PADDING = 10  # pixels
_SIGN_SIZE = 22
_RING = 3
_ROLE = QPalette.ColorRole


class IntakePainter(QStyledItemDelegate):
    """Draws one cell; what nobody has opened yet is in bold."""

    def __init__(self, view: QTableView, model: IntakeModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the ground, the sign, the words and the ring of the row that the keys are on."""
        row = self._model.row(index.row())
        place, colours = option.rect, self._view.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground, ink_role = _colours(row, chosen=chosen)
        painter.fillRect(place, colours.color(ground))
        ink = colours.color(ink_role)
        direction = option.direction
        left = place.left() + _PADDING
        if index.column() == MARK and row.is_urgent:
            sign = QRect(left, place.center().y() - _SIGN_SIZE // 2, _SIGN_SIZE, _SIGN_SIZE)
            sign = QStyle.visualRect(direction, place, sign)
            _draw_sign(painter, QRectF(sign), ink, acknowledged=row.acknowledged)
            left += _SIGN_SIZE + _PADDING // 2
        font = QFont(self._view.font())
        font.setBold(row.calls or row.state == "finished")
        painter.setFont(font)
        painter.setPen(ink)
        room = QRect(left, place.top(), place.right() - left - _PADDING // 2, place.height())
        room = QStyle.visualRect(direction, place, room)
        words = self._model.data(index) or ""
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(flags), words)
        self._draw_edges(painter, place, index.row())
        painter.restore()

    def _draw_edges(self, painter: QPainter, place: QRect, number: int) -> None:
        """Draw the line under the row, or the ring around the one that the keys are on."""
        colours = self._view.palette()
        if number == self._view.currentIndex().row():
            # Thinner without the focus, but in sight: Ctrl+P prints this one wherever the focus is.
            width = _RING if self._view.hasFocus() else 1
            painter.setPen(QPen(colours.color(_ROLE.WindowText), width))
            top, bottom = place.top() + width / 2, place.bottom() + 1 - width / 2
            painter.drawLine(QLineF(place.left(), top, place.right() + 1, top))
        else:
            painter.setPen(QPen(colours.color(_ROLE.Midlight), 1))
            bottom = place.bottom() + 0.5
        painter.drawLine(QLineF(place.left(), bottom, place.right() + 1, bottom))


def _colours(row: Row, *, chosen: bool) -> tuple[QPalette.ColorRole, QPalette.ColorRole]:
    """Return the colours of the ground and of the words."""
    if chosen:
        return _ROLE.Highlight, _ROLE.HighlightedText
    return (_ROLE.ToolTipBase, _ROLE.ToolTipText) if row.calls else (_ROLE.Base, _ROLE.Text)


def _draw_sign(painter: QPainter, place: QRectF, ink: QColor, *, acknowledged: bool) -> None:
    """Draw a filled triangle with a bar and a dot, or a tick where someone is handling it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, top, size = place.x(), place.y(), place.width()
    if acknowledged:
        painter.setPen(QPen(ink, size / 8))
        points = ((0.1, 0.55), (0.4, 0.85), (0.9, 0.2))
        painter.drawPolyline([QPointF(left + x * size, top + y * size) for x, y in points])
        return
    corners = ((0.5, 0.0), (1.0, 0.95), (0.0, 0.95))
    painter.setPen(QPen(ink, 2))
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([QPointF(left + x * size, top + y * size) for x, y in corners]))
    hole = painter.device() and ink.lightness() < 128
    painter.setPen(QPen(QColor(Qt.GlobalColor.white if hole else Qt.GlobalColor.black), size / 9))
    middle = left + size / 2
    painter.drawLine(QLineF(middle, top + size * 0.36, middle, top + size * 0.64))
    painter.drawPoint(QPointF(middle, top + size * 0.82))


_LEAST_HEIGHT = 44  # pixels of a row
_SPARE, _SIGN = 22, 27  # pixels beside the words of a cell, and for the sign
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

#: What is widest in each column, and what goes first where there is no room.
_WIDEST = {
    MARK: mark("Urgent: today"),
    TICKET: "K7-842",
    STATE: mark("Unfinished"),
    STATION: mark("Station"),
    TIME: "12/30/2026",
    WHO: mark("Answered by"),
}
#: How wide the table is, in line heights, where there is room for a column that matters less.
_ROOM_FOR = {STATE: 36, REFERENCE: 36, WHO: 50, STATION: 56}


class IntakeView(QTableView):
    """Shows the model; Enter and a double click want an intake opened.

    The mark is on an intake, never on a place: it moves with its row, and goes when its row goes.
    """

    open_wanted = Signal()
    delete_wanted = Signal()
    choice_changed = Signal()

    def __init__(self, model: IntakeModel) -> None:
        super().__init__()
        self._intakes = model
        self._kept: tuple[list[UUID], UUID | None] = ([], None)
        self._top: tuple[UUID, int] | None = None
        self._awaited: UUID | None = None
        self._sight = Sight()
        Paintings(self.viewport(), self._sight.painted, self._sight.seen)
        self._set_up()
        # Before Qt's own: it would put the mark on the row beside the one that goes.
        model.rowsAboutToBeRemoved.connect(self._let_go)
        self.setModel(model)
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
        self.verticalScrollBar().valueChanged.connect(lambda *_: self._sight.shifted())
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionsClickable(False)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def chosen(self) -> list[Row]:
        """The intakes that are selected, from top to bottom."""
        found = (index.row() for index in self.selectionModel().selectedRows())
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
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self._awaited = None
        self.choice_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Leave the mark as it is: where there is none, Qt would put it on the first row."""
        was_marked, awaited = self.currentIndex().isValid(), self._awaited
        super().focusInEvent(event)
        if not was_marked:
            self.selectionModel().clearCurrentIndex()
            self._awaited = awaited

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns their room; what matters less goes where there is little."""
        super().resizeEvent(event)
        self._sight.shifted()
        font = QFont(self.font())
        font.setBold(True)
        metrics, names = QFontMetrics(font), self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(max(_LEAST_HEIGHT, metrics.height() + 18))
        left = self.viewport().width()
        for column, lines in _ROOM_FOR.items():
            self.setColumnHidden(column, left < lines * metrics.height())
        for column, widest in _WIDEST.items():
            spare = _SPARE + _SIGN if column == MARK else _SPARE
            words = metrics.horizontalAdvance(tr(widest)) + spare
            self.setColumnWidth(column, max(words, names.sectionSizeHint(column)))
        for spared in (None, STATION, WHO, REFERENCE):  # words of another language may be longer
            if spared is not None:
                self.setColumnHidden(spared, True)
            left = self.viewport().width() - sum(map(self.columnWidth, _WIDEST))
            beside = 0 if self.isColumnHidden(REFERENCE) else names.sectionSizeHint(REFERENCE)
            if left >= beside + names.sectionSizeHint(TITLE):
                break
        share = min(left * 2 // 3, left - beside) if beside else left
        self.setColumnWidth(TITLE, share)
        self.setColumnWidth(REFERENCE, left - share)

    def _paint_anew(self) -> None:
        """Paint all of it, however little Qt takes for changed."""
        self._sight.changed()
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

    def _recall(self) -> None:
        """Choose again what was chosen, as far as it is still shown, and stay where one read."""
        (chosen, current), self._kept = self._kept, ([], None)
        select = self.selectionModel()
        for intake in chosen:
            number = self._intakes.number_of(intake)
            if number is not None:
                select.select(self._intakes.index(number, MARK), _CHOOSE)
        number = self._intakes.number_of(current) if current else None
        if number is not None:
            index = self._intakes.index(number, MARK)
            select.setCurrentIndex(index, _FLAG.NoUpdate)
        self._held()
        self._meet()
        self.choice_changed.emit()
