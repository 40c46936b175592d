"""The table's model: the wanted rows of the list, and what each column says of one."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence

from gui.widgets.local_time import day_and_time, time_or_day
from questionnaire.records.desk import row_words
from questionnaire.records.desk.intake_list import IntakeList, LeftOut, Wanted
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.sorting import SortedBy, Sorting
from questionnaire.records.desk.tally import Tally, tally
from questionnaire.words import mark, tr

Index = QModelIndex | QPersistentModelIndex

MARK, TICKET, REFERENCE, TITLE, STATE, STATION, TIME, WHO = range(8)

HEADERS = (
    # Translators: the sign in front of what is urgent
    mark("Mark"),
    mark("Code"),
    mark("Reference"),
    mark("Pattern"),
    # Translators: whether a questionnaire is finished
    mark("State"),
    mark("Station"),
    mark("Time"),
    mark("Answered by"),
)

#: The columns in the order in which a screen reader says them.
_AS_HEARD = (TICKET, REFERENCE, MARK, TITLE, STATE, WHO, TIME, STATION)
_BLANK = " "  # for nothing at all, Qt would tell what is drawn
_SORTED_BY: tuple[SortedBy, ...] = (
    "mark",
    "ticket",
    "reference",
    "title",
    "state",
    "station",
    "time",
    "who",
)
_FEW = 20  # rows that are put in or taken out one by one: for more, all is shown anew at once
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_NATIVE = QKeySequence.SequenceFormat.NativeText


class IntakeModel(QAbstractTableModel):
    """Shows what is wanted of everything that was loaded; keeps nothing else."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.heard_at = MARK  # the column that the keys are on
        self._list = IntakeList()
        self._wanted = Wanted()
        self._sorting = Sorting()
        self._shown: list[Row] = []
        self._tally: tuple[datetime, Tally] | None = None  # since which midnight it counts
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
        """Return what a cell says; to a screen reader the one that the keys are on says the whole row.

        The others are blank to it: some readers say all cells of a row, others only the one with the focus.
        """
        if role == _Role.AccessibleTextRole:
            return (
                self._spoken(self._shown[index.row()])
                if index.column() == self.heard_at
                else _BLANK
            )
        if role == _Role.ToolTipRole and index.column() == TIME:
            return day_and_time(self._shown[index.row()].arrived_at)
        if role in {_Role.DisplayRole, _Role.ToolTipRole}:
            return self._says[index.column()](self._shown[index.row()])
        return None

    def _spoken(self, row: Row) -> str:
        """Return a row in one line, which begins with what tells it from all others."""
        return ", ".join(filter(None, (self._says[column](row) for column in _AS_HEARD)))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return the name of a column; a screen reader hears whether it sorts, and which way."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _Role.AccessibleTextRole and self.sorted_by == section:
            return self.sorted_words()
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return tr(HEADERS[section])
        if role == _Role.ToolTipRole:
            keys = QKeySequence(f"Ctrl+{section + 1}")
            return tr("Sort ({keys})").format(keys=keys.toString(_NATIVE))
        return None

    @property
    def sorted_by(self) -> int | None:
        """The column that the rows are sorted by; None in the usual order."""
        return _SORTED_BY.index(self._sorting.by) if self._sorting.by else None

    def sorted_words(self) -> str:
        """Return how the rows are sorted."""
        if self.sorted_by is None:
            return tr("In the usual order")
        words = tr("{column}, descending") if self._sorting.backwards else tr("{column}, ascending")
        return words.format(column=tr(HEADERS[self.sorted_by]))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; with none, which is -1, in the usual order.

        All that is loaded is sorted, and what still comes takes its place.
        """
        by = _SORTED_BY[column] if column >= 0 else None
        backwards = by is not None and order == Qt.SortOrder.DescendingOrder
        wanted = Sorting(by=by, backwards=backwards)
        if wanted != self._sorting:
            self._sorting = wanted
            self._show_anew()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADERS) - 1)

    def row(self, number: int) -> Row:
        """Return the intake that a line of the table shows."""
        return self._shown[number]

    def number_of(self, intake: UUID) -> int | None:
        """Return the line in which an intake is shown, or None."""
        row = self._list.get(intake)
        return self._place(row) if row else None

    def numbers_of(self, intakes: Collection[UUID]) -> list[int]:
        """Return the lines in which these intakes are shown, from top to bottom."""
        if (
            len(intakes) <= _FEW
        ):  # mostly one or none: going through all rows would slow each search down
            found = map(self.number_of, intakes)
            return sorted(number for number in found if number is not None)
        looked_for = set(intakes)
        return [at for at, row in enumerate(self._shown) if row.intake in looked_for]

    def get(self, intake: UUID) -> Row | None:
        """Return an intake's row, shown or not."""
        return self._list.get(intake)

    def named(self, words: str) -> Row | None:
        """Return the intake whose whole code or reference these words are, shown or not."""
        return self._list.named(words)

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

    def tally(self, midnight: datetime) -> Tally:
        """Return how many the filters would show, and how the chosen days went."""
        if not self._tally or self._tally[0] != midnight:
            self._tally = midnight, tally(self._list.rows, self._wanted, midnight)
        return self._tally[1]

    def calling(self) -> list[Row]:
        """Return those that someone must handle."""
        return self._list.calling()

    def want(self, wanted: Wanted) -> None:
        """Show something else."""
        if wanted != self._wanted:
            self._wanted, self._tally = wanted, None
            self._show_anew()

    def put(self, rows: Sequence[Row]) -> None:
        """Take in what is new or changed; few of them each where it belongs, the last ones at once."""
        inside, behind = self._list.split(rows)
        if rows:
            self._tally = None
        if len(inside) > _FEW:
            self._list.put(rows)
            self._show_anew()
            return
        for row in inside:
            self._put_one(row)
        self._list.put(behind)
        self._add_at_the_end(len(behind))

    def remove(self, intakes: Sequence[UUID]) -> None:
        """Let go of intakes that were deleted; few of them one by one, so that all else stays where it is."""
        known = [row for intake in intakes if (row := self._list.get(intake))]
        if known:
            self._tally = None
        if len(known) > _FEW:
            self._list.remove(intakes)
            self._show_anew()
            return
        for row in known:
            self._hide(row)
            self._list.remove([row.intake])

    def _add_at_the_end(self, count: int) -> None:
        fresh = self._list.wanted(self._wanted, last=count)
        if self._sorting.by and fresh:
            self.beginResetModel()
            self._shown = self._sorting.merged(self._shown, fresh)
            self.endResetModel()
        elif fresh:
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
        self._shown = self._sorting.arranged(self._list.wanted(self._wanted))
        self.endResetModel()

    def _position(self, row: Row) -> int:
        return bisect_left(self._shown, self._sorting.key(row), key=self._sorting.key)

    def _place(self, row: Row) -> int | None:
        """Return the line in which this row is shown, or None."""
        at = self._position(row)
        there = at < len(self._shown) and self._shown[at].intake == row.intake
        return at if there else None
