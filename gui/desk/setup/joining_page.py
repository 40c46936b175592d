"""A desk that joins existing records: two fingerprints are compared first."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from gui.widgets.form import FormPage
from gui.widgets.labels import fill, frame, label
from questionnaire.words import tr


class JoiningPage(FormPage):
    """Shows the fingerprint; `joined` follows when someone says that it is the right one."""

    joined = Signal()

    def __init__(self, fingerprint: str, finish: Callable[[], object]) -> None:
        super().__init__(tr("Is this the clinic's key?"))
        self._finish = finish
        words = tr(
            "A desk that uses the records already shows a fingerprint in its settings, under "
            "Records; the recovery sheet shows the first one. Compare it with this one, so "
            "that nobody can slip in another key."
        )
        box, inside = frame("card", 10)
        shown = label(fingerprint)
        shown.setProperty("role", "key")
        inside.addWidget(shown)
        fill(self.content, label(words), box, None)
        self.add_button(tr("They differ: cancel"), self.leave)
        self.row.addStretch(1)
        self.add_button(tr("They match: join"), self.submit, "primary")

    def submit(self) -> None:
        """Write this computer's set-up."""
        self.work(tr("Joining."), self._finish, lambda _done: self.joined.emit())

    def leave(self) -> None:
        """Join nothing."""
        self.closed.emit()
