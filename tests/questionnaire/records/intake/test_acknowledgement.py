from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Queue
from threading import enumerate as all_threads
from uuid import UUID, uuid4

import psycopg
import pytest
from msgspec.structs import replace
from postgres import Server
from programs import PATIENCE, Program, Start

from examples import a_mark
from questionnaire.records.desk.founding import Founding
from questionnaire.records.format.version import Mark
from questionnaire.records.intake import acknowledgement
from questionnaire.records.intake.acknowledgement import Acknowledgements, Standing
from questionnaire.records.intake.filling import Filling
from questionnaire.records.setup import Setup
from questionnaire.records.store.store import CHANNEL

pytest_plugins = ["clinics"]

only_shared = pytest.mark.parametrize("where", ["postgresql"], indirect=True)

LISTENS = "SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN dystonia_acknowledged'"


class Ear:
    """A person in the waiting room who listens; what is heard goes into a queue."""

    def __init__(self, setup: Setup) -> None:
        self.heard: Queue[Standing] = Queue()
        self.acknowledgements = Acknowledgements(setup, self.heard.put)

    def watch(self, filling: Filling) -> None:
        self.acknowledgements.watch(filling.origin.intake, filling.receipt)

    def next(self) -> UUID:
        """Return which intake was taken on."""
        heard = self.heard.get(timeout=PATIENCE)
        assert heard.receipts
        return heard.intake

    def next_given_back(self) -> UUID:
        """Return of which intake nothing stands any more."""
        heard = self.heard.get(timeout=PATIENCE)
        assert not heard.receipts
        return heard.intake


Listen = Callable[[Setup], Ear]


@pytest.fixture
def listen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listen]:
    for pause in ("_LOOK_SECONDS", "_AGAIN_SECONDS"):
        monkeypatch.setattr(acknowledgement, pause, 0.1)
    with ExitStack() as ending:

        def listening(setup: Setup) -> Ear:
            ear = Ear(setup)
            ending.callback(ear.acknowledgements.close)
            return ear

        yield listening


def urgent(room: Program) -> Filling:
    """Mark an urgent sign in the waiting room."""
    filling = room.fill_in(urgent_signs=("breathing",))
    room.arrive()
    return filling


def wait_until_it_listens(url: str) -> None:
    """PostgreSQL keeps nothing for those who listen later."""
    if "://" in url:
        with psycopg.connect(url, autocommit=True) as connection:
            while connection.execute(LISTENS.encode()).fetchone() is None:
                pass


def listening_for(filling: Filling, room: Program, desk: Program, listen: Listen) -> Ear:
    """Return a person in the waiting room who listens already for what becomes of an intake."""
    ear = listen(room.setup)
    ear.watch(filling)
    wait_until_it_listens(desk.setup.store)
    return ear


def unlocked_desk(server: Server, keys: Founding, start: Start, folder: Path) -> Program:
    """Return a clinic's desk at a server that may be stopped."""
    setup = replace(keys.setup, store=server.database_with_tables())
    desk = start(replace(keys, setup=setup).finish(folder), folder)
    desk.keys.open_with(keys.unlocked)
    return desk


def say(url: str, *payloads: str) -> None:
    """Say something to all waiting rooms, as anybody on the database may."""
    with psycopg.connect(url, autocommit=True) as connection:
        for payload in payloads:
            connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))


def test_a_waiting_room_hears_that_a_desk_has_seen_its_urgent_intake(
    room: Program, desk: Program, listen: Listen
) -> None:
    filling, other = urgent(room), urgent(room)
    ear = listen(room.setup)
    ear.watch(filling)
    ear.watch(other)
    wait_until_it_listens(desk.setup.store)
    for one in (other, filling):
        desk.office.acknowledge(one.origin.intake)
        assert ear.next() == one.origin.intake


def test_it_hears_it_once_and_of_nobody_elses(room: Program, desk: Program, listen: Listen) -> None:
    mine, others = urgent(room), urgent(room)
    ear = listening_for(mine, room, desk, listen)
    for one in (others, mine, mine):
        desk.office.acknowledge(one.origin.intake)
        desk.arrive()
    assert ear.next() == mine.origin.intake
    third = urgent(room)
    ear.watch(third)
    desk.office.acknowledge(third.origin.intake)
    assert ear.next() == third.origin.intake
    assert ear.heard.empty()


def test_it_hears_that_it_was_given_back_and_taken_on_again(
    room: Program, desk: Program, other_desk: Program, listen: Listen
) -> None:
    filling = urgent(room)
    intake = filling.origin.intake
    ear = listening_for(filling, room, desk, listen)
    for one in (desk, other_desk):
        one.office.acknowledge(intake)
        assert ear.next() == intake
        desk.office.give_back(intake)
        assert ear.next_given_back() == intake
    assert ear.heard.empty()


def test_what_was_told_of_the_first_signs_still_stands_when_a_further_one_is_taken_back(
    room: Program, desk: Program, listen: Listen
) -> None:
    filling, interview = urgent(room), room.interviews[-1]
    first = filling.receipt
    ear = listening_for(filling, room, desk, listen)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.heard.get(timeout=PATIENCE).receipts == {first}
    interview.answer("urgent_signs", ("breathing", "swallowing"))
    room.arrive()
    ear.watch(filling)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.heard.get(timeout=PATIENCE).receipts == {first, filling.receipt}


def test_only_who_opened_the_intake_is_believed(
    room: Program, desk: Program, listen: Listen
) -> None:
    filling = urgent(room)
    intake = filling.origin.intake
    ear = listening_for(filling, room, desk, listen)
    desk.keys.lock()
    right = filling.receipt
    for wrong in ("", "wrong", "wröng", filling.origin.proof, right[:-1], right.upper()):
        desk.recorder.mark(replace(an_acknowledgement(intake), about=wrong))
    desk.arrive()
    desk.recorder.mark(replace(an_acknowledgement(intake), about=right))
    assert ear.next() == intake
    assert ear.heard.empty()


def test_what_a_desk_saw_before_a_further_sign_was_marked_is_not_believed_for_that_one(
    room: Program, desk: Program, listen: Listen
) -> None:
    filling = urgent(room)
    seen = filling.receipt
    room.interviews[-1].answer("urgent_signs", ("breathing", "swallowing"))
    room.arrive()
    ear = listening_for(filling, room, desk, listen)
    desk.recorder.mark(replace(an_acknowledgement(filling.origin.intake), about=seen))
    desk.arrive()
    assert ear.heard.empty()
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake


def an_acknowledgement(intake: UUID) -> Mark:
    return a_mark(intake=intake, kind="acknowledged")


@only_shared
def test_whatever_else_is_said_is_passed_over(room: Program, desk: Program, listen: Listen) -> None:
    filling = urgent(room)
    ear = listening_for(filling, room, desk, listen)
    url, intake = desk.setup.store, filling.origin.intake
    say(url, "", " ", "junk", "junk junk", str(intake), f"{intake} ", f"{intake} é", f"{uuid4()} x")
    say(url, f"{intake} {filling.receipt} more")
    desk.office.acknowledge(intake)
    assert ear.next() == intake
    assert ear.heard.empty()


def test_after_the_person_left_nothing_is_heard_of_them(
    room: Program, desk: Program, listen: Listen
) -> None:
    gone, there = urgent(room), urgent(room)
    ear = listen(room.setup)
    ear.watch(gone)
    ear.acknowledgements.forget()
    ear.watch(there)
    wait_until_it_listens(desk.setup.store)
    for one in (gone, there):
        desk.office.acknowledge(one.origin.intake)
        desk.arrive()
    assert ear.next() == there.origin.intake
    assert ear.heard.empty()


def test_a_listener_that_is_gone_does_not_end_it(
    room: Program, desk: Program, listen: Listen
) -> None:
    heard: Queue[UUID] = Queue()

    def gone(standing: Standing) -> None:
        heard.put(standing.intake)
        raise RuntimeError("Internal C++ object already deleted.")

    acknowledgements = Acknowledgements(room.setup, gone)
    for _ in range(2):
        filling = urgent(room)
        acknowledgements.watch(filling.origin.intake, filling.receipt)
        wait_until_it_listens(desk.setup.store)
        desk.office.acknowledge(filling.origin.intake)
        assert heard.get(timeout=PATIENCE) == filling.origin.intake
    acknowledgements.close()


def test_without_an_urgent_sign_there_is_no_thread(room: Program, listen: Listen) -> None:
    ear = listen(room.setup)
    ear.acknowledgements.close()
    ear = listen(room.setup)
    assert "acknowledgements" not in {thread.name for thread in all_threads()}
    ear.watch(urgent(room))
    assert "acknowledgements" in {thread.name for thread in all_threads()}
    ear.acknowledgements.close()
    assert "acknowledgements" not in {thread.name for thread in all_threads()}


def test_a_connection_that_broke_is_made_again(
    own_server: Server, keys_once: Founding, start: Start, listen: Listen, tmp_path: Path
) -> None:
    desk = unlocked_desk(own_server, keys_once, start, tmp_path)
    filling = urgent(desk)
    ear = listening_for(filling, desk, desk, listen)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake
    own_server.stop()
    assert ear.next_given_back() == filling.origin.intake  # for all that it could hear
    own_server.start()
    wait_until_it_listens(desk.setup.store)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake


def test_what_can_be_reached_later_is_heard_later(
    own_server: Server, keys_once: Founding, start: Start, listen: Listen, tmp_path: Path
) -> None:
    desk = unlocked_desk(own_server, keys_once, start, tmp_path)
    filling = urgent(desk)
    own_server.stop()
    ear = listen(desk.setup)
    ear.watch(filling)
    own_server.start()
    wait_until_it_listens(desk.setup.store)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake
