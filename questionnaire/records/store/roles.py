"""The PostgreSQL role of a waiting-room computer: it may add encrypted intakes, and nothing else."""

import re
import secrets
from base64 import b64encode
from hashlib import pbkdf2_hmac, sha256
from hmac import digest
from typing import Any

from sqlalchemy import func, select, text

from questionnaire.records.errors import NotAllowedError, RecordsError, SetupRefusedError
from questionnaire.records.format.version import AuditEntry, Version
from questionnaire.records.store.address import for_role
from questionnaire.records.store.engine import Database
from questionnaire.words import mark, tr

_BAD_NAME = mark(
    "A role's name begins with a lowercase letter and has only lowercase letters without accents, digits and _."
)
_TAKEN = mark('The database already has a role "{name}". Choose another name.')
_TOO_MUCH = mark(
    "This computer can't make a role that may only add, because it doesn't own the database. Ask the"
    " person who looks after the database to run the commands shown."
)
_ANOTHER = mark(
    "The database takes the new computer for another role than the one that was made for it. Ask the"
    " person who looks after the database."
)

_ROUNDS = 4096

#: They tell a role which of its own rows are here.
_HELD_FUNCTIONS = ("versions_held(uuid[], uuid[], bytea[])", "entries_held(text, int[], text[])")

_STATEMENTS = """\
CREATE ROLE {role} LOGIN NOINHERIT CONNECTION LIMIT 20 PASSWORD '{verifier}';
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT INSERT ({versions}) ON {schema}.versions TO {role};
GRANT INSERT ({audit}) ON {schema}.audit TO {role};
GRANT EXECUTE ON FUNCTION {functions} TO {role};
"""

#: Whether a role may do anything that a waiting room must not, through whatever right.
_MAY_MORE = """
SELECT has_database_privilege(rolname, current_database(), 'TEMPORARY, CREATE')
    OR has_schema_privilege(rolname, current_schema(), 'CREATE')
    OR rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls
    OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = role.oid)
    OR EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace
        AND relkind IN ('r', 'v')
        AND (has_table_privilege(rolname, pg_class.oid, 'DELETE, TRUNCATE, TRIGGER')
            OR has_any_column_privilege(rolname, pg_class.oid, 'SELECT, UPDATE, REFERENCES')
            OR relname NOT IN ('versions', 'audit')
                AND has_any_column_privilege(rolname, pg_class.oid, 'INSERT')))
FROM pg_roles AS role WHERE rolname = :name
"""

_DROP = """\
REVOKE ALL ON {schema}.versions, {schema}.audit FROM {role};
REVOKE ALL ON FUNCTION {functions} FROM {role};
REVOKE ALL ON SCHEMA {schema} FROM {role};
REVOKE ALL ON DATABASE {database} FROM {role};
DROP ROLE {role};
"""


def new_password() -> str:
    """Return a password that no one has to remember."""
    return secrets.token_urlsafe(24)


def role_sql(database: Database, name: str, password: str) -> str:
    """Return the commands that make the role; the password itself isn't in them."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,62}", name):
        raise SetupRefusedError(tr(_BAD_NAME))
    return _STATEMENTS.format(
        role=f'"{name}"',
        verifier=_verifier(password),
        **_names(database),
        versions=", ".join(Version.__struct_fields__),
        audit=", ".join(AuditEntry.__struct_fields__),
    )


def station_url(database: Database, name: str, password: str) -> str:
    """Return the address of the database for that role; it holds the password.

    It is made from the connection in use and not from this computer's address, which may hold more.
    """
    with database.reading() as connection:
        used: Any = connection.connection.driver_connection
        known = [(one.keyword, one.val) for one in used.pgconn.info if one.val != one.compiled]
    parameters = {key.decode(): value.decode() for key, value in known if value}
    return for_role(parameters, name, password)


def add_station_role(database: Database, name: str) -> str:
    """Make the role with a new password and return the address for it, which has been tried.

    Raises NotAllowedError where this computer's own role may not make it; `role_sql` is for then.
    """
    password = new_password()
    statements = role_sql(database, name, password)
    with database.writing() as connection:
        taken = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
        if connection.scalar(taken, {"name": name}):
            raise SetupRefusedError(tr(_TAKEN).format(name=name))
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
        if connection.scalar(text(_MAY_MORE), {"name": name}):
            raise NotAllowedError(tr(_TOO_MUCH))
    address = station_url(database, name, password)
    try:
        require_role(address, name)
    except RecordsError:
        drop_station_role(database, name)
        raise
    return address


def drop_station_role(database: Database, name: str) -> None:
    """Take a role that `add_station_role` made away again."""
    with database.writing() as connection:
        connection.exec_driver_sql(_DROP.format(role=f'"{name}"', **_names(database)))


def require_role(address: str, name: str) -> None:
    """Connect once; raises NotAllowedError where the database takes whoever comes so for another role."""
    with Database.at(address) as station, station.reading() as connection:
        found = connection.execute(text("SELECT current_user, session_user")).one()
    if tuple(found) != (name, name):
        raise NotAllowedError(tr(_ANOTHER))


def _names(database: Database) -> dict[str, str]:
    """Return what the database and the schema are called in a command."""
    with database.reading() as connection:
        base, schema = connection.execute(
            select(
                func.quote_ident(func.current_database()), func.quote_ident(func.current_schema())
            )
        ).one()
    functions = ", ".join(f"{schema}.{one}" for one in _HELD_FUNCTIONS)
    return {"database": base, "schema": schema, "functions": functions}


def _verifier(password: str) -> str:
    """Return what PostgreSQL keeps of a password, so that its logs never see the password (RFC 5803)."""
    salt = secrets.token_bytes(16)
    salted = pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ROUNDS)
    stored = sha256(digest(salted, b"Client Key", "sha256")).digest()
    server = digest(salted, b"Server Key", "sha256")
    keys = ":".join(b64encode(key).decode() for key in (stored, server))
    return f"SCRAM-SHA-256${_ROUNDS}:{b64encode(salt).decode()}${keys}"
