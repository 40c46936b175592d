"""Where the records lie, whose key seals them, and a further waiting-room computer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from gui.widgets.column_grid import ColumnGrid
from gui.widgets.form import FormPage
from gui.widgets.labels import button, frame, label
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        box, inside = frame("card", 10)
        for words, value in (
            (tr("Where the records lie"), shown_place(setup.store)),
            (tr("This computer's code"), setup.station),
            (tr("Fingerprint of the clinic's key"), office.keys.fingerprint),
        ):
            inside.addWidget(
                ColumnGrid((label(words, "hint"), label(value)), lines=8, shares=(2, 5))
            )
        layout.addWidget(box)
        holders = button(tr("Keyholders"))
        holders.clicked.connect(self.keyholders_wanted)
        layout.addWidget(holders)
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
        layout.addWidget(
            label(
                tr(
                    "A further computer in the waiting room gets a file from here. "
                    "With it, that computer can add sealed intakes and read none. After a new "
                    "key of the clinic, or another exit code, each of them needs a new file."
                )
            )
        )
        add = button(tr("Add a waiting-room computer"))
        add.clicked.connect(self._ask_where)
        layout.addWidget(add)
        self._next_steps = label("")
        self._next_steps.hide()
        layout.addWidget(self._next_steps)

    def _ask_where(self) -> None:
        suggestion = str(Path.home() / "waiting-room.toml")
        dialog = QFileDialog(self, tr("Save the file for the computer"), suggestion, "*.toml")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.add_waiting_room(Path(dialog.selectedFiles()[0]))

    def _explain(self, path: Path, fingerprint: str) -> None:
        self._next_steps.setText(
            tr(
                "The file was saved as {path}. Take it to the waiting-room computer and type there: "
                "dystonia-triage records join {name}\n"
                "It asks for this fingerprint: {fingerprint}\n"
                "Then delete the file here and wherever it was carried."
            ).format(path=path, name=path.name, fingerprint=fingerprint)
        )
        self._next_steps.show()
