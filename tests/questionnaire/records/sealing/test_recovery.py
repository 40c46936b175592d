"""The recovery sheet: what is on it opens the records with the standard tools alone."""

import gzip
import shutil
import subprocess
from datetime import date
from pathlib import Path
from shlex import quote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import a_setup, a_version, public_key
from questionnaire.records.sealing.age import new_identity, seal
from questionnaire.records.sealing.recovery import (
    LETTERS_TO_TYPE,
    RecoverySheet,
    confirms,
    groups,
    qr_rows,
    shown_place,
)
from questionnaire.records.store.store import Store

pytest_plugins = ["stores"]

RECOVERY, RECOVERY_RECIPIENT = new_identity()
KEY = public_key(new_identity()[1], RECOVERY_RECIPIENT)
BODY = msgspec.json.encode({"answers": "those of one patient"})
keys = st.integers(0, 20).map(lambda _: new_identity()[0])


def sheet(store: str = "records.db") -> RecoverySheet:
    setup = a_setup("K7", store=store, key=KEY)
    return RecoverySheet(RECOVERY, setup, "Ours", date(2026, 3, 4))


def run(folder: Path, line: str) -> str:
    """Run one line of the sheet as a person would type it."""
    done = subprocess.run(  # noqa: S602 the sheet's lines are for a shell
        line, shell=True, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_its_lines_open_a_record_with_the_standard_tools(where: str, tmp_path: Path) -> None:
    tool = "psql" if "://" in where else "sqlite3"
    if not (shutil.which("age") and shutil.which(tool)):
        pytest.skip("the standard tools are not on this computer")
    version = a_version(body=seal(gzip.compress(BODY), KEY))
    with Store.open(where) as store:
        store.add([version, a_version()])
        store.checkpoint()
    folder = Path(where).parent if tool == "sqlite3" else tmp_path
    (folder / "key.txt").write_text("".join(groups(RECOVERY)) + "\n", encoding="ascii")
    list_, take, open_ = (line.replace("DATABASE", quote(where)) for line in sheet(where).commands)
    id_ = next(line.split("|")[0] for line in run(folder, list_).splitlines())
    assert id_.replace("-", "") == version.id.hex
    run(folder, take.replace("ID", id_))
    assert run(folder, open_).encode() == BODY


def test_it_says_what_to_put_into_its_lines() -> None:
    for store in ("records.db", "postgresql://one@two/three"):
        shown = sheet(store)
        for word in ("ID", "DATABASE"):
            assert (word in "".join(shown.commands)) is (f"of {word}." in shown.reading)


def test_it_names_the_place_without_the_password() -> None:
    assert sheet("/folder/records.db").place == "The records are kept in /folder/records.db."
    shared = sheet("postgresql://ada:secret@server:5433/clinic?password=other")
    assert shared.place == "The records are kept in postgresql://server:5433/clinic."
    assert shown_place("postgresql:///clinic?host=/run") == "postgresql:///clinic"


def test_it_says_what_it_is_and_what_to_do() -> None:
    shown = sheet()
    assert all((shown.title, shown.purpose, *shown.duties))
    assert "".join(shown.groups) == RECOVERY


@given(identity=keys)
def test_groups_have_four_letters_and_give_the_key_back(identity: str) -> None:
    first, *others = groups(identity)
    assert first.startswith("AGE-SECRET-KEY-1")
    assert {len(one) for one in others} == {4}
    assert "".join((first, *others)) == identity


@given(identity=keys)
def test_a_scanner_reads_the_key_from_the_square(identity: str) -> None:
    reader = pytest.importorskip("zxingcpp")
    rows = qr_rows(identity)
    image, size = pixels(rows)
    found = reader.read_barcodes(memoryview(image).cast("B", (size, size)))
    assert [one.text for one in found] == [identity]


def pixels(rows: list[list[bool]]) -> tuple[bytes, int]:
    """Return a code as grey pixels with its light margin, and how many are in a row."""
    scale, margin = 4, 4
    side = len(rows) + 2 * margin
    wide = [[False] * side for _ in range(side)]
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            wide[y + margin][x + margin] = dark
    lines = (bytes(0 if dark else 255 for dark in row for _ in range(scale)) for row in wide)
    return b"".join(line * scale for line in lines), side * scale


@given(identity=keys, letters=st.integers(LETTERS_TO_TYPE, 70))
def test_its_last_letters_confirm_it_in_any_writing(identity: str, letters: int) -> None:
    end = identity[-letters:]
    for typed in (end, end.lower(), " ".join(end), end.replace("0", "O"), f" {end}\n"):
        assert confirms(identity, typed)
    assert confirms(identity, " ".join(groups(identity)))


@given(identity=keys, other=keys)
def test_anything_else_does_not_confirm_it(identity: str, other: str) -> None:
    end = identity[-LETTERS_TO_TYPE:]
    wrong = "Q" if end[3] != "Q" else "P"
    for typed in ("", end[1:], identity[:8], end[:3] + wrong + end[4:], "é" * 8, identity * 2):
        assert not confirms(identity, typed)
    assert not confirms(identity, other[-LETTERS_TO_TYPE:])
