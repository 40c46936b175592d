"""Workbooks as a reviewer fills them in: the real one, opened and saved by another program."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ADA = {"name": "Dr Ada Byron", "role": "neurologist", "date": "2026-03-04"}


def column(sheet: Worksheet, name: str) -> int:
    """Return the number of a column by its name."""
    return next(int(cell.column) for cell in sheet[1] if cell.value == name)


def row_of(sheet: Worksheet, id_: str) -> int:
    """Return the number of the row of an item."""
    place = column(sheet, "id")
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == id_)


def fill_in(
    blank: Path,
    filled: Path,
    rows: dict[str, dict[str, Any]],
    reviewer: dict[str, Any] | None = None,
) -> dict[str, str]:
    """Fill rows in by the items' ids, and return where each stands."""
    book = load_workbook(blank)
    for cells in book["How to"].iter_rows(max_col=2):
        if reviewer and cells[0].value in reviewer:
            cells[1].value = reviewer[cells[0].value]
    places = {}
    for id_, values in rows.items():
        sheet = next(one for one in book.worksheets[1:] if id_ in [cell.value for cell in one["A"]])
        row = row_of(sheet, id_)
        places[id_] = f"{sheet.title}, row {row}"
        for name, value in values.items():
            sheet.cell(row, column(sheet, name)).value = value
    book.save(filled)
    return places
