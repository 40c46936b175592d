"""What is asked to set records up: where they lie, who opens them, and the exit code."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.desk.settings.typed_secrets import wrong_name, wrong_passphrase
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Line, OneOf, Secret
from gui.widgets.labels import label
from questionnaire.records.desk.founding import (
    STORE_FILE,
    Founding,
    Joining,
    found,
    has_records,
    join,
)
from questionnaire.records.desk.settings import AGAIN, CODE, wrong_code
from questionnaire.records.errors import SetupRefusedError, WrongPassphraseError
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.words import tr

_ADDRESS = "postgresql://"


class Made(NamedTuple):
    """New keys, and what is kept of the exit code, before anything is written."""

    founding: Founding
    exit_code: str


class SetupForm(FormPage):
    """Makes the keys, or opens those of records that are there already; writes nothing."""

    made = Signal(object)
    joined = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__(tr("Set up records"))
        self._folder = folder
        self._joins = False
        self._build()
        self._where.changed.connect(self._moved)
        self._url.changed.connect(self._moved)
        self.add_button(tr("Leave without records"), self.leave)
        self.row.addStretch(1)
        self.add_button(tr("Continue"), self.submit, "primary")
        self._moved()

    @property
    def store(self) -> str:
        """The address of the clinic's database; empty for this computer."""
        return "" if self._where.value == "here" else self._url.value.strip()

    def submit(self) -> None:
        """Make the keys, or say what is wrong."""
        wrong = self._wrong()
        self.show_problems(wrong)
        if not wrong:
            self.work(self._words(), self._work().do, self._go_on, self._field_of)

    def leave(self) -> None:
        """Forget what was typed."""
        self.forget_secrets()
        self.closed.emit()

    def _wrong(self) -> dict[str, str]:
        values = self.values()
        wrong = {}
        if self._where.value != "here" and not self.store.startswith(_ADDRESS):
            wrong["url"] = tr("Enter the database's address. It begins with postgresql://")
        wrong |= wrong_name(str(values["name"]).strip())
        if self._joins:
            if not values["passphrase"]:
                wrong["passphrase"] = tr("Enter the passphrase of this keyholder.")
            return wrong
        return wrong | wrong_passphrase(values, "passphrase", "again") | wrong_code(values)

    def _words(self) -> str:
        if self._joins:
            return tr("Opening the records. This takes some seconds.")
        return tr("Making the clinic's keys. This takes some seconds.")

    def _work(self) -> "_Work":
        values = self.values()
        name, passphrase = str(values["name"]).strip(), str(values["passphrase"])
        return _Work(self._folder, self.store, name, passphrase, str(values[CODE]), self._joins)

    def _go_on(self, found_: Made | Joining | None) -> None:
        if found_ is None:
            self._show_joining(joins=True)
            self.show_problems({"name": _there_already()})
            return
        self.forget_secrets()
        (self.made if isinstance(found_, Made) else self.joined).emit(found_)

    def _field_of(self, error: Exception) -> str:
        match error:
            case WrongPassphraseError():
                return "passphrase"
            case SetupRefusedError() if self._joins:
                return "name"
            case _:
                return "" if self._where.value == "here" else "url"

    def _moved(self) -> None:
        """Ask for what this place needs."""
        self._database.setVisible(self._where.value != "here")
        self._show_joining(joins=False)

    def _show_joining(self, *, joins: bool) -> None:
        """Ask for less where records are there already."""
        self._joins = joins
        self.entries["again"].setVisible(not joins)
        self._exit.setVisible(not joins)

    # Building

    def _build(self) -> None:
        self.content.addWidget(
            label(
                tr(
                    "With records, each intake is kept, sealed on the computer where it is filled "
                    "in. Only keyholders can read it, with a passphrase. Not sealed are a number, "
                    "the ticket, the computer, the times, the state and the program's versions: no "
                    "name and no answer. Without records nothing is kept."
                )
            )
        )
        self.section(tr("Where do the records lie?"))
        here = str(self._folder / STORE_FILE)
        self._where = OneOf(
            [
                ("here", tr("On this computer"), here),
                (
                    "shared",
                    tr("In the clinic's PostgreSQL database"),
                    tr("For several desks, or a waiting-room computer of its own"),
                ),
            ],
            "here",
        )
        self.enter("where", Entry("", self._where))
        self._where.setAccessibleName(tr("Where do the records lie?"))
        self._url = Line()
        hint = tr(
            "Such as postgresql://name:password@server/database, from whoever looks after it."
        )
        self._database = self.enter("url", Entry(tr("Address of the database"), self._url, hint))
        self.section(tr("Who opens them?"))
        hint = tr("The first keyholder. Others can be added later.")
        self.enter("name", Entry(tr("Name"), Line(), hint))
        hint = tr("Twelve letters or more, such as four words. It can't be looked up later.")
        self.enter("passphrase", Entry(tr("Passphrase"), Secret(), hint))
        self.enter("again", Entry(tr("The same passphrase again"), Secret()))
        self.content.addWidget(self._exit_code())
        self.content.addStretch(1)

    def _exit_code(self) -> QWidget:
        self._exit = QWidget()
        layout = QVBoxLayout(self._exit)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(label(tr("Is there a waiting room?"), "section"))
        layout.addWidget(
            label(
                tr(
                    "Staff leave the waiting room's screen with a code of six figures or more. "
                    "It can be set later, in the settings."
                )
            )
        )
        code, again = Entry(tr("Exit code"), Secret()), Entry(tr("The same code again"), Secret())
        self.know(CODE, code)
        self.know(AGAIN, again)
        layout.addWidget(ColumnGrid((code, again), lines=14))
        return self._exit


class _Work(NamedTuple):
    """What takes long, with all that it needs; the form may be gone before it ends."""

    folder: Path
    store: str
    name: str
    passphrase: str
    code: str
    joins: bool

    def do(self) -> Made | Joining | None:
        """Return new keys, or opened ones; None where records turned up that nobody spoke of."""
        if self.joins:
            return join(self.folder, self.store, self.name, self.passphrase)
        if has_records(self.folder, self.store):
            return None
        founding = found(self.folder, self.store, self.name, self.passphrase)
        return Made(founding, hash_pin(self.code) if self.code else "")


def _there_already() -> str:
    return tr(
        "There are records here already. To use them on this computer, enter the name and the "
        "passphrase of one of their keyholders."
    )
