"""One intake while it is filled in: every change goes to the recorder, and with it who made it."""

from datetime import UTC, datetime
from secrets import token_hex
from typing import Protocol

import msgspec
from msgspec.structs import asdict, replace

from questionnaire.clinic import Clinic
from questionnaire.facts import facts_of
from questionnaire.interview import Interview
from questionnaire.records.format.draft import Draft, Origin, Progress, body_of, receipt
from questionnaire.records.format.kept_result import kept_result
from questionnaire.records.format.v1 import Body
from questionnaire.records.format.version import Action, Listed, uuid7
from questionnaire.records.intake.recorder import Branch
from questionnaire.records.store.audit import Event
from questionnaire.reports.case import Case
from questionnaire.rules.urgency import must_not_wait, urgency_of

#: Stands for the person who enters answers in the waiting room.
WAITING_ROOM = "waiting room"
#: Stands for a file of answers that someone added without a screen.
COMMAND_LINE = "command line"
#: The most characters that a reference is given on a screen.
REFERENCE_LENGTH = 60


class Earlier(msgspec.Struct, frozen=True):
    """The version that staff resume: its place in the chain, and its content."""

    origin: Origin
    end: Listed
    body: Body


class Keeping(Protocol):
    """What keeps the drafts of an intake: the recorder of a window, or a command that waits for the disk."""

    def next_ticket(self) -> str:
        """Return the next ticket of this station."""
        ...

    def note(self, event: Event) -> None:
        """Append an event to this station's audit log."""
        ...

    def keep(self, draft: Draft, branch: Branch) -> None:
        """Keep the next version of a branch."""
        ...


class Filling:
    """Hands every change of an interview to the recorder, until it is left; unchanged, it keeps nothing.

    `origin` is the same in all versions, unless staff mend its reference; `is_begun` once anything was
    entered, and so kept. `who` is a keyholder's name, `WAITING_ROOM` or `COMMAND_LINE`. The audit log records
    the `action` with the first change.
    """

    def __init__(  # noqa: PLR0913 three of them only where they apply
        self,
        interview: Interview,
        recorder: Keeping,
        clinic: Clinic,
        *,
        who: str,
        reference: str = "",
        earlier: Earlier | None = None,
        action: Action | None = None,
    ) -> None:
        self._interview = interview
        self._recorder = recorder
        self._clinic = clinic
        self._who = who
        self._action = action
        answers = earlier.body.answers if earlier else {}
        self._entered_by = {field: answer.by for field, answer in answers.items() if answer.by}
        self._result = earlier.body.result if earlier else None
        self._large_text = bool(earlier and earlier.body.large_text)
        self.origin = earlier.origin if earlier else _new_origin(recorder, reference)
        self._branch = Branch(earlier.end if earlier else None)
        self._entries = _entries(interview)
        self.is_begun = self._is_left = False
        interview.on_change(self._changed)

    @property
    def receipt(self) -> str:
        """The receipt that a desk gives for the signs as they are marked now."""
        return receipt(self.origin.proof, self._interview.kept.urgent_signs or ()).hex()

    def save(self) -> None:
        """Keep the page that the person is on; a result stays until an answer changes."""
        if self.is_begun and not self._is_left and not self._result:
            self._keep()

    def finish(self, case: Case, *, large_text: bool = False) -> None:
        """Keep the intake as finished, with the result as it is shown; the same one only once."""
        shown = kept_result(case), large_text or self._large_text
        if not self._is_left and shown != (self._result, self._large_text):
            self._result, self._large_text = shown
            self._keep()

    def refer(self, reference: str) -> None:
        """Give the intake another reference; the earlier one stays in an earlier finished version."""
        if not self._is_left and reference != self.origin.reference:
            self.origin = replace(self.origin, reference=reference)
            self._keep()

    def leave(self) -> None:
        """Stop following the interview; what was entered stays, finished or not."""
        self.save()
        self._is_left = True

    def _changed(self) -> None:
        entries = _entries(self._interview)
        if self._is_left or entries == self._entries:
            return
        self._entered_by |= {
            field: self._who for field, entry in entries.items() if entry != self._entries[field]
        }
        self._entries = entries
        self._result = None
        self._keep()

    def _keep(self) -> None:
        if self._action and not self.is_begun:
            event = Event(action=self._action, who=self._who, intake=self.origin.intake)
            self._recorder.note(event)
        self.is_begun = True
        self._recorder.keep(self._draft(), self._branch)

    def _draft(self) -> Draft:
        interview = self._interview
        progress = Progress(
            kept=interview.kept,
            unreadable=interview.unreadable,
            page=interview.page,
            entered_by=dict(self._entered_by),
            large_text=self._large_text,
            result=self._result,
        )
        calls = must_not_wait(urgency_of(facts_of(interview.kept)).level)
        return Draft(
            origin=self.origin,
            body=body_of(self.origin, progress),
            attention=calls and self._clinic.attention,
        )


def _entries(interview: Interview) -> dict[str, tuple[object, str | None]]:
    """Return what was entered in each field, also where it can't be read as what it should be."""
    unreadable = interview.unreadable
    return {
        field: (value, unreadable.get(field)) for field, value in asdict(interview.kept).items()
    }


def _new_origin(recorder: Keeping, reference: str) -> Origin:
    return Origin(
        intake=uuid7(),
        ticket=recorder.next_ticket(),
        started_at=datetime.now(tz=UTC),
        reference=reference,
        proof=token_hex(16),
    )
