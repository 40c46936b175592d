"""A draft becomes a version, with its place in the intake's chain and an encrypted head and body."""

from datetime import UTC, datetime

import msgspec

from questionnaire.records.format.intake import Draft
from questionnaire.records.format.version import Listed, Version, uuid7
from questionnaire.records.sealing.age import seal
from questionnaire.records.setup import Setup


class Branch:
    """The versions that one hand writes of an intake; each continues the one before.

    A branch that resumes from an earlier version continues what was seen of the intake then: what someone
    else has written since stays as a second branch.
    """

    def __init__(self, earlier: Listed | None = None) -> None:
        self._end = earlier.id if earlier else None
        self._number = earlier.number if earlier else 0

    def sealed(self, draft: Draft, setup: Setup) -> Version:
        """Return the draft as the next version; everything that was entered is encrypted."""
        return Version(
            id=uuid7(),
            intake=draft.origin.intake,
            based_on=self._end,
            settles=draft.settles,
            number=self._number + 1,
            station=setup.station,
            ticket=draft.origin.ticket,
            state=draft.state,
            started_at=draft.origin.started_at,
            written_at=datetime.now(tz=UTC),
            attention=draft.attention,
            program=draft.stamp.program,
            questionnaire=draft.stamp.questionnaire,
            rules=draft.stamp.rules,
            evidence=draft.stamp.evidence,
            key=setup.key.fingerprint,
            head=seal(msgspec.json.encode(draft.head), setup.key),
            body=seal(msgspec.json.encode(draft.body), setup.key),
        )

    def go_on_from(self, version: Version) -> None:
        """Let the next version continue this one, now that it is kept."""
        self._end, self._number = version.id, version.number
