"""The core on its own: how long `assess` takes for many cases, beside Python's json module."""

import io
import json
import os
import time
from collections.abc import Callable
from statistics import median
from typing import BinaryIO, NamedTuple

from bench_people import json_lines

from questionnaire import EXIT_GOOD
from questionnaire.assess_command import assess_cases

_CASES = 10_000


class Core(NamedTuple):
    """How many cases a second, and how much faster than `json` reading and writing the same lines.

    `times_json` is measured against the lines that come out, which are by far the longer ones;
    `times_json_in` against those that go in alone.
    """

    per_second: float
    times_json: float
    times_json_in: float


def measure(runs: int) -> Core:
    """Assess cases of JSON lines in turns with json, and return the middle of the runs."""
    text = json_lines(_CASES)
    result = io.BytesIO()
    _assess(text, result)
    lines, given = result.getvalue().splitlines(), text.splitlines()
    found = [
        (
            _seconds(lambda: _to_nowhere(lambda out: _assess(text, out))),
            _seconds(lambda: _to_nowhere(lambda out: _read_and_write(lines, out))),
            _seconds(lambda: _to_nowhere(lambda out: _read_and_write(given, out))),
        )
        for _ in range(runs)
    ]
    return Core(
        _CASES / median(own for own, _, _ in found),
        median(same / own for own, same, _ in found),
        median(read / own for own, _, read in found),
    )


def _assess(text: bytes, out: BinaryIO) -> None:
    complaints = io.StringIO()
    if assess_cases(text, "patient-guide", out, complaints) != EXIT_GOOD:
        raise SystemExit(complaints.getvalue())


def _read_and_write(lines: list[bytes], out: BinaryIO) -> None:
    out.writelines(json.dumps(json.loads(line)).encode() + b"\n" for line in lines)


def _to_nowhere(work: Callable[[BinaryIO], None]) -> None:
    """Let both write, without measuring a disk or a growing memory."""
    with open(os.devnull, "wb") as out:  # noqa: PTH123 os.devnull is no path on every system
        work(out)


def _seconds(work: Callable[[], None]) -> float:
    """Return the processor's time."""
    began = time.process_time()
    work()
    return time.process_time() - began
