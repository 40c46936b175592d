"""Further waiting-room computers: each gets a file from the desk, and may add and nothing else."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import tomlkit
from msgspec import to_builtins
from msgspec.structs import replace
from sqlalchemy import String, column, select, text

from questionnaire.records.desk.keys import Keys
from questionnaire.records.errors import ReadOnlyError, RecordsError, SetupRefusedError
from questionnaire.records.intake.ticket import new_station_code
from questionnaire.records.sealing.signing import new_signing_key
from questionnaire.records.setup import Setup
from questionnaire.records.store.roles import add_station_role, drop_station_role
from questionnaire.records.store.store import Store
from questionnaire.whole_file import write_whole
from questionnaire.words import tr

_ROLE = "waiting_room_"


def add_waiting_room(keys: Keys, path: Path) -> str:
    """Write the file for a waiting-room computer, and return the fingerprint to compare there.

    The file holds a database role that may only add, and only in the new station's name, the key by which that
    one signs, public keys, and the staff PIN's hash.
    """
    if not keys.setup.is_shared:
        raise SetupRefusedError(
            tr("Only records in a PostgreSQL database can be used from several computers.")
        )
    who = keys.name
    certified = (one.code for one in keys.store.stations())
    taken = (*keys.store.audit_tails(), *_given_out(keys.store), *certified, keys.station)
    code = new_station_code(taken)
    role = f"{_ROLE}{code.lower()}"
    url = add_station_role(keys.store, role)
    setup = replace(
        keys.setup, station=code, store=url, signing_key=new_signing_key(), adds_only=True
    )
    with ExitStack() as undoing:  # whatever fails leaves no role that nobody knows of
        undoing.callback(_drop_role, keys.store, role)
        _write(path, setup)
        undoing.callback(_remove, path)
        keys.certify(setup, role)
        undoing.pop_all()
    keys.note("station-added", code, who=who)
    return setup.key.fingerprint


def _write(path: Path, setup: Setup) -> None:
    try:
        write_whole(path, tomlkit.dumps(to_builtins(setup)).encode())
    except OSError as error:
        words = tr("{path} can't be written: {reason}. Choose another place.")
        raise ReadOnlyError(words.format(path=path, reason=error.strerror)) from error


def _remove(path: Path) -> None:
    with suppress(OSError):  # such as a stick that was pulled out
        path.unlink()


def _drop_role(store: Store, role: str) -> None:
    with suppress(RecordsError):  # why the rest failed is what a person should read
        drop_station_role(store, role)


def _given_out(store: Store) -> Iterator[str]:
    """Yield the codes of stations that have a role; not all of them have written anything yet."""
    name = column("rolname", String())
    roles = (
        select(name).select_from(text("pg_roles")).where(name.startswith(_ROLE, autoescape=True))
    )
    with store.reading() as connection:
        for role in connection.scalars(roles):
            yield role.removeprefix(_ROLE).upper()
