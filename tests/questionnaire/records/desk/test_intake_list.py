"""The order of the intakes, and what of them is wanted."""

from random import Random

import pytest
from msgspec.structs import replace
from table_rows import NOON, row, urgent

from questionnaire.records.desk.intake_list import IntakeList, LeftOut, Wanted, Which
from questionnaire.records.desk.listing import Row

EARLY, LATE = row("K7-01", 0), row("K7-02", 30)
CALLS = urgent("K7-03", 10)


def listed(*rows: Row) -> IntakeList:
    made = IntakeList()
    made.put(rows)
    return made


def tickets(made: IntakeList, wanted: Wanted | None = None) -> list[str]:
    return [one.ticket for one in made.wanted(wanted or Wanted())]


def test_the_newest_comes_first_and_what_calls_before_all() -> None:
    assert tickets(listed(EARLY, LATE, CALLS)) == ["K7-03", "K7-02", "K7-01"]


def test_what_is_being_handled_is_among_the_others() -> None:
    made = listed(EARLY, LATE, replace(CALLS, acknowledged=True))
    assert tickets(made) == ["K7-02", "K7-03", "K7-01"]
    assert made.calling() == []


def test_those_that_call_are_known_the_newest_first() -> None:
    later = urgent("K7-04", 20)
    assert listed(EARLY, CALLS, later, LATE).calling() == [later, CALLS]


def test_what_should_be_seen_within_days_comes_second_until_someone_has_opened_it() -> None:
    soon = replace(EARLY, urgency="soon")
    assert tickets(listed(soon, LATE, CALLS)) == ["K7-03", "K7-01", "K7-02"]
    seen = replace(soon, state="seen")
    assert tickets(listed(seen, LATE, CALLS)) == ["K7-03", "K7-02", "K7-01"]


def test_a_changed_intake_takes_its_place() -> None:
    made = listed(EARLY, LATE)
    made.put([replace(EARLY, arrival=LATE.arrival + 1, state="seen")])
    assert tickets(made) == ["K7-01", "K7-02"]
    assert len(made) == 2
    changed = made.get(EARLY.intake)
    assert changed
    assert changed.state == "seen"


def test_what_is_gone_is_forgotten() -> None:
    made = listed(EARLY, LATE)
    made.remove([EARLY.intake, EARLY.intake])
    assert tickets(made) == ["K7-02"]
    assert made.get(EARLY.intake) is None


def test_rows_in_any_order_and_number_end_in_the_same_order() -> None:
    random = Random(3)  # noqa: S311 any order will do
    rows = [
        row(f"K7-{at:02}", at, urgency=random.choice(["emergency", "soon", "routine"]))
        for at in range(60)
    ]
    whole = tickets(listed(*rows))
    for size in (1, 7, 60):
        random.shuffle(rows)
        made = IntakeList()
        for start in range(0, len(rows), size):
            made.put(rows[start : start + size])
        assert tickets(made) == whole


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("all", {"new", "seen", "draft", "call"}),
        ("unfinished", {"draft"}),
        ("finished", {"new", "seen", "call"}),
        ("unseen", {"new", "call"}),
        ("urgent", {"call"}),
    ],
)
def test_states_are_told_apart(which: Which, expected: set[str]) -> None:
    made = listed(
        row("new"),
        row("seen", state="seen"),
        row("draft", state="unfinished", title="onset"),
        urgent("call"),
    )
    assert set(tickets(made, Wanted(which=which))) == expected


@pytest.mark.parametrize(
    "words",
    ["k7-09", "B-77", "b-77 FOCAL", "carer", "focal", "2026-03-04", "station-q"],
)
def test_the_search_finds_code_reference_pattern_person_station_and_day(words: str) -> None:
    sought = row("K7-09", reference="B-77", answered_by="carer", station="station-q")
    made = listed(sought, row("K7-10", 2000, title="segmental"))
    assert tickets(made, Wanted(words=words)) == ["K7-09"]


def test_an_unfinished_one_is_found_by_the_page_where_it_stands() -> None:
    made = listed(row("K7-11", state="unfinished", title="medicines"), EARLY)
    assert tickets(made, Wanted(words="unfinished medicines")) == ["K7-11"]


def test_today_leaves_out_earlier_days_but_not_what_still_calls() -> None:
    yesterday, calls = row("K7-12", -2000), urgent("K7-13", -2000)
    made = listed(yesterday, calls, LATE)
    assert tickets(made, Wanted(since=NOON)) == ["K7-13", "K7-02"]


def test_only_the_last_rows_can_be_asked_for() -> None:
    made = listed(EARLY, LATE)
    assert [one.ticket for one in made.wanted(Wanted(), last=1)] == ["K7-01"]
    assert made.wanted(Wanted(), last=0) == []


@pytest.mark.parametrize(
    ("reference", "typed"),
    [("Müller", "muller"), ("muller", "Müller"), ("3–12", "3-12"), ("Łukasz", "LUKASZ")],  # noqa: RUF001 as it is printed
)
def test_a_reference_is_found_however_it_is_spelt(reference: str, typed: str) -> None:
    made = listed(row("K7-09", reference=reference), EARLY)
    assert tickets(made, Wanted(words=typed)) == ["K7-09"]
    assert not made.is_wanted(EARLY.intake, Wanted(words=typed))


def test_a_search_knows_what_it_leaves_out_and_why() -> None:
    made = listed(
        row("K7-20", reference="B-77"),
        row("K7-21", -2000, reference="B-77"),
        row("K7-22", state="unfinished", reference="B-77"),
        EARLY,
    )
    assert made.left_out(Wanted(words="b-77")).number == 0
    assert made.left_out(Wanted(since=NOON, which="finished")).number == 0
    assert made.left_out(Wanted(words="b-77", since=NOON)) == LeftOut(number=1, by_day=True)
    assert made.left_out(Wanted(words="b-77", which="finished")) == LeftOut(number=1, by_state=True)
    assert made.left_out(Wanted(words="b-77", since=NOON, which="finished")) == LeftOut(
        number=2, by_day=True, by_state=True
    )
