from typing import Any

import pytest

from questionnaire.records.format.upgrade import STEPS, upgraded
from questionnaire.records.format.v1 import FORMAT

#: Two made-up changes of the format: a field got another name, then a list became a number.
MADE_UP = {
    1: lambda content: {"said": content["words"]},
    2: lambda content: {"said": len(content["said"])},
}


def test_what_is_older_goes_through_every_format_between() -> None:
    old: dict[str, Any] = {"format": 1, "words": ["a", "b"]}
    assert upgraded(old, MADE_UP, newest=3) == {"format": 3, "said": 2}
    assert upgraded({"format": 2, "said": ["a"]}, MADE_UP, newest=3) == {"format": 3, "said": 1}


def test_what_is_new_or_newer_stays_as_it_is() -> None:
    assert upgraded({"format": FORMAT, "words": []}) == {"format": FORMAT, "words": []}
    assert upgraded({"format": FORMAT + 1}) == {"format": FORMAT + 1}


def test_each_earlier_format_has_its_step() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


@pytest.mark.parametrize("number", [0, -1])
def test_a_format_that_there_never_was_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no such format"):
        upgraded({"format": number})
