import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest
from keys_for_tests import joining_as
from msgspec.structs import replace
from postgres import Server
from programs import PATIENCE, Program, Start, everything

from examples import a_draft, a_mark, a_version, deleted, entries, following, signer, unsigned
from questionnaire.records.desk.founding import Founding
from questionnaire.records.errors import RefusedRowError
from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.store.audit import Event, verify
from questionnaire.records.store.store import Store

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox(tmp_path / "station" / OUTBOX_FILE, signer("K7")) as outbox:
        yield outbox


def everything_of(store: Store) -> tuple[list[Version], list[Mark], list[AuditEntry]]:
    """Return every row of a store, but what the audit notes of the others."""
    noted = [one for one in store.audit() if one.action != "kept"]
    return unsigned(store.all_versions()), unsigned(store.all_marks()), noted


def bring(outbox: Outbox, store: Store) -> None:
    while forward(outbox, store):
        pass


def test_everything_arrives_and_waits_no_longer(outbox: Outbox, store: Store) -> None:
    version, mark = a_version(), a_mark()
    outbox.add_version(version)
    outbox.add_mark(mark)
    entries = [outbox.add_event(Event(action="opened")) for _ in range(2)]
    bring(outbox, store)
    assert everything_of(store) == ([version], [mark], entries)
    assert outbox.waiting() == 0


def test_many_arrive(outbox: Outbox, store: Store) -> None:
    entries = [outbox.add_event(Event(action="opened")) for _ in range(450)]
    bring(outbox, store)
    assert list(store.audit()) == entries


def past_the_checks(outbox: Outbox, path: Path, change: str) -> None:
    """Change a waiting row to what no program of ours writes."""
    outbox.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)


def test_a_row_that_the_store_refuses_holds_up_no_other(
    outbox: Outbox, store: Store, tmp_path: Path
) -> None:
    refused, fine, mark = a_version(), a_version(), a_mark()
    outbox.add_version(refused)
    past_the_checks(
        outbox,
        tmp_path / "station" / OUTBOX_FILE,
        "UPDATE versions SET started_at = '1850-01-01 00:00:00.000000'",
    )
    outbox.add_version(fine)
    outbox.add_mark(mark)
    entry = outbox.add_event(Event(action="opened"))
    with pytest.raises(RefusedRowError):
        bring(outbox, store)
    assert everything_of(store) == ([fine], [mark], [entry])
    assert outbox.waiting() == 1


def test_ever_so_many_rows_in_whose_place_others_are_hold_up_no_other(
    outbox: Outbox, store: Store
) -> None:
    store.add(entries=entries("K7", 450))
    for _ in range(450):
        outbox.add_event(Event(action="opened"))
    behind = outbox.add_event(Event(action="printed"))
    outbox.add_version(a_version())
    with pytest.raises(RefusedRowError, match="in the place of one"):
        bring(outbox, store)
    assert store.count() == 1
    assert behind in list(store.audit())
    assert outbox.waiting() == 450


def test_a_row_that_can_not_be_read_is_named_and_holds_up_no_other(
    outbox: Outbox, store: Store, tmp_path: Path
) -> None:
    outbox.add_version(a_version())
    past_the_checks(
        outbox, tmp_path / "station" / OUTBOX_FILE, "UPDATE versions SET ticket = hex(zeroblob(60))"
    )
    fine = a_version()
    outbox.add_version(fine)
    bring(outbox, store)
    assert unsigned(store.all_versions()) == [fine]
    assert [one.columns for one in outbox.odd] == [("ticket",)]


def test_the_audit_goes_on_behind_an_entry_that_can_not_be_read(
    outbox: Outbox, store: Store, tmp_path: Path
) -> None:
    odd = outbox.add_event(Event(action="opened"))
    past_the_checks(
        outbox, tmp_path / "station" / OUTBOX_FILE, "UPDATE audit SET action = hex(zeroblob(60))"
    )
    following_it = outbox.add_event(Event(action="opened"))
    assert (following_it.number, following_it.previous) == (odd.number + 1, odd.hash)
    bring(outbox, store)
    assert list(store.audit()) == [following_it]


def test_who_is_killed_after_bringing_and_before_forgetting_brings_it_once(
    outbox: Outbox, store: Store
) -> None:
    version, mark = a_version(), a_mark(kind="acknowledged")
    outbox.add_version(version)
    outbox.add_mark(mark)
    entry = outbox.add_event(Event(action="opened"))
    parcel = outbox.parcel()
    store.add(parcel.versions, parcel.marks, parcel.entries)
    outbox.close()  # as if the program had been killed here
    bring(outbox, store)
    assert everything_of(store) == ([version], [mark], [entry])


def test_two_programs_on_one_computer_bring_everything_once(
    outbox: Outbox, store: Store, tmp_path: Path
) -> None:
    with Outbox(tmp_path / "station" / OUTBOX_FILE, signer("K7")) as other:
        versions = [a_version(), a_version()]
        for one, version in zip((outbox, other), versions, strict=True):
            one.add_version(version)
            one.add_event(Event(action="opened"))
        parcels = [(one, one.parcel()) for one in (outbox, other)]
        for _, parcel in parcels:
            store.add(parcel.versions, parcel.marks, parcel.entries)
        for one, parcel in parcels:
            one.forget(parcel)
        bring(other, store)
    assert unsigned(store.all_versions()) == versions
    assert [entry.number for entry in store.audit()] == [1, 2, 3, 4]


def test_after_drafts_that_were_replaced_on_their_way_one_version_stands(
    outbox: Outbox, store: Store
) -> None:
    first = a_draft()
    second = following(first)
    done = following(second, state="finished")
    outbox.add_version(first)
    parcel = outbox.parcel()
    store.add(parcel.versions)  # and while it is on its way:
    outbox.add_version(second)
    outbox.add_version(done)
    outbox.forget(parcel)
    bring(outbox, store)
    assert [one.id for one in store.leaves(done.intake)] == [done.id]


def test_drafts_that_come_again_after_they_were_replaced_and_cleared_away_stay_away(
    outbox: Outbox, store: Store
) -> None:
    draft = a_draft()
    done = following(draft, state="finished")
    for version in (draft, done):
        outbox.add_version(version)
    parcel = outbox.parcel()
    store.add(parcel.versions)
    store.prune()
    bring(outbox, store)
    assert unsigned(store.all_versions()) == [done]


def test_a_deleted_intake_is_not_brought_back(outbox: Outbox, store: Store) -> None:
    version = a_version()
    outbox.add_version(version)
    store.add([version])
    store.delete(deleted(version.intake))
    bring(outbox, store)
    assert list(store.all_versions()) == []
    assert outbox.waiting() == 0


def test_programs_that_share_one_computer_keep_one_chain(desk: Program, start: Start) -> None:
    second = start(desk.setup, desk.folder)

    def note(program: Program) -> None:
        for _ in range(20):
            program.recorder.note(Event(action="printed"))
            program.fill_in(**ANSWERS)

    threads = [Thread(target=note, args=(program,)) for program in (desk, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.arrive()
    assert desk.actions().count("printed") == 40
    assert list(verify(desk.keys.store.audit(), {})) == []
    assert len({row.intake for row in everything(desk.office)}) == 40


def test_drafts_that_were_replaced_do_not_pile_up_in_the_clinics_store(desk: Program) -> None:
    filling = desk.fill_in(urgent_signs=())
    desk.arrive()
    desk.finished(**ANSWERS)
    filling.leave()
    desk.arrive()
    versions = Counter(version.intake for version in desk.keys.store.all_versions())
    assert set(versions.values()) == {1}


def test_nothing_of_what_has_arrived_remains_on_this_computer(room: Program) -> None:
    room.finished(**ANSWERS)
    room.arrive()
    room.recorder.close()
    assert b"age-encryption.org" not in (room.folder / OUTBOX_FILE).read_bytes()
    assert not (room.folder / f"{OUTBOX_FILE}-wal").exists()


@on_one_computer
def test_a_store_that_can_be_opened_again_gets_what_waited(
    founding: Founding, start: Start, tmp_path: Path
) -> None:
    setup = founding.finish(tmp_path)
    store = Path(setup.store)
    store.rename(tmp_path / "away")
    store.symlink_to(tmp_path / "no folder" / "of this name")
    desk = start(setup, tmp_path)
    desk.fill_in(**ANSWERS)
    assert "is not there" in desk.unreachable.get(timeout=PATIENCE)
    assert desk.recorder.flush(PATIENCE)
    assert not desk.recorder.forwarded(0)
    (tmp_path / "away").replace(store)
    assert desk.unreachable.get(timeout=PATIENCE) == ""
    desk.arrive()
    assert desk.keys.store.count() == 1
    assert desk.troubles.empty()


def test_while_postgresql_is_stopped_everything_waits_and_then_arrives_once(
    own_server: Server, keys_once: Founding, start: Start, tmp_path: Path
) -> None:
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    founding = replace(keys_once, setup=setup)
    stations = [founding.finish(tmp_path / "K7")]
    stations += [joining_as(founding, code).finish(tmp_path / code) for code in ("A2", "F3")]
    folders = ("K7", "A2", "F3")
    programs = [
        start(one, tmp_path / folder) for one, folder in zip(stations, folders, strict=True)
    ]
    for program in programs:
        program.finished(**ANSWERS)
        program.arrive()
    own_server.stop()
    # A database that is stopping or starting may say so before it is gone, or answers.
    for program in programs:
        for _ in range(5):
            program.finished(**ANSWERS)
        while "doesn't answer" not in program.unreachable.get(timeout=PATIENCE):
            pass
        assert program.recorder.flush(PATIENCE)
        assert not program.recorder.forwarded(0)
    programs[0].close()  # and its computer is switched off
    own_server.start()
    programs[0] = start(stations[0], tmp_path / "K7")
    for program in programs[1:]:
        while program.unreachable.get(timeout=PATIENCE):
            pass
    for program in programs:
        program.arrive()
        assert program.recorder.waiting == 0
    with Store.open(setup.store) as store:
        intakes = Counter(version.intake for version in store.all_versions())
        assert len(intakes) == 18
        assert set(intakes.values()) == {1}
        assert list(verify(store.audit(), {})) == []
