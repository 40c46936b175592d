"""Made-up intakes that are sealed to a clinic, without any program at work."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import asdict, replace

from examples import a_setup, public_key
from questionnaire.answers import Answers
from questionnaire.clinic import Clinic
from questionnaire.records.format.draft import Draft, Origin, Progress, body_of
from questionnaire.records.format.kept_result import kept_result
from questionnaire.records.format.version import Listed, Version, uuid7
from questionnaire.records.intake.recorder import Branch
from questionnaire.records.sealing.age import Opener, new_identity
from questionnaire.reports.case import Case, case_of

_IDENTITY, _RECIPIENT = new_identity()
KEY = public_key(_RECIPIENT, new_identity()[1])
OPENER = Opener([_IDENTITY])
SETUP = a_setup("K7", store="records.db", key=KEY)
#: What an attacker with the public keys can encrypt: invalid JSON, odd letters, endless brackets.
ODD = (b"", b"junk", b"7", b"\xff", b'{"reference": "\xff"}', b'{"x": ' + b"[" * 100_000)
ANSWERS = Answers(affected=("neck",), urgent_signs=(), onset_age=34)


def a_case(answers: Answers = ANSWERS) -> Case:
    """Return a result as it is shown today."""
    return case_of(answers, Clinic(name="Our clinic", phone="1 23"), date(2026, 3, 4))


def sealed(
    kept: Answers = ANSWERS,
    *,
    case: Case | None = None,
    intake: UUID | None = None,
    reference: str = "",
    **progress: Any,
) -> Version:
    """Return an intake as its station seals it."""
    origin = Origin(
        intake=intake or uuid7(),
        ticket="K7-42",
        started_at=datetime(2026, 3, 4, 8, tzinfo=UTC),
        reference=reference,
        proof="secret",
    )
    result = kept_result(case) if case else None
    made = Progress(kept=kept, result=result, **progress)
    return Branch().sealed(Draft(origin=origin, body=body_of(origin, made)), SETUP)


def listed(version: Version, **changes: Any) -> Listed:
    """Return what a store lists of a version."""
    names = Listed.__struct_fields__
    fields = {name: value for name, value in asdict(version).items() if name in names}
    return replace(Listed(**fields, arrived_at=version.written_at), **changes)
