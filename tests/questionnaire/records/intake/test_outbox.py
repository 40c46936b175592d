from collections.abc import Iterator
from pathlib import Path

import pytest

from examples import a_draft, a_mark, a_version, following, signer, unsigned
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox, Parcel
from questionnaire.records.store.audit import Event, verify


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox(tmp_path / OUTBOX_FILE, signer("K7")) as outbox:
        yield outbox


def test_nothing_waits_at_first(outbox: Outbox) -> None:
    assert outbox.parcel() == Parcel()
    assert outbox.waiting() == 0
    assert outbox.forget(Parcel()) == 0


def test_what_waits_is_told_in_its_order_and_gone_once_it_is_forgotten(outbox: Outbox) -> None:
    versions, marks = [a_version(), a_version()], [a_mark(), a_mark()]
    for version, mark in zip(versions, marks, strict=True):
        outbox.add_version(version)
        outbox.add_mark(mark)
    parcel = outbox.parcel()
    assert (unsigned(parcel.versions), unsigned(parcel.marks)) == (versions, marks)
    later = a_version()
    outbox.add_version(later)
    assert (
        outbox.waiting() == 9
    )  # five rows and what the audit notes of them, but for its last entry
    assert outbox.forget(parcel) == 8
    assert unsigned(outbox.parcel().versions) == [later]


def test_a_draft_that_another_replaces_goes_too_or_the_one_before_it_would_stand_again(
    outbox: Outbox,
) -> None:
    draft = a_draft()
    again = following(draft)
    done = following(again, state="finished")
    for version in (draft, again, done):
        outbox.add_version(version)
    assert unsigned(outbox.parcel().versions) == [draft, again, done]


def test_the_end_of_the_audit_stays_so_that_the_next_entry_can_follow(outbox: Outbox) -> None:
    for detail in ("one", "two", "three"):
        outbox.add_event(Event(action="printed", detail=detail))
    parcel = outbox.parcel()
    assert [entry.detail for entry in parcel.entries] == ["one", "two", "three"]
    assert outbox.waiting() == outbox.forget(parcel) == 2
    assert outbox.waiting() == outbox.forget(outbox.parcel()) == 0
    assert [entry.detail for entry in outbox.parcel().entries] == ["three"]
    outbox.add_event(Event(action="printed", detail="four"))
    chain = [*parcel.entries, outbox.parcel().entries[-1]]
    assert [entry.number for entry in chain] == [1, 2, 3, 4]
    assert list(verify(chain, {})) == []


def test_what_another_station_left_in_the_file_goes_as_well(tmp_path: Path) -> None:
    with Outbox(tmp_path / OUTBOX_FILE, signer("K7")) as before:
        before.add_event(Event(action="opened", detail="before"))
    with Outbox(tmp_path / OUTBOX_FILE, signer("M8")) as outbox:
        assert outbox.waiting() == 1
        outbox.add_event(Event(action="opened", detail="after"))
        parcel = outbox.parcel()
        assert [entry.number for entry in parcel.entries] == [1, 1]
        assert outbox.forget(parcel) == 1
        assert [entry.detail for entry in outbox.parcel().entries] == ["after"]


def test_a_parcel_holds_some_hundreds_and_the_oldest_first(outbox: Outbox) -> None:
    for number in range(250):
        outbox.add_event(Event(action="printed", detail=str(number)))
    assert len(outbox.parcel().entries) == 200
    outbox.forget(outbox.parcel())
    assert outbox.parcel().entries[0].detail == "200"


def test_nothing_of_what_has_gone_remains_in_the_file_or_its_journal(
    outbox: Outbox, tmp_path: Path
) -> None:
    version = a_version()
    outbox.add_version(version)

    def is_there() -> bool:
        files = tmp_path.glob(f"{OUTBOX_FILE}*")
        return any(version.body[:32] in file.read_bytes() for file in files)

    assert is_there()
    outbox.forget(outbox.parcel())
    outbox.checkpoint()
    assert not is_there()


def test_a_version_that_is_kept_twice_is_there_and_noted_once(outbox: Outbox) -> None:
    version = a_version()
    outbox.add_version(version)
    outbox.add_version(version)
    parcel = outbox.parcel()
    assert (len(parcel.versions), len(parcel.entries)) == (1, 1)


def test_a_closed_outbox_opens_again(outbox: Outbox) -> None:
    version = a_version()
    outbox.add_version(version)
    outbox.close()
    outbox.close()
    assert unsigned(outbox.parcel().versions) == [version]
