import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import enumerate as all_threads
from uuid import UUID

import pytest
from msgspec.structs import replace
from programs import CLINIC, PATIENCE, Program, Start, everything, held

from examples import a_mark, a_version, unsigned
from questionnaire.answers import Answers
from questionnaire.interview import Interview
from questionnaire.records.desk.founding import Founding
from questionnaire.records.errors import WrongKeyError
from questionnaire.records.format.draft import Draft, Origin, Progress, body_of
from questionnaire.records.format.version import Version, uuid7
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.recorder import Branch, Recorder
from questionnaire.records.intake.ticket import TICKET_NOTE
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.store.audit import Event

pytest_plugins = ["clinics"]

on_one_computer = pytest.mark.parametrize("where", ["sqlite"], indirect=True)

ANSWERS = {"urgent_signs": (), "affected": ("neck",)}


def a_draft(reference: str = "") -> Draft:
    """Return a draft with a reference of its own."""
    origin = Origin(
        intake=uuid7(), ticket="K7-01", started_at=datetime.now(tz=UTC), reference=reference
    )
    return Draft(origin=origin, body=body_of(origin, Progress(kept=Answers(impact="mild"))))


def kept(desk: Program) -> list[Version]:
    """Return all versions that are kept, the oldest first."""
    desk.arrive()
    return list(desk.keys.store.all_versions())


def change_file(path: Path, statement: str) -> None:
    """Do something to an SQLite file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_nobody_waits_for_the_disk_or_the_clinics_database(desk: Program) -> None:
    with held(desk.folder / OUTBOX_FILE), held(desk.folder / "notes.db"), desk.keys.store.writing():
        filling = desk.fill_in(**ANSWERS)
        desk.fill_in(**ANSWERS)
        desk.recorder.note(Event(action="opened"))
        desk.office.note("printed")
        assert not desk.recorder.flush(0)
        assert not desk.recorder.forwarded(0)
        assert desk.saved.empty()
    assert desk.recorder.flush(PATIENCE)
    assert desk.saved.get(timeout=PATIENCE) == filling.origin.intake
    assert len(everything(desk.office)) <= 2
    desk.arrive()
    assert len(everything(desk.office)) == 2


def test_of_drafts_that_wait_the_newest_is_written(desk: Program) -> None:
    interview = Interview()
    desk.filling(interview)
    with held(desk.folder / OUTBOX_FILE):
        for age in range(40):
            interview.answer("current_age", age)
    (version,) = kept(desk)
    assert version.number <= 2
    (row,) = everything(desk.office)
    assert desk.office.open(row.intake).leaves[0].known.answers.current_age == 39


def test_what_is_finished_is_written_whatever_comes_after_it(desk: Program) -> None:
    with held(desk.folder / OUTBOX_FILE):
        interview = Interview()
        filling = desk.filling(interview)
        for affected in (("neck",), ("voice",)):
            interview.answer("affected", affected)
            filling.finish(desk.case(interview))
        interview.answer("affected", ("mouth",))
        interview.answer("impact", "mild")
    versions = kept(desk)
    assert [one.state for one in versions] == ["finished", "finished", "unfinished"]
    assert [one.based_on for one in versions[1:]] == [one.id for one in versions[:-1]]


def test_two_who_write_the_same_intake_both_keep_what_they_wrote(desk: Program) -> None:
    desk.fill_in(**ANSWERS)
    desk.arrive()
    (row,) = everything(desk.office)
    (leaf,) = desk.office.open(row.intake).leaves
    hands = [Interview(leaf.known.answers), Interview(leaf.known.answers)]
    with held(desk.folder / OUTBOX_FILE):
        for hand, impact in zip(hands, ("mild", "severe"), strict=True):
            desk.office.resume(leaf, hand, CLINIC)
            hand.answer("impact", impact)
    desk.arrive()
    leaves = desk.office.open(row.intake).leaves
    assert {leaf.known.answers.impact for leaf in leaves} == {"mild", "severe"}


def test_everything_is_written_in_its_order(desk: Program) -> None:
    for number in range(30):
        desk.recorder.note(Event(action="printed", detail=str(number)))
    desk.arrive()
    entries = list(desk.keys.store.audit(desk.setup.station))[-30:]
    assert [entry.detail for entry in entries] == [str(number) for number in range(30)]


def test_tickets_count_and_do_not_begin_again_after_a_hundred(desk: Program) -> None:
    tickets = []
    for _ in range(101):
        tickets.append(desk.recorder.next_ticket())
        assert desk.recorder.flush(PATIENCE)  # until it has drawn the next number
    numbers = [ticket.removeprefix(f"{desk.setup.station}-") for ticket in tickets]
    assert numbers == [f"{number:02}" for number in range(1, 102)]


def test_an_older_note_of_the_last_ticket_repeats_no_code(desk: Program, start: Start) -> None:
    given = {desk.fill_in(affected=("neck",)).origin.ticket for _ in range(3)}
    desk.arrive()
    desk.close()
    Notes(desk.folder).set(TICKET_NOTE, "0")
    again = start(desk.setup, desk.folder)
    again.arrive()
    assert again.recorder.next_ticket() not in given


def test_a_waiting_room_passes_over_what_waits_on_its_computer(room: Program, start: Start) -> None:
    room.close()
    Notes(room.folder).set(TICKET_NOTE, "0")
    first = f"{room.setup.station}-01"
    with Outbox(room.folder / OUTBOX_FILE, room.setup.signer) as outbox:
        outbox.add_version(a_version(station=room.setup.station, ticket=first))
    again = start(room.setup, room.folder)
    again.arrive()
    assert again.recorder.next_ticket() != first


@on_one_computer
def test_a_ticket_that_nobody_needed_goes_to_the_next_person(desk: Program) -> None:
    unused = desk.recorder.next_ticket()
    desk.recorder.take_back(unused)
    assert desk.recorder.next_ticket() == unused
    assert desk.recorder.next_ticket() != unused


@on_one_computer
def test_where_no_number_can_be_noted_there_is_a_ticket_all_the_same(desk: Program) -> None:
    notes = desk.folder / "notes.db"
    notes.rename(desk.folder / "away")
    notes.symlink_to(desk.folder / "no folder" / "of this name")
    for _ in range(3):
        assert desk.recorder.next_ticket().startswith(f"{desk.setup.station}-")
        assert desk.recorder.flush(PATIENCE)
    (desk.folder / "away").replace(notes)


@on_one_computer
def test_trouble_is_told_once_and_when_it_is_over_nothing_is_lost(
    founding: Founding, start: Start, tmp_path: Path
) -> None:
    setup = founding.finish(tmp_path)
    file = tmp_path / OUTBOX_FILE
    file.rename(tmp_path / "away")
    file.symlink_to(tmp_path / "no folder" / "of this name")
    desk = start(setup, tmp_path)
    desk.fill_in(**ANSWERS)
    assert "can't be" in desk.troubles.get(timeout=PATIENCE)
    desk.fill_in(**ANSWERS)
    assert not desk.recorder.flush(0)
    (tmp_path / "away").replace(file)  # in one step: between two, the program would make a new file
    assert desk.troubles.get(timeout=PATIENCE) == ""
    assert len(kept(desk)) == 2
    assert desk.actions() == ["set-up"]
    assert desk.troubles.empty()


@on_one_computer
def test_a_version_that_could_not_be_written_is_written_later_and_the_newer_one_follows(
    desk: Program,
) -> None:
    interview = Interview()
    desk.filling(interview)
    with desk.keys.store.writing():  # what is written stays on this computer
        interview.answer("impact", "mild")
        assert desk.recorder.flush(PATIENCE)
        file = desk.folder / OUTBOX_FILE
        change_file(
            file, "CREATE TRIGGER no BEFORE INSERT ON versions BEGIN SELECT RAISE(ABORT, ''); END"
        )
        interview.answer("impact", "severe")
        assert "damaged" in desk.troubles.get(timeout=PATIENCE)
        interview.answer("affected", ("neck",))
        change_file(file, "DROP TRIGGER no")
        assert desk.troubles.get(timeout=PATIENCE) == ""
        assert desk.recorder.flush(PATIENCE)
    desk.arrive()
    (row,) = everything(desk.office)
    (leaf,) = desk.office.open(row.intake).leaves
    assert leaf.listed.number == 3
    assert (leaf.known.answers.impact, leaf.known.answers.affected) == ("severe", ("neck",))


@on_one_computer
def test_what_nobody_thought_of_is_told_without_what_was_entered(desk: Program) -> None:
    branch, broken = Branch(), a_draft("Zebra-4711 \ud800")
    desk.recorder.keep(broken, branch)
    told = desk.troubles.get(timeout=PATIENCE)
    assert "UnicodeEncodeError" in told
    assert "Zebra" not in told
    desk.recorder.keep(a_draft("Zebra-4711"), branch)
    assert desk.troubles.get(timeout=PATIENCE) == ""
    assert len(kept(desk)) == 1


@on_one_computer
def test_a_draft_that_can_never_be_written_holds_nobody_up(desk: Program) -> None:
    desk.recorder.keep(a_draft("\ud800"), Branch())
    desk.recorder.keep(a_draft("Zebra-4711"), Branch())
    assert "UnicodeEncodeError" in desk.troubles.get(timeout=PATIENCE)
    desk.saved.get(timeout=PATIENCE)
    assert not desk.recorder.flush(0.1)
    desk.recorder.close()
    assert desk.troubles.empty()  # it is not over
    assert desk.saved.empty()
    assert not {"recorder", "forwarder"} & {thread.name for thread in all_threads()}


@on_one_computer
def test_an_entry_that_the_audit_refuses_holds_nobody_up(desk: Program) -> None:
    desk.recorder.note(Event(action="settings-changed", detail="longer than any " * 200))
    desk.recorder.keep(a_draft("Zebra-4711"), Branch())
    assert "take no such entry" in desk.troubles.get(timeout=PATIENCE)
    desk.saved.get(timeout=PATIENCE)


@on_one_computer
def test_a_listener_that_is_gone_stops_nothing(founding: Founding, tmp_path: Path) -> None:
    def gone(_intake: UUID) -> None:
        raise RuntimeError("Internal C++ object already deleted.")

    setup = founding.finish(tmp_path)
    recorder = Recorder(tmp_path, setup, Notes(tmp_path), on_saved=gone)
    for _ in range(2):
        recorder.keep(a_draft(), Branch())
    assert recorder.forwarded(PATIENCE)
    assert recorder.waiting == 0
    recorder.close()


def test_closing_writes_what_was_handed_over_and_leaves_no_thread(desk: Program) -> None:
    with desk.keys.store.writing():
        for _ in range(20):
            desk.fill_in(**ANSWERS)
    desk.recorder.close()
    assert not {"recorder", "forwarder"} & {thread.name for thread in all_threads()}
    with Outbox(desk.folder / OUTBOX_FILE, desk.setup.signer) as outbox:
        here = {version.intake for version in outbox.parcel().versions}
    there = {version.intake for version in desk.keys.store.all_versions()}
    assert len(here | there) == 20


@on_one_computer
def test_closing_ends_also_where_nothing_can_be_written(
    founding: Founding, start: Start, tmp_path: Path
) -> None:
    setup = founding.finish(tmp_path)
    (tmp_path / OUTBOX_FILE).unlink()
    (tmp_path / OUTBOX_FILE).mkdir()
    desk = start(setup, tmp_path)
    desk.fill_in(**ANSWERS)
    assert desk.troubles.get(timeout=PATIENCE)
    desk.close()
    assert not {"recorder", "forwarder"} & {thread.name for thread in all_threads()}


def test_what_staff_did_about_an_intake_is_kept(desk: Program) -> None:
    mark = a_mark()
    desk.recorder.mark(mark)
    desk.arrive()
    assert unsigned(desk.keys.store.all_marks()) == [mark]


@on_one_computer
def test_it_seals_to_the_key_that_it_is_given_last(desk: Program) -> None:
    key = replace(desk.setup.key, clinic=new_identity()[1])
    desk.recorder.use(replace(desk.setup, key=key))
    desk.recorder.keep(a_draft(), Branch())
    assert kept(desk)[0].key == key.fingerprint


@on_one_computer
def test_an_exchanged_key_is_refused_before_anything_is_sealed(
    founding: Founding, tmp_path: Path
) -> None:
    setup = founding.finish(tmp_path)
    other = replace(setup, key=replace(setup.key, clinic=new_identity()[1]))
    with pytest.raises(WrongKeyError, match="Set this computer up again"):
        Recorder(tmp_path, other, Notes(tmp_path))
