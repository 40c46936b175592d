"""The running program as a screen reader hears it, over AT-SPI, while somebody presses real keys."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import PROGRAM, ROOT, surroundings

_BUS = Path("/usr/libexec/at-spi-bus-launcher")
_PYTHON = Path("/usr/bin/python3")  # pyatspi comes with the system, not from PyPI
_LONGEST = 90  # seconds for everything, on a computer that is busy with other tests

#: Starts a screen, a bus for screen readers, a window manager, which starts the program once it can focus
#: windows, and the walk, with which all of them end.
_SESSION = """
set -m
trap 'for job in $(jobs -p); do kill -- -$job; done 2>/dev/null' EXIT
exec 3<>"$1"
Xvfb -displayfd 3 -screen 0 1366x768x24 2>/dev/null &
read -r number <&3
export DISPLAY=":$number"
"$2" --launch-immediately >/dev/null 2>&1 &
for try in 1 2 3; do  # while another screen comes up, openbox sometimes ends at once
    openbox --startup "$3" && break
done >/dev/null 2>&1 &
PYTHONPATH="$4" "$5" "$6"
"""

_IN_A_SESSION = ("dbus-run-session", "--", "bash", "-c", _SESSION, "session")


def _lacking() -> list[str]:
    """Return what this computer lacks to listen as a screen reader does."""
    tools = ("Xvfb", "openbox", "dbus-run-session", "bash", _BUS, _PYTHON)
    lacks = [str(tool) for tool in tools if not shutil.which(tool)]
    asked = (_PYTHON, "-c", "import pyatspi")
    if not lacks and subprocess.run(asked, capture_output=True, check=False).returncode:
        lacks.append("pyatspi")
    return lacks


def heard_on(walk: Path, folder: Path, *arguments: str, **environment: str) -> list[dict[str, Any]]:
    """Start the program with these arguments, go through it, and return what was written down on the way."""
    if (lacks := _lacking()) or sys.platform == "win32":
        pytest.skip(f"to listen as a screen reader does, this computer lacks {', '.join(lacks)}")
    pipe = folder / "display"
    os.mkfifo(pipe)
    program = shlex.join((*PROGRAM, *arguments))
    helpers = Path(__file__).parent
    done = subprocess.run(
        [*_IN_A_SESSION, pipe, _BUS, program, helpers, _PYTHON, walk],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=surroundings(QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", **environment),
        text=True,
        timeout=_LONGEST,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
