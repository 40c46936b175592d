"""What a store holds: encrypted versions of intakes, marks on them, and the entries of the audit log."""

import secrets
import time
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

#: A moment with its time zone; one without could be any of 24.
Moment = Annotated[datetime, msgspec.Meta(tz=True)]

#: A place in a chain, as a database keeps it.
Number = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]

_RANDOM_BITS = 74
_LOW_BITS = 62  # of the random part of an identifier, those after the variant

State = Literal["unfinished", "finished"]

MarkKind = Literal["seen", "acknowledged", "deleted"]

Action = Literal[
    "set-up",
    "started",
    "unlocked",
    "locked",
    "wrong-passphrase",
    "opened",
    "entered",
    "changed",
    "settled",
    "printed",
    "exported",
    "deleted",
    "seen",
    "acknowledged",
    "retention-asked",
    "retention",
    "keyholder-added",
    "keyholder-removed",
    "passphrase-changed",
    "new-key",
    "settings-changed",
    "station-added",
    "backup",
    "restored",
    "exit",
    "wrong-staff-pin",
]


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is unencrypted about one version of an intake, and its encrypted head.

    Times are in UTC. `based_on` is the version that this one continues, `settles` a second one that it
    replaces after both were compared. `attention` stays false where the clinic does not let a locked desk
    call. `key` is the fingerprint of the key that it is encrypted to.
    """

    id: UUID
    intake: UUID
    based_on: UUID | None = None
    settles: UUID | None = None
    number: Number
    station: str
    ticket: str
    state: State
    started_at: Moment
    written_at: Moment
    attention: bool = False
    program: str
    questionnaire: str
    rules: str
    evidence: str
    key: str
    head: bytes


class Listed(_Told, frozen=True, kw_only=True):
    """One version as it is listed.

    `seen` is what the last such mark on the intake says it is about, `acknowledged` what each of them says,
    with spaces between; "" where there is none.
    """

    seen: str = ""
    acknowledged: str = ""


class Version(_Told, frozen=True, kw_only=True):
    """One version as it is written, once and for all."""

    body: bytes


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What staff did about an intake as a whole.

    `about` is the id of the version that was seen; of an acknowledgement, the receipt by which a waiting room
    knows that an unlocked desk has opened the intake.
    """

    id: UUID
    intake: UUID
    kind: MarkKind
    at: Moment
    station: str
    who: str
    about: str = ""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what, when; `hash` covers the entry and the hash of the station's entry before it."""

    station: str
    number: Number
    at: Moment
    who: str
    action: Action
    intake: UUID | None
    detail: str
    previous: str
    hash: str


def uuid7() -> UUID:
    """Return a new identifier that sorts by the time it was made and says nothing else (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    high, low = divmod(secrets.randbits(_RANDOM_BITS), 1 << _LOW_BITS)
    version, variant = 0x7, 0b10
    return UUID(int=milliseconds << 80 | version << 76 | high << 64 | variant << _LOW_BITS | low)
