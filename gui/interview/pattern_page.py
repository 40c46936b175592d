"""The page of when it happens: which tasks bring it on opens beside that answer, and moves nothing."""

from PySide6.QtWidgets import QVBoxLayout

from gui.interview.question_box import ChoicesField, Field
from gui.interview.question_page import QuestionPage
from gui.widgets.choice import ManyChoice
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.labels import column
from questionnaire.pages import Question

_TASK_LINES = 9  # line heights of one task: two columns of them stand beside the other question
_LINES = 18


class PatternPage(QuestionPage):
    """Asks for both side by side, where there is room."""

    def field_for(self, question: Question) -> Field:
        """Let tasks stand closer together."""
        if question.field != "tasks":
            return super().field_for(question)
        return ChoicesField(self.interview, question, ManyChoice, lines=_TASK_LINES)

    def add_content(self, layout: QVBoxLayout) -> None:
        """Keep the right half free for the tasks."""
        # A column stays as wide as it is while the box in it is hidden.
        boxes = [column(self.box_for(question)) for question in self.page.questions]
        layout.addWidget(ColumnGrid(boxes, lines=_LINES))
