"""A bundled program: sys.executable is the program itself, not Python. Simulated, with real processes."""

import shlex
import sys
from pathlib import Path

import pytest
from keys_for_tests import PASSPHRASE, quick_wrap
from program import PROGRAM, ROOT, run

from questionnaire import SEALING_PROCESS
from questionnaire.records.errors import WrongPassphraseError
from questionnaire.records.sealing.passphrase import unwrap

WRAPPED = quick_wrap(b"the secret", PASSPHRASE)


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("a shell script stands in for the program")
    program = tmp_path / "dystonia-triage"
    start = f'cd {shlex.quote(str(ROOT))} && exec {shlex.join(PROGRAM)} "$@"'
    program.write_text(f"#!/bin/sh\n{start}\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


def test_its_process_for_passphrases_opens_a_secret(bundled: None) -> None:
    assert unwrap(WRAPPED, PASSPHRASE) == b"the secret"


def test_its_process_for_passphrases_says_that_one_is_wrong(bundled: None) -> None:
    with pytest.raises(WrongPassphraseError):
        unwrap(WRAPPED, "correct horse batter")


def test_nobody_is_told_of_that_process_and_without_its_task_it_is_no_command() -> None:
    assert SEALING_PROCESS not in run("--help").out
    assert run(SEALING_PROCESS).code == 2
