import zipfile
from datetime import date
from pathlib import Path

import pytest
from filled_workbooks import column, fill_in
from openpyxl import Workbook, load_workbook

from questionnaire.review.items import Item, review_items
from questionnaire.review.workbook import SHEETS, NoWorkbookError, read_workbook, review_workbook

EVIL = Item(
    id="statement:=1+1",
    kind="statement",
    title="@SUM(A1)",
    words={"patient": '=HYPERLINK("http://x")', "staff": "-2+3"},
    sources=("+1",),
    digest="0e12345678901234",
)
AGREE = {"verdict": "agree"}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    path.write_bytes(review_workbook(review_items(), "2026.1"))
    return path


def test_every_item_has_one_row_with_all_of_its_words(blank: Path) -> None:
    book = load_workbook(blank)
    assert book.sheetnames == ["How to", *SHEETS.values()]
    for kind, name in SHEETS.items():
        sheet = book[name]
        head = [cell.value for cell in sheet[1]]
        rows = [dict(zip(head, line, strict=True)) for line in sheet.iter_rows(2, values_only=True)]
        items = [item for item in review_items() if item.kind == kind]
        assert [row["id"] for row in rows] == [item.id for item in items]
        for item, row in zip(items, rows, strict=True):
            assert row["digest"] == item.digest
            assert {*item.words.values(), item.title, item.state} <= set(row.values())
            assert all(source in row["sources"] for source in item.sources)


def test_only_the_columns_that_say_something_are_there(blank: Path) -> None:
    heads = {sheet.title: [cell.value for cell in sheet[1]] for sheet in load_workbook(blank)}
    assert heads["Statements"][:5] == ["id", "title", "patient", "parent", "carer"]
    assert heads["People"][:3] == ["id", "title", "words"]
    assert "sources" not in heads["Questions"]


def test_a_sheet_is_made_to_be_read_and_printed(blank: Path) -> None:
    for sheet in load_workbook(blank).worksheets[1:]:
        assert sheet.freeze_panes == "C2"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0, (
            "as many pages as it needs, each of the whole width"
        )
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for cell in sheet["B"])
        (rule,) = sheet.data_validations.dataValidation
        assert rule.formula1 == '"agree,change,refuse"'
        (cells,) = rule.sqref.ranges
        verdict = column(sheet, "verdict")
        assert (cells.min_col, cells.max_col) == (verdict, verdict)
        assert (cells.min_row, cells.max_row) == (2, sheet.max_row)


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "evil.xlsx"
    path.write_bytes(review_workbook([EVIL], "=1"))
    cells = [cell for sheet in load_workbook(path) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    (row,) = read_workbook(path).rows
    assert (row.id, row.digest) == (EVIL.id, EVIL.digest)


def test_what_was_filled_in_comes_back_with_its_place(blank: Path, tmp_path: Path) -> None:
    filled = tmp_path / "filled.xlsx"
    id_ = "rule:cause-tremor"
    said = {
        "verdict": "change",
        "proposed words": "Ä\n=B",
        "remark": 5,
        "date": date(2026, 3, 4),
    }
    places = fill_in(blank, filled, {id_: said}, {"name": " Ada ", "date": date(2026, 3, 5)})
    found = read_workbook(filled)
    (row,) = (row for row in found.rows if any(row.filled.values()))
    assert (row.where, row.id) == (places[id_], id_)
    assert row.filled == {
        "verdict": "change",
        "proposed words": "Ä\n=B",
        "remark": "5",
        "name": "",
        "role": "",
        "date": date(2026, 3, 4),
    }
    assert found.reviewer == {"name": "Ada", "role": "", "date": date(2026, 3, 5)}
    assert found.unread == ()


def test_columns_may_be_moved_and_rows_left_out(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "Mine"
    sheet.append(["Verdict", None, "ID", "digest"])
    sheet.append([None, None, None, None])
    sheet.append(["agree", "x", "a:b", "c"])
    book.save(tmp_path / "moved.xlsx")
    (row,) = read_workbook(tmp_path / "moved.xlsx").rows
    assert (row.where, row.id, row.digest, row.filled["verdict"]) == (
        "Mine, row 3",
        "a:b",
        "c",
        "agree",
    )


def test_a_sheet_that_holds_no_items_is_named_if_something_stands_in_it(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Notes").append(["see above"])
    book.create_sheet("How to").append(["name"])
    book.save(tmp_path / "notes.xlsx")
    found = read_workbook(tmp_path / "notes.xlsx")
    assert (found.rows, found.unread) == ((), ("Notes",))
    assert found.reviewer["name"] == ""


def test_control_characters_never_reach_a_terminal(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["id", "digest", "verdict", "remark"])
    sheet.append(["a:b", "c", "agree", "\u202eevil\u200b"])
    book.save(tmp_path / "evil.xlsx")
    assert read_workbook(tmp_path / "evil.xlsx").rows[0].filled["remark"] == "evil"


def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A workbook with a password is no archive but an older kind of file, as is the first of these."""
    path = tmp_path / "x.xlsx"
    for content in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", b"id,verdict\n", b"PK\x03\x04"):
        path.write_bytes(content)
        with pytest.raises(NoWorkbookError, match="it is no workbook"):
            read_workbook(path)


def test_a_damaged_workbook_is_refused(blank: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(blank) as good, zipfile.ZipFile(damaged, "w") as bad:
        for name in good.namelist():
            content = good.read(name)
            bad.writestr(name, content[:1000] if name.endswith("sheet2.xml") else content)
    with pytest.raises(NoWorkbookError, match="the workbook is damaged"):
        read_workbook(damaged)


def test_a_workbook_that_unpacks_without_end_is_not_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 31_000_000)
    with pytest.raises(NoWorkbookError, match="too large"):
        read_workbook(bomb)


def test_a_sheet_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.cell(10_002, 1).value = "far down"
    book.save(tmp_path / "long.xlsx")
    with pytest.raises(NoWorkbookError, match="too many rows"):
        read_workbook(tmp_path / "long.xlsx")
