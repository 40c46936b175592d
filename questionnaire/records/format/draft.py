"""One version of an intake before it is encrypted."""

import hmac
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from questionnaire.answers import Answers, Sign, Unsure
from questionnaire.facts import facts_of
from questionnaire.pages import PageId
from questionnaire.records.format.kept_answers import kept_answers, known_answers
from questionnaire.records.format.kept_result import versions_now
from questionnaire.records.format.v1 import Body, Head, MadeWith, Result
from questionnaire.records.format.version import State
from questionnaire.rules.urgency import are_signs_open, urgency_of
from questionnaire.words import language

_RECEIPT_BYTES = 16  # more than anybody guesses; a head has little room


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What stays the same through all versions of an intake."""

    intake: UUID
    ticket: str
    started_at: datetime
    reference: str = ""
    proof: str = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a person has come with an intake.

    `kept` are all answers ever given, `unreadable` the ages that can't be read as one. `entered_by` says for
    each field who entered it last. `result` is None until the intake is finished.
    """

    kept: Answers
    unreadable: dict[str, str] = {}
    page: PageId = "welcome"
    entered_by: dict[str, str] = {}
    large_text: bool = False
    result: Result | None = None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One version before it is encrypted; `settles` is a second one that it replaces."""

    origin: Origin
    body: Body
    made_with: MadeWith = msgspec.field(default_factory=versions_now)
    attention: bool = False
    settles: UUID | None = None

    @property
    def state(self) -> State:
        """An intake is finished once it has a result."""
        return "finished" if self.body.result else "unfinished"

    @property
    def head(self) -> Head:
        """The head that goes with the body; signs not answered yet give no urgency yet."""
        body, result = self.body, self.body.result
        kept = known_answers(body).answers
        facts = facts_of(kept)
        urgency = urgency_of(facts)
        is_known = kept.urgent_signs is not None or result is not None
        return Head(
            reference=body.reference,
            title=_title(result) if result else body.page,
            sides="both" if len(facts.sides) > 1 else next(iter(facts.sides), ""),
            age=kept.onset_age,
            urgency=urgency.level if is_known else "",
            answered_by=kept.answered_by or "",
            receipt=receipt(body.proof, kept.urgent_signs or ()),
            signs_open=is_known and are_signs_open(urgency.statements),
        )


def body_of(origin: Origin, progress: Progress) -> Body:
    """Return what is kept of an intake that has come this far."""
    return Body(
        reference=origin.reference,
        language=language(),
        large_text=progress.large_text,
        page=progress.page,
        answers=kept_answers(progress.kept, progress.unreadable, progress.entered_by),
        proof=origin.proof,
        result=progress.result,
    )


def _title(result: Result) -> str:
    """Return the form that a single region has a name for, or else the distribution."""
    found = result.found
    return found.forms[0] if len(found.regions) == 1 and found.forms else found.headline


def receipt(proof: str, signs: tuple[Sign | Unsure, ...]) -> bytes:
    """Return the receipt that a desk gives for exactly these signs; others need another one."""
    made = hmac.new(proof.encode(), " ".join(sorted(signs)).encode(), sha256).digest()
    return made[:_RECEIPT_BYTES]
