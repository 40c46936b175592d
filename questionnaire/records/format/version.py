"""What a store holds: encrypted versions of intakes, marks on them, and the entries of the audit log."""

import secrets
import time
from datetime import datetime
from hashlib import sha256
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

#: A desk reads and writes everything; a waiting room may add intakes, and nothing else.
StationKind = Literal["desk", "waiting-room"]

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
    "seen-undone",
    "acknowledged-undone",
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
    "kept",
    "end-lost",
]


ShortText = Annotated[str, msgspec.Meta(max_length=40)]
NameText = Annotated[str, msgspec.Meta(max_length=200)]
HashText = Annotated[str, msgspec.Meta(max_length=64)]
PublicKeyBytes = Annotated[bytes, msgspec.Meta(max_length=32)]
Signature = Annotated[
    bytes, msgspec.Meta(max_length=64)
]  # by Ed25519; empty before a row is signed


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
    station: ShortText
    ticket: ShortText
    state: State
    started_at: Moment
    written_at: Moment
    attention: bool = False
    program: ShortText
    questionnaire: ShortText
    rules: ShortText
    evidence: ShortText
    key: ShortText
    head: Annotated[bytes, msgspec.Meta(max_length=10_000)]


class Listed(_Told, frozen=True, kw_only=True):
    """One version as it is listed.

    `arrival` is its place among all that came into the store, `arrived_at` when it came, by the store's own
    clock. `seen` is what the last such mark on the intake says it is about, `acknowledged` what each of them
    says, with spaces between; "" where there is none, or where the last one took it back. `taken_on_at` is
    when the first of them was made, by the clock of its desk.
    """

    arrival: int = 0
    arrived_at: Moment
    seen: str = ""
    acknowledged: str = ""
    taken_on_at: Moment | None = None


class Version(_Told, frozen=True, kw_only=True):
    """One version as it is written, once and for all."""

    signature: Signature = b""
    body: Annotated[bytes, msgspec.Meta(max_length=5_000_000)]


class Held(Version, frozen=True, kw_only=True):
    """One version as a store holds it, with the time at which it came there."""

    arrived_at: Moment


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What staff did about an intake as a whole.

    `about` is the id of the version that was seen; of an acknowledgement, the receipt by which a waiting room
    knows that an unlocked desk has opened the intake. One about nothing takes back those of its kind before it.
    """

    id: UUID
    intake: UUID
    kind: MarkKind
    at: Moment
    station: ShortText
    who: NameText
    about: NameText = ""
    signature: Signature = b""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what, when; `hash` covers the entry and the hash of the station's entry before it.

    `action` is one of `Action`, or what a newer program calls its own.
    """

    station: ShortText
    number: Number
    at: Moment
    who: NameText
    action: ShortText
    intake: UUID | None
    detail: Annotated[str, msgspec.Meta(max_length=2_000)]
    previous: HashText
    hash: HashText
    signature: Signature = b""


class Station(msgspec.Struct, frozen=True, kw_only=True):
    """A computer of the clinic, as a keyholder certified it; `signature` is by the clinic's signing key.

    `role` is the only database role that writes in its name, or "" where any role may that reads everything.
    `public_key` is the Ed25519 key that proves what the station wrote.
    """

    code: ShortText
    kind: StationKind
    role: NameText = ""
    public_key: PublicKeyBytes
    at: Moment
    who: NameText
    signature: Signature = b""


#: What carries a signature.
Signed = Version | Mark | AuditEntry | Station


def signed_content(row: Signed) -> bytes:
    """Return what the signature of a row covers: its kind and all that its writer said in it.

    What only the store says, such as when a row arrived, is not part of it.
    """
    kind: type[msgspec.Struct] = Version if isinstance(row, Version) else type(row)
    names = (name for name in kind.__struct_fields__ if name != "signature")
    said = {name: getattr(row, name) for name in names}
    if isinstance(row, Version):
        said["body"] = sha256(row.body).hexdigest()
    return msgspec.json.encode([kind.__name__, said])


def digest_of(row: Version | Mark) -> str:
    """Return what the audit notes of a row, by which any change of it shows, also of its signature."""
    return sha256(signed_content(row) + row.signature).hexdigest()


def uuid7() -> UUID:
    """Return a new identifier that sorts by the time it was made and says nothing else (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    high, low = divmod(secrets.randbits(_RANDOM_BITS), 1 << _LOW_BITS)
    version, variant = 0x7, 0b10
    return UUID(int=milliseconds << 80 | version << 76 | high << 64 | variant << _LOW_BITS | low)
