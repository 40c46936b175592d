"""Writing an export where somebody wants it, whole or not at all."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile
from PySide6.QtWidgets import QFileDialog, QWidget

from questionnaire.records.desk.export import Kind
from questionnaire.words import mark, tr

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
