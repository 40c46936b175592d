"""What staff are asked before intakes are deleted or exported."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from gui.widgets.dialogs import ask, ask_for_path, ask_which
from questionnaire.records.desk.export import Kind
from questionnaire.words import mark, tr, tr_number

_FILTERS: dict[Kind, str] = {"csv": mark("CSV files (*.csv)"), "json": mark("JSON files (*.json)")}


def may_delete(parent: QWidget, number: int, facts: Sequence[str] = ()) -> bool:
    """Ask whether so many intakes may be deleted for good; of overdue ones, the facts are told first."""
    for_good = tr_number(
        number,
        "This can't be undone: nothing of it remains in the records. Backups may still hold it.",
        "This can't be undone: nothing of them remains in the records. Backups may still hold them.",
    )
    return ask(
        parent,
        tr_number(number, "Delete this intake?", "Delete {number} intakes?"),
        "\n\n".join((*facts, for_good)),
        stay=tr_number(number, "Keep it", "Keep them") if facts else tr("Go back"),
        go_on=tr("Delete for good"),
    )


def ask_for_export(parent: QWidget, number: int, today: date) -> tuple[Path, Kind] | None:
    """Warn that an export is not encrypted, and ask for its kind and place; None if they cancel."""
    chosen = ask_which(
        parent,
        tr_number(number, "Export this intake?", "Export {number} intakes?"),
        tr(
            "An export is not encrypted: anyone who gets the file can read the answers in it. "
            "Save it only where that is allowed, and delete it when it is no longer needed."
        ),
        stay=tr("Go back"),
        others=(tr("As CSV, for a spreadsheet"), tr("As JSON")),
    )
    if chosen is None:
        return None
    kind = tuple(_FILTERS)[chosen]
    name = f"intakes-{today.isoformat()}.{kind}"
    path = ask_for_path(parent, tr("Export"), name, tr(_FILTERS[kind]))
    return (path, kind) if path else None
