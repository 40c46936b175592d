"""The band over every page of the desk while urgent intakes wait for someone to take them on."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton

from gui.desk.table.sight import Paintings
from gui.widgets.announcing import announce
from gui.widgets.labels import button, fill, label
from gui.widgets.theme import set_look
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr, tr_number

_NAMED = 6  # tickets that are named; of more, only the number is said


class UrgentBand(QFrame):
    """Names the codes and takes one on at a press; while `veiled` it only says that something waits.

    The one that its buttons are about stays the same until it waits no more, or its own page is shown.
    `may_call` says whether the clinic lets a locked or covered desk say anything, `may_sound` whether one that
    comes in is heard, too. `sounded` tells of each time.
    """

    sounded = Signal()
    take_on_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, *, may_call: bool, may_sound: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "stop")
        self._may_call, self._may_sound = may_call, may_sound
        self._heard = 0  # how many waited when it last sounded
        self._is_veiled = True
        self._rows: tuple[Row, ...] = ()
        self._number = 0
        self._here: UUID | None = None
        self._target: UUID | None = None
        self._painted: UUID | None = None
        self._seen: UUID | None = None
        self._pressed: Row | None = None
        self._words = label("", "title")
        self.open = button("")
        self.take_on = button("", "primary")
        for one, wanted in (
            (self.open, self.open_wanted),
            (self.take_on, self.take_on_wanted),
        ):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press by mouse interrupts no typing
            self._act_on_what_was_pressed(one, wanted)
        keys = QKeySequence("Ctrl+T")
        self.take_on.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        QShortcut(keys, self, self._take_on_by_key).setAutoRepeat(False)
        Paintings(self.take_on, self._painting, self._seen_painted)
        parts = (self._words, self.open, self.take_on)
        fill(QHBoxLayout(self), *parts, wide=self._words, margins=(16, 4, 8, 4), spacing=8)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_rows(self, calling: Sequence[Row]) -> None:
        """Show which intakes wait, as an unlocked desk knows them."""
        known = {row.intake for row in self._rows}
        self._rows, self._number = tuple(calling), len(calling)
        if not calling:
            self._pressed = self._target = None
        is_news = any(row.intake not in known for row in calling)
        self._show(is_news=is_news)
        self._sound(is_new=is_news and (bool(known) or self._number > self._heard))

    def show_number(self, number: int) -> None:
        """Show that so many wait, which is all that a locked desk knows."""
        is_news = number > self._number
        self._forget_rows(number)
        self._show(is_news=is_news)
        self._sound(is_new=number > self._heard)

    def forget(self) -> None:
        """Show nothing, as a desk that was just locked; what was heard is not new when it is counted again."""
        self._forget_rows(0)
        self._show()

    def _forget_rows(self, number: int) -> None:
        self._rows, self._number = (), number
        self._pressed = self._target = self._here = None

    def show_place(self, intake: UUID | None) -> None:
        """Be about the intake whose page is shown, if it waits; it needs no button to open it."""
        self._here = intake
        self._show()

    def veil(self, *, veiled: bool) -> None:
        """Name no code and offer nothing, or do so again."""
        self._is_veiled = veiled
        self._show()

    def set_may_call(self, *, may_call: bool, may_sound: bool) -> None:
        """Take in what the clinic lets a locked or covered desk say, and whether the band sounds."""
        self._may_call, self._may_sound = may_call, may_sound
        self._show()

    def _take_on_by_key(self) -> None:
        if self.take_on.isVisible():
            self.take_on.click()

    def _painting(self) -> None:
        self._painted = self._target

    def _seen_painted(self) -> None:
        self._seen = self._painted

    def _act_on_what_was_pressed(self, one: QPushButton, wanted: SignalInstance) -> None:
        """Act on the intake that the button was about when it was pressed, not when it is released."""

        def pressed() -> None:
            row = self._pick()
            self._pressed = row if row and row.intake == self._seen else None

        def clicked() -> None:
            row, self._pressed = self._pressed, None
            if row:
                wanted.emit(row)
            elif self.take_on.isVisible():
                words = tr("Another intake waits here now. Look which one, and press again.")
                announce(self, words)

        one.pressed.connect(pressed)
        one.clicked.connect(clicked)

    def _pick(self) -> Row | None:
        """Return the row that the buttons are about."""
        rows = {row.intake: row for row in self._rows}
        for intake in (self._here, self._target):
            if intake in rows:
                return rows[intake]
        return self._rows[0] if self._rows else None

    def _show(self, *, is_news: bool = False) -> None:
        """Show what is known; news is told to screen readers, and to a person at another window."""
        target = None if self._is_veiled else self._pick()
        if target:
            self._target = target.intake
            code = target.ticket
            self.take_on.setText(tr("I'll take {code}").format(code=code))
            self.open.setText(tr("Open {code}").format(code=code))
        words = self._named(target) if target else self._unnamed()
        self._words.setText(words)
        set_look(self._words, "role", "title" if target else "name")  # alone, it is read from afar
        for told in (self, self.open, self.take_on):
            told.setAccessibleDescription(words)
        self.setAccessibleName(words)
        self.open.setVisible(target is not None and target.intake != self._here)
        self.take_on.setVisible(target is not None)
        self.setVisible(bool(words))
        if words and is_news:
            announce(self, words, at_once=True)
            QApplication.alert(self.window())

    def _sound(self, *, is_new: bool) -> None:
        """Sound once for each that comes in, where it is shown at all; locking makes none of them new."""
        self._heard = self._number
        if is_new and self._may_sound and self.text:
            QApplication.beep()
            self.sounded.emit()

    def _named(self, target: Row) -> str:
        others = [row.ticket for row in self._rows if row.intake != target.intake]
        more = len(self._rows) - _NAMED
        if not others:
            words = tr("Urgent: {codes} is waiting.")
        elif more > 0:
            words = tr("Urgent: {codes} and {more} more are waiting.")
        else:
            words = tr("Urgent: {codes} are waiting.")
        return words.format(codes=", ".join([target.ticket, *others][:_NAMED]), more=more)

    def _unnamed(self) -> str:
        if not (self._number and self._may_call):
            return ""
        return tr_number(self._number, "An urgent intake waits", "{number} urgent intakes wait")
