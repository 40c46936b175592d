from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace
from programs import CLINIC, Program, everything
from sqlalchemy import select

from examples import a_version, encrypted_again, held
from questionnaire.interview import Interview
from questionnaire.records.desk.founding import Founding
from questionnaire.records.desk.listing import Row
from questionnaire.records.desk.retention import find_overdue
from questionnaire.records.errors import GoneError, WrongKeyError
from questionnaire.records.format.v1 import Bound
from questionnaire.records.format.version import uuid7
from questionnaire.records.intake.filling import Filling
from questionnaire.records.store import engine
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import versions

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


def only(office_rows: list[Row]) -> Row:
    (row,) = office_rows
    return row


def both_write(room: Program, desk: Program) -> Filling:
    """Let a patient and staff go on with the same draft; the patient writes last."""
    filling = room.fill_in(**ANSWERS)
    room.arrive()
    go_on(desk, filling, impact="severe")
    room.interviews[-1].answer("impact", "mild")
    room.arrive()
    return filling


def go_on(desk: Program, filling: Filling, **answers: object) -> None:
    """Let the desk go on with what is there of an intake."""
    (leaf,) = desk.office.open(filling.origin.intake).leaves
    interview = Interview(leaf.known.answers)
    desk.office.resume(leaf, interview, CLINIC)
    for field, value in answers.items():
        interview.answer(field, value)
    desk.arrive()


def test_nothing_is_there_at_first(desk: Program) -> None:
    assert [(one.rows, one.done, one.total) for one in desk.office.load()] == [((), 0, 0)]
    changed = desk.office.changes()
    assert (changed.rows, changed.gone) == ((), ())


@on_one_computer
def test_the_first_hundred_come_at_once_and_the_rest_in_larger_pieces(desk: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    (one,) = desk.keys.store.all_versions()
    desk.keys.store.add(
        replace(one, id=uuid7(), intake=uuid7(), written_at=a_version().written_at)
        for _ in range(1249)
    )
    loaded = list(desk.office.load())
    assert [len(piece.rows) for piece in loaded] == [100, 1000, 150]
    assert [(piece.done, piece.total) for piece in loaded] == [
        (100, 1250),
        (1100, 1250),
        (1250, 1250),
    ]
    places = [row.arrival for piece in loaded for row in piece.rows]
    assert all(newer > older for newer, older in pairwise(places))
    assert desk.office.changes().rows == ()


def test_what_another_computer_did_is_told_once(
    desk: Program, other_desk: Program, room: Program
) -> None:
    list(desk.office.load())
    filling = room.finished(**ANSWERS)
    room.arrive()
    (row,) = desk.office.changes().rows
    assert (row.intake, row.state) == (filling.origin.intake, "finished")
    assert desk.office.changes().rows == ()
    other_desk.office.mark_seen(other_desk.office.open(row.intake))
    other_desk.office.acknowledge(row.intake)
    other_desk.arrive()
    (row,) = desk.office.changes().rows
    assert (row.state, row.acknowledged) == ("seen", True)
    go_on(other_desk, filling, impact="mild")
    (row,) = desk.office.changes().rows
    assert (row.state, row.conflict) == ("unfinished", False)
    assert everything(desk.office) == [row]


def test_what_comes_while_the_rows_are_loaded_is_told_afterwards(desk: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    loading = desk.office.load()
    next(loading)
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    list(loading)
    assert [row.intake for row in desk.office.changes().rows] == [filling.origin.intake]


def test_what_was_deleted_elsewhere_is_gone(desk: Program, other_desk: Program) -> None:
    gone, kept = desk.finished(**ANSWERS), desk.finished(**ANSWERS)
    desk.arrive()
    assert len(everything(desk.office)) == 2
    other_desk.office.delete([gone.origin.intake])
    changed = desk.office.changes()
    assert (changed.rows, changed.gone) == ((), (gone.origin.intake,))
    assert desk.office.changes().gone == ()
    assert only(everything(desk.office)).intake == kept.origin.intake
    for work in (desk.office.open, desk.office.acknowledge):
        with pytest.raises(GoneError, match="deleted meanwhile"):
            work(gone.origin.intake)


def test_what_this_desk_deleted_it_need_not_be_told(desk: Program) -> None:
    gone = desk.finished(**ANSWERS)
    desk.arrive()
    everything(desk.office)
    desk.office.delete([gone.origin.intake])
    assert desk.keys.store.count() == 0
    assert desk.office.changes().gone == ()
    assert desk.actions()[-1] == "deleted"
    (mark,) = desk.keys.store.all_marks()
    assert (mark.kind, mark.who, mark.station) == ("deleted", "Ada", desk.setup.station)


def test_where_patient_and_staff_both_wrote_both_are_shown_as_one_row(
    room: Program, desk: Program
) -> None:
    filling = both_write(room, desk)
    row = only(everything(desk.office))
    assert row.conflict
    found = desk.office.open(filling.origin.intake)
    assert [leaf.known.answers.impact for leaf in found.leaves] == ["mild", "severe"]
    assert [one.station for one in found.rows] == [room.setup.station, desk.setup.station]
    assert found.leaves[1].body.answers["impact"].by == "Ada"


def test_a_conflict_is_told_while_the_table_stands(room: Program, desk: Program) -> None:
    everything(desk.office)
    both_write(room, desk)
    assert only(list(desk.office.changes().rows)).conflict


@pytest.mark.parametrize("chosen", [0, 1])
def test_settling_leaves_the_chosen_one_and_loses_nothing(
    room: Program, desk: Program, chosen: int
) -> None:
    filling = both_write(room, desk)
    found = desk.office.open(filling.origin.intake)
    desk.office.settle(found.leaves[chosen], found.leaves[1 - chosen])
    desk.arrive()
    row = only(everything(desk.office))
    assert not row.conflict
    (leaf,) = desk.office.open(row.intake).leaves
    assert replace(leaf.body, bound=Bound()) == replace(found.leaves[chosen].body, bound=Bound())
    assert (leaf.listed.based_on, leaf.listed.settles) == (
        found.leaves[chosen].listed.id,
        found.leaves[1 - chosen].listed.id,
    )
    assert "settled" in desk.actions()


def test_what_was_finished_and_not_chosen_stays_in_the_store(room: Program, desk: Program) -> None:
    filling = both_write(room, desk)
    filling.finish(room.case(room.interviews[-1]))
    room.arrive()
    patient, staff = desk.office.open(filling.origin.intake).leaves
    desk.office.settle(staff, patient)
    desk.arrive()
    assert patient.listed.id in {version.id for version in desk.keys.store.all_versions()}


def test_a_settled_one_names_the_rules_that_made_it_and_still_calls(desk: Program) -> None:
    filling = desk.fill_in(urgent_signs=("breathing",), affected=("neck",))
    desk.arrive()
    (old,) = desk.keys.store.all_versions()
    parted, also = (
        encrypted_again(
            old, desk.keys.opener, desk.setup.key, id=uuid7(), based_on=old.id, **changes
        )
        for changes in ({"rules": "0", "attention": False}, {"attention": True})
    )
    desk.keys.store.add([parted, also])
    leaves = desk.office.open(filling.origin.intake).leaves
    (chosen,) = [leaf for leaf in leaves if leaf.listed.id == parted.id]
    (other,) = [leaf for leaf in leaves if leaf.listed.id != parted.id]
    desk.office.settle(chosen, other)
    desk.arrive()
    (settled,) = desk.keys.store.leaves(filling.origin.intake)
    assert (settled.rules, settled.attention) == ("0", True)


def test_what_no_key_opens_is_shown_and_does_not_stop_the_rest(desk: Program) -> None:
    fine = desk.finished(**ANSWERS)
    desk.arrive()
    foreign = a_version()
    (good,) = desk.keys.store.all_versions()
    altered = replace(good, id=uuid7(), intake=uuid7(), head=good.head[:-1] + b"?")
    desk.keys.store.add([foreign, altered])
    rows = {row.intake: row for row in everything(desk.office)}
    assert [rows[one.intake].readable for one in (foreign, altered)] == [False, False]
    assert rows[fine.origin.intake].readable
    assert rows[foreign.intake].ticket == foreign.ticket
    desk.office.open(fine.origin.intake)
    with pytest.raises(WrongKeyError, match="can't be opened"):
        desk.office.open(foreign.intake)


def test_of_two_versions_the_one_that_opens_is_shown_and_the_other_is_named(
    desk: Program,
) -> None:
    filling = desk.fill_in(urgent_signs=("breathing",))
    desk.arrive()
    (good,) = desk.keys.store.all_versions()
    junk = a_version(intake=good.intake, written_at=good.written_at.replace(year=2099))
    desk.keys.store.add([junk])
    assert only(everything(desk.office)).conflict
    found = desk.office.open(filling.origin.intake)
    assert [leaf.listed.id for leaf in found.leaves] == [good.id]
    assert [row.version for row in found.unreadable] == [junk.id]
    desk.office.acknowledge(filling.origin.intake)
    desk.arrive()
    (mark,) = desk.keys.store.all_marks()
    assert mark.about == filling.receipt


def test_what_no_key_opens_can_be_acknowledged_all_the_same(desk: Program) -> None:
    foreign = a_version(attention=True)
    desk.keys.store.add([foreign])
    assert desk.office.calling() == 1
    desk.office.acknowledge(foreign.intake)
    desk.arrive()
    assert desk.office.calling() == 0


def test_seen_is_what_is_finished_and_noted_once(desk: Program) -> None:
    draft, done = desk.fill_in(**ANSWERS), desk.finished(**ANSWERS)
    desk.arrive()
    for _ in range(2):
        for filling in (draft, done):
            desk.office.mark_seen(desk.office.open(filling.origin.intake))
        desk.arrive()
    states = {row.intake: row.state for row in everything(desk.office)}
    assert states == {draft.origin.intake: "unfinished", done.origin.intake: "seen"}
    assert desk.actions().count("seen") == 1


def test_whoever_opens_prints_or_exports_stands_in_the_audit(desk: Program) -> None:
    intakes = [desk.finished(**ANSWERS).origin.intake for _ in range(2)]
    desk.arrive()
    desk.office.open(intakes[0])
    desk.office.note("printed", intakes[0], "for the patient")
    assert desk.office.export(intakes, "json").content.count(b'"ticket"') == 2
    desk.arrive()
    entries = list(desk.keys.store.audit(desk.setup.station))[-4:]
    assert [(one.action, one.who, one.intake, one.detail) for one in entries] == [
        ("opened", "Ada", intakes[0], ""),
        ("printed", "Ada", intakes[0], "for the patient"),
        ("exported", "Ada", intakes[0], "json"),
        ("exported", "Ada", intakes[1], "json"),
    ]


def test_one_from_paper_or_telephone_is_entered_by_who_is_at_the_desk(desk: Program) -> None:
    interview = Interview()
    filling = desk.office.new(interview, CLINIC, "Zebra-4711")
    interview.answer("affected", ("neck",))
    desk.arrive()
    (leaf,) = desk.office.open(filling.origin.intake).leaves
    assert (leaf.body.reference, leaf.body.answers["affected"].by) == ("Zebra-4711", "Ada")


def test_a_locked_desk_tells_nothing_but_that_somebody_calls(desk: Program) -> None:
    filling = desk.fill_in(urgent_signs=("breathing",))
    desk.arrive()
    loading = desk.office.load()
    desk.office.lock()
    assert desk.office.calling() == 1
    for work in (lambda: list(loading), desk.office.changes, lambda: everything(desk.office)):
        with pytest.raises(WrongKeyError, match="locked"):
            work()
    with pytest.raises(WrongKeyError, match="locked"):
        desk.office.open(filling.origin.intake)
    assert "opened" not in desk.actions()


def test_a_load_that_the_lock_cut_short_leaves_nothing_behind(
    desk: Program, keys_once: Founding
) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    loading = desk.office.load()
    next(loading)
    desk.office.lock()
    desk.keys.open_with(keys_once.unlocked)
    list(loading)
    assert desk.office.changes().rows == ()
    assert len(everything(desk.office)) == 1


@on_one_computer
def test_the_table_comes_also_where_nothing_can_be_noted(desk: Program) -> None:
    desk.finished(**ANSWERS)
    desk.arrive()
    notes = desk.folder / "notes.db"
    notes.rename(desk.folder / "away")
    notes.symlink_to(desk.folder / "no folder" / "of this name")
    assert len(everything(desk.office)) == 1
    (desk.folder / "away").replace(notes)


def test_what_is_deleted_while_somebody_fills_it_in_does_not_come_back(
    room: Program, desk: Program
) -> None:
    filling = room.fill_in(**ANSWERS)
    room.arrive()
    desk.office.delete([filling.origin.intake])
    room.interviews[-1].answer("impact", "mild")
    room.arrive()
    assert everything(desk.office) == []


def test_what_is_older_than_the_clinics_days_is_deleted_and_listed_no_more(desk: Program) -> None:
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    (young,) = desk.keys.store.all_versions()
    written_at, station = a_version().written_at, "A2"
    changes = {"id": uuid7(), "intake": uuid7(), "written_at": written_at, "station": station}
    old = encrypted_again(young, desk.keys.opener, desk.setup.key, **changes)
    desk.keys.store.add([held(old)])
    desk.office.mark_seen(desk.office.open(old.intake))
    desk.arrive()
    assert len(everything(desk.office)) == 2
    found = desk.office.find_overdue(30)
    assert found.intakes == (old.intake,)
    desk.office.note_asked(found, agreed=True)
    assert desk.office.delete_overdue(found) == (old.intake,)
    assert desk.office.changes().gone == (old.intake,)
    assert only(everything(desk.office)).intake == filling.origin.intake
    assert desk.actions()[-2:] == ["retention-asked", "retention"]


def test_the_audit_says_who_was_asked_about_how_many_and_what_they_said(desk: Program) -> None:
    found = desk.office.find_overdue(30)
    desk.office.note_asked(found, agreed=False)
    desk.arrive()
    entry = list(desk.keys.store.audit(desk.setup.station))[-1]
    assert (entry.who, entry.detail) == ("Ada", f"{found.summary}: no")


def test_a_draft_that_was_opened_and_left_is_deleted_in_its_time(desk: Program) -> None:
    draft = desk.fill_in(**ANSWERS)
    desk.arrive()
    store = desk.keys.store
    in_a_year = datetime.now(tz=UTC) + timedelta(days=365)
    assert find_overdue(store, 30, in_a_year, desk.keys.opener, desk.keys.station).unopened == 1
    desk.office.mark_seen(desk.office.open(draft.origin.intake))
    desk.arrive()
    found = find_overdue(store, 30, in_a_year, desk.keys.opener, desk.keys.station)
    assert found.intakes == (draft.origin.intake,)


def test_with_no_number_of_days_nothing_is_deleted(desk: Program) -> None:
    desk.keys.store.add([a_version()])
    assert desk.office.find_overdue(0).is_empty
    assert desk.keys.store.count() == 1


@on_one_computer
def test_the_journal_is_emptied_later_where_somebody_read_when_one_was_deleted(
    desk: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        engine, "_BUSY_SECONDS", 0.1
    )  # the reader doesn't end before the desk gives up
    filling = desk.finished(**ANSWERS)
    desk.arrive()
    everything(desk.office)
    journal = Path(f"{desk.setup.store}-wal")
    with Store.open(desk.setup.store) as another, another.reading() as reader:
        reader.execute(select(versions.c.id)).all()
        desk.office.delete([filling.origin.intake])
        assert journal.stat().st_size > 0
    desk.recorder.close()  # its forwarder writes too
    desk.office.changes()
    assert journal.stat().st_size == 0
