import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from examples import a_version
from questionnaire.records.errors import NotAllowedError, StoreDamagedError
from questionnaire.records.store import schema
from questionnaire.records.store.roles import station_url
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import metadata

pytest_plugins = ["stores"]

OPEN = "import sys; from questionnaire.records.store.store import Store; Store.open(sys.argv[1]).close()"

#: Everything that a database holds besides rows.
_SQLITE_MADE = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
_POSTGRESQL_MADE = """
    SELECT 'table', tablename FROM pg_tables WHERE schemaname = current_schema()
    UNION SELECT 'index', indexname FROM pg_indexes WHERE schemaname = current_schema()
    UNION SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION SELECT 'function', proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a place where nothing is yet, once of each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "records" / "records.db")


def test_the_migrations_make_the_tables_that_the_program_knows(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(step.revision for step in reversed(steps)) == schema.REVISIONS


def test_the_migrations_run_down_to_nothing_and_up_again(store: Store) -> None:
    def made() -> set[tuple[str, str]]:
        catalogue = _POSTGRESQL_MADE if store.engine.dialect.name == "postgresql" else _SQLITE_MADE
        with store.reading() as connection:
            return {(kind, name) for kind, name in connection.execute(text(catalogue))}

    before = made()
    with store.writing() as connection:
        command.downgrade(schema.migrations_on(connection), "base")
    assert {name for _, name in made()} <= {"alembic_version", "alembic_version_pkc"}
    with store.writing() as connection:
        command.upgrade(schema.migrations_on(connection), "head")
    assert made() == before
    assert ("table", "versions") in before


def test_alembic_is_loaded_only_where_tables_are_made(where: str) -> None:
    loaded = [
        subprocess.run(
            [sys.executable, "-c", f"{OPEN}; print('alembic' in sys.modules)", where],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert loaded == ["True\n", "False\n"]


def test_tables_of_a_newer_program_are_left_alone(store: Store, where: str) -> None:
    store.add([a_version()])
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreDamagedError, match="newer version"):
        Store.open(where)
    assert store.count() == 1


def test_many_may_open_a_new_store_at_once(where: str) -> None:
    opened: list[int] = []

    def open_and_count() -> None:
        with Store.open(where) as store:
            store.add([a_version()])
            opened.append(store.count())

    threads = [Thread(target=open_and_count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == max(opened) == 4


def test_a_role_that_may_make_no_tables_is_told_so(database: str) -> None:
    with Store.open(database, migrate=False) as owner:
        with owner.writing() as connection:
            connection.execute(text("CREATE ROLE reader LOGIN PASSWORD 'reader'"))
        try:
            with pytest.raises(NotAllowedError, match="allow"):
                Store.open(station_url(owner, "reader", "reader"))
        finally:
            with owner.writing() as connection:
                connection.execute(text("DROP ROLE reader"))


def test_a_folder_with_a_percent_sign_is_no_trouble(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "50 %(x)s ü" / "records.db")) as store:
        assert store.count() == 0
