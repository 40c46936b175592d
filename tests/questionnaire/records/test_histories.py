"""Whatever happens on the way from two computers to the store, and in whatever order, nothing goes astray."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

from empty_store import put_empty_store
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from examples import SIGNING, a_mark, a_station, a_version, following, signer
from questionnaire.records.desk.chain_heads import verified
from questionnaire.records.desk.retention import signed_deletion
from questionnaire.records.format.version import Mark, State, Version
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import Outbox, Parcel
from questionnaire.records.notes import Notes
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store

#: How many histories are tried; the project's own checks try more.
HISTORIES = int(os.environ.get("DYSTONIA_TRIAGE_HISTORIES", "15"))

#: Two programs on the computer K7, which share its file, and one on D2.
PROGRAMS = (("K7", "k7.db"), ("K7", "k7.db"), ("D2", "d2.db"))

programs = st.integers(0, len(PROGRAMS) - 1)
states = st.sampled_from(("unfinished", "finished"))
any_of_them = st.randoms(use_true_random=False)


class Histories(RuleBasedStateMachine):
    """Programs that write, send, break off and start again, while staff delete and tidy up."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        for file in {"records.db", *(file for _, file in PROGRAMS)}:
            put_empty_store(Path(self.path(file)))
        self.store = Store.open(self.path("records.db"))
        self.outboxes = [Outbox(Path(self.path(file)), signer(code)) for code, file in PROGRAMS]
        self.written: list[Version] = []
        self.marks: list[Mark] = []
        self.events = 0
        self.gone: set[UUID] = set()
        self.sent: list[
            tuple[int, Parcel]
        ] = []  # what a program may send again, or has yet to forget

    def path(self, name: str) -> str:
        return str(Path(self.folder.name) / name)

    def teardown(self) -> None:
        try:
            self.everything_arrives()
        finally:
            for outbox in self.outboxes:
                outbox.close()
            self.store.close()
            self.folder.cleanup()

    # What programs write

    @rule(program=programs, state=states)
    def begin(self, program: int, state: State) -> None:
        self.write(program, a_version(state=state, station=PROGRAMS[program][0]))

    @precondition(lambda self: self.written)
    @rule(program=programs, state=states, chance=any_of_them)
    def go_on(self, program: int, state: State, chance: Random) -> None:
        station = PROGRAMS[program][0]
        self.write(program, following(chance.choice(self.written), state=state, station=station))

    @precondition(lambda self: any(self.conflicts()))
    @rule(program=programs, chance=any_of_them)
    def settle(self, program: int, chance: Random) -> None:
        one, other = chance.choice(list(self.conflicts()))
        station = PROGRAMS[program][0]
        self.write(program, following(one, settles=other.id, station=station))

    @precondition(lambda self: self.written)
    @rule(program=programs, chance=any_of_them)
    def mark(self, program: int, chance: Random) -> None:
        intake = chance.choice(self.written).intake
        mark = a_mark(intake=intake, station=PROGRAMS[program][0])
        self.marks.append(mark)
        self.outboxes[program].add_mark(mark)

    @rule(program=programs)
    def note(self, program: int) -> None:
        self.events += 1
        self.outboxes[program].add_event(Event(action="opened", detail=str(self.events)))

    # What happens on the way

    @rule(program=programs)
    def bring(self, program: int) -> None:
        forward(self.outboxes[program], self.store)

    @rule(program=programs)
    def send_and_break_off(self, program: int) -> None:
        parcel = self.outboxes[program].parcel()
        self.arrive(parcel)
        self.sent.append((program, parcel))

    @precondition(lambda self: self.sent)
    @rule(chance=any_of_them)
    def send_again(self, chance: Random) -> None:
        self.arrive(chance.choice(self.sent)[1])

    @precondition(lambda self: self.sent)
    @rule(chance=any_of_them)
    def forget_late(self, chance: Random) -> None:
        program, parcel = chance.choice(self.sent)
        self.outboxes[program].forget(parcel)

    @rule(program=programs)
    def start_again(self, program: int) -> None:
        self.outboxes[program].close()

    # What staff do

    @precondition(lambda self: self.written)
    @rule(chance=any_of_them)
    def delete(self, chance: Random) -> None:
        intake = chance.choice(self.written).intake
        self.gone.add(intake)
        self.store.delete([signed_deletion(signer("D2"), "Ada", intake)])

    @rule()
    def prune(self) -> None:
        self.store.prune()

    # What must hold

    @precondition(lambda self: self.gone)
    @invariant()
    def nothing_deleted_comes_back(self) -> None:
        assert not self.gone & {one.intake for one in self.store.all_versions()}

    def everything_arrives(self) -> None:
        for outbox in self.outboxes:
            while forward(outbox, self.store):
                pass
            assert outbox.waiting() == 0
        assert {one.id for one in self.store.latest(limit=10_000)} == {
            one.id for one in self.leaves()
        }
        for leaf in self.leaves():
            assert replace(self.store.version(leaf.id), signature=b"") == leaf
        kept = [one.id for one in self.store.all_marks() if one.kind != "deleted"]
        assert {one.id for one in self.marks if one.intake not in self.gone} <= set(kept)
        assert len(kept) == len(set(kept))
        entries = list(self.store.audit())
        noted = [int(one.detail) for one in entries if one.action == "opened"]
        assert sorted(noted) == list(range(1, self.events + 1))
        self.nothing_is_wrong()

    def nothing_is_wrong(self) -> None:
        self.store.certify(a_station("K7"))
        self.store.certify(a_station("D2"))
        notes = Notes(Path(self.folder.name))
        *_, found = verified(self.store, notes, self.outboxes[0], SIGNING)
        assert found
        assert (found.findings, found.unchecked) == ((), ())

    # The same in plain words

    def write(self, program: int, version: Version) -> None:
        self.written.append(version)
        self.outboxes[program].add_version(version)

    def arrive(self, parcel: Parcel) -> None:
        self.store.add(parcel.versions, parcel.marks, parcel.entries)

    def leaves(self) -> list[Version]:
        living = [one for one in self.written if one.intake not in self.gone]
        named = {one.based_on for one in living} | {one.settles for one in living}
        return [one for one in living if one.id not in named]

    def conflicts(self) -> Iterator[tuple[Version, Version]]:
        leaves = self.leaves()
        for at, one in enumerate(leaves):
            yield from ((one, two) for two in leaves[at + 1 :] if two.intake == one.intake)


TestHistories = Histories.TestCase
TestHistories.settings = settings(deadline=None, max_examples=HISTORIES, stateful_step_count=40)
