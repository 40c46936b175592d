import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import WORDLESS, about, problems

from questionnaire.answers import Answers


@pytest.mark.parametrize("text", [b"[]", b"null", b"3", b'"neck"', b"true"])
def test_a_case_must_be_an_object(text: bytes) -> None:
    assert problems(text) == ["a case must be a JSON object: { … }"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"   ",
        b"{",
        b'{"affected": [],}',
        b"{'affected': []}",
        b'{"affected": []} {}',
        b'{"affected": ["\xff"]}',
        b'{"affected": [], "onset_age": NaN}',
        b'{"affected": [], "onset_age": 1e999}',
        b'{"affected": [], "onset_age": ' + b"9" * 5000 + b"}",
        rb'{"affected": ["\ud800"]}',
    ],
)
def test_what_is_no_json_in_utf_8_is_said_to_be_none(text: bytes) -> None:
    (problem,) = problems(text)
    assert problem.startswith("this can't be read as JSON: ")


@pytest.mark.parametrize("field", ["affected", "x"])
def test_any_depth_of_nesting_is_refused_in_one_line(field: str) -> None:
    told = {
        depth: problems(
            b'{"affected": [], "%s": %s%s}' % (field.encode(), b"[" * depth, b"]" * depth)
        )
        for depth in (2, *range(700, 1100), 100_000)
    }
    assert {len(lines) for lines in told.values()} == {1}
    assert told[100_000] == ["this is nested too deeply to be a case"]


def test_a_refused_value_that_a_later_one_replaced_is_still_told() -> None:
    (problem,) = problems(b'{"affected": 5, "affected": []}')
    assert problem.startswith("a field occurs more than once: ")
    assert "affected" in problem


@pytest.mark.parametrize("key", ["two\nlines", "\x1b[31m", "\u2028", "k" * 1000])
def test_a_strange_key_stays_on_one_short_printable_line(key: str) -> None:
    (problem,) = about(key, 1)
    name, _ = problem.split(": unknown field; ")
    assert problem.isprintable()
    assert len(name) < 60


@pytest.mark.parametrize("value", ["two\nlines", "\x9b31m", "\u2028", "v" * 1000, ["a"] * 500])
def test_a_strange_value_stays_on_one_short_printable_line(value: Any) -> None:
    (problem,) = about("impact", value)
    assert problem.isprintable()
    assert len(problem) < 150


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
_WORDS = st.sampled_from(["neck", "unsure", "task", "writing", "exact", "infancy", "now", "mild"])
_JSON = st.recursive(
    _SCALARS | _WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_CASES = st.dictionaries(st.sampled_from(Answers.__struct_fields__), _JSON | st.integers(0, 120))


@given(st.binary() | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_text_is_read_or_refused_with_a_problem(text: bytes) -> None:
    assert WORDLESS not in problems(text)


@given(_CASES)
def test_a_case_has_the_same_problems_whether_read_quickly_or_field_by_field(
    case: dict[str, Any],
) -> None:
    told = problems({**case, "x": 1})
    assert [line for line in told if not line.startswith("x: ")] == problems(case)
    assert len(told) == len(problems(case)) + 1


@given(_CASES)
def test_every_problem_begins_with_the_field_that_has_it(case: dict[str, Any]) -> None:
    for line in problems(case):
        assert line.partition(":")[0].partition("[")[0] in Answers.__struct_fields__
