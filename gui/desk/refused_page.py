"""Why the records can't be used on this computer, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from gui.desk.desk_page import DeskPage
from gui.text import button, label
from questionnaire.words import tr


class RefusedPage(DeskPage):
    """Says it, and tries again at a press."""

    is_centred = True

    retried = Signal()
    left = Signal()

    def __init__(self, why: str) -> None:
        super().__init__(tr("The front desk can't open"))
        self.retry = button(tr("Try again"), "primary")
        self.retry.clicked.connect(self.retried)
        self.leave = button(tr("Close the front desk"))
        self.leave.clicked.connect(self.left)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self.retry)
        actions.addWidget(self.leave)
        actions.addStretch(1)
        self.content.addWidget(label(why))
        self.content.addLayout(actions)
        self.content.addStretch(1)

    def focus_start(self) -> None:
        """Trying again is what there is to do."""
        self.retry.setFocus()
