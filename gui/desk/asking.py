"""Questions of the desk before something can't be taken back; Escape is always no."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gui.desk.settings_questions import ask, ask_which
from questionnaire.records.desk.export import Kind
from questionnaire.words import tr


def may_delete(parent: QWidget, number: int) -> bool:
    """Ask whether so many intakes may be deleted for good."""
    title, warning = _deletion(number)
    return ask(parent, title, warning, stay=tr("Go back"), go_on=tr("Delete for good"))


def may_delete_overdue(parent: QWidget, number: int, facts: Sequence[str]) -> bool:
    """Ask whether so many overdue intakes may be deleted for good, with the facts of the notice."""
    title, warning = _deletion(number)
    text = "\n\n".join((*facts, warning))
    stay = tr("Keep it") if number == 1 else tr("Keep them")
    return ask(parent, title, text, stay=stay, go_on=tr("Delete for good"))


def _deletion(number: int) -> tuple[str, str]:
    """Return the question before a deletion, and what it means."""
    title = tr("Delete this intake?") if number == 1 else tr("Delete {number} intakes?")
    one = tr("It can't be undone: nothing of it remains in the records. Backups may still hold it.")
    many = tr(
        "It can't be undone: nothing remains of them in the records. Backups may still hold them."
    )
    return title.format(number=number), one if number == 1 else many


def export_as(parent: QWidget, number: int) -> Kind | None:
    """Warn that an export is not sealed, and ask for its kind; None is no."""
    title = tr("Export this intake?") if number == 1 else tr("Export {number} intakes?")
    kinds: tuple[Kind, ...] = ("csv", "json")
    chosen = ask_which(
        parent,
        title.format(number=number),
        tr(
            "An export is not sealed: anybody who gets the file can read the answers in it. "
            "Save it only where that is allowed, and delete it when it is no longer needed."
        ),
        stay=tr("Go back"),
        others=(tr("As CSV, for a spreadsheet"), tr("As JSON")),
    )
    return None if chosen is None else kinds[chosen]
