"""Where one is: the step's number and name over a thin bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.labels import label
from questionnaire.interview import Interview
from questionnaire.questions import Page
from questionnaire.words import tr

_BAR = 8  # pixels


class StepHeader(QWidget):
    """Shows how far the interview has come; only the answers decide how many steps there are."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "step")
        self._bar = _StepBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 14, 0)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)

    @property
    def text(self) -> str:
        """The step's number and name, as they are read."""
        return self._words.text()

    def show_step(self, interview: Interview, page: Page) -> None:
        """Show the step that this page is."""
        step, steps = interview.progress(page.id)
        words = tr("Step {step} of {steps}: {name}")
        self._words.setText(words.format(step=step, steps=steps, name=tr(page.name)))
        self._bar.show_share(step / steps)


class _StepBar(QWidget):
    """A bar that is filled to a share; QProgressBar would paint the whole page at each value."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Fill the bar to this share, from 0 to 1."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a thin line."""
        return QSize(100, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, and what is filled of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        role = QPalette.ColorRole
        for colour, width in (
            (role.Midlight, whole.width()),
            (role.Highlight, whole.width() * self._share),
        ):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(colour))
            painter.drawRoundedRect(QRectF(0, 0, width, _BAR), _BAR / 2, _BAR / 2)
        painter.end()
