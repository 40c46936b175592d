"""The core on its own: how many cases `assess` answers in a second on one processor."""

import io
import time
from statistics import median

from bench_people import json_lines

from questionnaire.assess_command import EXIT_GOOD, assess_cases

_CASES = 20_000


def cases_per_second(runs: int) -> float:
    """Return how many cases of JSON lines become assessments in a second, in the middle of runs."""
    text = json_lines(_CASES)
    return median(_CASES / _seconds(text) for _ in range(runs))


def _seconds(text: bytes) -> float:
    out, complaints = io.BytesIO(), io.StringIO()
    began = time.process_time()
    code = assess_cases(text, "patient-guide", out, complaints)
    took = time.process_time() - began
    if code != EXIT_GOOD:
        raise SystemExit(complaints.getvalue())
    return took
