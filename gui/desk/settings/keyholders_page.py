"""Who can open the records: keyholders are added and removed, and change their passphrase."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from gui.widgets.dialogs import ask_which
from gui.widgets.form import Entry, FormPage
from gui.widgets.form_controls import Line, Secret
from gui.widgets.labels import button, clear, fill, label
from questionnaire.records.desk.office import Office
from questionnaire.records.desk.settings import wrong_name, wrong_passphrase
from questionnaire.records.errors import RecordsError, WrongPassphraseError
from questionnaire.words import tr


class KeyholdersPage(FormPage):
    """Lists the keyholders; the records must be unlocked."""

    def __init__(self, office: Office, clinic: str) -> None:
        super().__init__(tr("Keyholders"))
        self._keys, self._clinic = office.keys, clinic
        words = tr(
            "A keyholder unlocks the records with a name and a passphrase. Two or more "
            "are better than one: a forgotten passphrase can't be looked up."
        )
        self._rows = fill(QVBoxLayout(), spacing=8)
        fill(self.content, label(words), self._rows)
        self._build_adding()
        self._build_changing()
        self.content.addStretch(1)
        self.foot.show_only(left=(button(tr("Back"), act=self.leave),))
        self.work(tr("Looking up the keyholders."), self._keys.holders, self._show)

    def leave(self) -> None:
        """Close the page; what was typed and not used is forgotten."""
        self._forget()
        self.closed.emit()

    def may_leave(self) -> bool:
        """Nothing is lost but what was typed for a keyholder who was not added."""
        self._forget()
        return True

    # What can be done

    def add(self) -> None:
        """Add a keyholder, or say what is wrong."""
        values = self.values()
        name = str(values["name"]).strip()
        known = (name, self._clinic)
        wrong = wrong_name(name) | wrong_passphrase(values, "passphrase", "again", known)
        self.show_problems(wrong)
        if not wrong:
            passphrase = str(values["passphrase"])
            self._change(
                tr("Adding the keyholder. This takes some seconds."),
                lambda: self._keys.add_holder(name, passphrase),
                tr("{name} is now a keyholder.").format(name=name),
                "name",
            )

    def remove(self, name: str) -> None:
        """Ask how to remove a keyholder, and do it."""
        which = ask_which(
            self,
            tr("Remove {name}?").format(name=name),
            tr(
                "With a new key for the clinic, which is the better choice, {name} can't read "
                "what is entered from now on, not even with a copy of the old key. Each "
                "waiting-room computer then needs a new file from the settings.\n\n"
                "What was entered before stays readable with the old key, by anyone who may "
                "have kept a copy of it. No choice here changes that."
            ).format(name=name),
            stay=tr("Go back"),
            others=(tr("Remove, with a new key"), tr("Remove only")),
        )
        if which is None:
            return
        said = tr("{name} is no longer a keyholder.").format(name=name)
        if which == 0 and self._keys.setup.is_shared:
            said += " " + tr("Each waiting-room computer now needs a new file from the settings.")
        self._change(
            tr("Removing the keyholder."),
            lambda: self._keys.remove_holder(name, new_key=which == 0),
            said,
        )

    def change_passphrase(self) -> None:
        """Change the passphrase of the keyholder who has the records open, or say what is wrong."""
        values = self.values()
        known = (self._keys.name, self._clinic)
        wrong = wrong_passphrase(values, "new", "new_again", known)
        if not values["current"]:
            wrong = {"current": tr("Enter your current passphrase.")} | wrong
        self.show_problems(wrong)
        if not wrong:
            current, new = str(values["current"]), str(values["new"])
            self._change(
                tr("Changing your passphrase. This takes some seconds."),
                lambda: self._replace_passphrase(current, new),
                tr("Your passphrase was changed."),
                "current",
            )

    def _replace_passphrase(self, current: str, new: str) -> None:
        # A stranger at an unlocked desk can't shut the keyholder out.
        self._keys.confirm(current)
        self._keys.change_passphrase(new)

    def _change(self, words: str, work: Callable[[], None], said: str, field: str = "") -> None:
        """Change the keyholders, show them as they are then, and say what was done."""

        def worked() -> tuple[str, ...]:
            work()
            return self._keys.holders()

        def done(names: tuple[str, ...]) -> None:
            self._forget()
            self._show(names)
            self.say(said)

        self.work(words, worked, done, lambda error: _field_of(error, field))

    # Building

    def _build_adding(self) -> None:
        self.section(tr("Add a keyholder"))
        hint = tr("They type it themselves: twelve letters or more, such as four words.")
        self.enter("name", Entry(tr("Name"), Line()))
        self.enter_beside(
            {
                "passphrase": Entry(tr("Their passphrase"), Secret(), hint),
                "again": Entry(tr("The same passphrase again"), Secret()),
            }
        )
        self._add_act(tr("Add the keyholder"), self.add, ("name", "passphrase", "again"))

    def _build_changing(self) -> None:
        words = tr("Change your passphrase, {name}").format(name=self._keys.name)
        self.section(words)
        self.enter("current", Entry(tr("Your current passphrase"), Secret()))
        self.enter_beside(
            {
                "new": Entry(tr("Your new passphrase"), Secret()),
                "new_again": Entry(tr("The new passphrase again"), Secret()),
            }
        )
        fields = ("current", "new", "new_again")
        self._add_act(tr("Change your passphrase"), self.change_passphrase, fields)

    def _add_act(self, words: str, act: Callable[[], None], fields: tuple[str, ...]) -> None:
        """Add the button of a section; Enter in its lines does the same."""
        made = button(words, act=act)
        for field in fields:
            control = self.entries[field].control
            if isinstance(control, Line):
                control.returnPressed.connect(act)
        self.content.addWidget(made)

    def _show(self, names: tuple[str, ...]) -> None:
        clear(self._rows)
        for name in names:
            self._rows.addWidget(self._row(name))
        self.pane.make_room()

    def _row(self, name: str) -> QFrame:
        box = QFrame()
        box.setProperty("role", "row")
        named = label(name)
        layout = fill(QHBoxLayout(box), named, wide=named, margins=(18, 8, 8, 8))
        if name == self._keys.name:
            # So the last keyholder stays, too.
            words = tr("This is you. Only another keyholder can remove you.")
            layout.addWidget(label(words, "hint"), 2)
            return box
        remove = button(tr("Remove"), act=lambda: self.remove(name))
        remove.setAccessibleName(tr("Remove: {name}").format(name=name))
        layout.addWidget(remove)
        return box

    def _forget(self) -> None:
        self.forget_secrets()
        self.show_problems({})
        control = self.entries["name"].control
        if isinstance(control, Line):
            control.setText("")


def _field_of(error: Exception, field: str) -> str:
    """Return the field that is to blame: only a wrong passphrase or a name can be."""
    return field if type(error) in (WrongPassphraseError, RecordsError) else ""
