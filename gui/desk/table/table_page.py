"""The table of intakes, and what can be done with those that are chosen."""

from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.desk.table.backing_up import BackupNotice
from gui.desk.table.filter_bar import FilterBar, more_words
from gui.desk.table.intake_model import IntakeModel
from gui.desk.table.intake_view import IntakeView
from gui.desk.table.retention import RetentionNotice
from gui.widgets.announcing import announce, say_at
from gui.widgets.labels import button, fill, keep_words_whole, label, show_words
from gui.widgets.page_frame import EDGE, has_little_room
from questionnaire.records.desk.intake_list import LeftOut
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Changed, Loaded
from questionnaire.spoken import as_spoken
from questionnaire.words import tr


class TablePage(QWidget):
    """Shows what the feed brings, and says of which intakes something is wanted."""

    open_wanted = Signal(object)
    print_wanted = Signal(object)
    print_several_wanted = Signal(list)
    copy_wanted = Signal(object)
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
        self.progress = label("", "hint")
        self.empty = label("", "hint")
        self.more = button("", act=self._show_more)
        self.more.hide()
        self.usual = button(tr("Usual order"), act=self.view.heads.sort_as_usual, tip=tr("Ctrl+0"))
        self.usual.hide()
        self.said = label("", "title")
        self.said.hide()
        self.new = button(
            tr("New intake"), "primary", tip=tr("Enter a paper form or a phone call (Ctrl+N)")
        )
        self.open = button(tr("Open"), act=self._open, tip=tr("Enter"))
        self.print = button(
            tr("Print both"),
            act=self._print,
            tip=tr("Both sheets of all that is selected (Ctrl+P)"),
        )
        self.export = button(
            tr("Export"),
            act=lambda: self._with_chosen(self.export_wanted),
            tip=tr("Save what is selected for another program"),
        )
        self.delete = button(tr("Delete"), act=self._delete, tip=tr("Del"))
        self.settings = button(tr("Settings"))
        self.lock = button(tr("Lock"), tip=tr("Ctrl+L"))
        self.filters = FilterBar(self.settings, self.lock)
        self._lay_out()
        self._connect()
        self._filter()
        self._show_state()

    def _lay_out(self) -> None:
        self.counts = label("", "small")
        words = tr("Unlocked by {name} · Ctrl+F search · Ctrl+N new · F1 all keys")
        self.keys = label(words.format(name=self._keyholder), "small")
        self.keys.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.bar = fill(QHBoxLayout(), self.usual, self.counts, self.keys, spacing=8)
        doing = (self.open, self.print, self.export, self.delete, self.progress)
        below = fill(QHBoxLayout(), *doing, self.new, wide=self.progress, spacing=8)
        found = (self.empty, fill(QHBoxLayout(), self.more, None))
        above = (self.backup, self.retention, self.filters, self.said, *found)
        parts = (*above, self.view, below, self.bar)
        self._layout = fill(QVBoxLayout(self), *parts, wide=self.view)
        self._set_room(little=True)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.done.connect(self._go_to_found)
        self.view.open_wanted.connect(self._open)
        self.view.delete_wanted.connect(self._delete)
        self.view.choice_changed.connect(self._show_actions)
        self.view.order_changed.connect(self._show_order)
        heads = self.view.heads
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self._search,
            "Ctrl+N": self.new.click,
            "Ctrl+P": self._print,
            "Ctrl+C": lambda: self._with_current(self.copy_wanted),
            "Esc": self._show_all,
            "Ctrl+0": heads.sort_as_usual,
            **{f"Ctrl+{at + 1}": partial(heads.press, at) for at in range(heads.count())},
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act).setAutoRepeat(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is not essential where there is little room."""
        super().resizeEvent(event)
        self._set_room(little=has_little_room(self))

    def _set_room(self, *, little: bool) -> None:
        gap = EDGE if little else 8
        self._layout.setContentsMargins(2 * gap, gap, 2 * gap, gap)
        self._layout.setSpacing(gap)
        for one in (self.print, self.counts, self.keys):
            one.setVisible(not little)
        keep_words_whole((self.usual, self.settings, self.lock))
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
        self._count()
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
        say_at(self.said, text)

    def focus_start(self) -> None:
        """Put the keys on the table; which row is marked stays as it is."""
        self.view.setFocus()

    def _filter(self) -> None:
        self.model.want(self.filters.wanted(self._midnight()))
        self._show_state()
        self._count()

    def _midnight(self) -> datetime:
        now = self._now()
        return datetime.combine(now.date(), time(), tzinfo=now.tzinfo)

    def _count(self) -> None:
        """Say how many there are of each kind; while they load, that would hold the table up."""
        if not self._loading:
            numbers = self.model.tally(self._midnight())
            self.filters.show_numbers(numbers)
            self.counts.setText(numbers.words(self._now()))
            self._describe()

    def _show_state(self) -> None:
        self._make_room()
        shown, total = self.model.rowCount(), self.model.total
        if not self._loading:
            words = (
                tr("{shown} of {total} shown · Esc shows all")
                if self.filters.searches
                else tr("{shown} of {total} shown")
            )
            self.progress.setText(words.format(shown=f"{shown:,}", total=f"{total:,}"))
        left_out = self.model.left_out
        show_words(self.empty, "" if shown else self._why_empty(left_out))
        self._describe()
        self.more.setText(more_words(left_out))
        self.more.setVisible(bool(left_out.number))
        self._show_actions()

    def _describe(self) -> None:
        """Let a screen reader say what stands around the table where the keys are."""
        around = (self.empty, self.progress, self.counts, self.keys)
        self.view.setAccessibleDescription(as_spoken(one.text() for one in around))

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
        self.print.setEnabled(self.view.current is not None)
        for one in (self.export, self.delete):
            one.setEnabled(chosen)
        self.open.setEnabled(self.view.current is not None)

    def _show_order(self) -> None:
        """Offer the usual order while another one is shown, and tell a screen reader which."""
        is_sorted = self.model.sorted_by is not None
        if self.usual.hasFocus() and not is_sorted:
            self.view.setFocus()
        self.usual.setVisible(is_sorted)
        keep_words_whole((self.usual,))
        announce(self.view, self.model.sorted_words())

    # What is wanted

    def _search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _go_to_found(self) -> None:
        """Put the keys on the one whose code or reference was typed, or else on the first that was found.

        Where need be, that is on another day or in another state. While there is none, they stay on the search.
        """
        meant = self.model.named(self.filters.search.text())
        if not self.model.rowCount() or (meant and self.model.number_of(meant.intake) is None):
            self.filters.widen(self.model.left_out)
        if self.model.rowCount():
            self.view.go_to((meant or self.model.row(0)).intake)
            self.view.setFocus()

    def _show_all(self) -> None:
        """End the search; the mark stays on its intake."""
        self.filters.search.clear()
        self.view.setFocus()

    def come_back_to(self, intake: UUID) -> None:
        """Mark an intake that was entered; a search that stood before must not hide it."""
        self.filters.search.clear()
        self.view.go_to(intake)

    def _open(self) -> None:
        self._with_current(self.open_wanted)

    def _print(self) -> None:
        if len(self.view.chosen) > 1:
            self._with_chosen(self.print_several_wanted)
        else:
            self._with_current(self.print_wanted)

    def _delete(self) -> None:
        self._with_chosen(self.delete_wanted)

    def _with_current(self, wanted: SignalInstance) -> None:
        self._announce(wanted, self.view.current)

    def _with_chosen(self, wanted: SignalInstance) -> None:
        self._announce(wanted, [row.intake for row in self.view.chosen])

    def _announce(self, wanted: SignalInstance, about: Row | Sequence[UUID] | None) -> None:
        if not about:
            self.say(tr("Choose an intake first."))
        elif not self.view.is_sure:
            self.say(
                tr(
                    "The table changed as you pressed. Look which intake is marked, and press again."
                )
            )
        elif (current := self.view.current) and not self.view.is_in_sight:
            words = tr("{code} is marked, and was out of sight. Press again if it is meant.")
            self.say(words.format(code=current.ticket))
            self.view.bring_into_sight()
        else:
            wanted.emit(about)
