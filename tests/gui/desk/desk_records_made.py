"""Real records for the desk's tests: keys, a store, and intakes as a waiting room makes them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from keys_for_tests import quick_founding
from msgspec.structs import replace

from examples import a_mark, encrypted_again, held, signing_key
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic, default_clinic
from questionnaire.interview import Interview
from questionnaire.pages import PageId
from questionnaire.records.desk.certificates import certified
from questionnaire.records.desk.founding import STORE_FILE, Founding
from questionnaire.records.format.draft import Origin
from questionnaire.records.format.version import AuditEntry, Mark, Version, uuid7
from questionnaire.records.intake.filling import WAITING_ROOM, Filling
from questionnaire.records.intake.recorder import Recorder
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener
from questionnaire.records.setup import write_setup
from questionnaire.records.store.audit import Event, entry_after
from questionnaire.records.store.audit_details import Kept
from questionnaire.records.store.store import Store
from questionnaire.reports.case import case_of

ANNA, PASSPHRASE = "Anna", "four words are better"
DAY = date(2026, 3, 4)
LONG = 30.0  # seconds to wait for what should take a moment

WRITER: dict[str, Any] = {
    "urgent_signs": (), "affected": ("neck", "left-hand"), "first_affected": "neck",
    "onset_age": 34, "current_age": 41, "pattern": ("task",), "tasks": ("writing",),
    "medicines": "past", "family_history": "no", "conditions": (), "impact": "moderate",
    "answered_by": "patient",
}  # fmt: skip
NECK: dict[str, Any] = {
    "urgent_signs": (), "affected": ("neck",), "onset_age": 52, "answered_by": "carer",
}  # fmt: skip
URGENT: dict[str, Any] = {**NECK, "urgent_signs": ("breathing",), "answered_by": "patient"}


class Records(NamedTuple):
    """A clinic's records on this computer; `founding` holds its keys."""

    folder: Path
    founding: Founding

    @property
    def store(self) -> str:
        return str(self.folder / STORE_FILE)

    def audit(self, action: str = "") -> list[AuditEntry]:
        """Return what the audit in the store holds, in order, of one action or all."""
        with Store.open(self.store) as store:
            return [entry for entry in store.audit() if action in ("", entry.action)]

    @property
    def actions(self) -> list[str]:
        return [entry.action for entry in self.audit()]


class Founded(NamedTuple):
    """A clinic's keys, and the files of its empty records by their names."""

    founding: Founding
    files: dict[str, bytes]


@cache
def founded(name: str = ANNA, passphrase: str = PASSPHRASE) -> Founded:
    """Found a clinic once for all tests: its tables take longer to make than to copy."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        founding = set_up_in(folder, quick_founding(folder, "", name, passphrase)).founding
        return Founded(founding, {one.name: one.read_bytes() for one in folder.iterdir()})


def copied_to(folder: Path, clinic: Founded) -> Records:
    """Lay a founded clinic's records into a folder, as if they had been set up there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in clinic.files.items():
        (folder / name).write_bytes(content)
    setup = replace(clinic.founding.setup, store=str(folder / STORE_FILE))
    write_setup(folder, setup)
    return Records(folder, replace(clinic.founding, setup=setup))


def set_up_in(folder: Path, founding: Founding) -> Records:
    """Set records up with these keys."""
    store = str(folder / STORE_FILE)
    here = replace(founding, setup=replace(founding.setup, store=store))
    setup = here.finish(folder)
    write_setup(folder, setup)
    return Records(folder, here)


@contextmanager
def station(records: Records) -> Iterator[Recorder]:
    """Stand in for this clinic's waiting room: whatever it wrote is in the store afterwards."""
    recorder = Recorder(records.folder, records.founding.setup, Notes(records.folder))
    try:
        yield recorder
        assert recorder.forwarded(LONG)
    finally:
        recorder.close()


def fill_in(  # noqa: PLR0913 a test names the few that it needs
    recorder: Recorder,
    answers: dict[str, Any],
    *,
    page: PageId = "pattern",
    finish: bool = True,
    reference: str = "",
    clinic: Clinic | None = None,
    who: str = WAITING_ROOM,
    large_text: bool = False,
) -> Origin:
    """Answer and finish, or stop at a page; return what the intake is known by."""
    clinic = clinic or default_clinic()
    interview = Interview(page=page)
    filling = Filling(interview, recorder, clinic, who=who, reference=reference)
    for field, value in answers.items():
        interview.answer(field, value)
    if finish:
        filling.finish(case_of(interview.answers, clinic, DAY), large_text=large_text)
    else:
        filling.leave()
    return filling.origin


def age(records: Records, *, days: float, ticket: str, seen: bool = True) -> None:
    """Keep another one of the newest intake's kind that came so many days ago, from a room of its own."""
    with Store.open(records.store) as store:
        model = list(store.all_versions())[-1]
        at = datetime.now(tz=UTC) - timedelta(days=days)
        opener, key = Opener([records.founding.recovery]), records.founding.setup.key
        code = f"A{1 + len(store.stations())}"
        row = {"id": uuid7(), "intake": uuid7(), "ticket": ticket, "station": code}
        room = replace(records.founding.setup, station=code, signing_key=signing_key(code))
        store.certify(certified(records.founding.unlocked, room))
        sign = room.signer.signed
        old = sign(encrypted_again(model, opener, key, written_at=at, **row))
        marks = [sign(a_mark(intake=old.intake, about=str(old.id), station=code))] if seen else []
        kept: list[Version | Mark] = [old, *marks]
        events = [(Kept.of(one).event(old.intake), at) for one in kept]
        # A log that is silent for weeks makes the clock doubtful.
        later = (at + timedelta(days=since) for since in range(10, int(days) + 1, 10))
        events += [(Event(action="unlocked"), time) for time in later]
        made: list[AuditEntry] = []
        for event, time in events:
            made.append(sign(entry_after(made[-1] if made else None, event, code, time)))
        store.add([held(old)], marks, made)


def answers(**given: Any) -> Answers:
    return Answers(**given)


def now() -> datetime:
    return datetime.now(tz=UTC)
