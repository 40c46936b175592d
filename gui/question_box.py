"""One question: its heading, why we ask, what is wrong, and the control that answers it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.fields import Field
from gui.text import label
from questionnaire.interview import Interview
from questionnaire.questions import Question


class QuestionBox(QWidget):
    """Shows a question in the words for whoever answers."""

    def __init__(
        self, interview: Interview, question: Question, field: Field, *, first: bool
    ) -> None:
        super().__init__()
        self._interview = interview
        self.question = question
        self.field = field
        self._heading = label("", "question" if first else "subquestion")
        self._hint = label("", "hint")
        self._error = label("", "error")
        self._error.hide()
        self._parts = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._heading, self._hint, self._error):
            layout.addWidget(part)
        self._controls = QHBoxLayout()
        self._controls.setSpacing(10)
        self._controls.addWidget(field.widget, 1)
        self._controls.addStretch(0)  # keeps a control that is not as wide as the page on the left
        layout.addLayout(self._controls)

    def refresh(self) -> None:
        """Show the words for whoever answers, and the answer as it stands."""
        voice = self._interview.kept.voice
        heading = self.question.heading.to(voice)
        self._heading.setText(heading)
        self.setAccessibleName(heading)
        hint = self.question.hint.to(voice) if self.question.hint else ""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.field.refresh()
        self._describe()

    def add_beside(self, widget: QWidget) -> None:
        """Put something that belongs to the answer on the right of the control."""
        self._controls.insertWidget(1, widget, 1)

    def add_below(self, widget: QWidget) -> None:
        """Put something that is not as wide as the page under the control."""
        self._parts.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def show_control(self, shown: bool) -> None:
        """Show or hide the control under the question."""
        self._hint.setVisible(shown)
        self.field.widget.setVisible(shown)

    def show_problem(self, text: str) -> None:
        """Show what is wrong above the control; an empty text takes it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.field.set_missing(bool(text))
        self._describe()

    def _describe(self) -> None:
        """Let a screen reader say the hint and what is wrong where the answer is given."""
        said = " ".join(text for text in (self._error.text(), self._hint.text()) if text)
        self.field.widget.setAccessibleDescription(said)
