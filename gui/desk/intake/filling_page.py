"""The questionnaire at the desk: a new intake from paper or telephone, or one that is resumed."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizard

from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.widgets.labels import button, fill, label, show_words
from gui.widgets.page_frame import has_little_room
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.intake.filling import Filling
from questionnaire.words import tr

#: Begins to keep an interview.
Begin = Callable[[Interview], Filling]


class FillingPage(QWidget):
    """Keeps every change as it is made; where nothing is changed, nothing is kept."""

    over = Signal()

    def __init__(self, interview: Interview, clinic: Clinic, begin: Begin) -> None:
        super().__init__()
        self._filling = begin(interview)
        ticket, reference = self._filling.origin.ticket, self._filling.origin.reference
        venue = Venue(kind="desk", ticket=ticket, reference=reference)
        self.wizard = Wizard(interview, clinic, venue)
        self.wizard.setProperty("targets", "desk")
        self.wizard.setWindowFlags(Qt.WindowType.Widget)
        self.wizard.setAccessibleName(tr("Questionnaire"))
        self.wizard.restart_wanted.connect(self.over)
        self._add_way_out()
        self.head = label(tr("Code {ticket}").format(ticket=ticket), "title")
        self.said = label("", "title")
        for one in (self.head, self.said):
            one.setContentsMargins(16, 8, 16, 0)
            one.hide()  # until there is room, or something to say
        parts = (self.head, self.said, self.wizard)
        fill(QVBoxLayout(self), *parts, wide=self.wizard, margins=(0, 0, 0, 0), spacing=0)

    @property
    def intake(self) -> UUID:
        """The intake that is filled in here."""
        return self._filling.origin.intake

    @property
    def is_begun(self) -> bool:
        """Whether anything was entered."""
        return self._filling.is_begun

    def say(self, text: str) -> None:
        """Say what was done, or why it could not be."""
        show_words(self.said, text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave all the room to the questions where there is little."""
        super().resizeEvent(event)
        self.head.setVisible(not has_little_room(self))

    def start(self) -> None:
        """Open at the interview's page; what is shown from then on is kept."""
        self.wizard.begin()
        self.wizard.page_entered.connect(lambda _page: self._filling.save())
        self.wizard.finished_case.connect(self._filling.finish)

    def focus_start(self) -> None:
        """Put the focus where answering begins."""
        self.wizard.current.focus_start()

    def leave(self) -> None:
        """Let go; what was entered is kept, finished or not."""
        self._filling.leave()

    def _add_way_out(self) -> None:
        """Let every page be left; the result has a button of its own for that."""
        kind = QWizard.WizardButton
        tip = tr("What was entered is kept; resume it at any time.")
        self.close_it = button(tr("Keep and close"), act=self.over, tip=tip)
        self.wizard.setButton(kind.HelpButton, self.close_it)
        self.wizard.setButtonText(kind.HelpButton, self.close_it.text())
        self.wizard.setOption(QWizard.WizardOption.HaveHelpButton)
        left = [kind.BackButton, kind.HelpButton, kind.CustomButton3]
        right = [kind.CustomButton2, kind.CustomButton1, kind.NextButton]
        self.wizard.setButtonLayout([*left, kind.Stretch, *right])
