"""A program that holds keys leaves no core dump."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import ROOT, surroundings

pytest.importorskip("resource", reason="Windows writes no core dumps of itself")

_CRASHES = """
import resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
sys.path.insert(0, sys.argv[1])
from gui.start.core_dumps import forbid_core_dumps
forbid_core_dumps()
import os
os.abort()
"""

#: A part of the program, which is stopped where it would open a window or read records.
_LIMITS_OF = """
import resource, runpy, sys
def told(*_):
    limits = resource.getrlimit(resource.RLIMIT_CORE)
    print(max(limits) <= 1)
    sys.exit()
{stop}
{start}
"""
_DESK = (
    "from gui.desk import application; application.DeskWindow = told",
    "application.desk_window(None, None, None)",
)
_ROOM = (
    "from gui.waiting_room import application; application.dressed_application = told",
    "application.run(None)",
)
_RECORDS = (
    "from questionnaire.records import command; command.run_records = told",
    "from gui.command import main; main(['records', 'verify'])",
)


def test_a_crash_leaves_no_core_dump(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _CRASHES, ROOT], cwd=tmp_path) as crashed:
        _, status = os.waitpid(crashed.pid, 0)
        crashed.returncode = os.waitstatus_to_exitcode(status)
    assert not status & 0x80  # what the system sets where it has dumped the core
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("stop", "start"), [_DESK, _ROOM, _RECORDS])
def test_every_program_with_records_has_core_dumps_off(
    stop: str, start: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LIMITS_OF.format(stop=stop, start=start)],
        cwd=ROOT,
        env=surroundings(QT_QPA_PLATFORM="offscreen", DYSTONIA_TRIAGE_RECORDS=str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"
