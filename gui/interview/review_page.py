"""The page to check the answers, each with Change that comes straight back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget, QWizard

from gui.interview.question_page import QuestionPage
from gui.widgets.labels import Role, button, clear, label, stack
from questionnaire.spoken import review_words
from questionnaire.summary import AnswerRow, answer_rows
from questionnaire.words import tr


class ReviewPage(QuestionPage):
    """Reads every answer back in words; what was skipped reads "Not answered"."""

    change_wanted = Signal(str)

    def add_content(self, layout: QVBoxLayout) -> None:
        """Leave room for the rows, which follow the answers."""
        self.setButtonText(QWizard.WizardButton.NextButton, tr("See result"))
        title, hint = self._lead()
        layout.addWidget(label(title, "question"))
        layout.addWidget(label(hint, "hint"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._shown: tuple[AnswerRow, ...] = ()
        layout.addLayout(self._rows)

    def refresh(self) -> None:
        """Show the answers as they stand."""
        answers = self.interview.answers
        wanted = answer_rows(answers, answers.voice)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._rows)
        for row in wanted:
            self._rows.addWidget(self._row(row))

    def words(self) -> tuple[str, ...]:
        """Return each answer after what can be done here."""
        return (*self._lead(), *review_words(self._shown))

    def _lead(self) -> tuple[str, str]:
        return tr("Check your answers"), tr("Press Change where something is not right.")

    def _row(self, row: AnswerRow) -> QFrame:
        box = QFrame()
        box.setProperty("role", "row")
        layout = QHBoxLayout(box)
        words_side, button_side = 18, 8
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            words_side, button_side = button_side, words_side
        layout.setContentsMargins(words_side, 8, button_side, 8)
        role: Role = "body" if row.state == "answered" else "hint"
        values = (label(value, role) for value in row.values)
        words = QWidget()
        stack(words, label(row.label, "title"), *values, spacing=2)
        layout.addWidget(words, 1)
        change = button(tr("Change"), act=lambda: self.change_wanted.emit(row.page))
        change.setAccessibleName(tr("Change: {what}").format(what=row.label))
        change.setAccessibleDescription("; ".join(row.values))
        layout.addWidget(change)
        return box
