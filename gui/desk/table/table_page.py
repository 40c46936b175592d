"""The table of intakes, and what can be done with those that are chosen."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.desk.table.filter_bar import FilterBar
from gui.desk.table.intake_model import IntakeModel
from gui.desk.table.intake_view import IntakeView
from gui.desk.table.retention import RetentionNotice
from gui.widgets.labels import button, label
from gui.widgets.page_frame import has_little_room
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Changed, Loaded
from questionnaire.words import tr


class TablePage(QWidget):
    """Shows what the feed brings; what somebody wants of it is announced."""

    open_wanted = Signal(object)
    print_wanted = Signal(object)
    calling_changed = Signal(list)
    new_wanted = Signal()
    export_wanted = Signal(list)
    delete_wanted = Signal(list)
    refresh_wanted = Signal()
    settings_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], keyholder: str) -> None:
        super().__init__()
        self._keyholder = keyholder
        self._now = now
        self._loading = True
        self.model = IntakeModel(lambda: now().date())
        self.view = IntakeView(self.model)
        self.retention = RetentionNotice()
        self.filters = FilterBar()
        self.progress = label("", "hint")
        self.empty = label("", "hint")
        self.said = label("", "title")
        self.said.hide()
        self._lay_out()
        self._connect()
        self._filter()
        self._show_state()

    def _lay_out(self) -> None:
        self.new = button(tr("New intake"), "primary")
        self.new.setToolTip(tr("For somebody on paper or on the telephone (Ctrl+N)"))
        self.open = button(tr("Open"))
        self.open.setToolTip(tr("Enter"))
        self.export = button(tr("Export"))
        self.export.setToolTip(tr("Save what is selected as CSV or JSON"))
        self.delete = button(tr("Delete"))
        self.delete.setToolTip(tr("Del"))
        self.settings = button(tr("Settings"))
        self.lock = button(tr("Lock"))
        self.lock.setToolTip(tr("Ctrl+L"))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters, 1)
        top.addWidget(self.settings)
        top.addWidget(self.lock)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for one in (self.open, self.export, self.delete):
            actions.addWidget(one)
        actions.addWidget(self.progress, 1)
        actions.addWidget(self.new)
        words = tr(
            "Unlocked by {name} · Enter opens · Del deletes · Ctrl+F search · Ctrl+N new · Ctrl+P print"
            " · Ctrl+L lock · F5 refresh"
        )
        self.keys = label(words.format(name=self._keyholder), "small")
        layout = QVBoxLayout(self)
        layout.addWidget(self.retention)
        layout.addLayout(top)
        layout.addWidget(self.said)
        layout.addWidget(self.empty)
        layout.addWidget(self.view, 1)
        layout.addLayout(actions)
        layout.addWidget(self.keys)
        self._layout = layout
        self._set_room(little=True)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.done.connect(self._go_to_found)
        self.view.open_wanted.connect(self.open_wanted)
        self.view.delete_wanted.connect(self._delete)
        self.view.choice_changed.connect(self._show_actions)
        self.view.none_marked.connect(self._ask_to_choose)
        self.settings.clicked.connect(self.settings_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(lambda: self._with_current(self.open_wanted.emit))
        self.export.clicked.connect(self._export)
        self.delete.clicked.connect(self._delete)
        for keys, act in (
            ("Ctrl+F", self._search),
            ("Ctrl+N", self.new_wanted.emit),
            ("Ctrl+P", lambda: self._with_current(self.print_wanted.emit)),
            ("F5", self.refresh_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self, act).setAutoRepeat(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is only good to know where there is little room."""
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
        self.retention.set_room(little=has_little_room(self), urgent=urgent)

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
        self.said.setText(text)
        self.said.setVisible(bool(text))

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
        self.empty.setVisible(not shown)
        if not shown:
            self.empty.setText(self._why_empty())
        self._show_actions()

    def _why_empty(self) -> str:
        if self._loading:
            return tr("The intakes are being opened.")
        if not self.model.total:
            return tr(
                "No intake has come in yet. The first one appears here by itself, or press “New intake”."
            )
        if self.filters.is_narrow:
            return tr("Nothing fits this search. Clear the search, or choose every state.")
        return tr("Nothing came in today. Choose “All days” for earlier ones.")

    def _show_actions(self) -> None:
        chosen = bool(self.view.selectionModel().hasSelection())
        for one in (self.export, self.delete):
            one.setEnabled(chosen)
        self.open.setEnabled(self.view.current is not None)

    # What somebody wants

    def _search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _go_to_found(self) -> None:
        """Put the keys on the first that was found; while there is none, they stay on the search."""
        if self.model.rowCount():
            self.view.go_to(self.model.row(0).intake)
            self.view.setFocus()

    def _with_current(self, act: Callable[[Row], None]) -> None:
        if row := self.view.current:
            act(row)
        else:
            self._ask_to_choose()

    def _export(self) -> None:
        self._with_chosen(self.export_wanted.emit)

    def _delete(self) -> None:
        self._with_chosen(self.delete_wanted.emit)

    def _with_chosen(self, act: Callable[[Sequence[UUID]], None]) -> None:
        if chosen := self.view.chosen:
            act([row.intake for row in chosen])
        else:
            self._ask_to_choose()

    def _ask_to_choose(self) -> None:
        self.say(tr("Choose an intake first."))
