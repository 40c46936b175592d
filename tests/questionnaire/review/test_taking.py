from datetime import date
from typing import Any

import pytest

from questionnaire.review.items import Item
from questionnaire.review.taking import Taken, take_review
from questionnaire.review.workbook import FilledIn, FilledRow
from questionnaire.sign_offs import SignOff

TODAY = date(2026, 3, 10)
NECK = Item(
    id="statement:neck",
    kind="statement",
    title="Neck",
    words={"patient": "Your neck\nturns.", "staff": "The neck turns."},
    digest="aaaa",
)
RULE = Item(id="rule:neck", kind="rule", title="Neck", words={"staff": "Always."}, digest="bbbb")
ADA: dict[str, Any] = {"name": "Ada", "role": "neurologist", "date": date(2026, 3, 4)}
BEN = SignOff("aaaa", "Ben", "nurse", date(2026, 1, 1))
EMPTY = dict.fromkeys(("verdict", "proposed words", "remark", "name", "role", "date"), "")


def row(id_: str = NECK.id, digest: str = "aaaa", **filled: Any) -> FilledRow:
    words = {name.replace("_", " "): value for name, value in filled.items()}
    return FilledRow("Statements, row 5", id_, digest, EMPTY | words)


def take(*rows: FilledRow, signed: dict[str, SignOff] | None = None, **reviewer: Any) -> Taken:
    filled = FilledIn(rows, {"name": "", "role": "", "date": ""} | (reviewer or ADA), ())
    return take_review(filled, (NECK, RULE), signed or {}, TODAY)


def test_agreeing_signs_the_words_that_were_read() -> None:
    taken = take(row(verdict="agree"))
    assert taken.signed == {NECK.id: SignOff("aaaa", "Ada", "neurologist", date(2026, 3, 4))}
    assert (taken.agreed, taken.changes, taken.problems) == ([NECK.id], [], [])


def test_a_row_may_name_another_reviewer_than_the_first_sheet() -> None:
    taken = take(row(verdict=" Agree".strip(), name="  Dr\n Ben ", date="2026-03-05"))
    assert taken.signed[NECK.id] == SignOff("aaaa", "Dr Ben", "neurologist", date(2026, 3, 5))


def test_an_empty_row_says_nothing_and_what_was_signed_before_stays() -> None:
    taken = take(row(), row(RULE.id, "bbbb", verdict="agree"), signed={NECK.id: BEN})
    assert taken.signed[NECK.id] == BEN
    assert set(taken.signed) == {NECK.id, RULE.id}


def test_the_last_who_signs_counts() -> None:
    assert take(row(verdict="agree"), signed={NECK.id: BEN}).signed[NECK.id].name == "Ada"


@pytest.mark.parametrize("verdict", ["change", "refuse"])
def test_what_is_not_agreed_to_loses_its_signature_and_is_a_change_to_make(verdict: str) -> None:
    said = {"proposed_words": "Your neck\npulls.", "remark": "too weak"}
    taken = take(row(verdict=verdict, **said), signed={NECK.id: BEN})
    assert (taken.signed, taken.problems) == ({}, [])
    (change,) = taken.changes
    assert change.words == (
        f"## statement:neck: {verdict}\n"
        "- Present words (patient): Your neck\n  turns.\n"
        "- Present words (staff): The neck turns.\n"
        "- Proposed words: Your neck\n  pulls.\n"
        "- Remark: too weak\n"
        "- By Ada, neurologist, 2026-03-04"
    )


def test_a_change_needs_no_words_of_its_own() -> None:
    (change,) = take(row(verdict="refuse")).changes
    assert "- Proposed words: none\n- Remark: none\n" in change.words


def test_what_changed_since_it_was_printed_is_not_signed() -> None:
    taken = take(row(digest="0000", verdict="agree"), signed={NECK.id: BEN})
    assert (taken.signed, taken.agreed) == ({NECK.id: BEN}, [])
    assert taken.problems == [
        "Statements, row 5 (statement:neck): changed since it was printed: not signed."
    ]


def test_a_change_of_words_that_changed_since_is_told_and_not_lost() -> None:
    taken = take(row(digest="0000", verdict="change", remark="no"))
    assert taken.changes[0].words.startswith(
        "## statement:neck: change (of other words than those of today)"
    )
    assert "see whether it still holds" in taken.problems[0]


@pytest.mark.parametrize(
    ("filled", "problem"),
    [
        ({"remark": "hm"}, "something was filled in, but no verdict"),
        ({"name": "Ada"}, "something was filled in, but no verdict"),
        ({"verdict": "yes"}, "“yes” is no verdict; use agree, change or refuse"),
        ({"verdict": "=B2"}, "“=b2” is no verdict; use agree, change or refuse"),
        ({"verdict": "agree", "date": "4.3.26"}, "“4.3.26” is no date; write it like 2026-03-04"),
        ({"verdict": "agree", "date": "2026-03-11"}, "the date 2026-03-11 is not here yet"),
        ({"verdict": "agree", "date": date(2027, 1, 1)}, "the date 2027-01-01 is not here yet"),
        ({"verdict": "agree", "id_": "statement:nose"}, "there is nothing with this id"),
    ],
)
def test_a_row_that_can_not_be_taken_is_named(filled: dict[str, Any], problem: str) -> None:
    taken = take(row(**filled), row(RULE.id, "bbbb", verdict="agree"))
    id_ = filled.get("id_", NECK.id)
    assert taken.problems == [f"Statements, row 5 ({id_}): {problem}."]
    assert taken.agreed == [RULE.id], "the others are taken"


@pytest.mark.parametrize(
    ("reviewer", "missing"),
    [
        (ADA | {"name": ""}, "name"),
        (ADA | {"role": "", "date": ""}, "role and date"),
    ],
)
def test_a_verdict_needs_who_says_so(reviewer: dict[str, Any], missing: str) -> None:
    taken = take(row(verdict="refuse"), **reviewer)
    assert taken.problems == [f"Statements, row 5 (statement:neck): a verdict needs {missing}."]
    assert taken.changes == []


def test_a_row_without_its_id_is_named() -> None:
    (problem,) = take(row("", verdict="agree")).problems
    assert problem.startswith("Statements, row 5 (no id): ")


def test_an_item_that_stands_twice_is_taken_once() -> None:
    taken = take(row(verdict="agree"), row(verdict="refuse"))
    assert (taken.agreed, taken.changes) == ([NECK.id], [])
    assert taken.problems[0].endswith("it stands twice; the first row was taken.")


def test_a_sheet_that_was_not_read_is_named() -> None:
    taken = take_review(FilledIn((), {}, ("Notes",)), (), {}, TODAY)
    assert taken.problems == ["Notes: the sheet is no part of a review."]
