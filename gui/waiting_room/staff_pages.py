"""The pages for staff: the PIN, with a growing wait after wrong ones, and what it opens."""

from math import ceil

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.widgets.background import Background
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import button, column, heading, label, show_words
from gui.widgets.number_pad import NumberPad, ReferencePad
from gui.widgets.theme import set_look
from gui.widgets.window_page import RoomPage
from questionnaire.records.errors import RecordsError
from questionnaire.records.intake.filling import REFERENCE_LENGTH
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.words import tr, tr_in, tr_number

_MOST_SIGNS = 40
_MINUTE = 60


class StaffPinPage(RoomPage):
    """Asks for the code; what was typed is gone from the field before it is looked at.

    There is one such page, because an answer from the disk may come after the person has left.
    """

    is_heard = False
    passed = Signal()
    refused = Signal()
    given_up = Signal()

    def __init__(self, lock: PinLock, background: Background) -> None:
        super().__init__(tr("For staff"), tr("For staff"))
        self._lock = lock
        self._background = background
        self._wrong = ""
        self.field = _pin_field()
        self.field.returnPressed.connect(self._try)
        self.field.textChanged.connect(self._show_typed)
        self.typed = label("", "hint")
        self.message = label("", "error")
        self.message.hide()
        asked = heading(tr("Staff PIN"), "question")
        asked.setBuddy(self.field)
        words = column(asked, self.typed, self.field, self.message)
        self.content.addWidget(ColumnGrid([words, column(NumberPad(self.field))], lines=11))
        self.content.addStretch(1)
        self.back = button(tr("Back"), act=self.given_up)
        self.go_on = button(tr("Continue"), "primary", self._try)
        self.foot.show_only(left=(self.back,), right=(self.go_on,))
        self._second = QTimer(self, interval=1000, singleShot=True)
        self._second.timeout.connect(self.look)
        self._show_typed("")

    def focus_start(self) -> None:
        """The code can be typed at once."""
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let figures arrive in the field, whatever has the focus."""
        if event.text().isdecimal() and not self.field.isReadOnly():
            self.field.setFocus()
            QApplication.sendEvent(self.field, event)
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Forget what was typed and said, but not how long one has to wait."""
        self.field.setText("")
        self._wrong = ""
        self._say("")

    def look(self) -> None:
        """Ask in the background how long to wait, because the answer comes from the disk."""
        self._background.run(self._lock.wait, self._show_wait, self._failed)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on counting, where the window was away for a moment."""
        super().showEvent(event)
        if not self.go_on.isEnabled():
            self._second.start()

    def _try(self) -> None:
        code = self.field.text()
        self.field.setText("")  # unlike clear(), this leaves nothing to undo
        if not code or not self.go_on.isEnabled():
            return
        self._let_type(allowed=False)
        self._background.run(lambda: self._lock.try_pin(code), self._tried, self._failed)

    def _show_typed(self, text: str) -> None:
        """Show that figures arrive, but neither which nor how many."""
        words = (
            tr("PIN entered (hidden)") if text else tr("The PIN stays hidden while you type it.")
        )
        self.typed.setText(words)

    def _tried(self, fits: bool) -> None:
        if fits:
            self.passed.emit()
            return
        self._wrong = tr("This is not the staff PIN.")
        self.refused.emit()
        self.look()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        self._wrong = str(error)
        self._say(self._wrong)
        self._let_type(allowed=True)

    def _show_wait(self, seconds: float) -> None:
        left = ceil(seconds)
        self._say(f"{self._wrong} {_wait_in_words(left)}".strip() if left else self._wrong)
        self._let_type(allowed=not left)
        if left and self.isVisible():
            self._second.start()

    def _say(self, text: str) -> None:
        show_words(self.message, text)
        self.field.setAccessibleDescription(text)
        set_look(self.field, "missing", "true" if text else "false")

    def _let_type(self, *, allowed: bool) -> None:
        self.go_on.setEnabled(allowed)
        self.field.setReadOnly(not allowed)


class StaffPage(RoomPage):
    """Made anew for each visit, so that no reference stays in it."""

    patient_wanted = Signal(str)
    left = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(tr("For staff"), tr("For staff"))
        words = tr("The clinic's own reference for this patient, such as a number")
        self.reference = QLineEdit()
        self.reference.setMaxLength(REFERENCE_LENGTH)
        self.reference.setAccessibleName(words)
        self.reference.returnPressed.connect(self._start)
        self.start = button(tr_in("begin a questionnaire", "Start"), "primary", self._start)
        encrypted = tr(
            "It is encrypted with the answers. At the end the patient is asked to give this back."
        )
        title = tr("Start for one patient")
        self._words = (title, words, encrypted)
        parts = (heading(title, "question"), label(words), label(encrypted, "hint"), self.reference)
        self.pad = ReferencePad(self.reference)
        self.content.addWidget(ColumnGrid([column(*parts), column(self.pad)], lines=11))
        self.content.addStretch(1)
        self.back = button(tr("Back"), act=self.given_up)
        self.leave = button(tr("Leave the waiting room"), act=self.left)
        self.foot.show_only(left=(self.back, self.leave), right=(self.start,))

    def words(self) -> tuple[str, ...]:
        """Return what is asked for."""
        return self._words

    def focus_start(self) -> None:
        """The reference can be typed at once."""
        self.reference.setFocus()

    def _start(self) -> None:
        self.patient_wanted.emit(self.reference.text().strip())


def _pin_field() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.NoEcho)
    field.setMaxLength(_MOST_SIGNS)
    field.setAccessibleName(tr("Staff PIN"))
    return field


def _wait_in_words(seconds: int) -> str:
    if seconds < _MINUTE:
        return tr_number(
            seconds,
            "Wait 1 second before the next try.",
            "Wait {number} seconds before the next try.",
        )
    minutes, rest = divmod(seconds, _MINUTE)
    words = tr("Wait {minutes} min {seconds} s before the next try.")
    return words.format(minutes=minutes, seconds=rest)
