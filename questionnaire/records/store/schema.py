"""Migrates a database to this program's tables; Alembic is loaded only where it has work."""

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, inspect, select, text

from questionnaire.records.errors import StoreDamagedError
from questionnaire.records.store.engine import APPLICATION_ID, Database
from questionnaire.words import mark, tr

if TYPE_CHECKING:
    from alembic.config import Config

#: Every revision in the order of the migrations; the last is what tables.py describes.
REVISIONS = ("0001",)

_NEWER = mark(
    "These records were made by a newer version of this program. Update the program on this computer."
)

#: Alembic keeps what it works on in its own module, so that two threads must not use it at once.
_ONE_AT_A_TIME = Lock()

#: Two desks that start at once wait for each other here; any number, as long as all use the same.
_TURN = 0x44795374


def bring_up_to_date(database: Database) -> None:
    """Make or change the tables where they aren't those of this program."""
    with database.reading() as connection:
        revision = _revision(connection)
    if revision == REVISIONS[-1]:
        return
    with database.writing() as connection:
        if database.is_postgresql:
            connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
        else:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        revision = _revision(connection)
        if revision not in (None, *REVISIONS):
            raise StoreDamagedError(tr(_NEWER))
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    """Return the revision of the tables, or None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade(connection: Connection) -> None:
    """Run the migrations in the connection's transaction; one that another desk ran does nothing."""
    from alembic import command

    with _ONE_AT_A_TIME:
        command.upgrade(migrations_on(connection), "head")


def migrations_on(connection: Connection) -> "Config":
    """Return what Alembic needs to run the migrations on this connection."""
    from alembic.config import Config

    config = Config()
    folder = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
