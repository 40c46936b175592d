"""The page of body parts: the figure, and beside it the same parts as a list."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.body_map import BodyMap
from gui.fields import Field
from gui.pages.question_page import QuestionPage
from gui.sites_field import SitesField
from gui.theme import reading_width
from questionnaire.questions import Question

#: Below this width, in line heights of the text, the list alone asks the question.
_ROOM_IN_LINES = 28
_LOWEST = 460  # pixels of height that the figure needs


class BodyPage(QuestionPage):
    """Keeps figure and list in step: both show the interview's answer, both change it."""

    figure: BodyMap | None = None

    def field_for(self, question: Question) -> Field:
        """The list of sites answers this question."""
        return SitesField(self.interview, question)

    def arrange(self, outer: QVBoxLayout) -> None:
        """Put the figure on the left of the list, where it does not scroll away."""
        self.figure = BodyMap()
        QWidget.setTabOrder(self.header, self.figure)  # it stands left of the list
        question = self.page.questions[0]
        self.figure.pressed.connect(lambda site: self.interview.toggle(question, site))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.figure, 6)
        row.addWidget(self.pane, 5)
        outer.addLayout(row, 1)
        self._make_room()

    def widest(self) -> int:
        """Return room for the list beside the figure."""
        return reading_width(self) * 5 // 3

    def refresh(self) -> None:
        """Show the answer in the figure too."""
        super().refresh()
        if self.figure:
            self.figure.show_answer(self.interview.kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the figure up where it would be too small to touch."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        if self.figure:
            self.ensurePolished()  # before that, the page does not know the size of its letters
            needed = _ROOM_IN_LINES * self.fontMetrics().height()
            self.figure.setVisible(self.width() >= needed and self.height() >= _LOWEST)
