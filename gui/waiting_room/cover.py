"""What stands over everything when nobody has touched the computer for a while."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from gui.text import button
from gui.waiting_room.room_page import RoomPage
from gui.waiting_room.start_page import middle
from questionnaire.words import tr


class Cover(RoomPage):
    """Counts down in words, unless nothing follows, with one large button to go on.

    `ending` says what happens when the count ends.
    """

    wanted_back = Signal()

    def __init__(self, ending: str, *, counts: bool) -> None:
        title = tr("Are you still here?")
        super().__init__(title)
        self._counts = counts
        self.count = middle("", "section")
        self.back = button(tr("I am still here"), "begin")
        self.back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back.clicked.connect(self.wanted_back)
        stays = tr("The page is covered because nobody was here. It stays as it is.")
        after = ending if counts else stays
        for part in (middle(title, "name"), self.count, self.back, middle(after)):
            self.content.addWidget(part)
        self.count.setVisible(counts)
        self.content.insertStretch(0, 1)
        self.content.addStretch(1)

    def show_left(self, seconds: int) -> None:
        """Say how many seconds are left."""
        if not self._counts:
            return
        words = tr("{seconds} second left") if seconds == 1 else tr("{seconds} seconds left")
        self.count.setText(words.format(seconds=seconds))
        self.back.setAccessibleDescription(self.count.text())

    def focus_start(self) -> None:
        """Any key goes on, and this one is in sight."""
        self.back.setFocus()
