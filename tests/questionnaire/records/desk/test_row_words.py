"""What the desk's table says of an intake, also of one that a newer program kept."""

from typing import Any

import pytest
from msgspec.structs import replace
from sealed_examples import OPENER, a_case, listed, sealed

from questionnaire.records.desk.listing import row_of
from questionnaire.records.desk.row_words import (
    mark_words,
    named,
    names_in_short,
    searched,
    title_words,
)

DONE = row_of(listed(sealed(case=a_case())), OPENER)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"urgency": "emergency", "acknowledged": True}, "Being handled"),
        ({"attention": True, "urgency": None, "readable": False}, "Urgent"),
        ({"readable": False}, "Can't be opened"),
        ({"conflict": True}, "Two versions"),
        ({"signs_open": True}, "Ask about signs"),
        ({"signs_open": True, "state": "unfinished"}, ""),
        ({"urgency": "soon"}, "Within days"),
        ({"urgency": "soon", "signs_open": True}, "Within days · Ask about signs"),
    ],
)
def test_the_mark_says_what_has_to_be_done_first(changes: dict[str, Any], words: str) -> None:
    assert mark_words(replace(DONE, **changes)) == words


def test_a_form_and_a_side_that_are_no_more_known_are_shown_as_they_were_kept() -> None:
    row = replace(DONE, title="tail-dystonia", sides="tail", answered_by="robot")
    assert title_words(row) == "tail-dystonia, tail, from 34"
    assert "robot" in searched(row)


def test_a_page_that_is_no_more_known_is_shown_as_it_was_kept() -> None:
    assert title_words(replace(DONE, state="unfinished", title="mood")) == "at: mood"
    assert title_words(replace(DONE, state="unfinished", readable=False)) == ""


def test_an_intake_is_named_by_its_code_and_its_reference_if_there_is_one() -> None:
    assert named("K7-42", "B-77") == "K7-42 · B-77"
    assert named("K7-42", "") == "K7-42"


def test_of_many_the_first_few_are_named() -> None:
    names = [f"K7-{number}" for number in range(1, 8)]
    first = names[:5]
    assert names_in_short(first).split("\n") == first
    assert names_in_short(names[:6]).split("\n") == [*first, "and 1 more"]
    assert names_in_short(names).split("\n") == [*first, "and 2 more"]
