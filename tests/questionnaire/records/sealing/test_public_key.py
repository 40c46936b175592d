import re

import msgspec
import pytest
from msgspec.structs import replace

from examples import public_key
from questionnaire.records.sealing.age import new_identity
from questionnaire.records.sealing.public_key import PublicKey

KEY = public_key(new_identity()[1], new_identity()[1])


def test_a_fingerprint_is_six_groups_of_four_signs() -> None:
    assert re.fullmatch("([0-9A-F]{4}-){5}[0-9A-F]{4}", KEY.fingerprint)


def test_the_same_key_has_the_same_fingerprint() -> None:
    assert public_key(KEY.clinic, KEY.recovery).fingerprint == KEY.fingerprint


@pytest.mark.parametrize("part", ["clinic", "recovery"])
def test_another_key_has_another_fingerprint(part: str) -> None:
    other = replace(KEY, **{part: new_identity()[1]})
    assert other.fingerprint != KEY.fingerprint


def test_the_two_keys_are_not_exchanged_unnoticed() -> None:
    assert public_key(KEY.recovery, KEY.clinic).fingerprint != KEY.fingerprint


def test_a_key_with_more_to_it_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="third"):
        msgspec.convert({**msgspec.to_builtins(KEY), "third": "age1"}, PublicKey)
