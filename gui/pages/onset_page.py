"""The page of ages: when it began, exactly, about, or not known; and the age now."""

from PySide6.QtWidgets import QVBoxLayout

from gui.choice import ManyChoice
from gui.column_grid import ColumnGrid
from gui.pages.question_page import QuestionPage
from questionnaire.answers import Certainty
from questionnaire.words import mark, tr

_CERTAINTIES: dict[Certainty, str] = {
    "unsure": mark("I don't know exactly"),
    "about": mark("This age is a guess"),
}


class OnsetPage(QuestionPage):
    """Shows the age or, for somebody who does not know it, the time of life."""

    def add_content(self, layout: QVBoxLayout) -> None:
        """Put the two ways of not being sure between the age and the time of life."""
        age, band, now = self.page.questions
        self._certainties = {
            value: ManyChoice(value, tr(words)) for value, words in _CERTAINTIES.items()
        }
        layout.addWidget(self.box_for(age))
        for value, choice in self._certainties.items():
            choice.clicked.connect(lambda _=False, value=value: self._be(value))
        layout.addWidget(ColumnGrid(list(self._certainties.values())))
        layout.addWidget(self.box_for(band))
        layout.addWidget(self.box_for(now))

    def focus_start(self) -> None:
        """The age can be typed at once."""
        if self.interview.kept.onset_certainty == "unsure":
            super().focus_start()
        else:
            self.boxes["onset_age"].field.focus_first()

    def refresh(self) -> None:
        """A guess can be told only where an age is asked for."""
        super().refresh()
        certainty = self.interview.kept.onset_certainty
        for value, choice in self._certainties.items():
            choice.setChecked(value == certainty)
        self._certainties["about"].setVisible(certainty != "unsure")
        self.boxes["onset_age"].setVisible(True)
        self.boxes["onset_age"].show_control(certainty != "unsure")

    def _be(self, certainty: Certainty) -> None:
        held = self.interview.kept.onset_certainty
        self.interview.answer("onset_certainty", None if held == certainty else certainty)
