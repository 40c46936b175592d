"""The workbook for a reviewer: one row for each item, with room for a verdict; and what comes back in it."""

import io
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from questionnaire.review.items import Item, ItemKind

#: The sheet of each kind of item, in the order in which they are read.
SHEETS: dict[ItemKind, str] = {
    "statement": "Statements",
    "question": "Questions",
    "rule": "Rules",
    "person": "People",
    "source": "Sources",
}
HOW_TO = "How to"
REVIEWER = ("name", "role", "date")

#: The columns that a reviewer fills in, with their widths.
_TO_FILL = {"verdict": 9, "proposed words": 32, "remark": 24, "name": 13, "role": 12, "date": 11}
_VOICED = {"patient": 42, "parent": 30, "carer": 30, "staff": 30}
_ONE_VOICE = {"words": 80}
_ALWAYS_BEFORE = {"id": 20, "title": 20}
_ALWAYS_AFTER = {"about": 20, "sources": 34, "state": 12, "digest": 6}

#: What a filled-in workbook may hold at most; one of all items holds a tenth of it.
_MOST_BYTES = 30_000_000
_MOST_ROWS = 10_000
_MOST_COLUMNS = 60

_INSTRUCTIONS = """
Each row of the other sheets is one thing to sign off. Read it, and choose a verdict: agree, change or refuse. \
What you leave empty stays as it is.
Where you choose change, write the words that you propose, or a remark that says what to change.
Name, role and date are needed for every verdict. Write them here once, or in the row itself where they are \
others. A date is written like 2026-03-04.
If you have an hour, begin with Statements: patients and staff read them. Then Questions and Rules. People are \
examples of what the rules do; Sources say what the statements rest on.
A column for a carer or for staff is empty where they read the same words as the patient. A statement for \
staff only stands in the column of staff.
You agree to these exact words. If a word, a source or a rule is changed later, your signature no longer counts.
The PDF beside this workbook says the same, to be read on paper.
Leave the columns id and digest as they are: they tell which words you read.
"""


class NoWorkbookError(Exception):
    """A file can't be read as a workbook; says why in one sentence."""


class FilledRow(NamedTuple):
    """One row that came back: where it stands, which item and words it is of, and what was filled in."""

    where: str
    id: str
    digest: str
    filled: dict[str, str | date]


class FilledIn(NamedTuple):
    """A workbook that came back: its rows, the reviewer, and the sheets that hold no items."""

    rows: tuple[FilledRow, ...]
    reviewer: dict[str, str | date]
    unread: tuple[str, ...]


def review_workbook(items: Iterable[Item], version: str) -> bytes:
    """Return the workbook; every cell is text, whatever it begins with."""
    from xlsxwriter import Workbook  # only for this

    listed, made = list(items), io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        _write_how_to(book, version)
        for kind, name in SHEETS.items():
            _write_sheet(book, name, [item for item in listed if item.kind == kind])
    return made.getvalue()


def read_workbook(path: Path) -> FilledIn:
    """Return what a workbook holds; raises NoWorkbookError, or OSError where there is no file."""
    content = path.read_bytes()
    _refuse_what_is_too_large(path, content)
    from openpyxl import load_workbook  # only for this

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that it leaves out; none holds a cell
            book = load_workbook(io.BytesIO(content), read_only=True)
            sheets = {sheet.title: list(_cells(sheet)) for sheet in book.worksheets}
    except NoWorkbookError:
        raise
    except Exception as error:  # a damaged file raises whatever its reader came upon
        raise NoWorkbookError(f"{path}: the workbook is damaged ({error}).") from error
    return _filled_in(sheets)


def _refuse_what_is_too_large(path: Path, content: bytes) -> None:
    """Look at the sizes that the file declares, which are the most that is ever unpacked."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        words = "it is no workbook (.xlsx), is damaged, or is protected by a password"
        raise NoWorkbookError(f"{path}: {words}.") from error
    if unpacked > _MOST_BYTES:
        raise NoWorkbookError(f"{path}: the workbook is too large to be a review.")


def _cells(sheet: Any) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)):
        if number == _MOST_ROWS:
            raise NoWorkbookError(f"The sheet {sheet.title} has too many rows to be of a review.")
        yield row


def _filled_in(sheets: dict[str, list[tuple[Any, ...]]]) -> FilledIn:
    rows: list[FilledRow] = []
    unread = []
    for name, lines in sheets.items():
        if name == HOW_TO:
            continue
        head = [_text(cell).lower() for cell in lines[0]] if lines else []
        if {"id", "digest", "verdict"} <= set(head):
            rows += _rows(name, head, lines[1:])
        elif any(any(line) for line in lines):
            unread.append(name)
    how_to = {_text(line[0]).lower(): line[1] for line in sheets.get(HOW_TO, []) if len(line) > 1}
    reviewer = {name: _typed(how_to.get(name)) for name in REVIEWER}
    return FilledIn(tuple(rows), reviewer, tuple(unread))


def _rows(name: str, head: list[str], lines: list[tuple[Any, ...]]) -> Iterator[FilledRow]:
    """Yield the rows in which something stands, with the number that a spreadsheet shows."""
    for number, line in enumerate(lines, start=2):
        row = dict(zip(head, line, strict=False))
        filled = {column: _typed(row.get(column)) for column in _TO_FILL}
        if any(_text(cell) for cell in row.values()):
            yield FilledRow(f"{name}, row {number}", _text(row["id"]), _text(row["digest"]), filled)


def _typed(cell: Any) -> str | date:
    """Return a day as one, and all else as text."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else _text(cell)


def _text(cell: Any) -> str:
    """Return a cell as text that can be shown anywhere; nobody sees a control character."""
    text = "" if cell is None else str(cell)
    return "".join(one if one.isprintable() or one == "\n" else " " for one in text).strip()


def _write_how_to(book: Any, version: str) -> None:
    sheet = book.add_worksheet(HOW_TO)
    title = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    bold, to_fill = book.add_format({"bold": True}), book.add_format(_FILL)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, f"Dystonia Triage: review of the evidence {version}", title)
    for row, name in enumerate(REVIEWER, start=2):
        sheet.write_string(row, 0, name, bold)
        sheet.write_blank(row, 1, None, book.add_format(_DATE) if name == "date" else to_fill)
    for row, line in enumerate(_INSTRUCTIONS.strip().splitlines(), start=6):
        sheet.write_string(row, 1, line, wrapped)
    _print_well(sheet)


#: Cells to fill in are light yellow and take what is typed as text, but for a date.
_FILL = {"text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#fff9db", "border": 1}
_DATE = _FILL | {"num_format": "yyyy-mm-dd"}
_READ = {"text_wrap": True, "valign": "top", "num_format": "@", "border": 1}
#: Filled, so that it does not run over into the verdict beside it.
_DIGEST = {
    "align": "fill",
    "valign": "top",
    "num_format": "@",
    "font_color": "#888888",
    "bg_color": "#eeeeee",
}
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#10566b"}


def _write_sheet(book: Any, name: str, items: list[Item]) -> None:
    is_voiced = any("patient" in item.words for item in items)
    voices = _VOICED if is_voiced else _ONE_VOICE
    widths = _ALWAYS_BEFORE | voices | _ALWAYS_AFTER | _TO_FILL
    used = {column: width for column, width in widths.items() if _is_used(column, items)}
    sheet = book.add_worksheet(name)
    head = book.add_format(_HEAD | {"font_color": "#ffffff"})
    formats = {column: book.add_format(_format(column)) for column in used}
    for place, (column, width) in enumerate(used.items()):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column, head)
    for row, item in enumerate(items, start=1):
        for place, column in enumerate(used):
            if column in _TO_FILL:
                sheet.write_blank(row, place, None, formats[column])
            else:
                sheet.write_string(row, place, _cell(item, column), formats[column])
    verdicts = list(used).index("verdict")
    sheet.data_validation(1, verdicts, len(items), verdicts, _VERDICTS)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    _print_well(sheet)


_VERDICTS = {
    "validate": "list",
    "source": ["agree", "change", "refuse"],
    "error_message": "Choose agree, change or refuse.",
}


def _print_well(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&A&RPage &P of &N")


def _is_used(column: str, items: list[Item]) -> bool:
    return column in _TO_FILL or any(_cell(item, column) for item in items)


def _format(column: str) -> dict[str, Any]:
    if column in _TO_FILL:
        return _DATE if column == "date" else _FILL
    return _DIGEST if column == "digest" else _READ


def _cell(item: Item, column: str) -> str:
    """Return what stands in a column; what has one voice alone stands under "words"."""
    match column:
        case "patient" | "parent" | "carer" | "staff":
            return item.words.get(column, "")
        case "words":
            return item.words["staff"]
        case "sources":
            return "\n".join(item.sources)
        case _:
            return str(getattr(item, column))
