from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from chains import (
    INTAKE,
    Chain,
    a_chain,
    chains,
    in_order,
    moved,
    rehashed,
    with_entry,
    without,
)
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from questionnaire.records.store.audit import (
    FIRST,
    ChainHead,
    Event,
    Fault,
    Finding,
    entry_after,
    verify,
)

FIVE = a_chain(5)


def found(chain: Chain, length: int = 0, last: str = "") -> list[Finding]:
    """Return what is found about a chain; a length says what a computer noted, and its last hash."""
    noted = {"K7": ChainHead(length, last)} if length else {}
    return list(verify(chain, noted))


def one(fault: Fault, number: int, was: int = 0) -> list[Finding]:
    return [Finding(fault, "K7", number, was)]


# What is intact


@given(chains())
def test_any_chain_is_whole(chain: Chain) -> None:
    assert found(chain) == []
    assert not chain or found(chain, len(chain), chain[-1].hash) == []


@given(chains(least=3), st.data())
def test_a_chain_may_have_grown_since_it_was_noted(chain: Chain, data: st.DataObject) -> None:
    noted = chain[data.draw(st.integers(0, len(chain) - 1))]
    assert found(chain, noted.number, noted.hash) == []


def test_an_entry_carries_what_was_done_and_follows_the_one_before() -> None:
    event = Event(action="printed", who="Ada", intake=INTAKE, detail="summary")
    first, second = a_chain(1)[0], entry_after(a_chain(1)[0], event, "K7", FIVE[1].at)
    assert (first.number, first.previous) == (1, FIRST)
    assert (second.number, second.previous) == (2, first.hash)
    assert (second.who, second.action, second.intake, second.detail, second.at) == (
        "Ada",
        "printed",
        INTAKE,
        "summary",
        FIVE[1].at,
    )


def test_a_note_is_of_the_entry_that_ends_the_chain() -> None:
    assert ChainHead.of(FIVE[-1]) == ChainHead(5, FIVE[-1].hash)


def test_an_empty_audit_is_whole() -> None:
    assert list(verify((), {})) == []


# What was altered

ALTERED: dict[str, Any] = {
    "at": FIVE[0].at + timedelta(microseconds=1),
    "who": "Eve",
    "action": "exported",
    "intake": uuid4(),
    "detail": "nothing",
    "previous": "f" * 64,
    "hash": "f" * 64,
}


@pytest.mark.parametrize("field", ALTERED)
@pytest.mark.parametrize("number", range(1, 6))
def test_one_altered_field_is_found_at_its_entry_and_nowhere_else(field: str, number: int) -> None:
    altered = with_entry(FIVE, number, **{field: ALTERED[field]})
    assert found(altered, 5, FIVE[-1].hash) == one("altered", number)


@given(chains(least=1), st.data())
def test_altered_words_in_any_chain_are_found(chain: Chain, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(chain)))
    field = data.draw(st.sampled_from(("who", "detail")))
    words = data.draw(st.text(max_size=10).filter(lambda t: t != getattr(chain[number - 1], field)))
    altered = with_entry(chain, number, **{field: words})
    assert found(altered, len(chain), chain[-1].hash) == one("altered", number)


@given(chains(least=1), st.data())
def test_a_taken_away_intake_is_found(chain: Chain, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(chain)))
    other = None if chain[number - 1].intake else INTAKE
    assert found(with_entry(chain, number, intake=other)) == one("altered", number)


@given(chains(least=1), st.data())
def test_an_altered_number_is_found_with_the_one_it_was(chain: Chain, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(chain)))
    new = data.draw(st.integers(-9, 0) | st.integers(len(chain) + 1, 10**12))
    altered = moved(chain, {number: new})
    assert found(altered, len(chain), chain[-1].hash) == one("reordered", new, number)


def test_the_hash_of_another_entry_is_no_own_one() -> None:
    altered = with_entry(FIVE, 4, hash=FIVE[1].hash)
    assert found(altered, 5, FIVE[-1].hash) == one("altered", 4)


def test_several_altered_entries_are_all_named() -> None:
    altered = with_entry(with_entry(FIVE, 2, who="Eve"), 3, detail="x")
    assert found(altered) == one("altered", 2) + one("altered", 3)


def test_all_altered_entries_are_named() -> None:
    altered = tuple(replace(entry, who="Eve") for entry in FIVE)
    assert [finding.number for finding in found(altered)] == [1, 2, 3, 4, 5]
    assert {finding.fault for finding in found(altered)} == {"altered"}


# What was altered by a person who knows how hashes are made


@given(chains(least=2), st.data())
def test_an_alteration_with_a_new_hash_is_found_by_the_next_entry(
    chain: Chain, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(chain) - 1))
    altered = rehashed(chain, number, detail=chain[number - 1].detail + "x")
    assert found(altered) == one("altered", number)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_new_link_with_a_new_hash_is_found_by_the_next_entry(number: int) -> None:
    assert found(rehashed(FIVE, number, previous="f" * 64)) == one("altered", number)


def test_an_alteration_of_the_last_entry_with_a_new_hash_is_found_by_the_note() -> None:
    for changes in ({"who": "Eve"}, {"previous": "f" * 64}):
        altered = rehashed(FIVE, 5, **changes)
        assert found(altered, 5, FIVE[-1].hash) == one("altered", 5)


@given(chains(least=1), st.data())
def test_a_chain_written_anew_is_found_by_the_note(chain: Chain, data: st.DataObject) -> None:
    noted = chain[data.draw(st.integers(0, len(chain) - 1))]
    anew: list[Any] = []
    for entry in chain:
        event = Event(action=cast("Any", entry.action), who=entry.who + "x", detail=entry.detail)
        anew.append(entry_after(anew[-1] if anew else None, event, "K7", entry.at))
    assert found(tuple(anew)) == []
    assert found(tuple(anew), noted.number, noted.hash) == one("altered", noted.number)


# What is missing


@given(chains(least=2), st.data())
def test_a_removed_entry_is_found(chain: Chain, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(chain) - 1))
    expected = one("missing", number, number)
    assert found(without(chain, number)) == expected
    assert found(without(chain, number), len(chain), chain[-1].hash) == expected


def test_a_row_of_removed_entries_is_one_finding() -> None:
    assert found(without(FIVE, 1, 2)) == one("missing", 1, 2)
    assert found(without(FIVE, 2, 4)) == one("missing", 2, 2) + one("missing", 4, 4)


@given(chains(least=1), st.data())
def test_a_cut_tail_is_found_by_the_note(chain: Chain, data: st.DataObject) -> None:
    left = data.draw(st.integers(0, len(chain) - 1))
    assert found(chain[:left]) == []
    cut = found(chain[:left], len(chain), chain[-1].hash)
    assert cut == one("cut-off", left + 1, len(chain))


def test_a_removed_entry_and_a_cut_tail_are_both_found() -> None:
    left = without(FIVE, 2, 5)
    assert found(left, 5, FIVE[-1].hash) == one("missing", 2, 2) + one("cut-off", 5, 5)


# What was moved


@given(chains(least=2), st.data())
def test_two_swapped_entries_are_both_found(chain: Chain, data: st.DataObject) -> None:
    numbers = st.integers(1, len(chain))
    low, high = sorted(data.draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    swapped = moved(chain, {low: high, high: low})
    expected = one("reordered", low, high) + one("reordered", high, low)
    assert found(swapped) == expected
    assert found(swapped, len(chain), chain[-1].hash) == expected


def test_a_whole_chain_turned_round_is_found_entry_by_entry() -> None:
    turned = moved(FIVE, {number: 6 - number for number in range(1, 6)})
    moves = [(finding.fault, finding.number, finding.was) for finding in found(turned)]
    assert moves == [("reordered", number, 6 - number) for number in (1, 2, 4, 5)]


def test_a_copied_entry_is_found_where_it_was_put() -> None:
    copied = in_order((*FIVE, replace(FIVE[2], number=6)))
    assert found(copied) == one("reordered", 6, 3)


# Several stations, and the words


def test_each_station_is_looked_at_for_itself() -> None:
    other = a_chain(3, "M4")
    assert list(verify((*FIVE, *other), {})) == []
    altered = (*FIVE, *without(other, 2))
    assert list(verify(altered, {})) == [Finding("missing", "M4", 2, 2)]


def test_an_entry_given_to_another_station_is_found_at_both() -> None:
    foreign = replace(FIVE[2], station="M4", number=3)
    entries = (*without(FIVE, 3), *a_chain(2, "M4"), foreign)
    assert list(verify(entries, {})) == [
        Finding("missing", "K7", 3, 3),
        Finding("altered", "M4", 3),
    ]


def test_a_station_that_is_gone_altogether_is_found_by_its_note() -> None:
    gone = list(verify(FIVE, {"M4": ChainHead(7, "h"), "H2": ChainHead(1, "h")}))
    assert gone == [Finding("cut-off", "H2", 1, 1), Finding("cut-off", "M4", 1, 7)]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding("altered", "K7", 3), "Entry 3 of station K7 was altered."),
        (
            Finding("reordered", "K7", 3, 5),
            "Entry 3 of station K7 was moved there: it was written as entry 5.",
        ),
        (Finding("missing", "K7", 3, 3), "Entry 3 of station K7 is missing."),
        (Finding("missing", "K7", 3, 6), "Entries 3 to 6 of station K7 are missing."),
        (
            Finding("cut-off", "K7", 3, 6),
            "The entries of station K7 are cut off from entry 3 on: there were 6.",
        ),
    ],
)
def test_a_finding_names_the_entry(finding: Finding, words: str) -> None:
    assert finding.text == words
