"""A clinic's PostgreSQL over TLS: what is connected to is the right server, or nothing is."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from tls_server import NAME, TlsServer, running_tls_server

from questionnaire.records.errors import StoreUnreachableError
from questionnaire.records.store.engine import Database


@pytest.fixture(scope="module")
def server() -> Iterator[TlsServer]:
    """Lend a server with a certificate that no authority has signed."""
    with running_tls_server() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Let this computer have chosen no certificates of its own."""
    monkeypatch.delenv("PGSSLROOTCERT", raising=False)
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path_factory.mktemp("home")))


def is_encrypted(where: str) -> object:
    """Connect as the program does; return whether the server says that the connection has TLS."""
    question = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    with Database.at(where) as database, database.reading() as connection:
        return connection.scalar(question)


def is_refused(where: str) -> bool:
    """Connect; tell whether the words say that the server can't be trusted."""
    with pytest.raises(StoreUnreachableError, match="can't be checked, so nothing was sent to it"):
        is_encrypted(where)
    return True


def test_a_server_that_nobody_vouches_for_is_refused_and_hears_no_name(server: TlsServer) -> None:
    before = len(server.heard)
    assert is_refused(server.url())
    assert "ada" not in server.heard[before:]


def test_with_the_clinics_own_certificate_in_the_address_it_is_taken(server: TlsServer) -> None:
    assert is_encrypted(server.url(f"&sslrootcert={server.certificate}")) is True


def test_the_certificate_may_be_where_this_computer_keeps_its_own(
    server: TlsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGSSLROOTCERT", str(server.certificate))
    assert is_encrypted(server.url()) is True


def test_another_name_than_the_certificates_is_refused(server: TlsServer) -> None:
    own = f"&sslrootcert={server.certificate}"
    assert is_refused(server.url(own, name="other.clinic.example"))
    assert is_encrypted(server.url(f"{own}&sslmode=verify-ca", name="other.clinic.example")) is True
    assert NAME in server.url(own)


def test_a_certificate_of_another_server_is_refused(server: TlsServer) -> None:
    with running_tls_server() as other:
        assert is_refused(server.url(f"&sslrootcert={other.certificate}"))


def test_a_certificate_that_is_not_there_is_refused(server: TlsServer) -> None:
    assert is_refused(server.url("&sslrootcert=/nowhere/clinic.crt"))


def test_encrypted_and_not_checked_is_only_what_the_address_asks_for(server: TlsServer) -> None:
    assert is_encrypted(server.url("&sslmode=require")) is True


def test_a_server_without_tls_hears_not_even_a_name() -> None:
    with running_tls_server(tls=False) as plain:
        assert is_refused(plain.url())
        assert "connection received" in plain.heard
        assert "ada" not in plain.heard.split("connection received")[-1]
        assert is_encrypted(plain.url("&sslmode=disable")) is False
        assert "user=ada" in plain.heard
