"""Where the records are kept, whose key encrypts them, and a further waiting-room computer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.column_grid import ColumnGrid
from gui.widgets.dialogs import ask_for_path
from gui.widgets.form import FormPage
from gui.widgets.labels import button, fill, frame, label, show_words, stack
from questionnaire.records.desk.office import Office
from questionnaire.records.sealing.recovery import shown_place
from questionnaire.words import tr


class RecordsBox(QWidget):
    """Shows the records' set-up; what takes long is done by the page around it."""

    keyholders_wanted = Signal()

    def __init__(self, office: Office, page: FormPage) -> None:
        super().__init__()
        self._office, self._page = office, page
        setup = office.keys.setup
        box, inside = frame("card", 10)
        for words, value in (
            (tr("Where the records are kept"), shown_place(setup.store)),
            (tr("This computer's code"), setup.station),
            (tr("Fingerprint of the clinic's key"), office.keys.fingerprint),
        ):
            inside.addWidget(
                ColumnGrid((label(words, "hint"), label(value)), lines=8, shares=(2, 5))
            )
        holders = button(tr("Keyholders"), act=self.keyholders_wanted)
        layout = stack(self, box, holders, spacing=10)
        if setup.is_shared:
            self._offer_waiting_room(layout)

    def add_waiting_room(self, path: Path) -> None:
        """Write the file for a waiting-room computer, and say what to do with it."""
        from questionnaire.records.desk.stations import add_waiting_room

        self._page.work(
            tr("Making the file."),
            lambda: add_waiting_room(self._office.keys, path),
            lambda fingerprint: self._explain(path, fingerprint),
        )

    def _offer_waiting_room(self, layout: QVBoxLayout) -> None:
        words = tr(
            "A further computer in the waiting room gets a file from here. With it, that computer "
            "can add encrypted intakes but not read them. After a new key for the clinic, or "
            "another staff PIN, each of them needs a new file."
        )
        add = button(tr("Add a waiting-room computer"), act=self._ask_where)
        self._next_steps = label("")
        self._next_steps.hide()
        fill(layout, label(words), add, self._next_steps)

    def _ask_where(self) -> None:
        title = tr("Save the file for the computer")
        if path := ask_for_path(self, title, "waiting-room.toml", "*.toml"):
            self.add_waiting_room(path)

    def _explain(self, path: Path, fingerprint: str) -> None:
        words = tr(
            "The file was saved as {path}. Take it to the waiting-room computer and type there: "
            "dystonia-triage records join {name}\n"
            "It asks for this fingerprint: {fingerprint}\n"
            "Then delete the file here and from whatever carried it."
        )
        show_words(
            self._next_steps, words.format(path=path, name=path.name, fingerprint=fingerprint)
        )
