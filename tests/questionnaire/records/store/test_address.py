"""How the clinic's database is reached: TLS and a checked server unless somebody says less."""

import socket
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import make_url

from questionnaire.records.errors import StoreUnreachableError
from questionnaire.records.store.address import (
    connection_words,
    for_role,
    is_on_this_computer,
    made_safe,
)
from questionnaire.records.store.engine import Database

FAR = "postgresql://ada@db.clinic.example/records"
HERE = [
    "postgresql:///records",
    "postgresql://ada@localhost/records",
    "postgresql://ada@127.0.0.1:5433/records",
    "postgresql://ada@[::1]/records",
    "postgresql:///records?host=/run/postgresql",
    "postgresql:///records?host=/run/postgresql&host=localhost",
]
ELSEWHERE = [
    FAR,
    "postgresql://ada@10.0.0.7/records",
    "postgresql:///records?service=clinic",
    "postgresql:///records?host=localhost,db.clinic.example",
    "postgresql://localhost/records?hostaddr=10.0.0.7",
]


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let this computer choose neither a server nor certificates."""
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))


def safe(where: str) -> dict[str, str]:
    """Return what the address says of TLS once it is used."""
    query = made_safe(make_url(where)).query
    return {key: str(value) for key, value in query.items() if key.startswith("ssl")}


@pytest.mark.parametrize("where", HERE)
def test_what_stays_on_this_computer_is_taken_as_it_is(where: str) -> None:
    assert is_on_this_computer(make_url(where))
    assert safe(where) == {}
    assert connection_words(where).startswith("The database is on this computer")


@pytest.mark.parametrize("where", ELSEWHERE)
def test_any_other_server_is_checked_against_known_certificates(where: str) -> None:
    assert safe(where)["sslmode"] == "verify-full"
    assert safe(where)["sslrootcert"]
    assert connection_words(where) == "The connection is encrypted and the server is checked."


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_a_server_that_the_surroundings_name_is_checked_too(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "db.clinic.example")
    assert safe("postgresql:///records")["sslmode"] == "verify-full"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("verify-ca", "the server's name is not checked"),
        ("require", "the server is not checked"),
        ("prefer", "may not be encrypted"),
        ("allow", "may not be encrypted"),
        ("disable", "is not encrypted"),
    ],
)
def test_less_is_taken_where_the_address_says_so_and_that_is_told(mode: str, words: str) -> None:
    where = f"{FAR}?sslmode={mode}"
    assert safe(where) == {"sslmode": mode}
    assert words in connection_words(where)


def test_the_clinics_own_certificates_are_taken_where_it_has_some(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own = f"{FAR}?sslrootcert=/etc/clinic.crt"
    assert safe(own) == {"sslmode": "verify-full", "sslrootcert": "/etc/clinic.crt"}
    file = tmp_path / ".postgresql" / "root.crt"
    file.parent.mkdir()
    file.touch()
    assert safe(FAR) == {"sslmode": "verify-full"}
    file.unlink()
    monkeypatch.setenv("PGSSLROOTCERT", "/etc/clinic.crt")
    assert safe(FAR) == {"sslmode": "verify-full"}


@pytest.mark.parametrize("where", ["/folder/records.db", "nonsense://", "mysql://server/records"])
def test_where_there_is_no_such_connection_nothing_is_said_of_it(where: str) -> None:
    assert connection_words(where) == ""


@pytest.mark.parametrize(
    ("parameters", "address"),
    [
        ({"host": "db"}, "postgresql://k7:p%2Fw@db/records"),
        ({"host": "db", "port": "5433"}, "postgresql://k7:p%2Fw@db:5433/records"),
        ({"host": "/run", "port": "5433"}, "postgresql://k7:p%2Fw@/records?host=%2Frun&port=5433"),
        (
            {
                "host": "db",
                "sslmode": "require",
                "user": "ada",
                "passfile": "x",
                "options": "-c x=y",
            },
            "postgresql://k7:p%2Fw@db/records?sslmode=require",
        ),
    ],
)
def test_another_role_gets_the_server_and_the_database_and_nothing_else(
    parameters: dict[str, str], address: str
) -> None:
    assert for_role({**parameters, "dbname": "records"}, "k7", "p/w") == address


def test_a_server_without_tls_hears_not_even_a_name() -> None:
    heard: list[bytes] = []

    def refuse_tls(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            line.recv(8)  # asks for TLS
            line.sendall(b"N")
            heard.append(line.recv(999))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=refuse_tls, args=(listener,))
        thread.start()
        port = listener.getsockname()[1]
        where = f"postgresql://ada@db.clinic.example:{port}/records?hostaddr=127.0.0.1"
        with (
            Database.at(where) as database,
            pytest.raises(StoreUnreachableError, match="can't be checked"),
            database.reading(),
        ):
            pass
        thread.join()
    assert heard == [b""]
