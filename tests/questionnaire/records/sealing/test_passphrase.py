import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from keys_for_tests import PASSPHRASE, quick_wrap

from questionnaire.records.errors import RecordsError, WrongPassphraseError
from questionnaire.records.sealing.passphrase import SHORTEST_PASSPHRASE, unwrap, weakness, wrap

COMPOSED, DECOMPOSED = "caf\u00e9 na\u00efve \u00fcber", "cafe\u0301 nai\u0308ve u\u0308ber"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of an interpreter of the test's own, which is started in place of Python."""
    path = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(path))
    return path


def written(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
    path.chmod(0o700)


posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Python")


def test_a_secret_comes_back_however_the_same_letters_were_typed() -> None:
    wrapped = wrap(b"the secret", COMPOSED)
    assert b"secret" not in wrapped
    assert unwrap(wrapped, DECOMPOSED) == b"the secret"


def test_wide_letters_and_ligatures_are_the_plain_ones() -> None:
    assert (
        unwrap(quick_wrap(b"secret", "office hours 12"), "o\ufb03ce hours \uff11\uff12")
        == b"secret"
    )


@pytest.mark.parametrize(
    "wrong",
    ["", PASSPHRASE[:-1], PASSPHRASE.upper(), f" {PASSPHRASE}", PASSPHRASE.replace(" ", "")],
)
def test_a_wrong_passphrase_is_said_to_be_wrong(wrong: str) -> None:
    with pytest.raises(WrongPassphraseError, match="is wrong"):
        unwrap(quick_wrap(b"secret", PASSPHRASE), wrong)


def test_a_computer_that_is_too_slow_says_so() -> None:
    with pytest.raises(RecordsError, match="too slow") as caught:
        unwrap(quick_wrap(b"secret", PASSPHRASE, log_n=32), PASSPHRASE)
    assert not isinstance(caught.value, WrongPassphraseError)


@posix
def test_nothing_of_passphrase_or_secret_stands_on_the_command_line(program: Path) -> None:
    written(program, f'echo "$@" > {program}.told; env >> {program}.told; cat > {program}.given')
    assert wrap(b"AGE-SECRET-KEY-1QQ", PASSPHRASE) == b""
    told = Path(f"{program}.told").read_text(encoding="utf-8")
    given = Path(f"{program}.given").read_bytes()
    assert told.split()[2] == "wrap"
    known = {f"{name}={value}" for name, value in os.environ.items()}
    added = "\n".join(line for line in told.splitlines() if line not in known)
    assert not any(word in added for word in (*PASSPHRASE.split(), "1QQ"))
    assert PASSPHRASE.encode() in given
    assert given.endswith(b"AGE-SECRET-KEY-1QQ")


@posix
@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exec /nowhere/python"])
def test_a_process_that_fails_is_no_wrong_passphrase(program: Path, script: str) -> None:
    written(program, script)
    with pytest.raises(RecordsError, match="too little free memory") as caught:
        unwrap(b"anything", PASSPHRASE)
    assert not isinstance(caught.value, WrongPassphraseError)


def test_a_process_that_cannot_start_is_told_in_words(program: Path) -> None:
    assert not program.exists()
    with pytest.raises(RecordsError, match="Close other programs"):
        unwrap(b"anything", PASSPHRASE)


@posix
def test_a_bundled_program_starts_itself(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    written(program, 'cat > /dev/null; echo "$@"')
    assert wrap(b"anything", PASSPHRASE) == b"sealing-process wrap\n"


def test_other_threads_go_on_meanwhile(program: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for Python")
    gate = program.with_name("gate")
    os.mkfifo(gate)
    written(program, f"cat > /dev/null; cat {gate}")
    found: list[bytes] = []
    thread = Thread(target=lambda: found.append(unwrap(b"anything", PASSPHRASE)))
    thread.start()
    gate.write_bytes(b"done")
    thread.join(30)
    assert found == [b"done"]


@pytest.mark.parametrize("good", [PASSPHRASE, "kvnwqxjzphrt", "żółć gęślą ja", "a long one " * 20])
def test_twelve_letters_that_differ_are_enough(good: str) -> None:
    assert len(good) >= SHORTEST_PASSPHRASE
    assert weakness(good) == ""


@pytest.mark.parametrize("short", ["", "horse", "kvnwqxjzphr"])
def test_a_short_passphrase_is_refused_with_what_is_needed(short: str) -> None:
    assert weakness(short) == "Use at least 12 characters, such as four words."


@pytest.mark.parametrize("dull", ["aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "            "])
def test_a_passphrase_of_few_letters_is_refused(dull: str) -> None:
    assert weakness(dull) == "Use more different characters, such as four words."


EASY = (
    "This passphrase is easy to guess. Use four words that have nothing to do with each other, with "
    "you or with the clinic."
)


@pytest.mark.parametrize(
    "easy",
    [
        "123456789012",
        "passwordpassword",
        "abcdefghijkl",
        "qwertyuiop12",
        "iloveyou2024!",
        "P4ssw0rd2024!",
    ],
)
def test_what_many_people_choose_is_refused(easy: str) -> None:
    assert weakness(easy) == EASY


@pytest.mark.parametrize(
    "easy",
    [
        "Anna Berger 1984",
        "BergerAnna2024",
        "Lausanne neurology",
        "dystonia triage",
        "lausanne Anna!",
    ],
)
def test_the_names_of_the_person_the_clinic_and_the_program_add_nothing(easy: str) -> None:
    assert weakness(easy, ("Anna J Berger", "Neurology, Lausanne", "")) == EASY


def test_a_name_between_other_words_does_no_harm() -> None:
    assert weakness("Anna paper lantern staple", ("Anna J Berger", "")) == ""
