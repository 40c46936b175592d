"""A quiet line at the top: what can't be reached or written, and what happens meanwhile."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from gui.widgets.announcing import announce
from gui.widgets.labels import fill, label
from questionnaire.words import tr_number


class TroubleLine(QFrame):
    """Hidden while all is well; each source says its own trouble, and "" when it is over."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "trouble")
        self._troubles: dict[str, str] = {}
        self._waiting = 0
        self._is_hushed = False
        self._words = label("")
        fill(QVBoxLayout(self), self._words, margins=(16, 8, 16, 8))
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, source: str, trouble: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        is_new = bool(trouble) and trouble not in self._troubles.values()
        self._troubles[source] = trouble
        self._show()
        if is_new and not self._is_hushed:
            announce(self, trouble)

    def say_waiting(self, entries: int) -> None:
        """Say how many entries have not reached the clinic's database."""
        self._waiting = entries
        self._show()

    def hush(self, *, hushed: bool) -> None:
        """Say nothing while the page says it itself, and what to do about it."""
        self._is_hushed = hushed
        self._show()

    def _show(self) -> None:
        troubles = list(dict.fromkeys(filter(None, self._troubles.values())))
        if troubles and self._waiting:
            waiting = tr_number(
                self._waiting, "1 entry is waiting.", "{number} entries are waiting."
            )
            troubles.append(waiting)
        self._words.setText(" ".join(troubles))
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(troubles) and not self._is_hushed)
