"""What comes in: everything at first, chunk by chunk, then what is new or changed, every two seconds."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from gui.widgets.background import Errands
from gui.widgets.local_time import time_or_day
from questionnaire.records.desk.office import Changed, Loaded, Office
from questionnaire.records.errors import RecordsError, StoreUnreachableError
from questionnaire.words import tr

_T = TypeVar("_T")


_POLL_MS = 2000
_PATIENCE = 5.0  # seconds until the desk says that nothing answers; it looks with every poll
#: Seconds after which the screen's thread gets its turn while all is loaded; otherwise each call of Qt's
#: may wait for Python's usual 5 ms, and painting the table takes a hundred of them.
_TURN = 0.0003


class Feed(QObject):
    """Asks the office on the background's thread, one piece of work at a time.

    `trouble` says for the desk what is wrong, or "" when nothing is; `held` why nothing can be asked for at the
    moment, or "" when it can.
    """

    loaded = Signal(object)
    completed = Signal()
    changed = Signal(object)
    trouble = Signal(str, str)
    held = Signal(str)

    def __init__(self, office: Office, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._errands = errands
        self._chunks: Iterator[Loaded] | None = None
        self.patience = _PATIENCE
        self._is_asking = False
        self._asked = 0.0  # when, by a clock that no one sets
        # When the question began whose answer is awaited, and the last one that was answered.
        self._began = self._current = datetime.now(tz=UTC)
        self._usual_turn = sys.getswitchinterval()
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Begin to load everything; what changes meanwhile comes after it."""
        self._load()
        self._timer.start()

    def stop(self) -> None:
        """Ask for nothing more, and say nothing more."""
        sys.setswitchinterval(self._usual_turn)
        self._timer.stop()
        self._chunks = None
        self._errands.end()
        self.trouble.emit("stale", "")
        self.trouble.emit("desk", "")

    def ask(self) -> None:
        """Ask for what is new, unless an answer is still awaited."""
        if self._is_asking:
            self._look_at_silence()
        elif self._chunks is None:
            self._load()
        else:
            self._began = datetime.now(tz=UTC)
            self._ask(self._office.changes, self._changed)

    def _look_at_silence(self) -> None:
        """Say since when the table is not current, and, where the database is silent, that it is."""
        why = self._office.keys.why_silent(self.patience)
        if why:
            self._hold(why)
        elif monotonic() - self._asked > self.patience:  # other work takes long
            self._say_stale()

    def _hold(self, why: str) -> None:
        self._say_stale()
        self.trouble.emit("desk", why)
        self.held.emit(why)

    def _say_stale(self) -> None:
        since = time_or_day(self._current, datetime.now(tz=UTC).astimezone().date())
        self.trouble.emit("stale", tr("Not current since {time}.").format(time=since))

    def _is_current(self, since: datetime) -> None:
        self._current = since
        self.trouble.emit("stale", "")
        self.trouble.emit("desk", "")

    def _load(self) -> None:
        self._began = datetime.now(tz=UTC)
        sys.setswitchinterval(_TURN)
        self._ask(self._first_chunk, self._came)

    def _first_chunk(self) -> Loaded | None:
        self._chunks = self._office.load()
        return next(self._chunks, None)

    def _ask(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._is_asking = True
        self._asked = monotonic()
        self._errands.run(work, done, self._failed)

    def _came(self, chunk: Loaded | None) -> None:
        """Hand a chunk on, and fetch the next one: what else was asked meanwhile is done in between."""
        self.held.emit("")
        if chunk is None:
            sys.setswitchinterval(self._usual_turn)
            self._is_asking = False
            self._is_current(self._began)
            self.completed.emit()
        else:
            self._ask(lambda: next(self._chunks, None) if self._chunks else None, self._came)
            self.loaded.emit(chunk)

    def _changed(self, changed: Changed) -> None:
        self._is_asking = False
        self.held.emit("")
        self._is_current(self._began)
        self.changed.emit(changed)

    def _failed(self, error: Exception) -> None:
        sys.setswitchinterval(self._usual_turn)
        self._is_asking = False
        self._chunks = None  # what was loaded stays shown; it is all asked for again
        if not isinstance(error, RecordsError):
            raise error
        if isinstance(error, StoreUnreachableError):
            self._hold(str(error))
        else:
            self._say_stale()
            self.trouble.emit("desk", str(error))
