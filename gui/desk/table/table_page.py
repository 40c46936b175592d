"""The table of intakes, and what can be done with those that are chosen."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.desk.table.backing_up import BackupNotice
from gui.desk.table.intake_model import IntakeModel
from gui.desk.table.intake_view import IntakeView
from gui.desk.table.retention import RetentionNotice
from gui.widgets.announcing import announce
from gui.widgets.form_controls import Pick
from gui.widgets.labels import button, fill, label, show_words
from gui.widgets.page_frame import has_little_room
from questionnaire.records.desk.intake_list import Days, LeftOut, Wanted, Which
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Changed, Loaded
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
    for value, text in words.items():
        made.addItem(tr(text), value)
    return made


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


class TablePage(QWidget):
    """Shows what the feed brings, and says of which intakes something is wanted."""

    open_wanted = Signal(object)
    print_wanted = Signal(object)
    export_wanted = Signal(list)
    delete_wanted = Signal(list)
    calling_changed = Signal(list)

    def __init__(self, now: Callable[[], datetime], keyholder: str) -> None:
        super().__init__()
        self._keyholder = keyholder
        self._now = now
        self._loading = True
        self.model = IntakeModel(lambda: now().date())
        self.model.setParent(self)  # or what listens to the model would outlive the page
        self.view = IntakeView(self.model)
        self.retention = RetentionNotice()
        self.backup = BackupNotice()
        self.filters = FilterBar()
        self.progress = label("", "hint")
        self.empty = label("", "hint")
        self.more = button("", act=self._show_more)
        self.more.hide()
        self.said = label("", "title")
        self.said.hide()
        self.new = button(
            tr("New intake"), "primary", tip=tr("Enter a paper form or a phone call (Ctrl+N)")
        )
        self.open = button(tr("Open"), act=self._open, tip=tr("Enter"))
        self.export = button(
            tr("Export"),
            act=lambda: self._with_chosen(self.export_wanted),
            tip=tr("Save what is selected for another program"),
        )
        self.delete = button(tr("Delete"), act=self._delete, tip=tr("Del"))
        self.settings = button(tr("Settings"))
        self.lock = button(tr("Lock"), tip=tr("Ctrl+L"))
        self._lay_out()
        self._connect()
        self._filter()
        self._show_state()

    def _lay_out(self) -> None:
        words = tr(
            "Unlocked by {name} · Enter opens · Del deletes · Ctrl+F search · Ctrl+N new · Ctrl+P print"
            " · Ctrl+L lock · F5 refresh"
        )
        self.keys = label(words.format(name=self._keyholder), "small")
        head = (self.filters, self.settings, self.lock)
        top = fill(QHBoxLayout(), *head, wide=self.filters, spacing=8)
        actions = (self.open, self.export, self.delete, self.progress, self.new)
        below = fill(QHBoxLayout(), *actions, wide=self.progress, spacing=8)
        found = fill(QHBoxLayout(), self.empty, self.more, None, spacing=8)
        parts = (self.backup, self.retention, top, self.said, found, self.view, below, self.keys)
        self._layout = fill(QVBoxLayout(self), *parts, wide=self.view)
        self._set_room(little=True)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.done.connect(self._go_to_found)
        self.view.open_wanted.connect(self._open)
        self.view.delete_wanted.connect(self._delete)
        self.view.choice_changed.connect(self._show_actions)
        for keys, act in (
            ("Ctrl+F", self._search),
            ("Ctrl+N", self.new.click),
            ("Ctrl+P", lambda: self._with_current(self.print_wanted)),
        ):
            QShortcut(QKeySequence(keys), self, act).setAutoRepeat(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is not essential where there is little room."""
        super().resizeEvent(event)
        self._set_room(little=has_little_room(self))

    def _set_room(self, *, little: bool) -> None:
        gap = 4 if little else 8
        self._layout.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        self._layout.setSpacing(gap)
        self.keys.setVisible(not little)
        self._make_room()

    def _make_room(self) -> None:
        urgent = bool(self.model.calling())
        little = has_little_room(self)
        self.retention.set_room(little=little, urgent=urgent)
        self.backup.set_room(enough=not (little and (urgent or self.retention.is_wanted)))

    # What comes in

    def add(self, chunk: Loaded) -> None:
        """Take in some more of what is there already."""
        is_first = not self.model.total
        self.model.put(chunk.rows)
        if is_first:
            self.view.begin_at_the_top()
        self._loading = chunk.done < chunk.total
        if self._loading:
            words = tr("Loading: {done} of {total}")
            done, total = f"{chunk.done:,}", f"{chunk.total:,}"
            self.progress.setText(words.format(done=done, total=total))
        self._show_state()
        self.calling_changed.emit(self.model.calling())

    def change(self, changed: Changed) -> None:
        """Take in what is new, changed or gone."""
        self._loading = False
        self.model.remove(changed.gone)
        self.model.put(changed.rows)
        self._filter()  # midnight may have passed
        self.calling_changed.emit(self.model.calling())

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""
        show_words(self.said, text)

    def focus_start(self) -> None:
        """Put the keys on the table; which row is marked stays as it is."""
        self.view.setFocus()

    def _filter(self) -> None:
        now = self._now()
        midnight = datetime.combine(now.date(), time(), tzinfo=now.tzinfo)
        self.model.want(self.filters.wanted(midnight))
        self._show_state()

    def _show_state(self) -> None:
        self._make_room()
        shown, total = self.model.rowCount(), self.model.total
        if not self._loading:
            words = tr("{shown} of {total} shown")
            self.progress.setText(words.format(shown=f"{shown:,}", total=f"{total:,}"))
        left_out = self.model.left_out
        show_words(self.empty, "" if shown else self._why_empty(left_out))
        self.more.setText(more_words(left_out))
        self.more.setVisible(bool(left_out.number))
        self._show_actions()

    def _why_empty(self, left_out: LeftOut) -> str:
        """Return why nothing is shown; that nothing was found is said only after all was searched."""
        if self._loading and self.filters.searches:
            return tr("Nothing found so far. The intakes are still loading.")
        if self._loading:
            return tr("The intakes are being opened.")
        if not self.model.total:
            return tr(
                "No intake has come in yet. The first one appears here by itself, or press “New intake”."
            )
        if left_out.number:
            return tr("Nothing found here.")
        if self.filters.searches:
            return tr("Not found: no intake of any day or state matches this search.")
        return self.filters.why_empty()

    def _show_more(self) -> None:
        """Show what the search finds on other days and in other states, and go to the first."""
        self.filters.widen(self.model.left_out)
        self._go_to_found()

    def _show_actions(self) -> None:
        chosen = bool(self.view.selectionModel().hasSelection())
        for one in (self.export, self.delete):
            one.setEnabled(chosen)
        self.open.setEnabled(self.view.current is not None)

    # What is wanted

    def _search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _go_to_found(self) -> None:
        """Put the keys on the first that was found, where need be on another day or in another state.

        While there is none, they stay on the search.
        """
        if not self.model.rowCount():
            self.filters.widen(self.model.left_out)
        if self.model.rowCount():
            self.view.go_to(self.model.row(0).intake)
            self.view.setFocus()

    def _open(self) -> None:
        self._with_current(self.open_wanted)

    def _delete(self) -> None:
        self._with_chosen(self.delete_wanted)

    def _with_current(self, wanted: SignalInstance) -> None:
        self._announce(wanted, self.view.current)

    def _with_chosen(self, wanted: SignalInstance) -> None:
        self._announce(wanted, [row.intake for row in self.view.chosen])

    def _announce(self, wanted: SignalInstance, about: Row | Sequence[UUID] | None) -> None:
        if not about:
            self.say(tr("Choose an intake first."))
        elif self.view.is_sure:
            wanted.emit(about)
        else:
            words = tr(
                "The table changed as you pressed. Look which intake is marked, and press again."
            )
            self.say(words)
            announce(self, words)
