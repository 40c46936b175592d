"""Looks over all records now and then, while nobody waits for it, and names what is not as it was written."""

from contextlib import closing
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from gui.widgets.background import Background
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import RecordsError

_AGAIN_MS = 3_600_000
_PAUSE = 0.001  # seconds, in which the screen has its turn


class LookingOver(QObject):
    """On a thread of its own, so that nothing waits for it.

    `trouble` says for the desk what was found, or "" where nothing was; `looked` follows each whole look.
    """

    trouble = Signal(str, str)
    looked = Signal()

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._background = Background(self)
        self._ending = Event()
        self._is_looking = False
        self.hourly = QTimer(self, interval=_AGAIN_MS)
        self.hourly.timeout.connect(self.look)
        self.hourly.start()

    def look(self) -> None:
        """Look over everything, unless that is being done already."""
        if not self._is_looking:
            self._is_looking = True
            self._background.run(self._look, self._say, self._broken_off)

    def end(self) -> None:
        """Break off, and say nothing more."""
        self._ending.set()
        self._background.close(seconds=0)
        self.trouble.emit("tampered", "")

    def _look(self) -> str | None:
        with closing(self._office.look_over()) as steps:
            for found in steps:
                if found is not None:
                    return found
                if self._ending.wait(_PAUSE):
                    break
        return None

    def _say(self, found: str | None) -> None:
        self._is_looking = False
        if found is not None:
            self.trouble.emit("tampered", found)
            self.looked.emit()

    def _broken_off(self, error: Exception) -> None:
        self._is_looking = False
        if not isinstance(error, RecordsError):  # of a store that doesn't answer others tell
            raise error
