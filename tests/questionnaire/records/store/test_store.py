from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy.exc import StatementError

from examples import MORNING, a_draft, a_mark, a_version, deleted, entries, following
from questionnaire.records.errors import GoneError
from questionnaire.records.format.version import Listed, Version
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]


def ids(rows: list[Listed]) -> list[UUID]:
    """Return the ids of what is listed, in its order."""
    return [row.id for row in rows]


def everything(store: Store) -> list[Version]:
    """Return all versions in the order in which they came."""
    return list(store.all_versions())


def test_what_is_added_is_read_back(store: Store) -> None:
    version = a_version(attention=True, based_on=uuid4(), settles=uuid4())
    store.add([version])
    assert store.version(version.id) == version
    assert store.version(version.id).body == version.body
    assert everything(store) == [version]


def test_moments_come_back_in_utc(store: Store) -> None:
    version = a_version()
    store.add([version])
    assert store.version(version.id).written_at.utcoffset() == timedelta(0)


def test_what_is_listed_is_the_version_without_its_body(store: Store) -> None:
    version = a_version()
    store.add([version])
    (row,) = store.latest(limit=9)
    assert all(
        getattr(row, name) == getattr(version, name)
        for name in Version.__struct_fields__
        if name in Listed.__struct_fields__
    )
    assert (row.seen, row.acknowledged) == ("", "")


def test_an_empty_store_has_nothing(store: Store) -> None:
    assert store.latest(limit=9) == []
    assert (store.count(), everything(store), list(store.all_marks())) == (0, [], [])
    assert (list(store.audit()), store.audit_tails(), store.vault()) == ([], {}, None)


def test_adding_nothing_is_allowed(store: Store) -> None:
    store.add()
    assert store.count() == 0


def test_what_came_last_is_first_whatever_its_clock_said(store: Store) -> None:
    one, two, three = a_version(), a_version(), a_version()
    store.add([two, three, one])
    assert ids(store.latest(limit=9)) == [one.id, three.id, two.id]
    assert ids(store.latest(limit=2)) == [one.id, three.id]


def test_pages_meet_without_gap_or_overlap(store: Store) -> None:
    store.add([a_version(written_at=MORNING) for _ in range(5)])
    store.add([a_version() for _ in range(3)])
    found = store.latest(limit=3)
    while page := store.latest(before=found[-1].arrival, limit=3):
        found += page
    assert found == store.latest(limit=99)
    assert len(found) == 8


def test_a_continued_version_is_listed_no_more(store: Store) -> None:
    first = a_draft()
    second = following(first)
    store.add([first])
    store.add([second])
    assert ids(store.latest(limit=9)) == [second.id]
    assert store.count() == 1
    assert store.version(first.id) == first


def test_a_version_may_come_after_the_one_that_continues_it(store: Store) -> None:
    first = a_draft()
    second = following(first)
    store.add([second])
    store.add([first])
    assert ids(store.leaves(first.intake)) == [second.id]


def test_two_who_continued_the_same_version_are_both_kept_until_they_are_settled(
    store: Store,
) -> None:
    first = a_draft()
    patient, staff = following(first, station="K7"), following(first, station="D1")
    store.add([first, patient])
    store.add([staff])
    assert ids(store.leaves(first.intake)) == [staff.id, patient.id]
    settled = following(patient, settles=staff.id)
    store.add([settled])
    assert ids(store.leaves(first.intake)) == [settled.id]
    assert store.version(staff.id).body == staff.body


def test_a_mark_counts_for_every_version_of_its_intake(store: Store) -> None:
    version = a_draft()
    store.add([version], [a_mark(intake=version.intake, about="this one")])
    store.add([following(version), a_version()])
    assert [row.seen for row in store.latest(limit=9)] == ["", "this one"]
    mark = a_mark(intake=version.intake, kind="acknowledged", about="receipt")
    store.add(marks=[replace(mark, id=uuid4(), about="earlier"), mark])
    said = [set(row.acknowledged.split()) for row in store.latest(limit=9)]
    assert said == [set(), {"receipt", "earlier"}]
    assert list(store.all_marks())[-1] == mark


def test_what_comes_again_is_there_once(store: Store) -> None:
    rows, marks, audit = [a_version(), a_version()], [a_mark(), a_mark()], entries("K7", 2)
    for end in (1, 2, 2):
        store.add(rows[:end], marks[:end], audit[:end])
    assert everything(store) == rows
    assert list(store.all_marks()) == marks
    assert list(store.audit()) == audit


def test_what_is_twice_in_one_go_is_there_once(store: Store) -> None:
    version = a_version()
    store.add([version, version])
    assert everything(store) == [version]


def test_a_moment_without_a_time_zone_is_a_mistake_and_nothing_goes_in(store: Store) -> None:
    with pytest.raises(StatementError, match="time zone"):
        store.add([a_version(), a_version(written_at=MORNING.replace(tzinfo=None))])
    assert everything(store) == []


def test_many_come_back_in_order(store: Store) -> None:
    rows = [a_version(head=b"h", body=b"b") for _ in range(1203)]
    store.add(iter(rows), entries=(entry for entry in entries("K7", 450)))
    assert everything(store) == rows
    assert [entry.number for entry in store.audit()] == list(range(1, 451))


def test_the_audit_is_told_by_station_and_number(store: Store) -> None:
    desk, hall = entries("D1", 3), entries("K7", 2)
    store.add(entries=[*reversed(hall), *reversed(desk)])
    assert list(store.audit()) == [*desk, *hall]
    assert list(store.audit("K7")) == hall
    assert list(store.audit("K8")) == []
    assert store.audit_tails() == {"D1": desk[-1], "K7": hall[-1]}


def test_what_is_not_there_is_said_to_be_deleted(store: Store) -> None:
    with pytest.raises(GoneError, match="deleted"):
        store.version(uuid4())


def test_what_is_there_is_there_after_opening_again(store: Store, where: str) -> None:
    version = a_version()
    store.add([version])
    store.close()
    with Store.open(where) as again:
        assert everything(again) == [version]


def test_deleting_takes_all_versions_and_other_marks_and_keeps_its_own_mark(store: Store) -> None:
    gone, kept = a_draft(), a_version()
    store.add(
        [gone, following(gone), kept], [a_mark(intake=gone.intake), a_mark(intake=kept.intake)]
    )
    marks = deleted(gone.intake)
    assert store.delete(marks)
    assert everything(store) == [kept]
    assert [mark.kind for mark in store.all_marks()] == ["seen", "deleted"]
    assert list(store.all_marks())[-1:] == marks


def test_what_nobody_has_acknowledged_calls(store: Store) -> None:
    assert store.calling() == 0
    one, other = a_version(attention=True), a_version(attention=True)
    store.add([one, other, a_version()])
    assert store.calling() == 2
    store.add(
        marks=[
            a_mark(intake=one.intake),
            a_mark(intake=other.intake, kind="acknowledged", about="it"),
        ]
    )
    assert store.calling() == 1


def test_two_versions_of_an_intake_call_once_and_a_replaced_one_no_more(store: Store) -> None:
    first = a_version(attention=True)
    both = following(first, attention=True), following(first, attention=True)
    store.add([first, *both])
    assert store.calling() == 1
    store.add([following(both[0], settles=both[1].id)])
    assert store.calling() == 0


def test_a_deleted_one_does_not_call(store: Store) -> None:
    version = a_version(attention=True)
    store.add([version])
    store.delete(deleted(version.intake))
    assert store.calling() == 0


def test_the_acknowledgements_of_some_intakes_are_told(store: Store) -> None:
    mine = a_mark(kind="acknowledged", about="secret")
    store.add(marks=[mine, a_mark(kind="acknowledged"), a_mark(intake=mine.intake)])
    assert store.acknowledgements([mine.intake]) == [mine]
    assert store.acknowledgements([]) == []
