"""The band over the table while urgent intakes wait for somebody to say that they see to them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.text import button, label
from questionnaire.records.desk.listing import Row
from questionnaire.words import tr

_NAMED = 6  # tickets that are named; of more, only the number is said


class UrgentBand(QFrame):
    """Names the codes, and takes the first of them at a press."""

    acknowledge_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "stop")
        self._first: Row | None = None
        self._words = label("", "title")
        self.see_to_it = button("", "primary")
        self.see_to_it.clicked.connect(lambda: self.acknowledge_wanted.emit(self._first))
        self.open = button(tr("Open it"))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._first))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.open)
        layout.addWidget(self.see_to_it)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def show_rows(self, calling: Sequence[Row]) -> None:
        """Show who waits; the newest first, as in the table."""
        self.setVisible(bool(calling))
        if not calling:
            self._first = None
            self._words.setText("")
            return
        self._first = calling[0]
        codes = ", ".join(row.ticket for row in calling[:_NAMED])
        more = len(calling) - _NAMED
        if len(calling) == 1:
            words = tr("Urgent: {codes} is waiting.").format(codes=codes)
        elif more > 0:
            words = tr("Urgent: {codes} and {more} more are waiting.").format(
                codes=codes, more=more
            )
        else:
            words = tr("Urgent: {codes} are waiting.").format(codes=codes)
        self._words.setText(words)
        self.setAccessibleName(words)
        code = calling[0].ticket
        self.see_to_it.setText(tr("I'll see to {code}").format(code=code))
        self.open.setAccessibleName(tr("Open {code}").format(code=code))
