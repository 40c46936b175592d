from typing import Any

import pytest
from msgspec.structs import replace

from examples import a_mark, a_station, a_version, entries, held, signer
from questionnaire.records.format.version import Signed, digest_of
from questionnaire.records.sealing.signing import (
    Signer,
    is_signed,
    new_signing_key,
    public_signing_key,
)

VERSION = signer().signed(a_version())
#: One field after the other, as somebody may change it.
CHANGES: dict[str, Any] = {
    "ticket": "K7-43", "station": "M4", "number": 2, "state": "unfinished", "attention": True,
    "based_on": VERSION.intake, "settles": VERSION.intake, "intake": VERSION.id, "id": VERSION.intake,
    "written_at": VERSION.started_at, "started_at": VERSION.written_at, "program": "9", "questionnaire": "9",
    "rules": "9", "evidence": "9", "key": "9", "head": b"other", "body": b"other",
}  # fmt: skip


def test_what_a_station_signed_is_proven_by_its_public_key() -> None:
    (entry,) = entries("K7", 1)
    station, key = signer(), signer().public_key
    assert is_signed(station.signed(a_version()), key)
    assert is_signed(station.signed(a_mark()), key)
    assert is_signed(station.signed(entry), key)
    assert is_signed(station.signed(a_station("K7")), key)


def test_another_key_or_none_proves_nothing() -> None:
    for key in (signer("M4").public_key, b"", b"\xff" * 32, b"short"):
        assert not is_signed(VERSION, key)
    assert not is_signed(replace(VERSION, signature=b""), signer().public_key)
    assert not is_signed(replace(VERSION, signature=VERSION.signature[:-1]), signer().public_key)


def test_every_field_of_a_version_is_signed() -> None:
    assert set(CHANGES) == set(VERSION.__struct_fields__) - {"signature"}


@pytest.mark.parametrize("name", CHANGES)
def test_one_changed_field_is_no_longer_signed_and_has_another_digest(name: str) -> None:
    changed = replace(VERSION, **{name: CHANGES[name]})
    assert not is_signed(changed, signer().public_key)
    assert digest_of(changed) != digest_of(VERSION)


def test_a_digest_covers_the_signature_too() -> None:
    assert digest_of(replace(VERSION, signature=b"")) != digest_of(VERSION)


def test_when_a_row_arrived_is_the_stores_word_and_not_signed() -> None:
    row: Signed = held(VERSION, arrived_at=VERSION.started_at)
    assert is_signed(row, signer().public_key)


def test_a_mark_is_no_version_though_both_say_the_same() -> None:
    mark = signer().signed(a_mark())
    station = replace(a_station("K7"), signature=mark.signature)
    assert not is_signed(station, signer().public_key)


def test_every_key_is_another_and_its_public_part_follows_from_it() -> None:
    one, other = new_signing_key(), new_signing_key()
    assert one != other
    assert Signer("K7", one).public_key.hex() == public_signing_key(one) != one
