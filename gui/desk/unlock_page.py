"""The desk while it is locked: who unlocks the records, or why they can't be used; no intake is shown."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gui.desk.backgrounds import Backgrounds
from gui.widgets.announcing import announce
from gui.widgets.background import Errands
from gui.widgets.form_controls import Pick
from gui.widgets.labels import button, fill, frame, label, show_words
from gui.widgets.theme import set_look
from gui.widgets.window_page import TitledPage
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import GoneError, RecordsError, WrongPassphraseError
from questionnaire.spoken import as_spoken
from questionnaire.words import tr


class RefusedPage(TitledPage):
    """Says why the records can't be used, and tries again at a press."""

    is_centred = True

    retried = Signal()
    left = Signal()

    def __init__(self, why: str) -> None:
        super().__init__(tr("The front desk can't open"))
        self.retry = button(tr("Try again"), "primary", self.retried)
        leave = button(tr("Close the front desk"), act=self.left)
        actions = fill(QHBoxLayout(), self.retry, leave, None, spacing=8)
        fill(self.content, label(why), actions, None)

    def focus_start(self) -> None:
        """Trying again is what there is to do."""
        self.retry.setFocus()


_LOOK_MS = 2000  # how often a locked desk asks whether an urgent intake calls
_PATIENCE = 5.0  # seconds until it says that the database doesn't answer; it looks as often


class UnlockPage(TitledPage):
    """Asks the office, off the screen's thread; `unlocked` says that it is open, `lost` that none are there."""

    is_centred = True

    unlocked = Signal()
    lost = Signal()
    left = Signal()
    calling = Signal(int)

    def __init__(self, office: Office, backgrounds: Backgrounds) -> None:
        super().__init__(tr("The front desk is locked"))
        self._office = office
        self._errands = Errands(backgrounds.work, self._say)
        self._looks = Errands(backgrounds.incoming, self._say)
        self.patience = _PATIENCE
        self._silent = ""  # what is said while the database doesn't answer
        self._is_looking = False
        self._is_busy = self._had_blank = False
        self.message = label("", "error")
        self.progress = label("", "title")
        self._build()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def open(self) -> None:
        """Begin to ask, and let the keyholder type."""
        self._say("")
        self._ask_for_names()
        self._timer.start()
        self._look()

    def close_down(self) -> None:
        """Ask no more, forget what was typed, and let nothing come back to a page that is gone."""
        self._timer.stop()
        self._errands.end()
        self._looks.end()
        self.passphrase.setText("")

    def focus_start(self) -> None:
        """Put the focus where typing begins."""
        (self.passphrase if self.passphrase.isEnabled() else self.pane).setFocus()

    def _build(self) -> None:
        self.names = Pick(tr("Keyholder"))
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(tr("Passphrase"))
        self.passphrase.returnPressed.connect(self._unlock)
        self.unlock = button(tr("Unlock"), "primary", self._unlock)
        self.retry = button(tr("Try again"), act=self._ask_for_names)
        leave = button(tr("Close the front desk"), act=self.left)
        self._name_label = label(tr("Keyholder"), "title")
        self._name_label.setBuddy(self.names)
        words = label(tr("Passphrase"), "title")
        words.setBuddy(self.passphrase)
        self.message.hide()
        self.progress.hide()
        actions = fill(QHBoxLayout(), self.unlock, self.retry, None, leave, spacing=8)
        typed = (self._name_label, self.names, words, self.passphrase)
        box, form = frame("card", 10)
        fill(form, *typed, self.message, self.progress, actions)
        fill(self.content, box, None)
        self._let_type(allowed=False)

    # Names

    def _ask_for_names(self) -> None:
        self._say("")
        self.retry.hide()
        show_words(self.progress, tr("Looking for the records."))
        self._errands.run(self._office.keys.holders, self._show_names, self._no_names)

    def _show_names(self, names: tuple[str, ...]) -> None:
        before = self.names.currentText()
        self.names.clear()
        self.names.addItems(names)
        self.names.setCurrentIndex(max(0, self.names.findText(before)))
        show_words(self.progress, "")
        self._let_type(allowed=True)
        self.focus_start()

    def _no_names(self, error: Exception) -> None:
        show_words(self.progress, "")
        if isinstance(error, GoneError):
            self.lost.emit()
            return
        self._complain(error)
        self.retry.show()
        self.retry.setFocus()

    # Unlocking

    def _unlock(self) -> None:
        name, passphrase = self.names.currentText(), self.passphrase.text()
        if self._is_busy or not name:
            return
        if not passphrase:
            self._say(tr("Type the passphrase first."), at_field=True)
            self.passphrase.setFocus()
            return
        words = tr("Opening the records. It takes a few seconds: that makes guessing hard.")
        self.tell(words)
        self.pane.setFocus()  # or the focus would go to the button that closes the desk
        self._let_type(allowed=False)
        self._say("")
        show_words(self.progress, words)
        self._is_busy = True
        self._had_blank = passphrase != passphrase.strip()
        keys = self._office.keys
        self._errands.run(lambda: keys.unlock(name, passphrase), self._opened, self._refused)

    def _opened(self, _nothing: None) -> None:
        self._end_of_work()
        self.unlocked.emit()

    def _refused(self, error: Exception) -> None:
        self._end_of_work()
        if isinstance(error, GoneError):
            self.lost.emit()
            return
        self._complain(error)
        if not isinstance(error, WrongPassphraseError):
            self.retry.show()
        self.passphrase.setFocus()

    def _end_of_work(self) -> None:
        self._is_busy = False
        self.passphrase.setText("")
        self.tell("")
        show_words(self.progress, "")
        self._let_type(allowed=True)

    # What calls

    def _look(self) -> None:
        """Ask whether urgent intakes call; where the clinic switched it off, none does in the clear."""
        self._look_at_silence()
        if not self._is_looking:
            self._is_looking = True
            self._looks.run(self._office.calling, self._show_calling, self._cannot_look)

    def _look_at_silence(self) -> None:
        why = self._office.keys.why_silent(self.patience)
        if why == self._silent:
            return
        self._say(why)
        self._silent = why
        if why:
            show_words(self.progress, "")
            announce(self, why)

    def _show_calling(self, number: int) -> None:
        self._is_looking = False
        self.calling.emit(number)
        if self.retry.isVisible() and not self.names.count():
            self._ask_for_names()  # the records answer again

    def _cannot_look(self, error: Exception) -> None:
        self._is_looking = False
        if not isinstance(error, RecordsError):
            raise error

    # What is shown

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        is_wrong = isinstance(error, WrongPassphraseError)
        blank = tr("What was entered has a blank at its beginning or end, as after pasting.")
        said = (str(error), *([blank] if is_wrong and self._had_blank else []))
        self._say(" ".join(said), at_field=is_wrong)

    def _say(self, text: str, *, at_field: bool = False) -> None:
        self._silent = ""
        show_words(self.message, text)
        self._describe()
        set_look(self.passphrase, "missing", "true" if at_field else "false")

    def _let_type(self, *, allowed: bool) -> None:
        one: QWidget
        for one in (self.names, self.passphrase, self.unlock):
            one.setEnabled(allowed)
        several = self.names.count() > 1
        self.names.setVisible(several)
        self._name_label.setText(
            tr("Keyholder")
            if several or not self.names.count()
            else tr("Keyholder: {name}").format(name=self.names.currentText())
        )
        self._describe()
        if allowed:
            self.retry.hide()

    def _describe(self) -> None:
        """Let a screen reader say where one is at the line, after what is wrong with it."""
        said = (self.message.text(), self.title.text(), self._name_label.text())
        self.passphrase.setAccessibleDescription(as_spoken(said))
