"""What the details of some audit entries say, for a program to read."""

from contextlib import suppress
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from questionnaire.decoding import from_json
from questionnaire.records.errors import NOT_OURS
from questionnaire.records.format.version import AuditEntry, Mark, Version, digest_of
from questionnaire.records.store.audit import Event


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What the audit notes of a row that its station keeps; `digest` covers all of it and its signature.

    `replaces` are the versions that this one names. A draft may go once another version has replaced it.
    """

    table: Literal["versions", "marks"]
    id: UUID
    ticket: str
    is_draft: bool
    replaces: tuple[UUID, ...]
    digest: str

    #: How the detail of an entry about a version begins.
    BEGINS_WITH_VERSIONS: ClassVar[str] = '["versions"'

    @classmethod
    def of(cls, row: Version | Mark) -> "Kept":
        """Return what is noted of this row."""
        digest = digest_of(row)
        if isinstance(row, Mark):
            return cls("marks", row.id, "", is_draft=False, replaces=(), digest=digest)
        named = tuple(one for one in (row.based_on, row.settles) if one)
        return cls("versions", row.id, row.ticket, row.state == "unfinished", named, digest)

    def event(self, intake: UUID) -> Event:
        """Return the event that notes this of a row of the intake."""
        return Event(action="kept", intake=intake, detail=msgspec.json.encode(self).decode())

    @classmethod
    def noted_in(cls, entry: AuditEntry) -> "Kept | None":
        """Return what an entry notes of a row; None where it is about something else."""
        if entry.action != "kept":
            return None
        with suppress(*NOT_OURS):
            return from_json(entry.detail, cls)
        return None


class Restoration(msgspec.Struct, frozen=True):
    """What the audit notes of a restored backup: where each station's log ended in it.

    `own` is the last number that the restoring computer knew of its own log. What came between went with the
    lost records, and nobody took it out. `in_doubt` is how many findings somebody said yes to.
    """

    ends: dict[str, int]
    own: int
    versions: int
    in_doubt: int = 0

    def event(self, who: str) -> Event:
        """Return the event that notes this."""
        return Event(action="restored", who=who, detail=msgspec.json.encode(self).decode())

    @classmethod
    def noted_in(cls, entry: AuditEntry) -> "Restoration | None":
        """Return what an entry notes of a restored backup; None where it is about something else."""
        if entry.action != "restored":
            return None
        with suppress(*NOT_OURS):
            return from_json(entry.detail, cls)
        return None
