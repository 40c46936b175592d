"""Intakes that were encrypted once, with the key that opens them, and what a desk showed of each.

Files of a frozen format stay as they are. `python tests/questionnaire/records/format/golden.py` makes those
of a newer format, as long as nobody keeps records in it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import asdict

from examples import a_setup, public_key
from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.entered import entered
from questionnaire.records.desk.opened import Leaf, opened
from questionnaire.records.format.draft import Draft, Origin, Progress, body_of
from questionnaire.records.format.kept_result import kept_result
from questionnaire.records.format.v1 import FORMAT
from questionnaire.records.format.version import Listed, Version
from questionnaire.records.intake.recorder import Branch
from questionnaire.records.sealing.age import Opener, new_identity, recipient_of
from questionnaire.records.setup import Setup
from questionnaire.reports.case import case_of

FOLDER = Path(__file__).with_name("golden")

_DAY = date(2026, 3, 4)
_CLINIC = Clinic(name="Our clinic", phone="1 23")
_STARTED = datetime(2026, 3, 4, 8, tzinfo=UTC)

#: What each of them answered, in the order of the pages; the last page is the one that was reached.
PEOPLE: dict[str, tuple[dict[str, Any], str]] = {
    "three-answers": ({"urgent_signs": (), "affected": ("neck",), "onset_age": 34}, "result"),
    "everything": (
        {
            "answered_by": "patient",
            "urgent_signs": ("unsure",),
            "affected": ("right-arm", "right-hand"),
            "first_affected": "right-hand",
            "onset_age": 34,
            "onset_certainty": "about",
            "current_age": 41,
            "onset_speed": "years",
            "features": ("twisting", "tremor", "sensory-trick"),
            "pattern": ("task", "worse-later-in-day", "better-after-sleep"),
            "tasks": ("writing", "music"),
            "medicines": "past",
            "family_history": "unsure",
            "conditions": ("injury-to-part",),
            "tried": ("physical-therapy", "botulinum-toxins"),
            "impact": "moderate",
        },
        "result",
    ),
    "urgent-child": (
        {
            "answered_by": "carer",
            "caring_for": "child",
            "urgent_signs": ("breathing", "nonstop-spasms"),
            "affected": ("left-foot", "left-leg", "left-arm"),
            "first_affected": "left-foot",
            "onset_certainty": "unsure",
            "onset_band": "childhood",
            "current_age": 9,
            "conditions": ("birth-injury",),
        },
        "result",
    ),
    "within-days": (
        {
            "answered_by": "staff",
            "urgent_signs": ("unsure",),
            "affected": ("mouth", "left-hand"),
            "onset_age": 34,
            "current_age": 35,
            "onset_speed": "within-weeks",
            "features": ("weakness", "swallowing-trouble"),
            "pattern": ("task", "attacks"),
            "tasks": ("music",),
            "medicines": "now",
            "tried": (),
            "impact": "severe",
        },
        "result",
    ),
    "nothing-affected": ({"urgent_signs": (), "affected": (), "answered_by": "staff"}, "result"),
    "stopped-halfway": (
        {"answered_by": "patient", "urgent_signs": (), "affected": ("mouth", "voice")},
        "onset",
    ),
}


def intakes(number: int = FORMAT) -> Iterator[tuple[str, Listed, bytes, str]]:
    """Yield each golden intake of a format: its name, its row, its encrypted body, what was shown of it."""
    for path in sorted((FOLDER / f"v{number}").glob("*.json")):
        listed = msgspec.json.decode(path.read_bytes(), type=Listed)
        yield path.stem, listed, path.with_suffix(".body.age").read_bytes(), shown_before(path)


def shown_before(path: Path) -> str:
    """Return what a desk showed of an intake when it was made."""
    return path.with_suffix(".txt").read_text(encoding="utf-8")


def opener(number: int = FORMAT) -> Opener:
    """Return the key to the golden intakes of a format."""
    return Opener([(FOLDER / f"v{number}" / "key.txt").read_text(encoding="utf-8")])


def open_one(listed: Listed, body: bytes, number: int = FORMAT) -> Leaf:
    """Return a golden intake as the desk opens it."""
    (leaf,) = opened({listed: body}, opener(number)).leaves
    return leaf


def as_shown(leaf: Leaf) -> str:
    """Return all that was kept of what a person saw, word for word, one line each."""
    row = leaf.row
    head = (row.title, row.sides, row.age, row.urgency, row.answered_by, row.reference)
    answers = [(one.label, one.words, one.who) for one in entered(leaf.body)]
    shown = leaf.shown(_CLINIC)
    reports = (shown.for_patient, shown.for_staff) if shown else ()
    words = _words(msgspec.to_builtins((head, answers, reports)))
    return "\n".join(words) + "\n"


def _words(value: object) -> Iterator[str]:
    """Yield every text in this value, from top to bottom."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from () if name == "type" else _words(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _words(one)
    elif value not in (None, ""):
        yield str(value).replace("\n", " / ")


def _make(folder: Path) -> None:
    """Encrypt every intake to a new key and write down what is shown of it."""
    identity, recipient = new_identity()
    recovery = recipient_of(new_identity()[0])
    setup = a_setup(
        "K7",
        store="records.db",
        key=public_key(recipient, recovery),
    )
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "key.txt").write_text(identity + "\n", encoding="utf-8")
    for number, name in enumerate(PEOPLE, start=1):
        version = _intake(number, name, setup)
        names = Listed.__struct_fields__
        fields = {name: value for name, value in asdict(version).items() if name in names}
        listed = Listed(**fields, arrived_at=version.written_at)
        path = folder / f"{name}.json"
        path.write_bytes(msgspec.json.format(msgspec.json.encode(listed)) + b"\n")
        path.with_suffix(".body.age").write_bytes(version.body)
        leaf = opened({listed: version.body}, Opener([identity])).leaves[0]
        path.with_suffix(".txt").write_text(as_shown(leaf), encoding="utf-8")


def interview_of(name: str) -> Interview:
    """Return what this person entered."""
    answers, page = PEOPLE[name]
    interview = Interview()
    for field, value in answers.items():
        interview.answer(field, value)
    if page != "result":
        interview.enter_age("onset_age", "as a child")
    return interview


def _intake(number: int, name: str, setup: Setup) -> Version:
    answers, page = PEOPLE[name]
    interview = interview_of(name)
    result = None
    if page == "result":
        result = kept_result(case_of(interview.answers, _CLINIC, _DAY))
    origin = Origin(
        intake=UUID(int=number),
        ticket=f"K7-{number:02}",
        started_at=_STARTED,
        reference="Müller 4711" if number == 2 else "",
        proof="a secret of the station",
    )
    progress = Progress(
        kept=interview.kept,
        unreadable=interview.unreadable,
        page=page,  # type: ignore[arg-type] # one of the pages, as it stands above
        entered_by=dict.fromkeys(answers, "waiting room") | {"affected": "Anna"},
        large_text=number == 2,
        result=result,
    )
    return Branch().sealed(Draft(origin=origin, body=body_of(origin, progress)), setup)


if __name__ == "__main__":
    _make(FOLDER / f"v{FORMAT}")
