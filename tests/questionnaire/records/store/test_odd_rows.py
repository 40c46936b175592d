"""One odd row is one odd row: the rest goes on, and the row is named."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from empty_store import put_empty_store
from sqlalchemy import Table, text

from examples import SIGNING, a_mark, a_station, a_version, entries, following, held, signer
from questionnaire.records.desk.backup import back_up, restore
from questionnaire.records.desk.chain_heads import verified
from questionnaire.records.desk.retention import find_overdue
from questionnaire.records.errors import RecordsError
from questionnaire.records.format.version import Version
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.records.store.changes import Cursor, changes_since
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import (
    audit,
    marks,
    metadata,
    stations,
    superseded,
    vault,
    versions,
)

pytest_plugins = ["stores"]

OPENER = Opener([new_identity()[0]])
FIRST = a_version()
ROWS: list[Version] = [FIRST, following(FIRST), a_version(), a_version()]
ODD: tuple[Any, ...] = (None, "rubbish", -1, b"\xff", "x" * 70_000)
COLUMNS = [
    (table, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if column.name not in ("arrival", "batch")
]


def fill(store: Store) -> None:
    marked = [a_mark(intake=row.intake, about=str(row.id)) for row in ROWS]
    store.add(map(held, ROWS), marked, entries("K7", 4))
    store.replace_vault(b"keys", after=0, stations=(a_station("K7"), a_station("M4")))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "records.db"
    with Store.open(str(path)) as store:
        fill(store)
    return path


def made_odd(path: Path, table: Table, column: str, value: object) -> bool:
    """Put a value into one row, past all that is checked; False where the file can't hold it at all."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        one = f"SELECT min({_key(table)}) FROM {table.name}"  # noqa: S608 our own names
        try:
            connection.execute(
                f"UPDATE {table.name} SET {column} = ? WHERE {_key(table)} = ({one})",  # noqa: S608 ours
                [value],
            )
        except sqlite3.IntegrityError:
            return False
        return True


def _key(table: Table) -> str:
    return {audit: "number", superseded: "id", vault: "revision", stations: "code"}.get(
        table, "arrival"
    )


def everything_goes_on(store: Store, folder: Path) -> None:
    """Do what every command and the desk do; each raises at most for keys that are lost."""
    assert {row.id for row in ROWS[-2:]} <= {one.id for one in store.latest(limit=99)}
    assert {row.id for row in ROWS[-2:]} <= {one.id for one in store.all_versions()}
    assert {row.id for row in ROWS[-2:]} <= {
        one.id for one in changes_since(store, Cursor(0, 0)).arrived
    }
    assert len(list(store.audit())) >= 3
    assert len(list(store.all_marks())) >= 3
    store.calling()
    store.prune()
    find_overdue(store, 30, ROWS[-1].written_at, OPENER, "D9")
    with Outbox(put_empty_store(folder / "station.db"), signer("D9")) as outbox:
        list(verified(store, Notes(folder), outbox, SIGNING))
        forward(outbox, store)
    back_up(store, folder / "backup.zip")
    with Store.open(str(put_empty_store(folder / "other.db"))) as other:
        restore(other, folder / "backup.zip")
        assert {row.id for row in ROWS[-2:]} <= {one.id for one in other.all_versions()}


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=str)
def test_the_rest_goes_on_and_an_odd_row_is_named(
    filled: Path, tmp_path: Path, table: Table, column: str
) -> None:
    for number, value in enumerate(ODD):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(shutil.copy(filled, folder / "records.db"))
        if not made_odd(path, table, column, value):
            continue
        with Store.open(str(path)) as store:
            everything_goes_on(store, folder)
            names = {row.table for row in store.odd}
            assert names <= {table.name}, value
            if value in ("rubbish", b"\xff") and table in (versions, marks):
                assert names or _may_be(column, value), (column, value)


def _may_be(column: str, value: object) -> bool:
    """Tell whether a column of text or bytes may hold this."""
    words = {
        "station",
        "ticket",
        "program",
        "questionnaire",
        "rules",
        "evidence",
        "key",
        "who",
        "about",
    }
    return column in words if isinstance(value, str) else column in ("head", "body", "signature")


@pytest.mark.parametrize(
    "change",
    [
        "written_at = 'infinity'", "number = 0", "state = 'lost'", "ticket = repeat('x', 41)",
        "station = repeat('x', 41)", "head = decode(repeat('00', 10001), 'hex')", "key = repeat('x', 41)",
    ],
)  # fmt: skip
def test_postgresql_takes_no_odd_version(shared_store: Store, change: str) -> None:
    fill(shared_store)
    with pytest.raises(RecordsError), shared_store.writing() as connection:
        connection.execute(text(f"UPDATE versions SET {change}"))  # noqa: S608 our own
    assert shared_store.count() == 3


@pytest.mark.parametrize(
    "change",
    ["number = 0", "action = repeat('x', 41)", "at = '-infinity'", "detail = repeat('x', 2001)"],
)
def test_postgresql_takes_no_odd_entry(shared_store: Store, change: str) -> None:
    fill(shared_store)
    with pytest.raises(RecordsError), shared_store.writing() as connection:
        connection.execute(text(f"UPDATE audit SET {change} WHERE number = 4"))  # noqa: S608 our own
    assert len(list(shared_store.audit())) == 4


def test_an_unknown_action_is_an_entry_like_others(store: Store) -> None:
    fill(store)
    with store.writing() as connection:
        connection.execute(text("UPDATE audit SET action = 'bogus' WHERE number = 4"))
    assert [entry.action for entry in store.audit()][-1] == "bogus"
    assert store.odd == {}
