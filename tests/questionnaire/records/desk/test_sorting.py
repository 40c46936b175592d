"""The rows sorted by one column: what must not wait stays first, blanks come last."""

from random import Random

import pytest
from msgspec.structs import replace
from table_rows import row, urgent

from questionnaire.records.desk.intake_list import IntakeList, Wanted
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.row_words import mark_words
from questionnaire.records.desk.sorting import _VALUES, SortedBy, Sorting


def usual(*rows: Row) -> list[Row]:
    made = IntakeList()
    made.put(rows)
    return made.wanted(Wanted())


def tickets(rows: list[Row]) -> list[str]:
    return [one.ticket for one in rows]


def test_without_a_column_the_order_is_the_usual_one() -> None:
    rows = usual(row("K7-01"), row("K7-02", 30), urgent("K7-03", 10))
    assert Sorting().arranged(rows) == rows


@pytest.mark.parametrize("backwards", [False, True])
def test_what_must_not_wait_comes_first_whichever_way_the_others_go(*, backwards: bool) -> None:
    rows = usual(row("A1-01"), row("Z9-01"), urgent("K7-03", -9), urgent("K7-04", -5))
    found = Sorting(by="ticket", backwards=backwards).arranged(rows)
    others = ["A1-01", "Z9-01"]
    assert tickets(found) == ["K7-04", "K7-03", *(others[::-1] if backwards else others)]


def test_what_is_being_handled_is_sorted_among_the_others() -> None:
    rows = usual(row("K7-01"), urgent("K7-02", acknowledged=True), row("K7-03"))
    assert tickets(Sorting(by="ticket").arranged(rows)) == ["K7-01", "K7-02", "K7-03"]


@pytest.mark.parametrize("backwards", [False, True])
def test_an_intake_without_a_reference_comes_after_all_that_have_one(*, backwards: bool) -> None:
    rows = usual(row("K7-01"), row("K7-02", reference="B-7"), row("K7-03", reference="C-1"))
    found = Sorting(by="reference", backwards=backwards).arranged(rows)
    assert found[-1].ticket == "K7-01"
    assert tickets(found)[:2] == (["K7-03", "K7-02"] if backwards else ["K7-02", "K7-03"])


def test_numbers_follow_each_other_as_numbers_and_capitals_make_no_difference() -> None:
    rows = usual(*(row("K7", reference=one) for one in ("b-10", "B-9", "C-1", "Ä-3", "9" * 5000)))
    found = [one.reference for one in Sorting(by="reference").arranged(rows)]
    assert found == ["9" * 5000, "Ä-3", "B-9", "b-10", "C-1"]


def test_rows_that_say_the_same_are_in_the_usual_order_both_ways() -> None:
    rows = usual(*(row(f"K7-{at:02}", at) for at in range(9)))
    for backwards in (False, True):
        assert Sorting(by="station", backwards=backwards).arranged(rows) == rows


def test_states_follow_each_other_as_an_intake_goes_through_them() -> None:
    rows = usual(row("K7-01", state="seen"), row("K7-02", state="unfinished"), row("K7-03"))
    assert tickets(Sorting(by="state").arranged(rows)) == ["K7-02", "K7-03", "K7-01"]


MIXED = [
    row(
        f"K7-{at % 13}",
        at % 7,
        state=("unfinished", "finished", "seen")[at % 3],
        urgency=("emergency", "soon", "routine", None)[at % 4],
        acknowledged=at % 8 == 0,
        readable=at % 5 > 0,
        conflict=at % 6 == 0,
        signs_open=at % 7 == 0,
        title=("focal", "segmental", "")[at % 3],
        age=at % 4 or None,
        reference=("", "b-10", "B-9")[at % 3],
        answered_by=("patient", "carer")[at % 2],
        station=f"K{at % 3}",
    )
    for at in range(120)
]


@pytest.mark.parametrize("by", [None, *_VALUES])
@pytest.mark.parametrize("backwards", [False, True])
def test_a_single_row_finds_the_place_that_it_has_among_all(
    by: SortedBy | None, *, backwards: bool
) -> None:
    sorting = Sorting(by=by, backwards=backwards)
    rows = usual(*MIXED)
    Random(1).shuffle(shuffled := list(rows))  # noqa: S311 any order will do
    assert sorting.arranged(rows) == sorted(shuffled, key=sorting.key)


def test_only_a_row_without_a_mark_counts_as_blank() -> None:
    without_calls = [replace(one, acknowledged=True) for one in usual(*MIXED)]
    marked = [bool(mark_words(one)) for one in Sorting(by="mark").arranged(without_calls)]
    assert marked == sorted(marked, reverse=True)
    assert True in marked
    assert False in marked


@pytest.mark.parametrize("by", [None, *_VALUES])
@pytest.mark.parametrize("backwards", [False, True])
def test_what_comes_later_lands_where_it_would_be_had_it_come_before(
    by: SortedBy | None, *, backwards: bool
) -> None:
    rows = usual(*MIXED)
    sorting = Sorting(by=by, backwards=backwards)
    found: list[Row] = []
    for at in range(0, len(rows), 30):
        found = sorting.merged(found, rows[at : at + 30])
    assert found == sorting.arranged(rows)
