"""The PostgreSQL role of a waiting-room computer: it may add encrypted intakes, and nothing else."""

import re
import secrets
from base64 import b64encode
from hashlib import pbkdf2_hmac, sha256
from hmac import digest

from sqlalchemy import func, select, text

from questionnaire.records.errors import NotAllowedError, SetupRefusedError
from questionnaire.records.format.version import AuditEntry, Version
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

_ROUNDS = 4096

_STATEMENTS = """\
CREATE ROLE {role} LOGIN NOINHERIT CONNECTION LIMIT 20 PASSWORD '{verifier}';
REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC;
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {role};
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT INSERT ({versions}) ON {schema}.versions TO {role};
GRANT INSERT ({audit}) ON {schema}.audit TO {role};
"""


def new_password() -> str:
    """Return a password that no one has to remember."""
    return secrets.token_urlsafe(24)


def role_sql(database: Database, name: str, password: str) -> str:
    """Return the commands that make the role; the password itself isn't in them."""
    if not re.fullmatch("[a-z][a-z0-9_]{0,62}", name):
        raise SetupRefusedError(tr(_BAD_NAME))
    with database.reading() as connection:
        base, schema = connection.execute(
            select(
                func.quote_ident(func.current_database()), func.quote_ident(func.current_schema())
            )
        ).one()
    return _STATEMENTS.format(
        role=f'"{name}"',
        verifier=_verifier(password),
        database=base,
        schema=schema,
        versions=", ".join(Version.__struct_fields__),
        audit=", ".join(AuditEntry.__struct_fields__),
    )


def station_url(database: Database, name: str, password: str) -> str:
    """Return the address of the database for that role; it holds the password."""
    url = database.engine.url.set(drivername="postgresql", username=name, password=password)
    return url.render_as_string(hide_password=False)


def add_station_role(database: Database, name: str) -> str:
    """Make the role with a new password and return the address for it.

    Raises NotAllowedError where this computer's own role may not make it; `role_sql` is for then.
    """
    password = new_password()
    statements = role_sql(database, name, password)
    with database.writing() as connection:
        taken = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
        if connection.scalar(taken, {"name": name}):
            raise SetupRefusedError(tr(_TAKEN).format(name=name))
        connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
        too_much = select(
            func.has_database_privilege(name, func.current_database(), "TEMPORARY")
            | func.has_schema_privilege(name, func.current_schema(), "CREATE")
        )
        if connection.scalar(too_much):
            raise NotAllowedError(tr(_TOO_MUCH))
    return station_url(database, name, password)


def _verifier(password: str) -> str:
    """Return what PostgreSQL keeps of a password, so that its logs never see the password (RFC 5803)."""
    salt = secrets.token_bytes(16)
    salted = pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ROUNDS)
    stored = sha256(digest(salted, b"Client Key", "sha256")).digest()
    server = digest(salted, b"Server Key", "sha256")
    keys = ":".join(b64encode(key).decode() for key in (stored, server))
    return f"SCRAM-SHA-256${_ROUNDS}:{b64encode(salt).decode()}${keys}"
