"""An odd row is an odd row: the rest goes on, and the row is named."""

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from empty_store import put_empty_store
from msgspec.structs import replace
from sqlalchemy import Table, text, update

from examples import SIGNING, a_mark, a_station, a_version, entries, following, held, signer
from questionnaire.records.desk.backup import back_up, restore
from questionnaire.records.desk.chain_heads import verified
from questionnaire.records.desk.retention import find_overdue
from questionnaire.records.errors import RecordsError
from questionnaire.records.format.version import Mark, Version
from questionnaire.records.intake.forwarding import forward
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.records.store.changes import Cursor, changes_since
from questionnaire.records.store.one_moment import at_one_moment
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
ODD: tuple[Any, ...] = (None, "rubbish", -1, b"\xff", "x" * 70_000)

#: One row for each odd value, which another one follows, and two that stay as they are.
FIRSTS = [a_version(ticket=f"K7-0{number}") for number, _ in enumerate(ODD)]
ROWS: list[Version] = [*FIRSTS, *map(following, FIRSTS), a_version(), a_version()]
MARKS: list[Mark] = [a_mark(intake=row.intake, about=str(row.id)) for row in ROWS]
STATIONS = ("K7", "M4", "N5", "P6", "Q8", "R9", "T2")
ENTRIES = len(ODD) + 3
COLUMNS = [
    (table, column.name)
    for table in metadata.sorted_tables
    for column in table.columns
    if column.name not in ("arrival", "batch")
]


def fill(store: Store) -> None:
    store.add(map(held, ROWS), MARKS, entries("K7", ENTRIES))
    store.replace_vault(b"keys", after=0, stations=tuple(map(a_station, STATIONS)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "records.db"
    with Store.open(str(path)) as store:
        fill(store)
    return path


def made_odd(
    path: Path, table: Table, column: str, values: tuple[Any, ...]
) -> list[tuple[int, object]]:
    """Put each value into a row of its own, past all that is checked; return those that the file can hold."""
    put: list[tuple[int, object]] = []
    key = _key(table)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        keys = connection.execute(f"SELECT {key} FROM {table.name} ORDER BY {key}").fetchall()  # noqa: S608 ours
        change = f"UPDATE {table.name} SET {column} = ? WHERE {key} = ?"  # noqa: S608 our own names
        for number, value in enumerate(values):
            with suppress(sqlite3.IntegrityError):
                connection.execute(change, [value, *keys[number]])
                put.append((number, value))
    return put


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
def test_the_rest_goes_on_and_odd_rows_are_named(
    filled: Path, tmp_path: Path, table: Table, column: str
) -> None:
    for number, values in enumerate([(value,) for value in ODD] if table is vault else [ODD]):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = Path(shutil.copy(filled, folder / "records.db"))
        put = made_odd(path, table, column, values)
        if not put:
            continue
        with Store.open(str(path)) as store:
            everything_goes_on(store, folder)
            assert {row.table for row in store.odd} <= {table.name}
            unnamed = {
                value
                for row, value in put
                if value in ("rubbish", b"\xff")
                and not _may_be(column, value)
                and not is_named(store, table, row)
            }
            assert unnamed == set()


def is_named(store: Store, table: Table, row: int) -> bool:
    """Tell whether a version or a mark was found odd; other rows have no name of their own."""
    if table not in (versions, marks):
        return True
    of = ROWS[row] if table is versions else MARKS[row]
    places = [odd.place for odd in store.odd]
    return any(str(of.id) in place or str(of.intake) in place for place in places)


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
    assert shared_store.count() == len(ROWS) - len(FIRSTS)


@pytest.mark.parametrize(
    "change",
    ["number = 0", "action = repeat('x', 41)", "at = '-infinity'", "detail = repeat('x', 2001)"],
)
def test_postgresql_takes_no_odd_entry(shared_store: Store, change: str) -> None:
    fill(shared_store)
    with pytest.raises(RecordsError), shared_store.writing() as connection:
        connection.execute(text(f"UPDATE audit SET {change} WHERE number = 4"))  # noqa: S608 our own
    assert len(list(shared_store.audit())) == ENTRIES


def test_an_unknown_action_is_an_entry_like_others(store: Store) -> None:
    fill(store)
    with store.writing() as connection:
        connection.execute(update(audit).where(audit.c.number == ENTRIES).values(action="bogus"))
    assert [entry.action for entry in store.audit()][-1] == "bogus"
    assert not store.odd


def odd_tickets(store: Store) -> list[str]:
    return [row.place.partition(",")[0] for row in store.odd]


@pytest.fixture
def two_odd(filled: Path, tmp_path: Path) -> Path:
    """Return the file of records in which the first two versions hold nonsense."""
    path = Path(shutil.copy(filled, tmp_path / "records.db"))
    made_odd(path, versions, "written_at", ("rubbish", "rubbish"))
    return path


def removed(path: Path, ticket: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM versions WHERE ticket = ?", [ticket])


def test_an_odd_row_that_is_gone_is_no_longer_named_once_all_was_looked_at(two_odd: Path) -> None:
    with Store.open(str(two_odd)) as store:
        list(store.held_versions())
        assert odd_tickets(store) == ["ticket K7-00", "ticket K7-01"]
        removed(two_odd, "K7-00")
        store.latest(limit=99)
        assert odd_tickets(store) == ["ticket K7-00", "ticket K7-01"]
        list(store.held_versions())
        assert odd_tickets(store) == ["ticket K7-01"]


def test_an_odd_row_stays_named_where_the_next_look_ends_half_way(two_odd: Path) -> None:
    with Store.open(str(two_odd)) as store:
        list(store.held_versions())
        removed(two_odd, "K7-00")
        for _ in store.held_versions():
            break
        assert odd_tickets(store) == ["ticket K7-00", "ticket K7-01"]


def test_what_is_found_odd_after_the_moment_that_is_looked_at_stays_named(two_odd: Path) -> None:
    with Store.open(str(two_odd)) as store, at_one_moment(store) as now:
        now.count()
        made_odd(two_odd, marks, "kind", ("rubbish",))
        list(store.all_marks())
        list(now.all_marks())
        assert [row.table for row in store.odd] == ["marks"]


def test_odd_rows_may_be_noted_while_others_look_at_them(two_odd: Path) -> None:
    with Store.open(str(two_odd)) as store:
        list(store.held_versions())
        for row in store.odd:
            store.odd.note(replace(row, place="another"))
        assert odd_tickets(store) == ["ticket K7-00", "ticket K7-01", "another"]
