"""What of the table is looked for and shown, and how many that would be."""

from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from gui.widgets.form_controls import Pick
from gui.widgets.labels import fill, label
from questionnaire.records.desk.intake_list import Days, LeftOut, Wanted, Which
from questionnaire.records.desk.tally import Tally
from questionnaire.words import mark, tr, tr_number

_PAUSE_MS = 60  # after the last letter

_DAYS: dict[Days, str] = {"today": mark("Today"), "all": mark("All days")}
_WHICH: dict[Which, str] = {
    "all": mark("Every state"),
    "unfinished": mark("Unfinished"),
    "finished": mark("Finished"),
    "unseen": mark("Not yet seen"),
    "urgent": mark("Urgent"),
}


class FilterBar(QWidget):
    """Says when something else is wanted, and when Enter ends a search."""

    changed = Signal()
    done = Signal()

    def __init__(self, *beside: QWidget) -> None:
        """Stand in one row with what is beside it, or below the search where no hint of it is whole."""
        super().__init__()
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.days = _choice(tr("Days"), _DAYS)
        self.which = _choice(tr("States"), _WHICH)
        picks = (*_named(self.days), *_named(self.which))
        self._row = fill(QHBoxLayout(), *picks, *beside, spacing=8)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        parts = (self.search, self._row)
        fill(self._rows, *parts, wide=self.search, margins=(0, 0, 0, 0), spacing=8)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._enter)
        self.days.currentIndexChanged.connect(self.changed)
        self.which.currentIndexChanged.connect(self.changed)

    def event(self, event: QEvent) -> bool:
        """Fit anew into another width, or with other numbers or larger letters."""
        is_done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fit()
        return is_done

    def _fit(self) -> None:
        parts = (self.search.minimumSizeHint(), self._row.sizeHint())
        room = self.width() - sum(one.width() for one in parts) - self._rows.spacing()
        hints, letters = (tr("Search all days (Ctrl+F)"), tr("Search")), self.search.fontMetrics()
        fitting = [one for one in hints if letters.horizontalAdvance(one) <= room]
        self.search.setPlaceholderText(fitting[0] if fitting else hints[0])
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if fitting else direction.TopToBottom)

    def wanted(self, midnight: datetime) -> Wanted:
        """Return what is wanted; today begins at this midnight."""
        return Wanted(
            words=self.search.text(),
            since=midnight if self.days.currentData() == "today" else None,
            which=self.which.currentData(),
        )

    def _enter(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()
        self.done.emit()

    def show_numbers(self, numbers: Tally) -> None:
        """Say beside each choice how many it would show."""
        for one, words, counted in (
            (self.days, _DAYS, numbers.days),
            (self.which, _WHICH, numbers.states),
        ):
            for at in range(one.count()):
                value = one.itemData(at)
                one.setItemText(at, f"{tr(words[value])} {counted.get(value, 0):,}")

    def widen(self, left_out: LeftOut) -> None:
        """Show what was left out for its day or its state, too."""
        if left_out.by_day:
            self.days.setCurrentIndex(self.days.findData("all"))
        if left_out.by_state:
            self.which.setCurrentIndex(self.which.findData("all"))

    @property
    def searches(self) -> bool:
        """Whether words are looked for."""
        return bool(self.search.text().strip())

    def why_empty(self) -> str:
        """Return why the days and states that are chosen show nothing."""
        if self.which.currentData() == "all":
            return tr("Nothing came in today. Choose “All days” for earlier ones.")
        if self.days.currentData() == "all":
            return tr("No intake is in this state. Choose “Every state” for the others.")
        return tr(
            "No intake of today is in this state. Choose “All days” or “Every state” for others."
        )


def _choice(name: str, words: dict[Days, str] | dict[Which, str]) -> Pick:
    made = Pick(name)
    made.setSizeAdjustPolicy(Pick.SizeAdjustPolicy.AdjustToContents)  # its numbers change
    for value, text in words.items():
        made.addItem(tr(text), value)
    return made


def _named(pick: Pick) -> tuple[QWidget, QWidget]:
    """Return a list to pick from after a label that only a screen reader finds: its numbers name it to eyes."""
    words = label(pick.accessibleName())
    words.setBuddy(pick)
    words.hide()
    return words, pick


def more_words(left_out: LeftOut) -> str:
    """Return how many more a search finds, and where; "" where there are none."""
    number = left_out.number
    if left_out.by_day and left_out.by_state:
        return tr_number(
            number,
            "1 more on another day or in another state: show",
            "{number} more on other days or in other states: show",
        )
    if left_out.by_day:
        return tr_number(number, "1 more on another day: show", "{number} more on other days: show")
    if left_out.by_state:
        return tr_number(
            number, "1 more in another state: show", "{number} more in other states: show"
        )
    return ""
