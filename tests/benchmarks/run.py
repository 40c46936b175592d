"""Measures how fast the program is and prints it beside what it should be; nothing passes or fails.

    python tests/benchmarks/run.py [runs]

Linux or macOS. Whole processes run in turns against a yardstick, and the median of the ratios is
printed, because a busy machine slows both. The rest is time of the processor, not of the clock.
"""

import sys
from collections.abc import Iterator
from statistics import median, quantiles
from typing import NamedTuple

import msgspec
from bench_core import measure
from bench_processes import HERE, ROOT, Command, Ground, compare, said, same_ground

_RUNS = 15
_PROCESSES = 8
_VISITS = 8
_INTERVIEWS = 6  # in each process; the first one, where nothing is warm, is told apart


class Line(NamedTuple):
    """One line of the table."""

    what: str
    found: str
    wanted: str


class Page(NamedTuple):
    """A page that was shown, and how long it took from Continue until it was painted."""

    name: str
    milliseconds: float


def whole_processes(ground: Ground, runs: int) -> Iterator[Line]:
    """Compare the window with a bare QWizard, and `assess` with an empty Python."""
    window = compare([HERE / "first_window.py"], [HERE / "bare_wizard.py"], ground, runs)
    yield Line("first window, time of a bare QWizard", f"{window.wall:.2f} x", "1.5 x")
    yield Line("first window, the same on the processor", f"{window.processor:.2f} x", "1.5 x")
    yield Line("first window, memory of a bare QWizard", f"{window.memory:.2f} x", "1.5 x")
    one_case: Command = ["-m", "gui.command", "assess", ROOT / "examples" / "one.json"]
    assess = compare(one_case, ["-c", "pass"], ground, runs)
    yield Line("assess of one case, time of an empty Python", f"{assess.wall:.2f} x", "< 8 x")
    yield Line("assess, the same on the processor", f"{assess.processor:.2f} x", "< 8 x")


def pages(ground: Ground) -> Iterator[Line]:
    """Say how long a page takes from Continue until it is painted, and how much more than a bare one."""
    starts = range(0, _PROCESSES * _INTERVIEWS, _INTERVIEWS)
    processes = [_interviews(ground, start, start + _INTERVIEWS) for start in starts]
    first = [page for interviews in processes for page in interviews[0]]
    took = [page for interviews in processes for one in interviews[1:] for page in one]
    bare = [page for one in _interviews(ground, "bare", _INTERVIEWS)[1:] for page in one]
    times = [page.milliseconds for page in took]
    ratio = median(times) / median(page.milliseconds for page in bare)
    yield Line("Continue to the next page, slowest of 100", _slowest(took), "16 ms")
    yield Line("the same, in the middle", f"{median(times):.1f} ms", "")
    yield Line("the same, times a page with one label", f"{ratio:.1f} x", "")
    for name in dict.fromkeys(page.name for page in took):
        own = [page for page in took if page.name == name]
        middle = median(page.milliseconds for page in own)
        once = median(page.milliseconds for page in first if page.name == name)
        found = f"{_slowest(own)}, middle {middle:.1f}, first {once:.1f}"
        yield Line(f"  {name}", found, "< 50 first" if name == "affected" else "")


def _slowest(took: list[Page]) -> str:
    return f"{quantiles([page.milliseconds for page in took], n=100)[-1]:.1f} ms"


def room(ground: Ground) -> Iterator[Line]:
    """Say how long a page takes in the waiting room while an answer is being sealed and kept."""
    text = said([HERE / "bench_room.py", str(_VISITS)], ground)
    visits = msgspec.json.decode(text, type=list[list[Page]])
    took = [page for visit in visits[1:] for page in visit]
    middle = median(page.milliseconds for page in took)
    yield Line("waiting room, a page while saving, slowest", _slowest(took), "16 ms")
    yield Line("the same, in the middle", f"{middle:.1f} ms", "")


def paper(ground: Ground) -> Iterator[Line]:
    """Say how long the printed report takes without the start of the program."""
    took = [
        msgspec.json.decode(said([HERE / "bench_paper.py"], ground), type=list[float])
        for _ in range(3)
    ]
    first = median(one[0] for one in took)
    later = median(median(one[1:]) for one in took)
    yield Line("report to PDF, the first in a process", f"{first:.0f} ms", "< 150 ms")
    yield Line("report to PDF, each further one", f"{later:.0f} ms", "< 150 ms")


def core() -> Iterator[Line]:
    """Say how fast one processor answers many cases, beside Python's json on the same lines."""
    found = measure(7)
    yield Line("assess, JSON lines, times Python's json", f"{found.times_json:.2f} x", "> 1 x")
    yield Line("the same, json on the lines that go in alone", f"{found.times_json_in:.2f} x", "")
    yield Line("assess, cases in a second on one core", f"{found.per_second:,.0f} /s", "")


def _interviews(ground: Ground, first: int | str, last: int) -> list[list[Page]]:
    text = said([HERE / "bench_pages.py", str(first), str(last)], ground)
    return msgspec.json.decode(text, type=list[list[Page]])


def main() -> None:
    """Print the table line by line, as it is found."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else _RUNS
    with same_ground() as ground:
        parts = (whole_processes(ground, runs), core(), pages(ground), room(ground), paper(ground))
        for part in parts:
            for line in part:
                sys.stdout.write(f"{line.what:<46} {line.found:>38} {line.wanted:>12}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
