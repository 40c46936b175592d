"""Where one is: the step's number and name over a thin bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.labels import label
from questionnaire.interview import Interview
from questionnaire.questions import Page
from questionnaire.words import tr

_LEFT, _RIGHT = 4, 14  # pixels beside words and bar
_BAR, _GAP = 8, 6


class StepHeader(QWidget):
    """Shows how far the interview has come; only the answers decide how many steps there are.

    It draws the bar itself: QProgressBar would paint the whole page at each value.
    """

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._words = label("", "step")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_LEFT, 0, _RIGHT, _GAP + _BAR)
        layout.addWidget(self._words)

    @property
    def text(self) -> str:
        """The step's number and name, as they are read."""
        return self._words.text()

    def show_step(self, interview: Interview, page: Page) -> None:
        """Show the step that this page is."""
        step, steps = interview.progress(page.id)
        words = tr("Step {step} of {steps}: {name}")
        self._words.setText(words.format(step=step, steps=steps, name=tr(page.name)))
        self._share = step / steps
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and over it how much is done."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(_LEFT, self.height() - _BAR, self.width() - _LEFT - _RIGHT, _BAR)
        for role, share in (
            (QPalette.ColorRole.Midlight, 1.0),
            (QPalette.ColorRole.Highlight, self._share),
        ):
            painter.setBrush(self.palette().color(role))
            done = QRectF(groove.topLeft(), groove.size())
            done.setWidth(groove.width() * share)
            painter.drawRoundedRect(done, _BAR / 2, _BAR / 2)
        painter.end()
