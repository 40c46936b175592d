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
from questionnaire.records.intake.acknowledgement import Acknowledgements
from questionnaire.records.intake.filling import Filling
from questionnaire.records.setup import Setup
from questionnaire.records.store.store import CHANNEL

pytest_plugins = ["clinics"]

only_shared = pytest.mark.parametrize("where", ["postgresql"], indirect=True)

LISTENS = "SELECT 1 FROM pg_stat_activity WHERE query = 'LISTEN dystonia_acknowledged'"


class Ear:
    """A person in the waiting room who listens; what is heard goes into a queue."""

    def __init__(self, setup: Setup) -> None:
        self.heard: Queue[UUID] = Queue()
        self.acknowledgements = Acknowledgements(setup, self.heard.put)

    def watch(self, filling: Filling) -> None:
        self.acknowledgements.watch(filling.origin.intake, filling.receipt)

    def next(self) -> UUID:
        return self.heard.get(timeout=PATIENCE)


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
    ear = listen(room.setup)
    ear.watch(mine)
    wait_until_it_listens(desk.setup.store)
    for one in (others, mine, mine):
        desk.office.acknowledge(one.origin.intake)
        desk.arrive()
    assert ear.next() == mine.origin.intake
    third = urgent(room)
    ear.watch(third)
    desk.office.acknowledge(third.origin.intake)
    assert ear.next() == third.origin.intake
    assert ear.heard.empty()


def test_only_who_opened_the_intake_is_believed(
    room: Program, desk: Program, listen: Listen
) -> None:
    filling = urgent(room)
    intake = filling.origin.intake
    ear = listen(room.setup)
    ear.watch(filling)
    wait_until_it_listens(desk.setup.store)
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
    ear = listen(room.setup)
    ear.watch(filling)
    wait_until_it_listens(desk.setup.store)
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
    ear = listen(room.setup)
    ear.watch(filling)
    url = desk.setup.store
    wait_until_it_listens(url)
    intake = filling.origin.intake
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

    def gone(intake: UUID) -> None:
        heard.put(intake)
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
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    desk = start(replace(keys_once, setup=setup).finish(tmp_path), tmp_path)
    desk.keys.open_with(keys_once.unlocked)
    filling = urgent(desk)
    ear = listen(desk.setup)
    ear.watch(filling)
    wait_until_it_listens(setup.store)
    own_server.stop()
    own_server.start()
    wait_until_it_listens(setup.store)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake


def test_what_can_be_reached_later_is_heard_later(
    own_server: Server, keys_once: Founding, start: Start, listen: Listen, tmp_path: Path
) -> None:
    setup = replace(keys_once.setup, store=own_server.database_with_tables())
    desk = start(replace(keys_once, setup=setup).finish(tmp_path), tmp_path)
    desk.keys.open_with(keys_once.unlocked)
    filling = urgent(desk)
    own_server.stop()
    ear = listen(desk.setup)
    ear.watch(filling)
    own_server.start()
    wait_until_it_listens(setup.store)
    desk.office.acknowledge(filling.origin.intake)
    assert ear.next() == filling.origin.intake
