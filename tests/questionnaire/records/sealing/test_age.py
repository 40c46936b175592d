import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import public_key
from questionnaire.records.errors import WrongKeyError
from questionnaire.records.sealing.age import Opener, new_identity, recipient_of, seal, seal_to

CLINIC, CLINIC_RECIPIENT = new_identity()
RECOVERY, RECOVERY_RECIPIENT = new_identity()
KEY = public_key(CLINIC_RECIPIENT, RECOVERY_RECIPIENT)
CONTENT = b'{"affected": ["neck"]}'
SEALED = seal(CONTENT, KEY)

needs_age = pytest.mark.skipif(not shutil.which("age"), reason="there is no age on this computer")


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_with_either_key(content: bytes) -> None:
    sealed = seal(content, KEY)
    assert Opener([CLINIC]).open(sealed) == content
    assert Opener([RECOVERY]).open(sealed) == content


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_any_size_can_be_sealed(size: int) -> None:
    content = b"\x00" * size
    assert Opener([CLINIC]).open(seal(content, KEY)) == content


@needs_age
@pytest.mark.parametrize("identity", [RECOVERY, CLINIC], ids=["recovery", "clinic"])
@pytest.mark.parametrize("content", [CONTENT, b"", b"\xff" * 70_000], ids=len)
def test_the_standard_tool_opens_it_with_one_key_alone(
    identity: str, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "key.txt").write_text(identity + "\n", encoding="ascii")
    (tmp_path / "one.age").write_bytes(seal(content, KEY))
    done = subprocess.run(
        ["age", "--decrypt", "--identity", "key.txt", "one.age"],  # noqa: S607 wherever it is
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout == content


@given(st.binary(min_size=8, max_size=60))
def test_nothing_of_the_content_can_be_seen(content: bytes) -> None:
    assert content not in seal(content, KEY)


def test_the_same_content_never_looks_the_same() -> None:
    assert seal(CONTENT, KEY) != seal(CONTENT, KEY)


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_one_altered_byte_anywhere_is_refused(bit: int) -> None:
    opener = Opener([CLINIC, RECOVERY])
    for at in range(len(SEALED)):
        altered = bytearray(SEALED)
        altered[at] ^= bit
        with pytest.raises(WrongKeyError, match="altered"):
            opener.open(bytes(altered))


@given(st.integers(0, len(SEALED) - 1))
def test_what_was_cut_is_refused(length: int) -> None:
    with pytest.raises(WrongKeyError):
        Opener([CLINIC]).open(SEALED[:length])


@given(st.binary(min_size=1, max_size=40))
def test_what_was_lengthened_is_refused(more: bytes) -> None:
    with pytest.raises(WrongKeyError):
        Opener([CLINIC]).open(SEALED + more)


@given(st.binary(max_size=200))
def test_what_was_never_sealed_is_refused(content: bytes) -> None:
    with pytest.raises(WrongKeyError):
        Opener([CLINIC]).open(content)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(WrongKeyError, match="recovery sheet"):
        Opener([new_identity()[0]]).open(SEALED)


def test_one_of_several_keys_is_enough() -> None:
    assert Opener([new_identity()[0], CLINIC]).open(SEALED) == CONTENT


def test_each_of_several_recipients_opens_it() -> None:
    keys = [new_identity() for _ in range(4)]
    sealed = seal_to(CONTENT, [recipient for _, recipient in keys])
    assert {Opener([identity]).open(sealed) for identity, _ in keys} == {CONTENT}


def test_an_identity_tells_its_recipient_also_with_a_line_end() -> None:
    assert recipient_of(CLINIC) == recipient_of(f" {CLINIC}\n") == CLINIC_RECIPIENT


@pytest.mark.parametrize(
    "typed",
    ["", "AGE-SECRET-KEY-1", CLINIC[:-1], CLINIC_RECIPIENT],
    ids=["empty", "beginning", "cut-off", "recipient"],
)
def test_what_is_no_key_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(WrongKeyError, match="Not a valid key"):
        recipient_of(typed)
    with pytest.raises(WrongKeyError, match="Not a valid key"):
        Opener([typed])


@pytest.mark.parametrize(
    "damaged",
    ["", "age1", CLINIC_RECIPIENT[:-1], CLINIC],
    ids=["empty", "beginning", "cut-off", "identity"],
)
def test_nothing_is_sealed_to_a_damaged_key(damaged: str) -> None:
    with pytest.raises(WrongKeyError, match="damaged"):
        seal(CONTENT, public_key(CLINIC_RECIPIENT, damaged))
