"""A form: its heading, what is wrong at the top, the entries, and the buttons below."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.widgets.announcing import say_at
from gui.widgets.background import Background
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.error_summary import ErrorSummary
from gui.widgets.form_controls import Control, Line, Secret, Switch
from gui.widgets.labels import button, fill, heading, label, show_words, stack, words_in
from gui.widgets.page_frame import EDGE, ColumnPage, has_little_room, set_side_margins
from gui.widgets.theme import set_look
from gui.widgets.window_page import ButtonRow, WindowPage
from questionnaire.clinic import ClinicRefusedError
from questionnaire.interview import Problem
from questionnaire.records.errors import RecordsError
from questionnaire.spoken import as_spoken


class Entry(QWidget):
    """Names the control for eyes and for screen readers."""

    def __init__(self, words: str, control: Control, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint = label(hint, "hint")
        if not hint:  # shown before it has a place, it would be a window for a moment
            self._hint.hide()
        self._error = label("", "error")
        self._error.hide()
        titled = words and not isinstance(control, Switch)
        title = (label(words, "title"),) if titled else ()
        layout = stack(self, *title, self._hint, self._error, spacing=4)
        layout.addStretch(1)  # beside a longer one, the controls are level
        layout.addWidget(control)
        control.setAccessibleName(words)
        self._describe()

    def set_hint(self, text: str) -> None:
        """Say something else about it."""
        show_words(self._hint, text)
        self._describe()

    def show_problem(self, text: str) -> None:
        """Show what is wrong above the control; an empty text takes it away."""
        show_words(self._error, text)
        self.control.set_missing(bool(text))
        self._describe()

    def _describe(self) -> None:
        said = " ".join(text for text in (self._error.text(), self._hint.text()) if text)
        self.control.describe(said)


_T = TypeVar("_T")

_SECTION = 12  # pixels


class FormPage(ColumnPage, WindowPage):
    """Scrolls inside; the buttons stay where they are. Long work goes to its background.

    `closed` is emitted when the person wants to leave and nothing is lost by it.
    """

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.entries: dict[str, Entry] = {}
        self.unsaid: tuple[QWidget, ...] = ()  # what is not read out unasked, as a key
        self.background = Background(self)
        self.destroyed.connect(self.background.close)
        self.heading = heading(title, "question")
        self.summary = ErrorSummary()
        self.summary.problem_chosen.connect(self._go_to)
        self.status = label("", "title")
        self.status.hide()
        self.content.setSpacing(16)
        self.content.addWidget(self.summary)
        self.outer.setSpacing(0)
        self.bar = fill(QHBoxLayout(), self.heading, margins=(0, 8, 0, 8), spacing=8)
        self._said = fill(QHBoxLayout(), self.status, margins=(0, 8, 0, 0))
        self.foot = ButtonRow()
        self.foot.follow(self.pane)
        self.outer.insertLayout(0, self.bar)
        self.outer.addLayout(self._said)
        self.outer.addWidget(self.foot)
        self.fit()

    # What subclasses build with

    def section(self, words: str, text: str = "") -> None:
        """Begin a section."""
        self.content.addSpacing(_SECTION)
        self.content.addWidget(heading(words))
        if text:
            self.content.addWidget(label(text))

    def enter(self, field: str, entry: Entry) -> Entry:
        """Add an entry, known by its field from now on."""
        self.know(field, entry)
        self.content.addWidget(entry)
        return entry

    def enter_beside(self, entries: Mapping[str, Entry]) -> None:
        """Add entries side by side where there is room."""
        for field, entry in entries.items():
            self.know(field, entry)
        self.content.addWidget(ColumnGrid(list(entries.values()), lines=14))

    def know(self, field: str, entry: Entry) -> None:
        """Let problems with this field be shown at the entry."""
        self.entries[field] = entry
        if isinstance(entry.control, Line):
            entry.control.returnPressed.connect(self.submit)

    def offer(self, leave: str, go_on: str) -> QPushButton:
        """Show the button that leaves and the one that goes on, and return that."""
        primary = button(go_on, "primary", self.submit)
        self.foot.show_only(left=(button(leave, act=self.leave),), right=(primary,))
        return primary

    def leave(self) -> None:
        """Leave the form where nothing is lost by it, or ask before."""
        self.closed.emit()

    def submit(self) -> None:
        """Do what Enter in a line means."""

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Let a screen reader say where the focus is what stands beside the entries."""
        super().showEvent(event)
        self.tell_words()

    def tell_words(self) -> None:
        """Let it find there what stands beside the entries now."""
        self.tell(as_spoken(words_in(self.content, *self.entries.values(), *self.unsaid)))

    def values(self) -> dict[str, str | bool]:
        """Return what stands in the entries, by their fields."""
        return {field: entry.control.value for field, entry in self.entries.items()}

    def show_problems(self, wrong: Mapping[str, str]) -> None:
        """Say what is wrong at the top and at each field; what has no field stands at the top alone."""
        places = {field: at for at, field in enumerate(self.entries)}
        for field, entry in self.entries.items():
            entry.show_problem(wrong.get(field, ""))
        ordered = sorted(wrong.items(), key=lambda one: places.get(one[0], -1))
        self.summary.show_problems(tuple(Problem(*one) for one in ordered))
        if wrong:
            self.say("")
            self.pane.to_top()

    def say(self, text: str) -> None:
        """Say something above the buttons."""
        say_at(self.status, text)

    def work(
        self,
        words: str,
        work: Callable[[], _T],
        done: Callable[[_T], None],
        field_of: Callable[[Exception], str] = lambda _error: "",
    ) -> None:
        """Do what takes long; meanwhile the form can't be used, and says why.

        What goes wrong is shown at the field that `field_of` names, or at the top alone.
        """
        self._set_busy(True)
        self.say(words)

        def finished(found: _T) -> None:
            self._set_busy(False)
            self.say("")
            done(found)

        def failed(error: Exception) -> None:
            self._set_busy(False)
            self.say("")
            if not isinstance(error, (RecordsError, ClinicRefusedError)):
                raise error
            self.show_problems({field_of(error): str(error)})

        self.background.run(work, finished, failed)

    def forget_secrets(self) -> None:
        """Leave nothing in any line for secrets."""
        for entry in self.entries.values():
            if isinstance(entry.control, Secret):
                entry.control.forget()

    def fit(self) -> None:
        """Let heading, status and buttons begin and end where the entries do."""
        super().fit()
        for one in (self.bar, self._said):
            set_side_margins(one, EDGE, EDGE + self._beside)
        self.foot.keep_sides(EDGE, beside=self._beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into its new size, in which the heading takes less where there is little."""
        super().resizeEvent(event)
        set_look(self.heading, "room", "little" if has_little_room(self) else "enough")

    def _set_busy(self, busy: bool) -> None:
        self.pane.content.setEnabled(not busy)
        self.foot.setEnabled(not busy)
        if busy:
            self.pane.setFocus()

    def _go_to(self, field: str) -> None:
        if entry := self.entries.get(field):
            entry.control.focus_first()
            self.pane.ensureWidgetVisible(entry)
