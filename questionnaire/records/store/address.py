"""The address of the clinic's database: how far a connection is to be trusted, and what others get of it."""

import os
import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from questionnaire.words import mark, tr

#: The whole of an address that a waiting room needs; nothing else of the desk's is handed on, such as
#: user, password, passfile, sslkey or options.
_FOR_OTHERS = (
    "host",
    "hostaddr",
    "port",
    "sslmode",
    "sslrootcert",
    "sslcrl",
    "ssl_min_protocol_version",
    "channel_binding",
    "target_session_attrs",
)

_CHECKED = "verify-full"

#: What libpq takes from its surroundings where an address names no server.
_ELSEWHERE = ("PGHOST", "PGHOSTADDR", "PGSERVICE")

_HERE = mark("The database is on this computer: nothing goes over a network.")
_WORDS = {
    _CHECKED: mark("The connection is encrypted and the server is checked."),
    "verify-ca": mark(
        "The connection is encrypted, but the server's name is not checked: its address says so."
    ),
    "require": mark(
        "The connection is encrypted, but the server is not checked: its address says so."
    ),
    "disable": mark("The connection is not encrypted: its address says so."),
}
_PERHAPS = mark("The connection may not be encrypted: its address says so.")


def is_on_this_computer(url: URL) -> bool:
    """Tell whether an address can't lead to another computer: a socket's folder, or what loops back."""
    named = [url.host, *_all(url, "host"), *_all(url, "hostaddr")]
    servers = [server for name in named if name for server in name.split(",")]
    if not servers:
        return "service" not in url.query and not any(name in os.environ for name in _ELSEWHERE)
    return all(map(_is_here, servers))


def made_safe(url: URL) -> URL:
    """Return the address with TLS and a checked server, unless it says itself that it wants less."""
    if is_on_this_computer(url):
        return url
    mode = str(url.query.get("sslmode", _CHECKED))
    url = url.update_query_dict({"sslmode": mode})
    if mode == _CHECKED and "sslrootcert" not in url.query and not _has_own_roots():
        # Where libpq comes as a wheel, it looks for the system's certificates in a place of its own.
        roots = ssl.get_default_verify_paths().cafile or "system"
        url = url.update_query_dict({"sslrootcert": roots})
    return url


def connection_words(where: str) -> str:
    """Say how a connection to this address is kept from others; "" where there is none."""
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        return ""
    if not url.drivername.startswith("postgres"):
        return ""
    if is_on_this_computer(url):
        return tr(_HERE)
    return tr(_WORDS.get(str(made_safe(url).query["sslmode"]), _PERHAPS))


def for_role(parameters: Mapping[str, str], name: str, password: str) -> str:
    """Return the address of the same database for another role; the parameters are those of a connection."""
    kept = {key: parameters[key] for key in _FOR_OTHERS if parameters.get(key)}
    host = kept.get("host", "")
    if plain := bool(host) and not host.startswith(("/", "@")) and "," not in host:
        del kept["host"]
    port = kept.pop("port", "")
    if not plain and port:
        kept["port"] = port
    url = URL.create(
        "postgresql",
        username=name,
        password=password,
        host=host if plain else None,
        port=int(port) if plain and port else None,
        database=parameters["dbname"],
        query=kept,
    )
    return url.render_as_string(hide_password=False)


def _all(url: URL, key: str) -> tuple[str, ...]:
    found = url.query.get(key, ())
    return (found,) if isinstance(found, str) else found


def _is_here(server: str) -> bool:
    if server == "localhost" or server.startswith(("/", "@")):
        return True
    try:
        return ip_address(server).is_loopback
    except ValueError:
        return False


def _has_own_roots() -> bool:
    """Tell whether whoever looks after this computer chose the certificates that libpq trusts."""
    folder = Path(os.environ.get("APPDATA", "~")).expanduser()
    files = (folder / "postgresql" / "root.crt", Path.home() / ".postgresql" / "root.crt")
    return "PGSSLROOTCERT" in os.environ or any(file.exists() for file in files)
