"""Why the waiting room can't begin on this computer, and the way out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from gui.text import button, label
from gui.waiting_room.room_page import RoomPage
from questionnaire.words import tr


class NoticePage(RoomPage):
    """Says what has to be done first; no patient was here yet, so that anybody may leave."""

    left = Signal()

    def __init__(self, sentences: Sequence[str]) -> None:
        title = tr("The waiting room can't begin yet")
        super().__init__(title)
        self.content.addWidget(label(title, "question"))
        for sentence in sentences:
            self.content.addWidget(label(sentence))
        self.content.addStretch(1)
        self.leave = button(tr("Leave"), "primary")
        self.leave.clicked.connect(self.left)
        self.buttons(right=(self.leave,))

    def focus_start(self) -> None:
        """Leaving is all that there is to do."""
        self.leave.setFocus()
