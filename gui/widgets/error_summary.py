"""What is still missing on a page, at its top, each line a way to the field."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.widgets.labels import label
from questionnaire.interview import Problem
from questionnaire.spoken import as_spoken
from questionnaire.words import tr


class ErrorSummary(QFrame):
    """Hidden while nothing is wrong."""

    problem_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "problems")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 14, 20, 14)
        self._title = tr("Before you go on")
        self._layout.addWidget(label(self._title, "title"))
        self._lines: list[QWidget] = []
        self.hide()

    def clear(self) -> None:
        """Take every line away."""
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        self.hide()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show a line for each problem, and put the focus on the first."""
        self.clear()
        if not problems:
            return
        from gui.widgets.wrapped_button import (
            WrappedButton,  # the first page opens faster without it
        )

        for problem in problems:
            line = WrappedButton(problem.text)
            line.clicked.connect(
                lambda _=False, field=problem.field: self.problem_chosen.emit(field)
            )
            self._layout.addWidget(line)
            QWidget.setTabOrder(self._lines[-1] if self._lines else self, line)
            self._lines.append(line)
        self.show()
        self.setAccessibleName("; ".join(problem.text for problem in problems))
        # The first line has the focus, so it says the title, and what else is missing.
        others = (problem.text for problem in problems[1:])
        self._lines[0].setAccessibleDescription(as_spoken((self._title, *others)))
        self._lines[0].setFocus()
