"""Deleting and exporting: the questions before it, and writing the file whole or not at all."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.widgets.dialogs import ask, ask_which
from questionnaire.records.desk.export import Kind
from questionnaire.words import mark, tr


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


_FILTERS: dict[Kind, str] = {"csv": mark("CSV files (*.csv)"), "json": mark("JSON files (*.json)")}


class NotExportedError(Exception):
    """The file can't be written; says why."""


def choose_path(parent: QWidget, kind: Kind, day: date) -> Path | None:
    """Ask where the file shall lie; None if they cancel."""
    suggestion = str(Path.home() / f"intakes-{day.isoformat()}.{kind}")
    dialog = QFileDialog(parent, tr("Export"), suggestion, tr(_FILTERS[kind]))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Added before the dialog asks about a file that exists, so that none is lost unasked.
    dialog.setDefaultSuffix(kind)
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    return Path(dialog.selectedFiles()[0]) if accepted else None


def write(path: Path, content: bytes) -> None:
    """Write the file; raises NotExportedError, and then nothing is left of it."""
    file = QSaveFile(str(path))
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not (opened and file.write(content) == len(content) and file.commit()):
        words = tr("The export could not be saved as {path}: {reason}. Choose another place.")
        raise NotExportedError(words.format(path=path, reason=file.errorString()))


def exported_words(path: Path, number: int) -> str:
    """Return what to tell the person."""
    if number == 1:
        return tr("1 intake was exported to {path}. It is not sealed there.").format(path=path)
    words = tr("{number} intakes were exported to {path}. They are not sealed there.")
    return words.format(number=number, path=path)
