"""The file of an empty store, for tests that are about what comes into it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from questionnaire.records.store.store import Store


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
