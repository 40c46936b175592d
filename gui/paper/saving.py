"""Saving both sheets as two PDFs by their own names; no file that is there already is written over."""

from itertools import chain, count
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.paper.printing import Done
from gui.widgets.dialogs import ask_for_folder
from questionnaire.reports.case import Shown
from questionnaire.reports.paper import Readers, SheetStamp, paper
from questionnaire.reports.typesetting import NotWrittenError, save
from questionnaire.words import tr

_SHEETS: tuple[Readers, ...] = ("patient", "staff")


def save_both(parent: QWidget, shown: Shown, stamp: SheetStamp, on_done: Done) -> str:
    """Ask for a folder, write both sheets, and return what to tell the person; nothing if they cancel."""
    folder = ask_for_folder(parent, tr("Choose a folder for the two PDFs"))
    return save_both_in(folder, shown, stamp, on_done) if folder else ""


def save_both_in(folder: Path, shown: Shown, stamp: SheetStamp, on_done: Done) -> str:
    """Write a PDF for each reader into a folder, and return what to tell the person."""
    sheets = [(stamp.file_name(readers), paper(shown, stamp, readers)) for readers in _SHEETS]
    saved: list[Path] = []
    path = folder
    try:
        for name, made in sheets:
            path = folder / name
            path = _free(path)
            save(path, made)
            saved.append(path)
    except (NotWrittenError, OSError) as error:  # the second where no one can look what is there
        words = tr(
            "The PDF could not be saved as {path}: {reason}. "
            "Choose another place. The result is still here."
        )
        reason = getattr(error, "strerror", None) or error
        said = [words.format(path=path, reason=reason)]
    else:
        said = []
    if saved:
        on_done("saved")
        words = tr("Saved in {folder}: {names}.")
        said.append(words.format(folder=folder, names=", ".join(one.name for one in saved)))
    troubles = dict.fromkeys(made.trouble for _, made in sheets)
    return " ".join(filter(None, (*said, *troubles)))


def _free(path: Path) -> Path:
    """Return this path, or where something is there already the first of those with a number."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not (one.exists() or one.is_symlink()))
