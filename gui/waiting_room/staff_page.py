"""Behind the staff PIN: hand the computer to one known patient, or leave the waiting room."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gui.attendance.room_page import RoomPage
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import button, column, label
from gui.widgets.number_pad import NumberPad
from questionnaire.words import tr

_LONGEST = 60


class StaffPage(RoomPage):
    """Made anew for each visit, so that no reference stays in it."""

    patient_wanted = Signal(str)
    left = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__(tr("For staff"))
        words = tr("The clinic's own reference for this patient, such as a number")
        self.reference = QLineEdit()
        self.reference.setMaxLength(_LONGEST)
        self.reference.setAccessibleName(words)
        self.reference.returnPressed.connect(self._start)
        self.start = button(tr("Start"), "primary")
        self.start.clicked.connect(self._start)
        sealed = tr(
            "It is sealed with the answers. At the end the patient is asked to give this back."
        )
        title = label(tr("Start for one patient"), "question")
        asked = column(title, label(words), self.reference, label(sealed, "hint"), self.start)
        self.content.addWidget(ColumnGrid([asked, NumberPad(self.reference)], lines=11))
        self.content.addStretch(1)
        self.back = button(tr("Back"))
        self.back.clicked.connect(self.given_up)
        self.leave = button(tr("Leave the waiting room"))
        self.leave.clicked.connect(self.left)
        self.buttons(left=(self.back,), right=(self.leave,))

    def focus_start(self) -> None:
        """The reference can be typed at once."""
        self.reference.setFocus()

    def _start(self) -> None:
        self.patient_wanted.emit(self.reference.text().strip())
