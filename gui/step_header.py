"""Where one is: the step's number and name over a thin bar."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from gui.text import label
from questionnaire.interview import Interview
from questionnaire.questions import Page
from questionnaire.words import tr


class StepHeader(QWidget):
    """Shows how far the interview has come; only the answers decide how many steps there are."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "step")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 14, 0)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)

    def show_step(self, interview: Interview, page: Page) -> None:
        """Show the step that this page is."""
        step, steps = interview.progress(page.id)
        words = tr("Step {step} of {steps}: {name}")
        self._words.setText(words.format(step=step, steps=steps, name=tr(page.name)))
        self._bar.setMaximum(steps)
        self._bar.setValue(step)
        self._bar.setAccessibleName(self._words.text())
