import io
import json
from pathlib import Path
from typing import Any

import pytest

from questionnaire.assess_command import assess_cases, read_input, read_one_case
from questionnaire.reading import AnswersRefusedError
from questionnaire.rules.distribution import Criteria

NECK = b'{"affected": ["neck"]}'
EYE_AND_HAND = b'{"affected": ["left-upper-face", "left-hand"]}'


def run(text: bytes, criteria: Criteria = "patient-guide") -> tuple[int, bytes, list[str]]:
    """Return the exit code, what came out, and the lines of complaint."""
    out, complain = io.BytesIO(), io.StringIO()
    code = assess_cases(text, criteria, out, complain)
    return code, out.getvalue(), complain.getvalue().splitlines()


def regions(out: bytes) -> list[Any]:
    return [json.loads(line)["regions"] for line in out.splitlines()]


def test_one_object_gives_one_line_of_json() -> None:
    code, out, complaints = run(NECK)
    assert (code, regions(out), complaints) == (0, [["neck"]], [])
    assert out.endswith(b"}\n")


def test_an_object_may_be_spread_over_many_lines() -> None:
    pretty = json.dumps(json.loads(NECK), indent=2).encode()
    assert b"\n" in pretty
    assert run(pretty) == run(NECK)


def test_each_line_is_a_case_of_its_own() -> None:
    code, out, _ = run(NECK + b"\n" + EYE_AND_HAND)
    assert (code, regions(out)) == (0, [["neck"], ["upper-cranial", "left-upper-limb"]])


def test_of_many_cases_none_is_lost_or_out_of_order() -> None:
    code, out, _ = run(b"\n".join([NECK, EYE_AND_HAND] * 50))
    assert (code, len(out) > 200_000) == (0, True)
    assert regions(out) == [["neck"], ["upper-cranial", "left-upper-limb"]] * 50


def test_blank_lines_count_as_lines_but_are_no_cases() -> None:
    code, out, complaints = run(b"\n" + NECK + b"\n  \t\n{}\n\n")
    assert (code, regions(out)) == (2, [["neck"]])
    assert [line.partition(": ")[0] for line in complaints] == ["line 4"]


@pytest.mark.parametrize("text", [NECK, NECK + b"\n" + NECK], ids=["one", "many"])
def test_a_byte_order_mark_is_allowed(text: bytes) -> None:
    assert run(b"\xef\xbb\xbf" + text) == run(text)


@pytest.mark.parametrize("text", [NECK + b"\n", NECK + b"\n" + NECK + b"\n"], ids=["one", "many"])
def test_lines_may_end_as_on_windows(text: bytes) -> None:
    assert run(text.replace(b"\n", b"\r\n")) == run(text)


@pytest.mark.parametrize("text", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_input_is_bad_input(text: bytes) -> None:
    code, out, complaints = run(text)
    assert (code, out, len(complaints)) == (2, b"", 1)


def test_one_bad_case_among_good_ones_leaves_them_answered() -> None:
    bad = b'{"affected": ["nose"], "impact": "bad"}'
    code, out, complaints = run(b"\n".join([NECK, bad, NECK]))
    assert (code, regions(out)) == (2, [["neck"], ["neck"]])
    assert [line.partition(": ")[0] for line in complaints] == ["line 2", "line 2"]
    assert complaints[1].startswith('line 2: impact: "bad" is not allowed; ')


def test_a_lone_bad_case_has_no_line_number_and_no_output() -> None:
    code, out, complaints = run(b'{"affected": ["neck"], "impact": "bad"}')
    assert (code, out) == (2, b"")
    assert complaints == [
        'impact: "bad" is not allowed; use one of none, mild, moderate, severe, unsure'
    ]


def test_lines_that_are_no_json_are_named_each_by_its_number() -> None:
    code, out, complaints = run(b"hello\n\xff\n[]\n" + b"[" * 100_000)
    assert (code, out) == (2, b"")
    numbers = [line.partition(": ")[0] for line in complaints]
    assert numbers == ["line 1", "line 2", "line 3", "line 4"]


def test_the_criteria_choose_the_headline_and_nothing_else() -> None:
    case = b'{"affected": ["neck", "upper-trunk", "left-hand"]}'
    guide, consensus = (
        json.loads(run(case, one)[1]) for one in ("patient-guide", "consensus-2013")
    )
    assert (guide.pop("headline"), consensus.pop("headline")) == ("segmental", "generalized")
    assert guide == consensus


def test_the_output_has_the_keys_of_the_contract_in_their_order() -> None:
    result = json.loads(run(NECK)[1])
    assert " ".join(result) == (
        "headline distribution regions forms onset spread treatments causes urgency why "
        "sources versions"
    )
    assert list(result["distribution"]) == ["patient-guide", "consensus-2013", "with_leg"]
    assert list(result["onset"]) == ["band", "before_20"]
    assert list(result["treatments"][0]) == ["id", "text", "sources", "review"]


def test_a_case_for_a_report_may_begin_with_a_byte_order_mark() -> None:
    assert read_one_case(b"\xef\xbb\xbf" + NECK).affected == ("neck",)


def test_a_report_is_made_of_one_case_and_says_so_of_many() -> None:
    with pytest.raises(AnswersRefusedError, match="give a file with one case"):
        read_one_case(NECK + b"\n" + NECK)


def test_a_broken_case_on_several_lines_is_not_taken_for_many() -> None:
    with pytest.raises(AnswersRefusedError, match="can't be read as JSON"):
        read_one_case(b'{"affected":\n["neck"')


def test_a_file_is_read_by_its_name_and_a_hyphen_means_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(NECK)
    assert read_input(str(path), io.BytesIO(b"other")) == NECK
    assert read_input("-", io.BytesIO(b"other")) == b"other"


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_input(str(tmp_path / "missing.json"), io.BytesIO())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_as_such(encoding: str) -> None:
    text = '{"affected": ["neck"]}\n{"affected": []}\n'.encode(encoding)
    out, complaints = io.BytesIO(), io.StringIO()
    assert assess_cases(text, "patient-guide", out, complaints) == 2
    assert complaints.getvalue() == "this is text in UTF-16; save it in UTF-8\n"
    assert out.getvalue() == b""
