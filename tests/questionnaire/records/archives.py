"""What is backed up in tests, and what can be done to a backup."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from empty_store import put_empty_store

from examples import a_mark, a_version, deleted, following
from questionnaire.records.desk.backup import restore
from questionnaire.records.errors import StoreDamagedError
from questionnaire.records.format.version import AuditEntry
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.store import Store


def chain(station: str, length: int) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for _ in range(length):
        last = entries[-1] if entries else None
        at = a_mark().at
        entries.append(entry_after(last, Event(action="opened", who="Ada"), station, at))
    return entries


def fill(store: Store) -> None:
    first = a_version()
    gone = a_version()
    store.add(
        versions=[first, following(first), a_version(state="unfinished"), gone],
        marks=[a_mark(intake=first.intake)],
        entries=[*chain("K7", 3), *chain("D2", 2)],
    )
    store.delete(deleted(gone.intake))
    store.replace_vault(b'{"keyholders": {}}', after=0)


def contents(store: Store) -> tuple[object, ...]:
    """Return everything that a store holds, whichever order it came in."""
    versions = {one.id: one for one in store.all_versions()}
    marks = {one.id: one for one in store.all_marks()}
    return versions, marks, list(store.audit()), store.vault()


def copy(
    archive: Path,
    to: Path,
    *,
    leave_out: str = "",
    shorten: str = "",
    changed: Mapping[str, tuple[bytes, bytes]] = MappingProxyType({}),
) -> None:
    """Copy an archive without one file, with the last line of one taken away, or with bytes exchanged.

    What is to be exchanged for `b"%s"` is the whole file.
    """
    with ZipFile(archive) as found, ZipFile(to, "w") as written:
        for name in found.namelist():
            content = found.read(name)
            if name == shorten:
                content = content.rpartition(b"\n")[0]
            old, new = changed.get(name.partition(".")[0], (b"", b""))
            if old:
                assert old == b"%s" or old in content
                content = new if old == b"%s" else content.replace(old, new)
            if name != leave_out:
                written.writestr(name, content)


def refused(damaged: Path, folder: Path) -> None:
    with Store.open(str(put_empty_store(folder / "other.db"))) as other:
        with pytest.raises(StoreDamagedError, match="beyond use"):
            restore(other, damaged)
        assert contents(other) == ({}, {}, [], None)


def restored(damaged: Path, folder: Path) -> tuple[tuple[object, ...], str]:
    """Return what is brought back of a damaged archive, and what is told of the rest."""
    with Store.open(str(put_empty_store(folder / "other.db"))) as other:
        told = restore(other, damaged).lost
        return contents(other), "\n".join(one.text for one in told)
