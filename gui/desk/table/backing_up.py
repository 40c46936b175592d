"""Backups at the desk: a quiet line once one is due, and the way to make one."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.desk.table.retention import PutOff
from gui.widgets.announcing import announce
from gui.widgets.background import Background, Errands
from gui.widgets.dialogs import ask_for_path
from gui.widgets.labels import button, fill, label
from gui.widgets.local_time import long_day
from questionnaire.records.desk.backup_state import BackupState, done_words, due_words
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import RecordsError
from questionnaire.words import tr

_LOOK_MS = 3_600_000  # how often the desk looks whether a backup is due


def backup_kinds() -> str:
    """Return how the dialog for files calls backups."""
    return tr("Backups (*.zip)")


def ask_for_backup_path(parent: QWidget) -> Path | None:
    """Ask where a backup is saved; None if they cancel."""
    name = f"dystonia-backup-{datetime.now().astimezone():%Y-%m-%d}.zip"
    return ask_for_path(parent, tr("Save a backup"), name, backup_kinds())


class BackupNotice(QFrame):
    """Asks for a backup in one line; it waits and stops nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.is_wanted, self._has_room = False, True
        self._words = label("")
        self.back_up = button(tr("Back up now…"))
        self.not_now = button(tr("Not today"))
        parts = (self._words, self.back_up, self.not_now)
        layout = QHBoxLayout(self)
        fill(layout, *parts, wide=self._words, margins=(16, 6, 8, 6), spacing=8)
        self._fit()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def ask(self, words: str) -> None:
        """Ask for a backup; what is new is told to a screen reader."""
        is_new = not self.is_wanted or words != self.text
        self._words.setText(words)
        self.setAccessibleName(words)
        self.is_wanted = True
        self._fit()
        if is_new:
            announce(self, words)

    def withdraw(self) -> None:
        """Say nothing."""
        self.is_wanted = False
        self._fit()

    def set_room(self, *, enough: bool) -> None:
        """Give way to what matters more where there is little room."""
        self._has_room = enough
        self._fit()

    def _fit(self) -> None:
        self.setVisible(self.is_wanted and self._has_room)


class Backups(QObject):
    """Looks now and then whether a backup is due, and makes one on a thread of its own.

    A backup of many intakes takes long, and what comes in must not wait for it. `said` carries what to say.
    """

    said = Signal(str)
    looked = Signal()

    def __init__(
        self, office: Office, errands: Errands, notice: BackupNotice, put_off: PutOff
    ) -> None:
        super().__init__(notice)
        self._office, self._errands = office, errands
        self._notice, self._put_off = notice, put_off
        self._background = Background(self)
        notice.back_up.clicked.connect(self._ask_where)
        notice.not_now.clicked.connect(self._wait_until_tomorrow)
        self.hourly = QTimer(self, interval=_LOOK_MS)
        self.hourly.timeout.connect(self.look)
        self.hourly.start()

    def look(self) -> None:
        """Look whether a backup is due."""
        self._errands.run(self._office.backup_state, self._show)

    def end(self) -> None:
        """Bring nothing back any more; a backup that is being made still becomes whole, and is noted."""
        self._background.close(seconds=0)

    def back_up(self, path: Path) -> None:
        """Make a backup, and say where it went or why there is none."""
        self._notice.back_up.setEnabled(False)
        self.said.emit(tr("Making the backup. It counts only once it has been read back."))
        self._background.run(
            lambda: self._office.back_up(path),
            lambda contents: self._end_with(done_words(path, contents)),
            self._refused,
        )

    def _show(self, state: BackupState) -> None:
        if state.is_due and self._put_off.backup_day != state.now.astimezone().date():
            self._notice.ask(due_words(state, long_day))
        else:
            self._notice.withdraw()
        self.looked.emit()

    def _ask_where(self) -> None:
        if path := ask_for_backup_path(self._notice):
            self.back_up(path)

    def _wait_until_tomorrow(self) -> None:
        self._put_off.backup_day = datetime.now().astimezone().date()
        self._notice.withdraw()

    def _refused(self, error: Exception) -> None:
        self._end_with(str(error))
        if not isinstance(error, RecordsError):
            raise error

    def _end_with(self, words: str) -> None:
        self._notice.back_up.setEnabled(True)
        self.said.emit(words)
        self.look()
