"""Intakes in the clear, for another program: as JSON, or as a table with one line each."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec.structs import asdict

from questionnaire.answers import Answers
from questionnaire.interview import applying
from questionnaire.records.desk.opened import NOT_PROVEN, Leaf, Opened
from questionnaire.records.errors import ReadOnlyError, RecordsError
from questionnaire.whole_file import write_whole
from questionnaire.words import tr, tr_number

Kind = Literal["xlsx", "csv", "json"]

#: Blanks, and what nobody sees: a spreadsheet may drop them before it looks at what follows.
_UNSEEN = (
    "[\\s\\x00-\\x1f\\x7f-\\xa0\\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]*"
)
#: A spreadsheet works out what begins with one of these, and many take a semicolon for the next cell.
_FORMULA = re.compile(f"(^|;)(?={_UNSEEN}[=+@\t\r\n＝＋－＠-])")  # noqa: RUF001 wide ones count too
_safe = partial(_FORMULA.sub, r"\1'")
_Cell = str | int


class Exported(msgspec.Struct, frozen=True):
    """A file's content and how many intakes are in it; `odd` says what is not, or not whole, or not proven."""

    content: bytes
    number: int
    odd: tuple[str, ...]

    def saved(self, path: Path) -> "Exported":
        """Write the file, and return what is in it; raises ReadOnlyError."""
        save_export(path, self.content)
        return self


def for_export(
    read: Iterable[tuple[str, Opened | RecordsError]],
) -> tuple[list[Opened], list[str]]:
    """Return every intake that opens, and what is to be said of those that don't or not whole."""
    found: list[Opened] = []
    odd: list[str] = []
    for name, one in read:
        if isinstance(one, RecordsError):
            words = tr("{ticket} was not exported. {reason}")
            odd.append(words.format(ticket=name, reason=one))
            continue
        found.append(one)
        if one.unreadable:
            words = tr("{ticket} was not exported whole: one of its versions can't be opened.")
            odd.append(words.format(ticket=name))
        if not one.is_proven:
            odd.append(f"{name}: {tr(NOT_PROVEN)}")
    return found, odd


def exported(intakes: Iterable[Opened], kind: Kind) -> bytes:
    """Return the intakes in UTF-8, each version of an intake that is not settled on its own."""
    leaves = [leaf for opened in intakes for leaf in opened.leaves]
    if kind == "json":
        return msgspec.json.format(msgspec.json.encode([_record(leaf) for leaf in leaves]))
    return _workbook(leaves) if kind == "xlsx" else _text(leaves).encode("utf-8-sig")


def save_export(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; raises ReadOnlyError."""
    try:
        write_whole(path, content)
    except OSError as error:
        words = tr("The export could not be saved as {path}: {reason}. Choose another place.")
        raise ReadOnlyError(words.format(path=path, reason=error.strerror)) from error


def exported_words(path: Path, number: int) -> str:
    """Return what is said of so many exported intakes."""
    words = tr_number(
        number,
        "1 intake was exported to {path}. The file is not encrypted.",
        "{number} intakes were exported to {path}. The file is not encrypted.",
    )
    return words.format(path=path)


def _record(leaf: Leaf) -> dict[str, Any]:
    listed, body = leaf.listed, leaf.body
    return {
        "format": body.format,
        "id": listed.id,
        "intake": listed.intake,
        "ticket": listed.ticket,
        "station": listed.station,
        "state": listed.state,
        "started_at": listed.started_at,
        "written_at": listed.written_at,
        "reference": body.reference,
        "entered_by": {field: answer.by for field, answer in body.answers.items() if answer.by},
        "language": body.language,
        "answers": _answers(leaf),
        "unreadable": leaf.known.unreadable,
        "said": {
            field: {"asked": one.asked, "said": one.said}
            for field, one in body.answers.items()
            if one.asked
        },
        "result": body.result,
    }


def _answers(leaf: Leaf) -> dict[str, Any]:
    """Return the answers that apply; those that aren't known here stand as they were kept."""
    known, answers = leaf.known, leaf.body.answers
    newer = {field: value for field, value in known.unknown.items() if answers[field].asked}
    return asdict(applying(known.answers)) | newer


def _text(leaves: Iterable[Leaf]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(
        [_safe(cell) if isinstance(cell, str) else cell for cell in line] for line in _lines(leaves)
    )
    return text.getvalue()


def _workbook(leaves: Iterable[Leaf]) -> bytes:
    """Return a workbook in which all that was typed is text, whatever it looks like."""
    from xlsxwriter import Workbook  # only for this

    made = io.BytesIO()
    # In memory, because it would otherwise put what is encrypted into temporary files.
    with Workbook(made, {"in_memory": True}) as book:
        sheet, as_text = book.add_worksheet(), book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 0)
        for row, line in enumerate(_lines(leaves)):
            for column, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                else:
                    sheet.write_string(row, column, cell, as_text)
    return made.getvalue()


def _lines(leaves: Iterable[Leaf]) -> Iterator[list[_Cell]]:
    """Yield the names of the columns, and what a table says of each version."""
    rows = [(leaf, _answers(leaf)) for leaf in leaves]
    names = dict.fromkeys(
        (*Answers.__struct_fields__, *(name for _, answers in rows for name in answers))
    )
    yield [*_ABOUT, *names, *(name.replace("_", "-") for name in _FOUND)]
    for leaf, answers in rows:
        said = (_cell(answers.get(name)) for name in names)
        yield [*_about(leaf), *said, *_found(leaf)]


_ABOUT = ("ticket", "station", "state", "started_at", "written_at", "reference", "language")
_FOUND = ("headline", "patient_guide", "consensus_2013", "forms", "spread", "urgency")


def _about(leaf: Leaf) -> Iterator[str]:
    listed = leaf.listed
    yield from (listed.ticket, listed.station, listed.state)
    yield from (listed.started_at.isoformat(), listed.written_at.isoformat())
    yield from (leaf.body.reference, leaf.body.language)


def _found(leaf: Leaf) -> tuple[_Cell, ...]:
    result = leaf.body.result
    return tuple(_cell(getattr(result.found, name)) if result else "" for name in _FOUND)


def _cell(value: Any) -> _Cell:
    """Return an answer in one cell, an age as a number; "none of these" stays apart from not answered."""
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return "; ".join(value) if value else "none"
    return str(value)
