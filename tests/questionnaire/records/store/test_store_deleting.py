from collections.abc import Iterator
from pathlib import Path

import pytest

from examples import a_draft, a_mark, a_version, deleted, following
from questionnaire.records.format.version import Version
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

WINDOW = 32


def windows(sealed: bytes) -> Iterator[bytes]:
    """Yield every piece of a ciphertext that is too long to occur by chance."""
    return (sealed[at : at + WINDOW] for at in range(len(sealed) - WINDOW + 1))


def is_left(folder: Path, *sealed: bytes) -> bool:
    """Tell whether any file in the folder holds a piece of any of these."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert files
    return any(piece in file for one in sealed for piece in windows(one) for file in files)


def parts(*versions: Version) -> list[bytes]:
    """Return what is sealed in these versions."""
    return [part for version in versions for part in (version.head, version.body)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of `file_store`."""
    return tmp_path / "records"


def test_nothing_of_a_deleted_intake_is_left_in_any_file(file_store: Store, folder: Path) -> None:
    draft = a_draft()
    gone = [draft, following(draft), following(draft, body=b"x" * 20_000 + draft.body)]
    kept = a_version()
    file_store.add([a_version() for _ in range(20)])
    for version in (*gone, kept):
        file_store.add([version])
    file_store.add([a_version() for _ in range(20)], [a_mark(intake=draft.intake)])
    assert all(is_left(folder, part) for part in parts(*gone))
    assert file_store.delete(deleted(draft.intake))
    assert not is_left(folder, *parts(*gone))
    assert all(is_left(folder, part) for part in parts(kept))
    assert (folder / "records.db-wal").stat().st_size == 0


def test_nothing_is_left_of_drafts_that_were_pruned_before(file_store: Store, folder: Path) -> None:
    first = a_draft()
    second = following(first, state="finished")
    file_store.add([first, second])
    assert file_store.checkpoint()
    file_store.prune()
    assert file_store.checkpoint()
    assert not is_left(folder, *parts(first))
    assert file_store.delete(deleted(first.intake))
    assert not is_left(folder, *parts(second))


def test_no_id_of_a_deleted_version_is_left_but_that_of_its_intake(
    file_store: Store, folder: Path
) -> None:
    draft = a_draft(ticket="TICKET-4711")
    last = following(draft)
    file_store.add([draft, last])
    file_store.delete(deleted(draft.intake))
    written = [draft.id.hex.encode(), last.id.hex.encode(), draft.ticket.encode()]
    files = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not any(text in files for text in written)
    assert draft.intake.hex.encode() in files


def test_nothing_is_left_after_closing_and_opening_again(file_store: Store, folder: Path) -> None:
    versions = [a_version() for _ in range(30)]
    file_store.add(versions)
    file_store.close()
    with Store.open(str(folder / "records.db")) as again:
        again.delete(deleted(*(version.intake for version in versions)))
        assert again.count() == 0
    assert not is_left(folder, *parts(*versions[:3], *versions[-3:]))
