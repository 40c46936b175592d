import io
import runpy
import sys

import pytest
from keys_for_tests import PASSPHRASE, quick_wrap

from questionnaire.records.sealing import passphrase_process
from questionnaire.records.sealing.passphrase_process import TOO_SLOW, WRONG, message, run

WRAPPED = quick_wrap(b"the secret", PASSPHRASE)


def unwrapped(content: bytes, passphrase: str = PASSPHRASE) -> tuple[int, bytes]:
    """Return the exit code and what was written."""
    out = io.BytesIO()
    return run("unwrap", io.BytesIO(message(passphrase, content)), out), out.getvalue()


def test_the_passphrase_opens_the_secret() -> None:
    assert unwrapped(WRAPPED) == (0, b"the secret")


def test_a_wrapped_secret_is_an_age_file_that_takes_work_to_open() -> None:
    out = io.BytesIO()
    assert run("wrap", io.BytesIO(message(PASSPHRASE, b"the secret")), out) == 0
    first, second = out.getvalue().split(b"\n")[:2]
    assert first == b"age-encryption.org/v1"
    assert second.startswith(b"-> scrypt ")
    assert int(second.split()[-1]) >= 14
    assert b"secret" not in out.getvalue()


def test_letters_of_any_script_are_taken() -> None:
    words = "żółć 馬 🐎 déjà vu"
    assert unwrapped(quick_wrap(b"secret", words), words) == (0, b"secret")


def test_another_passphrase_opens_nothing() -> None:
    assert unwrapped(WRAPPED, "correct horse batter") == (WRONG, b"")


@pytest.mark.parametrize(
    "damaged",
    [b"", b"x", WRAPPED[:-1], WRAPPED[:60]],
    ids=["empty", "letter", "cut-off", "beginning"],
)
def test_what_is_damaged_opens_with_no_passphrase(damaged: bytes) -> None:
    assert unwrapped(damaged) == (WRONG, b"")


def test_a_key_that_would_take_minutes_is_told_from_a_wrong_passphrase() -> None:
    assert unwrapped(quick_wrap(b"secret", PASSPHRASE, log_n=32)) == (TOO_SLOW, b"")


def test_as_a_program_it_reads_and_writes_through_its_pipes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given, out = io.BytesIO(message(PASSPHRASE, WRAPPED)), io.BytesIO()
    monkeypatch.setattr(sys, "argv", ["program", "unwrap"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(passphrase_process.__file__, run_name="__main__")
    assert (ended.value.code, out.getvalue()) == (0, b"the secret")
