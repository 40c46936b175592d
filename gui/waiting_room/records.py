"""What the waiting room needs of the clinic's records: it can write and can't read."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from questionnaire.records.errors import SetupRefusedError
from questionnaire.records.format.version import Action
from questionnaire.records.intake.acknowledgement import Acknowledgements
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.staff_pin import PinLock
from questionnaire.records.setup import read_setup
from questionnaire.records.store.audit import Event
from questionnaire.words import tr


class RoomRecords(QObject):
    """Opens this computer's records for writing; raises RecordsError with what has to be done first."""

    trouble_changed = Signal(str)
    acknowledged = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        setup = read_setup(folder)
        if setup is None:
            raise SetupRefusedError(tr("Set the records up first, at the desk on this computer."))
        if not setup.staff_pin:
            raise SetupRefusedError(
                tr("Set a staff PIN first, at the desk on this computer, or nobody could exit.")
            )
        notes = Notes(folder)
        self.lock = PinLock(notes, setup.staff_pin)
        self.recorder = Recorder(folder, setup, notes, on_trouble=self.trouble_changed.emit)
        self.acknowledgements = Acknowledgements(setup, self.acknowledged.emit)

    def note(self, action: Action, detail: str = "") -> None:
        """Put what happened into the audit."""
        self.recorder.note(Event(action=action, detail=detail))

    def close(self) -> None:
        """Write what waits, and end the threads."""
        self.acknowledgements.close()
        self.recorder.close()
