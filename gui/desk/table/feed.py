"""What comes in: everything at first, chunk by chunk, then what is new or changed, every two seconds."""

import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from gui.widgets.background import Errands
from questionnaire.records.desk.office import Changed, Loaded, Office
from questionnaire.records.errors import RecordsError

_T = TypeVar("_T")


_POLL_MS = 2000
#: Seconds after which the screen's thread gets its turn while all is loaded; otherwise each call of Qt's
#: may wait for Python's usual 5 ms, and painting the table takes a hundred of them.
_TURN = 0.0003


class Feed(QObject):
    """Asks the office on the background's thread, one piece of work at a time.

    `trouble` says for the desk what is wrong, or "" when nothing is.
    """

    loaded = Signal(object)
    completed = Signal()
    changed = Signal(object)
    trouble = Signal(str, str)

    def __init__(self, office: Office, errands: Errands, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._errands = errands
        self._chunks: Iterator[Loaded] | None = None
        self._is_asking = False
        self._usual_turn = sys.getswitchinterval()
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Begin to load everything; what changes meanwhile comes after it."""
        self._load()
        self._timer.start()

    def stop(self) -> None:
        """Ask for nothing more."""
        sys.setswitchinterval(self._usual_turn)
        self._timer.stop()
        self._chunks = None

    def ask(self) -> None:
        """Ask for what is new, unless an answer is still awaited."""
        if self._is_asking:
            return
        if self._chunks is None:
            self._load()
        else:
            self._ask(self._office.changes, self._changed)

    def _load(self) -> None:
        sys.setswitchinterval(_TURN)
        self._ask(self._first_chunk, self._came)

    def _first_chunk(self) -> Loaded | None:
        self._chunks = self._office.load()
        return next(self._chunks, None)

    def _ask(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._is_asking = True
        self._errands.run(work, done, self._failed)

    def _came(self, chunk: Loaded | None) -> None:
        """Hand a chunk on, and fetch the next one: what else was asked meanwhile is done in between."""
        if chunk is None:
            sys.setswitchinterval(self._usual_turn)
            self._is_asking = False
            self.completed.emit()
        else:
            self._ask(lambda: next(self._chunks, None) if self._chunks else None, self._came)
            self.loaded.emit(chunk)

    def _changed(self, changed: Changed) -> None:
        self._is_asking = False
        self.trouble.emit("desk", "")
        self.changed.emit(changed)

    def _failed(self, error: Exception) -> None:
        sys.setswitchinterval(self._usual_turn)
        self._is_asking = False
        self._chunks = None  # what was loaded stays shown; it is all asked for again
        if not isinstance(error, RecordsError):
            raise error
        self.trouble.emit("desk", str(error))
