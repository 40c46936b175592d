import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SAFETY = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", SAFETY)))
HAZARDS = [line for line in SAFETY.splitlines() if re.match(r"\| (?!Hazard \|)", line)]


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_safety_log_names_exists(file: str, name: str) -> None:
    found = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob(file)]
    assert [text for text in found if re.search(rf"^def {name}\(", text, re.MULTILINE)]


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_says_who_is_harmed_what_prevents_it_and_which_test_shows_it(hazard: str) -> None:
    _, *filled, _remains, _ = (cell.strip() for cell in hazard.split("|"))
    assert len(filled) == 4
    assert all(filled)
    assert "::" in filled[3]


def test_the_log_names_hazards() -> None:
    assert len(HAZARDS) >= 20
