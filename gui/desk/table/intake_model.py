"""The table's model: the wanted rows of the list, and what each column says of one."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from gui.widgets.local_time import day_and_time, time_or_day
from questionnaire.records.desk import row_words
from questionnaire.records.desk.intake_list import IntakeList, LeftOut, Wanted, order
from questionnaire.records.desk.listing import Row
from questionnaire.words import mark, tr

Index = QModelIndex | QPersistentModelIndex

MARK, TICKET, STATE, STATION, TIME, WHO, TITLE, REFERENCE = range(8)

HEADERS = (
    # Translators: the sign in front of what is urgent
    mark("Mark"),
    mark("Code"),
    # Translators: whether a questionnaire is finished
    mark("State"),
    mark("Station"),
    mark("Time"),
    mark("Answered by"),
    mark("Pattern"),
    mark("Reference"),
)

_FEW = 20  # changed rows that are put in one by one, so that all else stays where it is
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


class IntakeModel(QAbstractTableModel):
    """Shows what is wanted of everything that was loaded; keeps nothing else."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._list = IntakeList()
        self._wanted = Wanted()
        self._shown: list[Row] = []
        self._says: dict[int, Callable[[Row], str]] = {
            MARK: row_words.mark_words,
            TICKET: lambda row: row.ticket,
            STATE: row_words.state_words,
            STATION: lambda row: row.station,
            TIME: lambda row: time_or_day(row.arrived_at, self._today()),
            WHO: row_words.answered_by_words,
            TITLE: row_words.title_words,
            REFERENCE: lambda row: row.reference,
        }

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many intakes are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(HEADERS)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> str | None:
        """Return what a cell says; to a screen reader the first one says the whole row."""
        if role == _Role.AccessibleTextRole and index.column() == MARK:
            return row_words.spoken(self._shown[index.row()])
        if role == _Role.ToolTipRole and index.column() == TIME:
            return day_and_time(self._shown[index.row()].arrived_at)
        if role in {_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole}:
            return self._says[index.column()](self._shown[index.row()])
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return the name of a column."""
        if role == _Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(HEADERS[section])
        return None

    def row(self, number: int) -> Row:
        """Return the intake that a line of the table shows."""
        return self._shown[number]

    def number_of(self, intake: UUID) -> int | None:
        """Return the line in which an intake is shown, or None."""
        row = self._list.get(intake)
        return self._place(row) if row else None

    def get(self, intake: UUID) -> Row | None:
        """Return an intake's row, shown or not."""
        return self._list.get(intake)

    def names(self, intakes: Sequence[UUID]) -> list[str]:
        """Return code and reference of each intake."""
        rows = (self._list.get(intake) for intake in intakes)
        return [row_words.named(row.ticket, row.reference) if row else "–" for row in rows]  # noqa: RUF001 a dash

    @property
    def total(self) -> int:
        """How many intakes there are, shown or not."""
        return len(self._list)

    @property
    def left_out(self) -> LeftOut:
        """What the search finds among the intakes that are not shown."""
        return self._list.left_out(self._wanted)

    def calling(self) -> list[Row]:
        """Return those that someone must handle."""
        return self._list.calling()

    def want(self, wanted: Wanted) -> None:
        """Show something else."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._show_anew()

    def put(self, rows: Sequence[Row]) -> None:
        """Take in what is new or changed; few of them each where it belongs, the last ones at once."""
        inside, behind = self._list.split(rows)
        if len(inside) > _FEW:
            self._list.put(rows)
            self._show_anew()
            return
        for row in inside:
            self._put_one(row)
        self._list.put(behind)
        self._add_at_the_end(len(behind))

    def remove(self, intakes: Sequence[UUID]) -> None:
        """Let go of intakes that were deleted."""
        for intake in intakes:
            if row := self._list.get(intake):
                self._hide(row)
                self._list.remove([intake])

    def _add_at_the_end(self, count: int) -> None:
        fresh = self._list.wanted(self._wanted, last=count)
        if fresh:
            at = len(self._shown)
            self.beginInsertRows(_ROOT, at, at + len(fresh) - 1)
            self._shown += fresh
            self.endInsertRows()

    def _put_one(self, row: Row) -> None:
        """Change a row in its place, or move it to where it belongs."""
        before = self._list.get(row.intake)
        at = self._place(before) if before else None
        self._list.put([row])
        wanted = self._list.is_wanted(row.intake, self._wanted)
        if at is not None and wanted:
            self._move(at, row)
        elif before and at is not None:
            self._hide(before)
        elif wanted:
            self._insert(row)

    def _move(self, at: int, row: Row) -> None:
        """Take a row to its place in one step: removed and put in again, it would lose its mark."""
        before = self._position(row)
        to = before - 1 if before > at else before
        if to != at:
            self.beginMoveRows(_ROOT, at, at, _ROOT, before)
        del self._shown[at]
        self._shown.insert(to, row)
        if to != at:
            self.endMoveRows()
        self.dataChanged.emit(self.index(to, 0), self.index(to, len(HEADERS) - 1))

    def _insert(self, row: Row) -> None:
        at = self._position(row)
        self.beginInsertRows(_ROOT, at, at)
        self._shown.insert(at, row)
        self.endInsertRows()

    def _hide(self, row: Row) -> None:
        at = self._place(row)
        if at is not None:
            self.beginRemoveRows(_ROOT, at, at)
            del self._shown[at]
            self.endRemoveRows()

    def _show_anew(self) -> None:
        self.beginResetModel()
        self._shown = self._list.wanted(self._wanted)
        self.endResetModel()

    def _position(self, row: Row) -> int:
        return bisect_left(self._shown, order(row), key=order)

    def _place(self, row: Row) -> int | None:
        """Return the line in which this row is shown, or None."""
        at = self._position(row)
        there = at < len(self._shown) and self._shown[at].intake == row.intake
        return at if there else None
