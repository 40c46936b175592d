"""SECURITY.md says of each kind of access what it can and can't do, and which test shows it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TABLE = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## Who can do what")[2]
ROWS = re.findall(r"^\| (?!Who \|).+$", TABLE.partition("\n## ")[0], re.MULTILINE)
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", TABLE)))


def test_every_kind_of_access_is_there() -> None:
    assert len(ROWS) >= 12


@pytest.mark.parametrize("row", ROWS)
def test_a_line_says_who_can_do_what_and_which_test_shows_it(row: str) -> None:
    _, *cells, _ = (cell.strip() for cell in row.split("|"))
    assert len(cells) == 4
    assert all(cells)
    assert "::" in cells[3]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_is_named_exists(file: str, name: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob(file)]
    assert any(f"def {name}(" in text for text in texts)
