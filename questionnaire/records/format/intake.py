"""What is encrypted of an intake: a small head for the desk's table, and the body with everything in it."""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Self
from uuid import UUID

import msgspec

import questionnaire
from questionnaire.answers import AnsweredBy, Answers, Sign, Unsure
from questionnaire.evidence import evidence
from questionnaire.facts import facts_of
from questionnaire.interview import Interview
from questionnaire.questions import QUESTIONNAIRE_VERSION, PageId
from questionnaire.records.format.version import Listed, State
from questionnaire.reports.case import Case
from questionnaire.rules.assessment import RULES_VERSION
from questionnaire.rules.distribution import Label
from questionnaire.rules.urgency import UrgencyLevel, urgency_of


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk shows of an intake in its table.

    `reference` is the clinic's own for a known patient, `page` where the person is, `signs` what must not
    wait. `proof` is a secret of the station that made the intake.
    """

    reference: str = ""
    answered_by: AnsweredBy | None = None
    page: PageId = "welcome"
    urgency: UrgencyLevel | None = None
    headline: Label | None = None
    proof: str = ""
    signs: tuple[Sign | Unsure, ...] = ()

    @property
    def receipt(self) -> str:
        """What only a person who opened this head can know."""
        return receipt(self.proof, self.signs)


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was entered, and the result as it was shown.

    `kept` are all answers ever given, `unreadable` the ages that can't be read as one. `entered_by` says for
    each field who entered it last. `case` is None until the intake is finished.
    """

    kept: Answers
    unreadable: dict[str, str] = {}
    page: PageId = "welcome"
    entered_by: dict[str, str] = {}
    language: str = "en"
    reference: str = ""
    case: Case | None = None

    def interview(self) -> Interview:
        """Return the interview to resume: where the person stopped, or at the review of a finished one."""
        return Interview(self.kept, self.unreadable, "review" if self.case else self.page)


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What stays the same through all versions of an intake."""

    intake: UUID
    ticket: str
    started_at: datetime
    reference: str = ""
    proof: str = ""


class Stamp(msgspec.Struct, frozen=True):
    """Which program, questions, rules and evidence made a version."""

    program: str
    questionnaire: str
    rules: str
    evidence: str

    @classmethod
    def of(cls, version: Listed) -> Self:
        """Return those that made an earlier version."""
        return cls(version.program, version.questionnaire, version.rules, version.evidence)

    @classmethod
    def of_today(cls) -> Self:
        """Return the versions that are in use now."""
        return cls(
            questionnaire.__version__, QUESTIONNAIRE_VERSION, RULES_VERSION, evidence().version
        )


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One version of an intake before it is encrypted; `settles` is a second one that it replaces."""

    origin: Origin
    body: Body
    attention: bool = False
    settles: UUID | None = None
    stamp: Stamp = msgspec.field(default_factory=Stamp.of_today)

    @property
    def state(self) -> State:
        """An intake is finished once it has a result."""
        return "finished" if self.body.case else "unfinished"

    @property
    def head(self) -> Head:
        """The head that goes with the body; signs not answered yet give no urgency yet."""
        body, case = self.body, self.body.case
        asked = body.kept.urgent_signs is not None
        return Head(
            reference=self.origin.reference,
            answered_by=body.kept.answered_by,
            page=body.page,
            urgency=urgency_of(facts_of(body.kept)).level if asked or case else None,
            headline=case.assessment.headline if case else None,
            proof=self.origin.proof,
            signs=body.kept.urgent_signs or (),
        )


def receipt(proof: str, signs: tuple[Sign | Unsure, ...]) -> str:
    """Return the receipt that a desk gives for exactly these signs; others need another one."""
    return hmac.new(proof.encode(), " ".join(sorted(signs)).encode(), sha256).hexdigest()
