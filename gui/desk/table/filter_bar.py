"""What of the intakes is shown: the search, the days and the states."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.widgets.form_controls import Pick
from gui.widgets.labels import fill
from questionnaire.records.desk.intake_list import Days, Wanted, Which
from questionnaire.words import mark, tr

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

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.days = _choice(tr("Days"), _DAYS)
        self.which = _choice(tr("States"), _WHICH)
        parts = (self.search, self.days, self.which)
        fill(QHBoxLayout(self), *parts, wide=self.search, margins=(0, 0, 0, 0), spacing=8)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._enter)
        self.days.currentIndexChanged.connect(self.changed)
        self.which.currentIndexChanged.connect(self.changed)

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

    @property
    def is_narrow(self) -> bool:
        """Whether something may be left out for another reason than the day."""
        return bool(self.search.text().strip()) or self.which.currentData() != "all"


def _choice(name: str, words: dict[Days, str] | dict[Which, str]) -> Pick:
    made = Pick(name)
    for value, text in words.items():
        made.addItem(tr(text), value)
    return made
