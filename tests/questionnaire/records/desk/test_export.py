import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook
from sealed_examples import ANSWERS, KEY, OPENER, a_case, listed, sealed

from questionnaire.answers import Answers
from questionnaire.records.desk.export import exported, exported_words, save_export
from questionnaire.records.desk.opened import Opened, opened
from questionnaire.records.errors import ReadOnlyError
from questionnaire.records.format.codec import decode_body, encode_body
from questionnaire.records.format.v1 import Answer
from questionnaire.records.format.version import Version
from questionnaire.records.sealing.age import seal


def opened_(*versions: Version) -> Opened:
    return opened({listed(one): one.body for one in versions}, OPENER)


def rows(*intakes: Opened) -> list[dict[str, str]]:
    """Return what a spreadsheet reads."""
    text = exported(intakes, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def workbook(*intakes: Opened) -> list[dict[str, Any]]:
    """Return what Excel reads."""
    sheet = load_workbook(io.BytesIO(exported(intakes, "xlsx"))).active
    head, *lines = sheet.iter_rows()
    assert {cell.data_type for line in lines for cell in line} <= {"s", "n"}
    return [
        {name.value: cell.value for name, cell in zip(head, line, strict=True)} for line in lines
    ]


def records(*intakes: Opened) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(exported(intakes, "json"))
    return found


def test_a_line_says_where_it_came_from_what_was_answered_and_what_was_found() -> None:
    version = sealed(reference="Zebra-4711", case=a_case())
    (row,) = rows(opened_(version))
    assert (row["ticket"], row["station"], row["state"]) == ("K7-42", "K7", "finished")
    assert row["started_at"] == "2026-03-04T08:00:00+00:00"
    assert (row["reference"], row["language"]) == ("Zebra-4711", "en")
    assert (row["affected"], row["onset_age"], row["onset_certainty"]) == ("neck", "34", "exact")
    assert (row["headline"], row["consensus-2013"], row["urgency"]) == ("focal", "focal", "routine")
    assert row["forms"] == "cervical-dystonia"


def test_none_of_these_is_not_the_same_as_not_answered() -> None:
    (row,) = rows(opened_(sealed(replace(ANSWERS, conditions=(), pattern=None))))
    assert (row["conditions"], row["pattern"]) == ("none", "")


def test_several_answers_stand_in_one_cell() -> None:
    (row,) = rows(opened_(sealed(Answers(affected=("neck", "voice")))))
    assert row["affected"] == "neck; voice"


def test_an_unfinished_one_has_no_result() -> None:
    draft = opened_(sealed())
    (row,), (record,) = rows(draft), records(draft)
    assert (row["headline"], row["forms"], row["urgency"]) == ("", "", "")
    assert record["result"] is None


def test_what_has_no_name_by_the_guide_is_left_empty() -> None:
    unnamed = a_case(replace(ANSWERS, affected=("neck", "left-foot")))
    (row,) = rows(opened_(sealed(case=unnamed)))
    assert (row["patient-guide"], row["consensus-2013"]) == ("", "multifocal")


def test_an_answer_whose_question_is_closed_is_not_exported() -> None:
    closed = opened_(sealed(replace(ANSWERS, tasks=("writing",), pattern=("constant",))))
    assert rows(closed)[0]["tasks"] == ""
    assert records(closed)[0]["answers"]["tasks"] is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_no_spreadsheet_takes_a_reference_for_a_formula(sign: str) -> None:
    reference = f'{sign}HYPERLINK("elsewhere")'
    (row,) = rows(opened_(sealed(reference=reference)))
    assert row["reference"] == f"'{reference}"
    assert records(opened_(sealed(reference=reference)))[0]["reference"] == reference


def test_no_spreadsheet_that_parts_cells_by_semicolons_finds_a_formula() -> None:
    (row,) = rows(opened_(sealed(reference='4711;=HYPERLINK("elsewhere");-1; plain')))
    assert row["reference"] == """4711;'=HYPERLINK("elsewhere");'-1; plain"""


@pytest.mark.parametrize(
    "unseen", [" ", "\u00a0", "\u200b", "\ufeff", "\u202e", "\x00", " \u2066 "]
)
def test_no_blank_or_unseen_mark_hides_a_formula(unseen: str) -> None:
    (row,) = rows(opened_(sealed(reference=f"{unseen}=1+1; {unseen}@x")))
    assert row["reference"] == f"'{unseen}=1+1;' {unseen}@x"


@pytest.mark.parametrize(
    "reference", ["00123", "3-12", "1E5", "=1+1", "https://elsewhere", "TRUE", " ;,'", "٤٢"]
)
def test_in_a_workbook_a_reference_is_text_whatever_it_looks_like(reference: str) -> None:
    (row,) = workbook(opened_(sealed(reference=reference)))
    assert row["reference"] == reference


def test_a_workbook_says_what_the_table_says_with_ages_as_numbers() -> None:
    version = opened_(sealed(reference="Zebra-4711", case=a_case()))
    (found,), (told,) = workbook(version, version)[:1], rows(version)
    assert found["onset_age"] == 34
    assert {name: "" if value is None else str(value) for name, value in found.items()} == told


@given(reference=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_reference_stays_in_its_cell(reference: str) -> None:
    (row,) = rows(opened_(sealed(reference=reference)))
    assert row["reference"].replace("'", "") == reference.replace("'", "")
    assert row["language"] == "en"


def test_json_holds_everything_in_its_own_kind() -> None:
    version = sealed(
        case=a_case(), unreadable={"current_age": "junk"}, entered_by={"affected": "Ada"}
    )
    (record,) = records(opened_(version))
    assert (record["id"], record["intake"]) == (str(version.id), str(version.intake))
    assert record["answers"]["affected"] == ["neck"]
    assert record["answers"]["onset_age"] == 34
    assert record["entered_by"] == {"affected": "Ada"}
    assert record["unreadable"] == {"current_age": "junk"}
    assert record["result"]["found"]["headline"] == "focal"


def test_two_versions_that_are_not_settled_are_both_exported() -> None:
    one = sealed()
    both = opened_(one, sealed(Answers(affected=("voice",)), intake=one.intake))
    assert [row["affected"] for row in rows(both)] == ["neck", "voice"]
    assert len(records(both, opened_(sealed()))) == 3


def test_nothing_is_exported_as_a_head_line_or_an_empty_list() -> None:
    assert rows() == []
    assert exported([], "csv").startswith("\ufeffticket,".encode())
    assert records() == []


def test_nothing_is_left_of_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyError, match="could not be saved"):
        save_export(tmp_path / "nowhere" / "out.csv", b"words")
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"an older export")
    save_export(path, b"words")
    assert path.read_bytes() == b"words"
    assert list(tmp_path.iterdir()) == [path]


NEWER = {
    "affected": Answer(value=("neck", "tail"), asked="Body parts", said="neck, tail"),
    "favourite_day": Answer(value="=monday", asked="Day", said="Monday"),
    "closed": Answer(value="yes"),
    "mood": Answer(asked="Day", said="Not answered"),
}


def test_what_a_newer_program_kept_is_exported_as_it_was_kept() -> None:
    version = sealed()
    body = decode_body(OPENER.open(version.body))
    newer = replace(version, body=seal(encode_body(replace(body, answers=NEWER)), KEY))
    (row, other), (record,) = rows(opened_(newer), opened_(sealed())), records(opened_(newer))
    assert (row["affected"], row["favourite_day"]) == ("neck; tail", "'=monday")
    assert "closed" not in row
    assert (other["affected"], other["favourite_day"]) == ("neck", "")
    assert record["answers"]["affected"] == ["neck", "tail"]
    assert record["answers"]["favourite_day"] == "=monday"
    assert record["said"]["favourite_day"] == {"asked": "Day", "said": "Monday"}
    assert record["said"]["mood"] == {"asked": "Day", "said": "Not answered"}


def test_how_many_went_into_a_file_is_said() -> None:
    words = exported_words(Path("out.csv"), 2)
    assert words == "2 intakes were exported to out.csv. The file is not encrypted."
