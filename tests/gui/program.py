"""The program as a process of its own, as a person starts it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PROGRAM = (sys.executable, "-m", "gui.command")
ROOT = Path(__file__).parent.parent.parent
_LEFT_OUT = (
    "QT_QPA_PLATFORM",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XDG_SESSION_TYPE",
    "PYTHONUNBUFFERED",
)
NECK = b'{"affected": ["neck"]}'


class Ended(NamedTuple):
    """How the program ended."""

    code: int
    out: str
    complaint: str


def run(*arguments: str | Path, given: bytes = b"", **environment: str) -> Ended:
    """Run the program with these arguments, on this standard input, in this environment."""
    return run_python("-m", "gui.command", *arguments, given=given, **environment)


def run_python(*arguments: str | Path, given: bytes = b"", **environment: str) -> Ended:
    """Run Python in an environment that has no display but what is given."""
    return run_command(sys.executable, *arguments, given=given, **environment)


def run_command(*command: str | Path, given: bytes = b"", **environment: str) -> Ended:
    """Run any command in such an environment."""
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=surroundings(**environment),
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def surroundings(**environment: str) -> dict[str, str]:
    """Return this environment without what says where to open windows or how to write, and more."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return kept | environment
