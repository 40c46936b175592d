"""What staff say of an intake, that they handle it or saw it, and how it is taken back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.widgets.announcing import announce
from gui.widgets.background import Errands
from gui.widgets.labels import button, fill, label
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import RecordsError
from questionnaire.words import tr


class UndoLine(QFrame):
    """Says what was done, with a button that takes it back; it stays until something else is done."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._act: Callable[[], None] | None = None
        self._words = label("", "title")
        self.undo = button("", act=self._undo)
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press by mouse interrupts no typing
        parts = (self._words, self.undo)
        fill(QHBoxLayout(self), *parts, wide=self._words, margins=(16, 4, 16, 4), spacing=8)
        self.hide()

    def offer(self, done: str, undo: str, act: Callable[[], None]) -> None:
        """Say what was done, and offer to take it back."""
        self._act = act
        self._words.setText(done)
        self.undo.setText(undo)
        self.undo.setAccessibleDescription(done)
        self.show()
        announce(self, done)

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self._act = None
        self.hide()

    def _undo(self) -> None:
        act = self._act
        self.withdraw()
        if act:
            act()


class TakingOn(QObject):
    """Brings to the office who handles an intake, and takes back what was pressed by mistake."""

    said = Signal(str)
    changed = Signal()
    taken_back = Signal(object)  # the row of the intake

    def __init__(self, office: Office, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._errands = errands
        self.line = UndoLine()

    def take_on(self, row: Row) -> None:
        """Record that this keyholder is handling an intake."""

        def done(_nothing: None) -> None:
            words = tr("You are now handling {code}.").format(code=row.ticket)
            self.line.offer(words, tr("Give it back"), lambda: self.give_back(row))
            self.changed.emit()

        def failed(error: Exception) -> None:
            if not isinstance(error, RecordsError):
                raise error
            words = tr("Could not record that you are handling {code}. {why}")
            self.said.emit(words.format(code=row.ticket, why=error))

        self._errands.run(lambda: self._office.acknowledge(row.intake), done, failed)

    def offer_unsee(self, row: Row) -> None:
        """Offer to take back that an intake was seen because it was opened."""
        words = tr("{code} is now marked as seen.").format(code=row.ticket)
        self.line.offer(words, tr("Mark as not seen"), lambda: self.unsee(row))

    def give_back(self, row: Row) -> None:
        """Let an intake call again that was taken on by mistake."""
        words = tr("{code} is waiting again.").format(code=row.ticket)
        self._take_back(lambda: self._office.give_back(row.intake), row, words)

    def unsee(self, row: Row) -> None:
        """Let an intake count as one that nobody has seen yet."""
        words = tr("{code} is marked as not seen.").format(code=row.ticket)
        self._take_back(lambda: self._office.unsee(row.intake), row, words)

    def _take_back(self, act: Callable[[], None], row: Row, words: str) -> None:
        def done(_nothing: None) -> None:
            self.taken_back.emit(row)
            self.said.emit(words)
            self.changed.emit()

        self._errands.run(act, done)
