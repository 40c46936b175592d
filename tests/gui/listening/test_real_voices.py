"""espeak-ng itself, as a program and as the optional package: what it would play is counted instead."""

import array
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from program import PROGRAM, ROOT

from gui.listening.voices import PLAYERS, Manner, found_voices
from questionnaire import VOICE_PROCESS

WORDS = "Where is it? Neck: not chosen."
USUAL = Manner("en")
SLOW = Manner("en", speed=60)
LOUD = Manner("en", loudness=100)

_WAVE_HEADER = 44  # bytes

#: What is played for words spoken in a manner.
Played = Callable[[Manner], bytes]


def loudest(samples: bytes) -> int:
    return max(map(abs, array.array("h", samples[: len(samples) // 2 * 2])))


@pytest.fixture
def by_program() -> Played:
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")

    def played(manner: Manner) -> bytes:
        voice = next(one for one in found_voices() if one.command(manner)[0] == "espeak-ng")
        command = (*voice.command(manner), "--stdout")
        message = voice.message(manner, WORDS).encode()
        done = subprocess.run(command, input=message, capture_output=True, check=True)
        return done.stdout[_WAVE_HEADER:]

    return played


@pytest.fixture
def by_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    if not find_spec("espeakng_loader"):
        pytest.skip("the optional voice is not installed")
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for the program")
    player = tmp_path / next(iter(PLAYERS))
    player.write_text('#!/bin/sh\ncat > "$PLAYED"\n', encoding="utf-8")
    player.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PLAYED", str(tmp_path / "played"))

    def played(manner: Manner) -> bytes:
        voice = found_voices()[-1]
        message = voice.message(manner, WORDS).encode()
        done = subprocess.run(voice.command(manner), input=message, capture_output=True, check=True)
        assert done.stdout == b"done\n"
        return (tmp_path / "played").read_bytes()

    return played


@pytest.fixture
def by_bundle(monkeypatch: pytest.MonkeyPatch, by_package: Played, tmp_path: Path) -> Played:
    """A bundled program has no Python beside it: it starts itself."""
    program = tmp_path / "dystonia-triage"
    start = f'cd {shlex.quote(str(ROOT))} && exec {shlex.join(PROGRAM)} "$@"'
    program.write_text(f"#!/bin/sh\n{start}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return by_package


@pytest.fixture(params=["by_program", "by_package", "by_bundle"])
def played(request: pytest.FixtureRequest) -> Played:
    found: Played = request.getfixturevalue(request.param)
    return found


def test_slower_takes_longer(played: Played) -> None:
    assert len(played(SLOW)) > len(played(USUAL)) * 1.2


def test_louder_is_louder(played: Played) -> None:
    assert loudest(played(LOUD)) > loudest(played(USUAL)) * 1.1


def test_a_language_that_it_does_not_speak_is_an_error() -> None:
    done = subprocess.run((*PROGRAM, VOICE_PROCESS, "no-such-language"), input=b"", check=False)
    assert done.returncode == 1


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_no_words_stand_on_a_command_line(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every voice is told on standard input: its command is made without the words."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr("gui.listening.voices._is_there", bool)
    voices = found_voices()
    assert voices
    for voice in voices:
        assert all(isinstance(part, str) for part in voice.command(USUAL))
        assert WORDS in voice.message(USUAL, WORDS)
