"""The questionnaire at the desk: a new intake from paper or telephone, or one that is resumed."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget, QWizard

from gui.desk.table.questions import ask_for_reference
from gui.interview.venue import Venue
from gui.interview.wizard import Wizard
from gui.widgets.labels import button, fill, label, show_words
from gui.widgets.page_frame import has_little_room
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.row_words import named
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
        self._venue = Venue(kind="desk", ticket=ticket, reference=reference)
        self.wizard = Wizard(interview, clinic, self._venue)
        self.wizard.setProperty("targets", "desk")
        self.wizard.setWindowFlags(Qt.WindowType.Widget)
        self.wizard.setAccessibleName(tr("Questionnaire"))
        self.wizard.restart_wanted.connect(self.over)
        self._add_way_out()
        self.head, self._code = QWidget(), label("", "title")
        self.refer = button("", act=self._ask_for_reference, tip=tr("Ctrl+R"))
        QShortcut(QKeySequence("Ctrl+R"), self, self._ask_for_reference).setAutoRepeat(False)
        row = (self._code, self.refer)
        fill(QHBoxLayout(self.head), *row, wide=self._code, margins=(16, 8, 16, 0))
        self.said = label("", "title")
        self.said.setContentsMargins(16, 8, 16, 0)
        for one in (self.head, self.said):
            one.hide()  # until there is room, or something to say
        self._show_reference()
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

    def _ask_for_reference(self) -> None:
        reference = ask_for_reference(self, self._venue.ticket, self._venue.reference)
        if reference is not None:
            self._filling.refer(reference)
            self._venue.reference = reference
            self._show_reference()
            self.say(tr("The reference was saved."))

    def _show_reference(self) -> None:
        ticket, reference = self._venue.ticket, self._venue.reference
        self._code.setText(tr("Code {ticket}").format(ticket=named(ticket, reference)))
        self.refer.setText(tr("Change reference") if reference else tr("Add reference"))

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
