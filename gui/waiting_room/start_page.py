"""The page between two people: whose computer this is, and one button to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from gui.attendance.room_page import RoomPage, middle
from gui.widgets.labels import button
from questionnaire.clinic import Clinic
from questionnaire.words import tr


class StartPage(RoomPage):
    """Calm and large. While the program speaks one language, the place for languages stays empty."""

    begun = Signal()
    staff_wanted = Signal()

    def __init__(self, clinic: Clinic) -> None:
        super().__init__(clinic.name)
        self.begin = button(tr("Touch to begin"), "begin")
        self.begin.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.begin.clicked.connect(self.begun)
        self.staff = button(tr("Staff"), "link")
        self.staff.clicked.connect(self.staff_wanted)
        self.languages = QWidget()
        QHBoxLayout(self.languages).setContentsMargins(0, 0, 0, 0)
        for part in (
            middle(clinic.name, "name"),
            self.begin,
            middle(
                tr("A few questions before you see the clinician. They take about two minutes.")
            ),
            middle(tr("If you need help at once, tell a member of staff now.")),
        ):
            self.content.addWidget(part)
        self.content.insertStretch(0, 1)
        self.content.addStretch(1)
        self.buttons(left=(self.staff,), right=(self.languages,))

    def focus_start(self) -> None:
        """One press of Enter begins."""
        self.begin.setFocus()
