"""The records are lost: a clerk chooses a backup, sees what it is, and brings it back with a passphrase."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.desk.table.backing_up import backup_kinds
from gui.widgets.announcing import announce
from gui.widgets.dialogs import ask, ask_for_file
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Pick, Secret
from gui.widgets.labels import button, fill, frame, label, show_words
from gui.widgets.local_time import long_day_and_time
from gui.widgets.long_words import breakable
from gui.widgets.theme import set_look
from questionnaire.records.desk.bringing_back import (
    BroughtBack,
    Candidate,
    bring_back,
    look_at,
    what_is_back,
    what_is_doubtful,
    what_is_lost,
    what_it_is,
)
from questionnaire.records.desk.keys import Keys
from questionnaire.records.errors import WrongPassphraseError
from questionnaire.words import tr, tr_number

_LINES_SHOWN = 4
_NARROWEST = 400  # pixels


class RestorePage(FormPage):
    """`retried` wants the records looked for again; `restored` says what is back and names what is not."""

    retried = Signal()
    restored = Signal(str, str)

    def __init__(self, keys: Keys) -> None:
        super().__init__(tr("The records are not there"))
        self._keys = keys
        self._backup: Candidate | None = None
        self._build()
        self.restore = self.offer(tr("Close the front desk"), tr("Restore and unlock"))
        self.restore.hide()

    def leave(self) -> None:
        """Close the page, and forget what was typed."""
        self.forget_secrets()
        self.closed.emit()

    def look_at(self, path: Path) -> None:
        """Read a backup, and say what it is, or why it can't be used."""
        self._backup = None
        self._found.hide()
        self.restore.hide()
        self._advice.show()
        set_look(self.choose, "role", "primary")
        self.show_problems({})
        self.work(
            tr("Reading the backup. Nothing is changed by it."),
            lambda: look_at(path, self._keys),
            self._show_found,
        )

    def submit(self) -> None:
        """Bring the backup back, or say what is wrong; then nothing was put anywhere."""
        backup = self._backup
        if backup is None or not self.restore.isEnabled():
            return
        passphrase = str(self.values()["passphrase"])
        if not passphrase:
            self.show_problems({"passphrase": tr("Type the passphrase first.")})
            return
        if backup.doubts and not self._is_sure(backup):
            return
        name = self._names.currentText()
        self.show_problems({})
        self.forget_secrets()
        self.work(
            tr("Restoring the backup. Leave this computer on; it can take some minutes."),
            lambda: bring_back(self._keys, backup, name, passphrase),
            self._go_on,
            lambda error: "passphrase" if isinstance(error, WrongPassphraseError) else "",
        )

    def _is_sure(self, backup: Candidate) -> bool:
        """Ask whether to restore what is not as it was written; no is the answer that Escape gives."""
        return ask(
            self,
            tr("Restore a backup that was changed?"),
            "\n".join((what_is_doubtful(backup.doubts), *backup.doubts)),
            stay=tr("Choose another one"),
            go_on=tr("Restore it all the same"),
        )

    def show_problems(self, wrong: Mapping[str, str]) -> None:
        """Say what is wrong; a passphrase is typed again at once."""
        super().show_problems(wrong)
        if "passphrase" in wrong:
            self._go_to("passphrase")

    def _build(self) -> None:
        store = self._keys.setup.store
        if not self._keys.setup.is_shared and not Path(store).exists():
            lost = tr("Missing file: {path}").format(path=store)
        else:
            lost = tr("The records' keys are gone from where they are kept.")
        meanwhile = tr(
            "If someone has moved the file, have it moved back and press “Try again”. Otherwise bring the "
            "disk with the last backup and press “Restore a backup…”. What is entered meanwhile waits, "
            "encrypted, on this computer and comes back too."
        )
        self.choose = button(tr("Restore a backup…"), "primary", self._ask_which)
        self.content.addWidget(label(lost, "title"))
        self._advice = label(meanwhile)
        self.content.addWidget(self._advice)
        again = button(tr("Try again"), act=self.retried)
        self.content.addLayout(fill(QHBoxLayout(), self.choose, again, None, spacing=8))
        self._build_found()
        self.content.addStretch(1)

    def _build_found(self) -> None:
        """Show what was chosen, once it was."""
        self._file, self._facts = label("", "title"), label("")
        self._damage, self._damaged = label("", "error"), label("", "small")
        self._doubt, self._doubts = label("", "error"), label("", "small")
        self._names = Pick(tr("Keyholder"))
        self._who = label(tr("Keyholder"), "title")
        self._who.setBuddy(self._names)
        hint = tr("If it was changed after the backup, use the earlier one.")
        passphrase = Entry(tr("Passphrase"), Secret(), hint)
        self.know("passphrase", passphrase)
        self._found, inside = frame("card", 10)
        parts: tuple[QWidget, ...] = (
            self._file,
            self._facts,
            self._damage,
            self._damaged,
            self._doubt,
            self._doubts,
            self._who,
            self._names,
            passphrase,
        )
        for one in parts:
            inside.addWidget(one)
        self._found.hide()
        self.content.addWidget(self._found)

    def _ask_which(self) -> None:
        if path := ask_for_file(self, tr("Choose a backup"), backup_kinds()):
            self.look_at(path)

    def _show_found(self, backup: Candidate) -> None:
        self._backup = backup
        lost = [one.text for one in backup.inside.lost]
        doubtful = what_is_doubtful(backup.doubts)
        facts, damage = what_it_is(backup, long_day_and_time), what_is_lost(backup.inside.lost)
        self._advice.hide()  # what was chosen needs the room
        set_look(self.choose, "role", "plain")  # one button is the next step
        self._file.setText(_within_lines(backup.path.name, self._file))
        self._facts.setText(facts)
        show_words(self._damage, damage)
        show_words(self._damaged, _within_lines(_first_of(lost), self._damaged))
        show_words(self._doubt, doubtful)
        show_words(self._doubts, _within_lines(_first_of(backup.doubts), self._doubts))
        self._names.clear()
        self._names.addItems(backup.holders)
        several = len(backup.holders) > 1
        self._names.setVisible(several)
        keyholder = tr("Keyholder: {name}").format(name=self._names.currentText())
        self._who.setText(tr("Keyholder") if several else keyholder)
        self._found.show()
        self.restore.show()
        announce(self, " ".join(filter(None, (facts, damage, doubtful))))
        self.entries["passphrase"].control.focus_first()

    def _go_on(self, back: BroughtBack) -> None:
        self.restored.emit(what_is_back(back), "\n".join(one.text for one in back.lost))


def _within_lines(text: str, where: QLabel) -> str:
    """Return a text whose long names can be broken, or they would be cut in a small window."""
    where.ensurePolished()
    return breakable(text, where.fontMetrics(), _NARROWEST)


def _first_of(named: Sequence[str]) -> str:
    """Return what fits on the page; after restoring, all that is lost is named."""
    rest = len(named) - _LINES_SHOWN
    more = tr_number(rest, "and 1 more", "and {number} more")
    return "\n".join([*named[:_LINES_SHOWN], *([more] if rest > 0 else [])])
