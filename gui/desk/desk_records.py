"""The clinic's records as this desk uses them; their troubles arrive on the screen's thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.office import Office
from questionnaire.records.errors import SetupRefusedError
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.setup import Setup
from questionnaire.words import tr


class DeskRecords(QObject):
    """Opens what this computer has of the records; raises RecordsError where a desk can't use them.

    `trouble` says whose trouble it is, and what is wrong, or "" when nothing is.
    """

    trouble = Signal(str, str)

    def __init__(self, folder: Path, setup: Setup) -> None:
        super().__init__()
        if setup.adds_only:
            raise SetupRefusedError(
                tr(
                    "This computer belongs to a waiting room: it can add intakes but not read them. "
                    "Open the front desk on another computer."
                )
            )
        self.recorder = Recorder(
            folder,
            setup,
            Notes(folder),
            on_trouble=lambda text: self.trouble.emit("recorder", text),
            on_unreachable=lambda text: self.trouble.emit("store", text),
        )
        self.office = Office(Keys(folder, setup, self.recorder), self.recorder)

    def close(self) -> None:
        """Lock, write what waits, and end the threads."""
        self.office.lock()
        self.recorder.close()
        self.office.keys.close()
