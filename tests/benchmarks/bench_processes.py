"""Whole processes against each other: how many times the time and the memory of another program."""

import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

Command = Sequence[str | Path]


class Use(NamedTuple):
    """What one run of a program took: wall clock and processor in seconds, memory in kilobytes."""

    wall: float
    processor: float
    memory: int


class Ratio(NamedTuple):
    """How many times as much one program takes as another, in the middle of many runs."""

    wall: float
    processor: float
    memory: float


class Ground(NamedTuple):
    """The same interpreter and the same surroundings for every program that is compared."""

    python: Path
    environment: dict[str, str]


@contextmanager
def same_ground() -> Iterator[Ground]:
    """Make a bare virtual environment that knows this checkout as if it were installed in it.

    All code is compiled once before anything is measured, as pip does when it installs a package.
    """
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, symlinks=True)
        (python,) = Path(folder).glob("bin/python")
        (packages,) = Path(folder).glob("lib/*/site-packages")
        known = [str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))]
        (packages / "known.pth").write_text("\n".join(known), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        added = {
            "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QPA_UPDATE_IDLE_TIME": "0",  # paint at once instead of at the next 5 ms
        }
        yield Ground(python, kept | added)


def said(command: Command, ground: Ground) -> bytes:
    """Run Python with these arguments, and return what it wrote."""
    whole = [ground.python, *command]
    done = subprocess.run(whole, env=ground.environment, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return done.stdout


def run(command: Command, ground: Ground) -> Use:
    """Run Python with these arguments, and return what it took."""
    if sys.platform == "win32":
        raise SystemExit("Windows does not say what a process took")
    began = time.perf_counter()
    child = subprocess.Popen(
        [ground.python, *command],
        env=ground.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    _, status, took = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    return Use(wall, took.ru_utime + took.ru_stime, took.ru_maxrss)


def compare(program: Command, other: Command, ground: Ground, runs: int) -> Ratio:
    """Run two programs in turns, and return the median of what each pair of runs differs by."""
    run(other, ground)
    run(program, ground)
    pairs = [(run(other, ground), run(program, ground)) for _ in range(runs)]
    parts = zip(*(zip(ours, theirs, strict=True) for theirs, ours in pairs), strict=True)
    return Ratio(*(median(ours / theirs for ours, theirs in part) for part in parts))
