"""Measures the front desk with many intakes and prints it beside what it should be.

    python tests/benchmarks/bench_desk.py [10000 100000]

Linux or macOS. For each number a process of its own makes a store with really sealed heads and opens the
real window over it without a screen. The passphrase, which takes seconds on purpose, is left out.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from gui.desk.unlock_page import UnlockPage
from gui.desk.window import DeskWindow
from gui.widgets.theme import apply_theme
from questionnaire.clinic import default_clinic
from questionnaire.records.desk.founding import Founding, found
from questionnaire.records.desk.intake_list import Wanted
from questionnaire.records.format.codec import encode_head
from questionnaire.records.format.kept_result import versions_now
from questionnaire.records.format.v1 import Head
from questionnaire.records.format.version import Version, uuid7
from questionnaire.records.intake.outbox import Outbox
from questionnaire.records.sealing.age import seal
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.store import Store
from questionnaire.rules.distribution import Label

_A_DAY = 40
_PARCEL = 2000
_MEGABYTE = 1024 if sys.platform == "linux" else 1024 * 1024
_LABELS: tuple[Label, ...] = ("focal", "segmental", "multifocal", "generalized", "none")
_SEARCHES = ("k7-42", "ref-77", "segmental", "carer", "nothing at all", "f")


class Found(msgspec.Struct):
    """What one process measured: seconds, but megabytes of memory; `whole` with what looking over it took."""

    first: float
    everything: float
    stall: float
    search: float
    megabytes: float
    looked: float
    stall_looking: float
    whole: float


def fill(founding: Founding, number: int) -> None:
    """Put so many intakes into the store, signed and noted in the audit, the newest of now."""
    signer = founding.setup.signer
    made = map(signer.signed, versions(founding, number))
    with (
        Store.open(founding.setup.store) as store,
        Outbox(Path(founding.setup.store).with_name("bench.db"), signer) as outbox,
    ):
        last = outbox.add_event(Event(action="started"))
        store.add(entries=[last])
        while parcel := list(islice(made, _PARCEL)):
            entries = []
            for version in parcel:
                event = Kept.of(version).event(version.intake)
                last = signer.signed(entry_after(last, event, signer.station, last.at))
                entries.append(last)
            store.add(parcel, entries=entries)


def versions(founding: Founding, number: int) -> Iterator[Version]:
    """Yield intakes of many days; each head is sealed, and one body serves all."""
    key, made = founding.setup.key, versions_now()
    body = seal(b"{}", key)
    now = datetime.now(tz=UTC)
    for at in range(number):
        urgent = at < 3
        id_, intake, ticket = uuid7(), uuid7(), f"K7-{at % 100:02}"
        head = Head(
            intake=intake,
            version=id_,
            number=1,
            station="K7",
            ticket=ticket,
            reference=f"ref-{at:06}",
            answered_by="carer" if at % 4 == 0 else "patient",
            urgency="same-day" if urgent else "routine",
            title=_LABELS[at % len(_LABELS)],
        )
        written = now - timedelta(minutes=at * 24 * 60 / _A_DAY)
        yield Version(
            id=id_, intake=intake, number=1, station="K7", ticket=ticket,
            state="finished", started_at=written, written_at=written, program=made.program,
            questionnaire=made.questionnaire, rules=made.rules, evidence=made.evidence,
            key=key.fingerprint, head=seal(encode_head(head), key), body=body,
        )  # fmt: skip


class Stalls:
    """How long the screen's thread was busy with something at a stretch."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def measure(number: int) -> Found:
    """Open the desk over so many intakes."""
    app = QApplication(["bench", "-style", "Fusion"])
    apply_theme(app)
    with TemporaryDirectory() as name:
        folder = Path(name)
        founding = found(folder, "", "Anna", "four words are better")
        founding = replace(founding, setup=founding.finish(folder))
        fill(founding, number)
        window = DeskWindow(default_clinic(), folder)
        window.resize(1366, 768)
        window.show()
        try:
            return _unlocked(window, founding, number)
        finally:
            window.close()


def _unlocked(window: DeskWindow, founding: Founding, number: int) -> Found:
    page, records = window.page, window.records
    if not isinstance(page, UnlockPage) or records is None:
        raise TypeError(page)
    _until(page.passphrase.isEnabled)
    records.office.keys._hold(founding.unlocked)
    begun = time.perf_counter()
    page.unlocked.emit()
    desk = window.desk
    if desk is None:
        raise TypeError(desk)
    table = desk.table
    table.filters.days.setCurrentIndex(1)
    looked: list[bool] = []
    desk.looking_over.looked.connect(lambda: looked.append(True))
    stalls = Stalls()
    _until(lambda: table.model.rowCount() > 0 or not number)
    table.view.repaint()
    first = time.perf_counter() - begun
    _until(lambda: "shown" in table.progress.text())
    everything = time.perf_counter() - begun
    import resource  # there is none on Windows

    if sys.platform == "win32":
        raise SystemExit("Windows does not say what a process took")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    stalled, stalls.longest = stalls.longest, 0.0
    _until(lambda: bool(looked))
    looking = time.perf_counter() - begun - everything
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    stalled_looking = stalls.longest
    return Found(
        first, everything, stalled, _search(window), megabytes, looking, stalled_looking, whole
    )


def _search(window: DeskWindow) -> float:
    """Return how long the slowest search takes until the table is painted."""
    slowest = 0.0
    for words in _SEARCHES:
        desk = window.desk
        if desk is None:
            raise TypeError(desk)
        begun = time.perf_counter()
        desk.table.model.want(Wanted(words=words))
        desk.table.view.repaint()
        slowest = max(slowest, time.perf_counter() - begun)
    return slowest


def _until(fact: Callable[[], bool]) -> None:
    while not fact():
        QCoreApplication.processEvents()
        time.sleep(0.001)


def _in_its_own_process(number: int) -> Found:
    done = subprocess.run(
        [sys.executable, __file__, "--one", str(number)], capture_output=True, check=True
    )
    return msgspec.json.decode(done.stdout, type=Found)


def main() -> None:
    """Print what each number of intakes takes."""
    if sys.argv[1:2] == ["--one"]:
        sys.stdout.buffer.write(msgspec.json.encode(measure(int(sys.argv[2]))))
        return
    numbers = [int(one) for one in sys.argv[1:]] or [10_000, 100_000]
    empty = _in_its_own_process(0)
    for number in numbers:
        found_ = _in_its_own_process(number)
        above = found_.megabytes - empty.megabytes
        for what, said, wanted in (
            ("first rows after unlocking", f"{found_.first:.2f} s", "< 0.5 s"),
            ("all rows", f"{found_.everything:.1f} s", "< 5 s for 10,000"),
            ("longest stall of the screen meanwhile", f"{found_.stall * 1000:.0f} ms", "~ 100 ms"),
            ("slowest search", f"{found_.search * 1000:.0f} ms", "< 50 ms for 10,000"),
            ("memory above the empty desk", f"{above:.0f} MB", "< 300 MB"),
            ("looking over everything", f"{found_.looked:.1f} s", "seconds"),
            (
                "longest stall of the screen meanwhile",
                f"{found_.stall_looking * 1000:.0f} ms",
                "~ 100 ms",
            ),
            (
                "memory above the empty desk meanwhile",
                f"{found_.whole - empty.megabytes:.0f} MB",
                "< 300 MB",
            ),
        ):
            sys.stdout.write(f"{number:>9,}  {what:<40} {said:>10}   {wanted}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
