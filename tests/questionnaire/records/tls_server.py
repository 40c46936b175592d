"""A PostgreSQL that is reached over TLS, with a certificate of the tests' own; the wheel's knows no TLS."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import psycopg
import pytest

NAME = "db.clinic.example"
_PATIENCE = 60  # seconds
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = '{folder}'
port = {port}
fsync = off
log_connections = on
ssl = {tls}
ssl_cert_file = '{folder}/server.crt'
ssl_key_file = '{folder}/server.key'
"""
#: Whoever comes over the network gives a password; who has the server's own folder needs none.
_WHO_MAY_CONNECT = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n"


class TlsServer(NamedTuple):
    """A running server; `certificate` is the file with what proves that it is the one."""

    folder: Path
    port: int
    certificate: Path

    def url(self, query: str = "", name: str = NAME) -> str:
        """Return the address that a computer elsewhere would be given; it leads to this one."""
        return f"postgresql://ada:word@{name}:{self.port}/postgres?hostaddr=127.0.0.1{query}"

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement as the server's own administrator."""
        where = f"postgresql://postgres@/postgres?host={self.folder}&port={self.port}"
        with psycopg.connect(where, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @property
    def heard(self) -> str:
        """What the server noted of those who connected."""
        return (self.folder / "log").read_text(encoding="utf-8")


@contextmanager
def running_tls_server(*, tls: bool = True) -> Iterator[TlsServer]:
    """Lend a server that has TLS, or might have it and is set to go without."""
    programs, openssl = _programs(), shutil.which("openssl")
    if not (programs and openssl):
        pytest.skip("this computer lacks a PostgreSQL with TLS, or openssl")
    with TemporaryDirectory(prefix="tls-") as home, socket.create_server(("127.0.0.1", 0)) as free:
        folder, port = Path(home) / "data", free.getsockname()[1]
        free.close()
        _run(programs / "initdb", "-D", folder, "-U", "postgres", "-A", "trust", home=Path(home))
        _certify(openssl, folder)
        settings = _SETTINGS.format(folder=folder, port=port, tls="on" if tls else "off")
        with (folder / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(settings)
        (folder / "pg_hba.conf").write_text(_WHO_MAY_CONNECT, encoding="utf-8")
        control = (programs / "pg_ctl", "-D", folder, "-w")
        _run(*control, "-l", folder / "log", "start", home=Path(home))
        try:
            server = TlsServer(folder, port, Path(home) / "server.crt")
            server.run("CREATE ROLE ada LOGIN PASSWORD 'word'")
            yield server
        finally:
            _run(*control, "-m", "immediate", "stop", home=Path(home))


def _programs() -> Path | None:
    """Return where a PostgreSQL's own programs are that know TLS, if there are some."""
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in (*map(Path, os.environ["PATH"].split(os.pathsep)), *system):
        config = folder / "pg_config"
        if all((folder / name).exists() for name in ("pg_config", "pg_ctl", "initdb")):
            said = subprocess.run([config, "--configure"], capture_output=True, check=True).stdout
            if b"openssl" in said:
                return folder
    return None


def _certify(openssl: str, folder: Path) -> None:
    """Make a certificate that only its own file vouches for; the key is the server's alone."""
    key, certificate = folder / "server.key", folder / "server.crt"
    subject = ("-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}")
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    files = ("-keyout", str(key), "-out", str(certificate))
    command = [openssl, "req", "-x509", *kind, *subject, *files]
    subprocess.run(command, capture_output=True, check=True)
    shutil.copy(certificate, folder.parent / "server.crt")
    key.chmod(0o600)
    if user := _user():
        for file in (key, certificate):
            shutil.chown(file, user)


def _run(*command: str | Path, home: Path) -> None:
    """Run a program of the server; an administrator runs it as somebody else, or it would refuse."""
    user = _user()
    if user:
        shutil.chown(home, user)
    nothing = subprocess.DEVNULL  # the server goes on and would hold a pipe
    subprocess.run(
        command, user=user, cwd=home, stdout=nothing, stderr=nothing, check=True, timeout=_PATIENCE
    )


def _user() -> str | None:
    return "nobody" if sys.platform != "win32" and os.geteuid() == 0 else None
