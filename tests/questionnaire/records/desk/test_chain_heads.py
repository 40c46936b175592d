from collections.abc import Iterator
from pathlib import Path

import pytest
from chains import a_chain, rehashed, without
from sqlalchemy import delete

from examples import signer
from questionnaire.records.desk.chain_heads import observe, verified
from questionnaire.records.desk.findings import AnyFinding
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.intake.chain_ends import noted
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import ChainHead, Event, Finding, entry_after
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit

pytest_plugins = ["stores"]

FIVE = a_chain(5, "M4")


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Lend the outbox of this computer, which is station K7."""
    with Outbox(tmp_path / "station.db", signer("K7")) as outbox:
        yield outbox


def findings(store: Store, notes: Notes, outbox: Outbox) -> tuple[AnyFinding, ...]:
    """Return what is wrong with the audit; nobody knows a clinic's key here."""
    *_, found = verified(store, notes, outbox, "")
    return found.findings if found else ()


def put(store: Store, entries: tuple[AuditEntry, ...]) -> None:
    """Make the store's audit just these entries, as somebody can who writes to the database."""
    with store.writing() as connection:
        connection.execute(delete(audit))
    store.add(entries=entries)


def test_nothing_is_noted_at_first(store: Store, notes: Notes, outbox: Outbox) -> None:
    assert noted(notes) == {}
    assert findings(store, notes, outbox) == ()


def test_a_whole_audit_is_noted_with_its_ends(store: Store, notes: Notes, outbox: Outbox) -> None:
    put(store, (*FIVE, *a_chain(2, "P3")))
    assert findings(store, notes, outbox) == ()
    assert noted(notes) == {
        "M4": ChainHead.of(FIVE[-1]),
        "P3": ChainHead(2, a_chain(2, "P3")[-1].hash),
    }


def test_a_chain_that_has_grown_is_noted_again(store: Store, notes: Notes) -> None:
    put(store, FIVE[:2])
    observe(store, notes)
    put(store, FIVE)
    observe(store, notes)
    assert noted(notes) == {"M4": ChainHead.of(FIVE[-1])}


def test_a_cut_tail_is_found_and_stays_noted(store: Store, notes: Notes, outbox: Outbox) -> None:
    put(store, FIVE)
    observe(store, notes)
    put(store, FIVE[:3])
    for _ in range(2):
        observe(store, notes)
        assert findings(store, notes, outbox) == (Finding("cut-off", "M4", 4, 5),)


def test_a_station_that_is_gone_is_found(store: Store, notes: Notes, outbox: Outbox) -> None:
    put(store, FIVE)
    observe(store, notes)
    put(store, ())
    assert findings(store, notes, outbox) == (Finding("cut-off", "M4", 1, 5),)


def test_a_chain_written_anew_stays_found_also_when_it_grows(
    store: Store, notes: Notes, outbox: Outbox
) -> None:
    put(store, FIVE)
    observe(store, notes)
    anew: list[AuditEntry] = []
    for entry in (*FIVE, *FIVE):
        event = Event(action="opened", who="Eve")
        anew.append(entry_after(anew[-1] if anew else None, event, "M4", entry.at))
    put(store, tuple(anew))
    observe(store, notes)
    assert noted(notes) == {"M4": ChainHead.of(FIVE[-1])}
    assert findings(store, notes, outbox) == (Finding("altered", "M4", 5),)


def test_an_audit_with_findings_is_not_noted(store: Store, notes: Notes, outbox: Outbox) -> None:
    put(store, without(FIVE, 3))
    assert findings(store, notes, outbox) == (Finding("missing", "M4", 3, 3),)
    assert noted(notes) == {}


# This computer's own entries


def test_what_has_not_left_this_computer_is_not_taken_for_cut_off(
    store: Store, notes: Notes, outbox: Outbox
) -> None:
    put(store, (*a_chain(1, "F2"), *FIVE))
    own = tuple(outbox.add_event(Event(action="opened", who="Ada")) for _ in range(4))
    assert findings(store, notes, outbox) == ()
    store.add(entries=own[:2])
    assert findings(store, notes, outbox) == ()
    store.add(entries=own)
    assert findings(store, notes, outbox) == ()


def test_the_end_that_never_leaves_this_computer_shows_what_was_altered_in_the_store(
    store: Store, notes: Notes, outbox: Outbox
) -> None:
    own = tuple(outbox.add_event(Event(action="opened", who="Ada")) for _ in range(3))
    parcel = outbox.parcel()
    put(store, rehashed(own, 3, who="Eve"))
    outbox.forget(parcel)
    assert findings(store, notes, outbox) == (Finding("altered", "K7", 3),)


def test_own_entries_that_were_removed_in_the_store_are_found(
    store: Store, notes: Notes, outbox: Outbox
) -> None:
    own = tuple(outbox.add_event(Event(action="opened", who="Ada")) for _ in range(4))
    outbox.forget(outbox.parcel())
    put(store, own[:1])
    assert findings(store, notes, outbox) == (Finding("missing", "K7", 2, 3),)


def test_a_longer_chain_that_was_noted_counts_more_than_a_shorter_one_here(
    store: Store, notes: Notes, outbox: Outbox, tmp_path: Path
) -> None:
    own = tuple(outbox.add_event(Event(action="opened", who="Ada")) for _ in range(4))
    put(store, own)
    assert findings(store, notes, outbox) == ()
    put(store, own[:1])
    with Outbox(tmp_path / "older.db", signer("K7")) as older:
        older.add_event(Event(action="opened", who="Ada"))
        assert Finding("cut-off", "K7", 2, 4) in findings(store, notes, older)


def test_a_damaged_note_of_one_end_takes_no_other_along(
    file_store: Store, notes: Notes, outbox: Outbox
) -> None:
    file_store.add(entries=FIVE)
    observe(file_store, notes)
    notes.set("audit-end:P4", "rubbish")
    assert noted(notes) == {"M4": ChainHead.of(FIVE[-1])}
    assert findings(file_store, notes, outbox) == ()
