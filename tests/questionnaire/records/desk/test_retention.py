from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from examples import MORNING, a_mark, a_version, entries, following, held, signer, with_head
from questionnaire.records.desk.retention import (
    Overdue,
    delete_overdue,
    deleted_words,
    doubt,
    find_overdue,
    from_when,
    how_many,
    signed_deletion,
)
from questionnaire.records.format.version import Version
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

NOW = MORNING + timedelta(days=100)
IDENTITY, RECIPIENT = new_identity()
OPENER = Opener([IDENTITY])
RECEIPT = b"a receipt"


def an_intake(store: Store, days: float, *, urgency: str = "routine", **changes: Any) -> Version:
    """Keep an intake that was written so many days ago, and that somebody has opened since."""
    written = a_version(written_at=NOW - timedelta(days=days), **changes)
    one = with_head(written, [RECIPIENT], urgency=urgency, receipt=RECEIPT)
    store.add([held(one)])
    open_it(store, one)
    return one


def open_it(store: Store, one: Version) -> None:
    store.add(marks=[a_mark(intake=one.intake, about=str(one.id))])


def noted_at(store: Store, *times: datetime) -> None:
    """Let somebody have been at the records at these times."""
    made = entries("D1", len(times))
    store.add(entries=[replace(one, at=at) for one, at in zip(made, times, strict=True)])


def look(store: Store, days: int = 30, now: datetime = NOW) -> Overdue:
    return find_overdue(store, days, now, OPENER, "D1")


def say_yes(store: Store, agreed: Overdue, now: datetime = NOW) -> list[tuple[str, UUID, str]]:
    """Delete what was agreed to, and return what was noted."""
    noted: list[tuple[str, UUID, str]] = []
    deletion = partial(signed_deletion, signer("D1"), "Ada")
    gone = delete_overdue(
        store, agreed, now, OPENER, "D1", note=lambda *said: noted.append(said), deletion=deletion
    )
    assert [intake for _, intake, _ in noted] == list(gone)
    return noted


def left(store: Store) -> set[Any]:
    return {one.intake for one in store.latest(limit=99)}


def test_what_is_older_than_the_clinics_days_is_counted_with_its_dates(store: Store) -> None:
    old, older, _ = an_intake(store, 31), an_intake(store, 40), an_intake(store, 29)
    found = look(store)
    assert set(found.intakes) == {old.intake, older.intake}
    assert (found.oldest, found.newest) == (older.written_at, old.written_at)
    assert (found.unopened, found.unhandled, found.silent_since) == (0, 0, None)


def test_looking_deletes_nothing(store: Store) -> None:
    old = an_intake(store, 31)
    look(store)
    assert left(store) == {old.intake}


def test_what_was_agreed_to_is_deleted_and_noted_with_the_name(store: Store) -> None:
    old, young = an_intake(store, 31), an_intake(store, 29)
    (noted,) = say_yes(store, look(store))
    assert noted[:2] == ("retention", old.intake)
    assert left(store) == {young.intake}
    assert [mark.who for mark in store.all_marks() if mark.kind == "deleted"] == ["Ada"]


def test_what_became_old_after_the_question_stays(store: Store) -> None:
    old, meanwhile = an_intake(store, 31), an_intake(store, 29.9)
    agreed = look(store)
    (noted,) = say_yes(store, agreed, NOW + timedelta(days=1))
    assert noted[1] == old.intake
    assert left(store) == {meanwhile.intake}


def test_what_was_changed_after_the_question_stays(store: Store) -> None:
    old = an_intake(store, 31)
    agreed = look(store)
    store.add([following(old, written_at=NOW)])
    assert say_yes(store, agreed) == []
    assert left(store) == {old.intake}


def test_a_yes_by_a_clock_that_was_set_right_meanwhile_deletes_nothing(store: Store) -> None:
    young = an_intake(store, 1)
    agreed = look(store, now=NOW + timedelta(days=3650))
    assert agreed.intakes == (young.intake,)
    assert say_yes(store, agreed, NOW) == []
    assert left(store) == {young.intake}


def test_an_intake_that_was_changed_lately_is_not_old(store: Store) -> None:
    old = an_intake(store, 90)
    store.add([following(old, written_at=NOW - timedelta(days=1))])
    assert look(store).is_empty


def test_without_a_number_of_days_nothing_is_old(store: Store) -> None:
    an_intake(store, 9000)
    assert look(store, days=0).is_empty


def test_what_nobody_has_opened_stays_and_is_counted(store: Store) -> None:
    store.add([held(a_version(written_at=NOW - timedelta(days=400)))])
    found = look(store)
    assert (found.intakes, found.unopened) == ((), 1)
    assert not found.is_empty


def test_what_somebody_filled_in_further_after_it_was_opened_has_to_be_opened_again(
    store: Store,
) -> None:
    first = an_intake(store, 400, state="unfinished")
    later = following(first, written_at=NOW - timedelta(days=399))
    second = with_head(later, [RECIPIENT], urgency="routine")
    store.add([held(second)])
    assert (look(store).intakes, look(store).unopened) == ((), 1)
    open_it(store, second)
    assert look(store).intakes == (first.intake,)


@pytest.mark.parametrize("level", ["emergency", "same-day"])
def test_what_must_not_wait_stays_until_somebody_takes_it_on(store: Store, level: Any) -> None:
    urgent = an_intake(store, 400, urgency=level)
    assert (look(store).intakes, look(store).unhandled) == ((), 1)
    store.add(marks=[a_mark(intake=urgent.intake, kind="acknowledged", about=RECEIPT.hex())])
    assert look(store).intakes == (urgent.intake,)


def test_what_no_key_opens_stays_because_it_might_be_urgent(store: Store) -> None:
    unreadable = a_version(written_at=NOW - timedelta(days=400))
    store.add([held(unreadable)])
    open_it(store, unreadable)
    assert (look(store).intakes, look(store).unhandled) == ((), 1)


def test_two_versions_stay_until_somebody_chooses(store: Store) -> None:
    first = an_intake(store, 400)
    one, other = (
        following(first, written_at=first.written_at, head=first.head, station=station)
        for station in ("K7", "D1")
    )
    store.add(map(held, (one, other)))
    open_it(store, one)
    assert (look(store).intakes, look(store).unhandled) == ((), 1)


@pytest.mark.parametrize("days", [45, 200, 3650])
def test_a_clock_that_jumped_ahead_is_doubted_though_it_has_noted_something_since(
    store: Store, days: int
) -> None:
    jumped = NOW + timedelta(days=days)
    noted_at(store, NOW, *(jumped + timedelta(days=since) for since in (0, 1, 2)))
    assert look(store, now=jumped + timedelta(days=3)).silent_since == NOW


def test_a_clock_that_goes_to_and_fro_fills_no_gap(store: Store) -> None:
    years = (20, 40, 60)
    ahead = [NOW + timedelta(days=365 * one + since) for one in years for since in (0, 14)]
    times = [one for pair in zip(ahead, [NOW] * len(ahead), strict=True) for one in pair]
    noted_at(store, NOW - timedelta(days=1), *times)
    assert look(store, now=ahead[-1] + timedelta(days=10)).silent_since == NOW
    assert look(store).silent_since is None


def test_what_came_by_a_clock_that_was_behind_is_not_old(store: Store) -> None:
    young = an_intake(store, 9000, station="D1")
    times = [NOW - timedelta(days=40), NOW - timedelta(days=20), young.written_at, NOW]
    made = [replace(one, at=at) for one, at in zip(entries("D1", 4), times, strict=True)]
    kept = Kept.of(young).event(young.intake)
    made[2] = replace(made[2], action=kept.action, intake=kept.intake, detail=kept.detail)
    store.add(entries=made)
    assert look(store).is_empty
    assert look(store, now=NOW + timedelta(days=11)).intakes == (young.intake,)


def test_what_other_computers_noted_meanwhile_fills_a_silence_of_this_one(store: Store) -> None:
    noted_at(store, NOW - timedelta(days=60), NOW)
    assert look(store).silent_since == NOW - timedelta(days=60)
    days = (48, 36, 24, 12)
    made = zip(entries("K7", len(days)), days, strict=True)
    store.add(entries=[replace(one, at=NOW - timedelta(days=since)) for one, since in made])
    assert look(store).silent_since is None


@pytest.mark.parametrize("after", [-60, 365], ids=["set back since", "further ahead since"])
def test_what_another_computer_noted_by_a_wrong_clock_fills_no_silence(
    store: Store, after: int
) -> None:
    noted_at(store, NOW - timedelta(days=60), NOW)
    times = (NOW + timedelta(days=one) for one in (-30, after))
    others = [replace(one, at=at) for one, at in zip(entries("K7", 2), times, strict=True)]
    store.add(entries=others)
    assert look(store).silent_since == NOW - timedelta(days=60)


def test_an_entry_of_the_future_names_its_station_and_stops_nothing(store: Store) -> None:
    noted_at(store, datetime(8999, 1, 1, tzinfo=UTC))
    old = an_intake(store, 31)
    found = look(store)
    assert (found.ahead, found.silent_since) == ({"D1": datetime(8999, 1, 1, tzinfo=UTC)}, None)
    assert "station D1" in doubt(found, lambda day: f"{day:%Y}")
    assert found.intakes == (old.intake,)


def test_a_clock_that_is_not_the_databases_is_doubted(shared_store: Store) -> None:
    found = look(shared_store)
    assert found.is_doubtful
    assert "by the database's clock, today is" in doubt(found, lambda day: f"{day:%Y}")
    assert look(shared_store, now=datetime.now(tz=UTC)).other_clock is None


def test_more_than_came_in_any_week_is_many(store: Store) -> None:
    for day in range(31, 45):
        an_intake(store, day)
    assert look(store).is_many
    assert not look(store, days=40).is_many


def test_a_clock_that_fits_what_was_noted_is_not_doubted(store: Store) -> None:
    noted_at(store, NOW - timedelta(days=14), NOW - timedelta(minutes=1))
    assert look(store).silent_since is None


def test_a_clock_that_jumped_twice_is_doubted(store: Store) -> None:
    """Two programs that were started 20 and 34 days ahead, one after the other, look like time that passed."""
    noted_at(store, NOW, NOW + timedelta(days=20))
    assert look(store, now=NOW + timedelta(days=34)).silent_since == NOW


def test_a_clock_that_has_noted_something_each_week_of_a_month_is_believed_again(
    store: Store,
) -> None:
    noted_at(
        store, NOW - timedelta(days=60), *(NOW - timedelta(days=one) for one in range(31, 0, -7))
    )
    assert look(store).silent_since == NOW - timedelta(days=60)
    assert look(store, now=NOW + timedelta(days=1)).silent_since is None


def test_records_without_any_entry_doubt_no_clock(store: Store) -> None:
    assert look(store).silent_since is None


def test_a_thousand_old_ones_are_counted_and_deleted(store: Store) -> None:
    one = an_intake(store, 31)
    at = one.written_at
    made = (a_version(written_at=at) for _ in range(1200))
    rest = [with_head(another, [RECIPIENT], urgency="routine") for another in made]
    store.add(map(held, rest), [a_mark(intake=made.intake, about=str(made.id)) for made in rest])
    found = look(store)
    assert len(found.intakes) == 1201
    assert len(say_yes(store, found)) == 1201
    assert store.count() == 0


def test_the_audit_keeps_the_numbers_of_the_question(store: Store) -> None:
    an_intake(store, 31)
    an_intake(store, 40)
    assert look(store).summary == (
        "2 older than 30 days on 2025-06-11, from 2025-05-02 to 2025-05-11"
    )


def test_of_older_ones_that_have_to_stay_it_is_said_that_they_do(store: Store) -> None:
    store.add([held(a_version(written_at=NOW - timedelta(days=400)))])
    found = how_many(look(store))
    assert found == "1 intake is past the 30 days this clinic keeps it, but has to stay."


def test_several_of_one_day_are_said_to_be_from_that_day(store: Store) -> None:
    an_intake(store, 31)
    an_intake(store, 31)
    found = from_when(look(store), lambda moment: f"{moment:%Y-%m-%d}")
    assert found == f"All are from {NOW - timedelta(days=31):%Y-%m-%d}."


@pytest.mark.parametrize(
    ("gone", "agreed", "words"),
    [
        (1, 1, "1 intake was deleted."),
        (3, 3, "3 intakes were deleted."),
        (2, 3, "2 of 3 intakes were deleted. The others have changed meanwhile."),
    ],
)
def test_how_many_went_is_said_beside_how_many_were_agreed_to(
    gone: int, agreed: int, words: str
) -> None:
    assert deleted_words(gone, agreed) == words
