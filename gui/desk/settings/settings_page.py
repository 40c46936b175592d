"""The clinic's settings: all on one page, checked together, written only when all is right."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.desk.settings import clinic_entries
from gui.desk.table.backing_up import ask_for_backup_path
from gui.widgets.column_grid import ColumnGrid
from gui.widgets.dialogs import ask, ask_for_path
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Secret
from gui.widgets.labels import button, fill, frame, label, show_words, stack
from gui.widgets.local_time import long_day
from questionnaire.clinic import Clinic
from questionnaire.clinic_file import clinic_from, settings_problems
from questionnaire.records.desk.backup import Contents
from questionnaire.records.desk.backup_state import BackupState, done_words, last_words
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.settings import (
    STAFF_PIN,
    STAFF_PIN_AGAIN,
    save_settings,
    wrong_staff_pin,
)
from questionnaire.records.errors import RecordsError
from questionnaire.records.sealing.recovery import shown_place
from questionnaire.records.setup import Setup
from questionnaire.spoken import as_spoken
from questionnaire.words import tr


class RecordsBox(QWidget):
    """Shows the records' set-up; what takes long is done by the page around it."""

    keyholders_wanted = Signal()
    backed_up = Signal()

    def __init__(self, office: Office, page: FormPage) -> None:
        super().__init__()
        self._office, self._page = office, page
        setup = office.keys.setup
        box, inside = frame("card", 10)
        for words, value in (
            (tr("Where the records are kept"), shown_place(setup.store)),
            *_connection(setup),
            (tr("This computer's code"), setup.station),
            (tr("Fingerprint of the clinic's key"), office.keys.fingerprint),
        ):
            inside.addWidget(
                ColumnGrid((label(words, "hint"), label(value)), lines=8, shares=(2, 5))
            )
        holders = button(tr("Keyholders"), act=self.keyholders_wanted)
        backup = BackupBox(office, page)
        backup.made.connect(self.backed_up)
        layout = stack(self, box, holders, backup, spacing=10)
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


class BackupBox(QWidget):
    """Says when the last good backup was made, and makes one at a press; `made` tells of it."""

    made = Signal()

    def __init__(self, office: Office, page: FormPage) -> None:
        super().__init__()
        self._office, self._page = office, page
        self._last = label("")
        advice = tr(
            "Back up every day, to a disk that is then kept away from this computer. A backup is encrypted "
            "like the records."
        )
        self._button = button(tr("Back up now…"), act=self._ask_where)
        self._advice = label(advice, "hint")
        stack(self, self._last, self._advice, self._button, spacing=10)
        page.background.run(office.backup_state, self._show, self._show_unknown)

    def back_up(self, path: Path) -> None:
        """Make a backup, and say where it went and how many entries are in it."""
        self._page.work(
            tr("Making the backup. It counts only once it has been read back."),
            lambda: (self._office.back_up(path), self._office.backup_state()),
            lambda done: self._explain(path, *done),
        )

    def _ask_where(self) -> None:
        if path := ask_for_backup_path(self):
            self.back_up(path)

    def _explain(self, path: Path, contents: Contents, state: BackupState) -> None:
        self._page.show_problems({})
        self._page.say(done_words(path, contents))
        self._show(state)
        self._button.setFocus()
        self.made.emit()

    def _show(self, state: BackupState) -> None:
        self._say_last(last_words(state, long_day))

    def _show_unknown(self, error: Exception) -> None:
        if not isinstance(error, RecordsError):
            raise error
        self._say_last(str(error))

    def _say_last(self, words: str) -> None:
        self._last.setText(words)
        self._button.setAccessibleDescription(as_spoken((words, self._advice.text())))


def _connection(setup: Setup) -> tuple[tuple[str, str], ...]:
    """Return the line on how the database is reached; none for a file of this computer."""
    if not setup.is_shared:
        return ()
    from questionnaire.records.store.address import connection_words

    return ((tr("Connection to the database"), connection_words(setup.store)),)


class SettingsPage(FormPage):
    """Shows the settings in use, and writes others to `clinic_path`.

    `saved` carries the new Clinic.
    """

    saved = Signal(object)
    backed_up = Signal()
    keyholders_wanted = Signal()

    def __init__(self, office: Office, clinic: Clinic, clinic_path: Path) -> None:
        super().__init__(tr("Clinic settings"))
        self._office = office
        self._clinic = clinic
        self._path = clinic_path
        self._build()
        self._before = self.values()
        self.offer(tr("Back"), tr("Save the settings"))

    @property
    def is_changed(self) -> bool:
        """Whether anything entered is not saved yet."""
        return self.values() != self._before

    def submit(self) -> None:
        """Save everything, or say what is wrong with it; then the file stays as it was."""
        values = self.values()
        wrong = wrong_staff_pin(values)
        pin, _ = (str(values.pop(field)) for field in (STAFF_PIN, STAFF_PIN_AGAIN))
        wrong |= settings_problems(values)
        self.show_problems(wrong)
        if wrong:
            return
        clinic = clinic_from(values)
        self.work(
            tr("Saving the settings."),
            lambda: save_settings(self._office, self._path, self._clinic, clinic, pin),
            lambda _done: self._show_saved(clinic, new_pin=bool(pin)),
        )

    def leave(self) -> None:
        """Close the page, after a question where something would be lost."""
        if self.may_leave():
            self.forget_secrets()
            self.closed.emit()

    def may_leave(self) -> bool:
        """Ask whether changes may be discarded, where there are some."""
        return not self.is_changed or ask(
            self,
            tr("Discard the changes?"),
            tr("The settings were changed but not saved."),
            stay=tr("Go back"),
            go_on=tr("Discard the changes"),
        )

    def _leave_for_keyholders(self) -> None:
        if self.may_leave():
            self.forget_secrets()
            self.keyholders_wanted.emit()

    def _show_saved(self, clinic: Clinic, *, new_pin: bool) -> None:
        self._clinic = clinic
        self.forget_secrets()
        self.entries[STAFF_PIN].set_hint(self._pin_hint())
        self._before = self.values()
        said = tr("The settings were saved.")
        if new_pin and self._office.keys.setup.is_shared:
            said += " " + tr("Each waiting-room computer needs a new file for the new staff PIN.")
        self.say(said)
        self.saved.emit(clinic)

    # Building

    def _build(self) -> None:
        clinic = self._clinic
        self.section(tr("The clinic"))
        for field, entry in clinic_entries.reaching(clinic).items():
            self.enter(field, entry)
        self.enter_beside(clinic_entries.numbers(clinic))
        self.section(
            tr("Advice on urgent signs"),
            tr("What a person who marks one should do at this clinic, in the clinic's own words."),
        )
        self.enter("advice.any", clinic_entries.advice_on_any(clinic))
        self.content.addWidget(label(tr("For one sign, where it needs words of its own:")))
        self.enter_beside(clinic_entries.advice(clinic))
        self.section(tr("Questionnaire and result"))
        for field, entry in clinic_entries.wishes(clinic).items():
            self.enter(field, entry)
        self.section(tr("Waiting room and desk"))
        self.enter_beside(clinic_entries.leaving(clinic))
        self.enter("attention", clinic_entries.attention(clinic))
        self.enter("sound", clinic_entries.sound(clinic))
        self._build_staff_pin()
        self.section(tr("Records"))
        self.enter("retention_days", clinic_entries.retention(clinic))
        records = RecordsBox(self._office, self)
        records.keyholders_wanted.connect(self._leave_for_keyholders)
        records.backed_up.connect(self.backed_up)
        self.content.addWidget(records)
        kept = tr("The settings are kept in {path}.").format(path=self._path)
        self.content.addWidget(label(kept, "small"))
        self.content.addStretch(1)

    def _build_staff_pin(self) -> None:
        pin = Entry(tr("New staff PIN for the waiting room"), Secret(), self._pin_hint())
        again = Entry(tr("The same PIN again"), Secret())
        self.enter_beside({STAFF_PIN: pin, STAFF_PIN_AGAIN: again})

    def _pin_hint(self) -> str:
        if self._office.keys.setup.staff_pin:
            return tr("Leave it empty to keep the PIN as it is.")
        return tr("None is set yet. Staff need one to leave the waiting room's screen.")
