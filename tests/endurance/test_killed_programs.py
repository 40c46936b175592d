"""Every program that writes is killed at any step: nothing is lost, and the next start says what to do."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random, SystemRandom
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import pytest
import tomlkit
from clinic_at_work import findings, looked_at, set_up, what_opens
from desk_records_made import Records, age
from keys_for_tests import PASSPHRASE
from killed_programs import NEEDED_LATER, Life, When, live
from msgspec.structs import replace
from patients import ready_to_fork

from questionnaire.records.desk.backup import back_up, check
from questionnaire.records.desk.certificates import certified
from questionnaire.records.desk.founding import STORE_FILE, join
from questionnaire.records.intake.outbox import OUTBOX_FILE
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.sealing.signing import new_signing_key
from questionnaire.records.sealing.staff_pin import hash_pin
from questionnaire.records.sealing.vault import read_vault, unlock
from questionnaire.records.setup import SETUP_FILE, read_setup, write_setup
from questionnaire.records.store.store import Store
from questionnaire.whole_file import PART_ENDING

#: Of all programs together; the project's own checks have the time for more.
KILLS = int(os.environ.get("DYSTONIA_TRIAGE_PROGRAM_KILLS", "12"))

#: How many of 500 kills each program gets; what waits for a passphrase takes ten times as long.
SHARES = {
    "add": 120, "backup": 80, "restore": 60, "join": 60, "verify": 40, "export": 30, "list": 20,
    "expire": 20, "new-key": 20, "create": 20, "room": 15, "desk": 15,
}  # fmt: skip
CASES = [b'{"affected": ["neck"]}', b'{"affected": ["voice"], "urgent_signs": ["breathing"]}'] * 2
STRONG, PIN = "seven owls read old maps", "938271"
_SECONDS = 120.0  # longer than any of them takes on a busy computer

pytestmark = pytest.mark.timeout(240 + 4 * KILLS)


class Ended(NamedTuple):
    """How a life ended; `code` is below 0 where it was killed. A line that was not finished says nothing."""

    code: int
    out: str
    complaint: str

    @property
    def lines(self) -> list[str]:
        return self.out[: self.out.rfind("\n") + 1].splitlines()


class Mortal:
    """One program of a clinic, which is killed, looked at, started again and looked at again."""

    def __init__(self, task: str, home: Path, context: Any, chance: Random) -> None:
        self.task, self.home, self.context, self.chance = task, home, context, chance
        self.clinic = set_up(home)
        self.totals: dict[When, int] = {}
        self.kept: dict[UUID, str] = {}
        self.fresh = self.clinic.desk
        self.numbers = count()
        setup = read_setup(self.clinic.desk)
        assert setup
        write_setup(self.clinic.desk, replace(setup, staff_pin=hash_pin(PIN)))
        (home / "strong").write_text(STRONG, encoding="utf-8")
        (home / "pin").write_text(PIN, encoding="utf-8")
        room = replace(setup, station="A2", signing_key=new_signing_key(), adds_only=True)
        (home / "room.toml").write_text(tomlkit.dumps(msgspec.to_builtins(room)), encoding="utf-8")
        self.run("add")
        with looked_at(self.clinic) as store:
            store.certify(certified(self.clinic.founding.unlocked, room))
            self.kept = what_opens(self.clinic, store)
            back_up(store, home / "sound.zip")

    def run(self, task: str, when: When = "step", at: int = 0) -> Ended:
        """Start it, and wait until it has ended."""
        life = self.life(task, when, at)
        process = self.context.Process(target=live, args=(life,))
        process.start()
        process.join(_SECONDS)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise AssertionError(f"{task} hangs")
        said = (life.said.with_suffix(end) for end in (".out", ".err"))
        out, complaint = (
            path.read_text(encoding="utf-8") if path.exists() else "" for path in said
        )
        return Ended(process.exitcode, out, complaint)

    def life(self, task: str, when: When, at: int) -> Life:
        secret = ("--passphrase-file", str(self.clinic.passphrase_file))
        strong, pin = str(self.home / "strong"), str(self.home / "pin")
        founded = ("--passphrase-file", strong, "--pin-file", pin, "--keyholder", "Ada")
        typed = f"Ada\n{PASSPHRASE}".encode()
        desk, fresh = self.clinic.desk, self.fresh
        commands: dict[str, tuple[tuple[str, ...], Path, bytes]] = {
            "add": (("add", "-"), desk, b"\n".join(CASES)),
            "verify": (("verify",), desk, b""),
            "list": (("list", *secret), desk, b""),
            "export": (("export", *secret, "--format", "json", str(self.file("json"))), desk, b""),
            "backup": (("backup", str(self.file("zip"))), desk, b""),
            "expire": (("expire", "--days", "30", "--sure", *secret), desk, b""),
            "restore": (("restore", str(self.home / "sound.zip")), fresh, b""),
            "join": (("join", str(self.home / "room.toml")), fresh, self.fingerprint),
            "create": (("create", *founded, "--recovery-sheet", str(self.file("pdf"))), fresh, b""),
            "new-key": (("new-key", str(desk)), desk, b""),
            "desk": (("desk",), desk, typed),
            "room": (("room",), desk, b""),
        }
        return Life(*commands[task], self.home / "said", when, at)

    @property
    def fingerprint(self) -> bytes:
        return f"{self.clinic.founding.setup.key.fingerprint}\n".encode()

    def file(self, ending: str) -> Path:
        """Return the file that the program writes."""
        return self.home / f"out.{ending}"

    def prepare(self) -> None:
        """Put everything there that the program needs to do its whole work."""
        if self.task in ("restore", "join", "create"):
            self.fresh = self.home / f"fresh-{next(self.numbers)}"
        if self.task == "expire":
            records = Records(self.clinic.desk, self.clinic.founding)
            for number in (1, 2):
                age(records, days=40 + number, ticket=f"A2-{number}")
        for ending in ("json", "pdf", *(["zip"] if self.chance.random() < 0.5 else [])):
            self.file(ending).unlink(missing_ok=True)

    def die_and_live(self) -> None:
        """Kill it once, and start it again."""
        self.prepare()
        if not self.totals:
            whole = self.run(self.task)
            assert whole.code == 0, whole
            numbers = (self.home / "said.steps").read_text(encoding="utf-8").split()
            steps, touches = map(int, numbers)
            self.totals = {"step": steps, "disk": touches}
            self.look(whole)
            self.prepare()
        when = self.chance.choice(list(self.totals))
        at = self.chance.randrange(1, self.totals[when])
        told = f"{self.task} killed at {when} {at} of {self.totals[when]}"
        try:
            self.look(self.run(self.task, when, at))
            again = self.run(self.task)
            told += f", and again: {again}"
            self.look_again(again)
        except BaseException as error:
            error.add_note(told)
            raise

    # What must hold after a kill

    def look(self, ended: Ended) -> None:
        """Look at every file, and at everything that was kept."""
        assert "Traceback" not in ended.complaint, ended
        assert damage(self.home) == []
        with looked_at(self.clinic) as store:
            found = what_opens(self.clinic, store)
            wrong = findings(self.clinic, store)
        if self.task == "new-key" and ended.code < 0:
            wrong = [one for one in wrong if not one.startswith("Not checked: who wrote it.")]
        assert wrong == []
        assert self.kept.keys() <= found.keys()
        new = [ticket for intake, ticket in found.items() if intake not in self.kept]
        if self.task == "add":
            assert Counter(ended.lines) <= Counter(new)
            assert len(new) - len(ended.lines) in (0, 1)
        elif self.task == "room":
            assert len(new) == 1 or (ended.lines == [] and not new)
        elif self.task == "expire":
            found = {one: ticket for one, ticket in found.items() if one in self.kept}
        else:
            assert new == []
        self.kept = found
        for ending, is_whole in WHOLE.items():
            path = self.file(ending)
            assert not path.exists() or is_whole(path, self), f"{path.name} is not whole"

    def look_again(self, ended: Ended) -> None:
        """Look whether what was started after a kill has done its work, or has said what to do."""
        if self.task in ("export", "create", "restore") and ended.code:
            self.explained(ended)
        else:
            assert ended.code == 0
        self.look(ended)
        after = {"restore": self.restored, "join": self.joined, "new-key": self.changed}
        if self.task in after:
            after[self.task]()
        assert not list(self.home.rglob(f".*{PART_ENDING}"))

    def explained(self, ended: Ended) -> None:
        """Look whether a refusal fits what is there, and do what it says."""
        assert ended.code == 2
        if self.task == "export":
            assert "is there already, and nothing was written" in ended.complaint
            return
        if self.task == "restore":
            assert "There are records here already, with keys" in ended.complaint
            return
        if (self.fresh / SETUP_FILE).exists():
            assert "already has records" in ended.complaint
            setup = read_setup(self.fresh)
            assert setup
            require_pinned(setup, Notes(self.fresh))
        else:
            if "is there already" in ended.complaint:
                self.file("pdf").rename(self.fresh.with_suffix(".pdf"))
                ended = self.run("create")
            if ended.code == 0:
                return
            assert "Join them with a keyholder's passphrase" in ended.complaint
            assert self.fresh.with_suffix(".pdf").exists(), "nobody has the recovery key"
            setup = join(self.fresh, "", "Ada", STRONG).finish(self.fresh)
        with Store.open(setup.store) as store:
            kept = store.vault()
        assert kept
        assert unlock(read_vault(kept[1]), "Ada", STRONG).public == setup.key

    def restored(self) -> None:
        with Store.open(str(self.fresh / STORE_FILE)) as store, looked_at(self.clinic) as first:
            assert set(store.all_versions()) == set(first.all_versions())
            assert store.vault() == first.vault()
            assert store.stations() == first.stations()

    def joined(self) -> None:
        setup = read_setup(self.fresh)
        assert setup
        require_pinned(setup, Notes(self.fresh))
        assert (self.fresh / OUTBOX_FILE).exists()

    def changed(self) -> None:
        setup = read_setup(self.clinic.desk)
        with looked_at(self.clinic) as store:
            kept = store.vault()
        assert setup
        assert kept
        vault = read_vault(kept[1])
        assert "Ben" not in vault.keyholders
        assert unlock(vault, "Ada", PASSPHRASE).public == setup.key


def damage(home: Path) -> list[str]:
    """Return what SQLite finds wrong with any file."""
    wrong: list[str] = []
    for path in home.rglob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check").fetchone()
        wrong += [f"{path.name}: {said}"] if said != "ok" else []
    return wrong


def _sound_backup(path: Path, mortal: Mortal) -> bool:
    found, lost = check(path, mortal.clinic.founding.setup.key.signing)
    return (found.findings, found.unchecked, lost) == ((), (), ())


def _all_exported(path: Path, mortal: Mortal) -> bool:
    return len(json.loads(path.read_bytes())) == len(mortal.kept)


def _whole_sheet(path: Path, _: Mortal) -> bool:
    content = path.read_bytes()
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")


WHOLE: dict[str, Callable[[Path, Mortal], bool]] = {
    "zip": _sound_backup,
    "json": _all_exported,
    "pdf": _whole_sheet,
}


@pytest.fixture(scope="module")
def context() -> Iterator[Any]:
    with ready_to_fork("killed_programs", *NEEDED_LATER) as context:
        yield context


@pytest.mark.parametrize("task", SHARES)
def test_nothing_is_lost_when_it_is_killed(
    task: str, tmp_path: Path, context: Any, record_property: Callable[[str, object], None]
) -> None:
    seed = int(os.environ.get("DYSTONIA_TRIAGE_SEED", "0")) or SystemRandom().randrange(10**6)
    record_property("seed", seed)
    mortal = Mortal(task, tmp_path, context, Random(seed))  # noqa: S311 no secret
    for _ in range(max(1, KILLS * SHARES[task] // 500)):
        mortal.die_and_live()
