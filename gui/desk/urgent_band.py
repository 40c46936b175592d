"""The band over every page of the desk while urgent intakes wait for somebody to take them on."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton

from gui.widgets.labels import button, label
from gui.widgets.theme import set_look
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr

_NAMED = 6  # tickets that are named; of more, only the number is said


class UrgentBand(QFrame):
    """Names the codes and takes one on at a press; while `veiled` it only says that something waits.

    The one that its buttons are about stays the same until it waits no more, or its own page is shown.
    `may_call` is the clinic's word whether a locked or covered desk says anything.
    """

    acknowledge_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, *, may_call: bool) -> None:
        super().__init__()
        self.setProperty("role", "stop")
        self._may_call = may_call
        self._is_veiled = True
        self._rows: tuple[Row, ...] = ()
        self._number = 0
        self._here: UUID | None = None
        self._target: UUID | None = None
        self._pressed: Row | None = None
        self._words = label("", "title")
        self.open = button(tr("Open it"))
        self.see_to_it = button("", "primary")
        for one, wanted in (
            (self.open, self.open_wanted),
            (self.see_to_it, self.acknowledge_wanted),
        ):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press by mouse interrupts no typing
            self._act_on_what_was_pressed(one, wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.open)
        layout.addWidget(self.see_to_it)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_rows(self, calling: Sequence[Row]) -> None:
        """Show who waits, as an unlocked desk knows it."""
        known = {row.intake for row in self._rows}
        self._rows, self._number = tuple(calling), len(calling)
        if not self._rows:
            self._pressed = self._target = None
        self._show()
        if any(row.intake not in known for row in self._rows):
            self._announce()

    def show_number(self, number: int) -> None:
        """Show that so many wait, which is all that a locked desk knows."""
        grows = number > self._number
        self._rows, self._number = (), number
        self._pressed = self._target = self._here = None
        self._show()
        if grows:
            self._announce()

    def stand_on(self, intake: UUID | None) -> None:
        """Be about the intake whose page is shown, if it waits; it needs no opening."""
        self._here = intake
        self._show()

    def veil(self, *, veiled: bool) -> None:
        """Name no code and offer nothing, or do so again."""
        self._is_veiled = veiled
        self._show()

    def set_may_call(self, *, may_call: bool) -> None:
        """Take in what the clinic lets a locked or covered desk say."""
        self._may_call = may_call
        self._show()

    def _act_on_what_was_pressed(self, one: QPushButton, wanted: SignalInstance) -> None:
        """Act on the intake that the button was about when it was pressed, not when it is released."""

        def pressed() -> None:
            self._pressed = self._pick()

        def clicked() -> None:
            row, self._pressed = self._pressed, None
            if row:
                wanted.emit(row)

        one.pressed.connect(pressed)
        one.clicked.connect(clicked)

    def _pick(self) -> Row | None:
        """Return the row that the buttons are about."""
        rows = {row.intake: row for row in self._rows}
        for intake in (self._here, self._target):
            if intake in rows:
                return rows[intake]
        return self._rows[0] if self._rows else None

    def _show(self) -> None:
        target = None if self._is_veiled else self._pick()
        if target:
            self._target = target.intake
            code = target.ticket
            self.see_to_it.setText(tr("I'll see to {code}").format(code=code))
            self.open.setAccessibleName(tr("Open {code}").format(code=code))
        words = self._named(target) if target else self._unnamed()
        self._words.setText(words)
        set_look(self._words, "role", "title" if target else "name")  # alone, it is read from afar
        for told in (self, self.open, self.see_to_it):
            told.setAccessibleDescription(words)
        self.setAccessibleName(words)
        self.open.setVisible(target is not None and target.intake != self._here)
        self.see_to_it.setVisible(target is not None)
        self.setVisible(bool(words))

    def _named(self, target: Row) -> str:
        others = [row.ticket for row in self._rows if row.intake != target.intake]
        codes = ", ".join([target.ticket, *others][:_NAMED])
        more = len(self._rows) - _NAMED
        if not others:
            return tr("Urgent: {codes} is waiting.").format(codes=codes)
        if more > 0:
            words = tr("Urgent: {codes} and {more} more are waiting.")
            return words.format(codes=codes, more=more)
        return tr("Urgent: {codes} are waiting.").format(codes=codes)

    def _unnamed(self) -> str:
        if not (self._number and self._may_call):
            return ""
        if self._number == 1:
            return tr("An urgent intake waits")
        return tr("{number} urgent intakes wait").format(number=self._number)

    def _announce(self) -> None:
        """Tell screen readers, and whoever looks at another window."""
        if not self.text:
            return
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        announced = QAccessibleAnnouncementEvent(self, self.text)
        announced.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(announced)
        QApplication.alert(self.window())
