"""What staff are asked before intakes are deleted or exported."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.widgets.dialogs import ask, ask_for_line, ask_for_path, ask_which
from questionnaire.records.desk.export import Kind
from questionnaire.records.desk.row_words import names_in_short
from questionnaire.records.intake.filling import REFERENCE_LENGTH
from questionnaire.words import mark, tr, tr_number

_FILTERS: dict[Kind, str] = {
    "xlsx": mark("Excel files (*.xlsx)"),
    "csv": mark("CSV files (*.csv)"),
    "json": mark("JSON files (*.json)"),
}


def may_delete(parent: QWidget, names: Sequence[str], facts: Sequence[str] = ()) -> bool:
    """Ask whether these intakes may be deleted for good; of overdue ones, the facts are told first."""
    number = len(names)
    for_good = tr_number(
        number,
        "This can't be undone: nothing of it remains in the records. Backups may still hold it.",
        "This can't be undone: nothing of them remains in the records. Backups may still hold them.",
    )
    return ask(
        parent,
        tr_number(number, "Delete {name}?", "Delete {number} intakes?").format(name=names[0]),
        "\n\n".join((*_several(names), *facts, for_good)),
        stay=tr_number(number, "Keep it", "Keep them") if facts else tr("Go back"),
        go_on=tr("Delete for good"),
    )


def ask_for_export(parent: QWidget, names: Sequence[str], today: date) -> tuple[Path, Kind] | None:
    """Warn that an export is not encrypted, and ask for its kind and place; None if they cancel."""
    title = tr_number(len(names), "Export {name}?", "Export {number} intakes?")
    warning = tr(
        "An export is not encrypted: anyone who gets the file can read the answers in it. "
        "Save it only where that is allowed, and delete it when it is no longer needed."
    )
    chosen = ask_which(
        parent,
        title.format(name=names[0]),
        "\n\n".join((*_several(names), warning)),
        stay=tr("Go back"),
        others=(tr("As Excel"), tr("As CSV"), tr("As JSON")),
    )
    if chosen is None:
        return None
    kind = tuple(_FILTERS)[chosen]
    name = f"intakes-{today.isoformat()}.{kind}"
    path = ask_for_path(parent, tr("Export"), name, tr(_FILTERS[kind]))
    return (path, kind) if path else None


def ask_for_reference(parent: QWidget, ticket: str, reference: str) -> str | None:
    """Ask for the clinic's reference of an intake; None where it stays as it is."""
    given = ask_for_line(
        parent,
        tr("Reference for {ticket}").format(ticket=ticket),
        tr(
            "The clinic's own reference for this patient, such as a number. It is encrypted with the "
            "answers."
        ),
        reference,
        longest=REFERENCE_LENGTH,
    )
    return None if given == reference else given


def _several(names: Sequence[str]) -> list[str]:
    """Name several intakes; a single one is in the question itself."""
    return [names_in_short(names)] if len(names) > 1 else []
