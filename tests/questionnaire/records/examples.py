"""Made-up versions, marks and audit entries; what would be sealed is random."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar
from uuid import UUID, uuid4

from msgspec.structs import asdict, replace

from questionnaire.records.desk.listing import bound_of
from questionnaire.records.format.codec import decode_body, decode_head, encode_body, encode_head
from questionnaire.records.format.v1 import Head
from questionnaire.records.format.version import (
    AuditEntry,
    Held,
    Mark,
    Station,
    StationKind,
    Version,
)
from questionnaire.records.sealing.age import Opener, seal, seal_to
from questionnaire.records.sealing.public_key import PublicKey
from questionnaire.records.sealing.signing import Signer
from questionnaire.records.setup import Setup

#: When the first made-up thing happens; each further one comes a minute later.
MORNING = datetime(2025, 3, 3, 8, tzinfo=UTC)

_minutes = count()

_T = TypeVar("_T", Version, Mark, AuditEntry)


def signing_key(station: str) -> str:
    """Return the secret by which a made-up station signs."""
    return sha256(station.encode()).hexdigest()


def signer(station: str = "K7") -> Signer:
    """Return what signs in the name of a made-up station."""
    return Signer(station, signing_key(station))


def a_setup(station: str, **said: Any) -> Setup:
    """Return the set-up of a made-up station."""
    return Setup(station=station, signing_key=signing_key(station), **said)


#: The secret by which a made-up clinic certifies its stations, and its public part.
CLINIC_SIGNER = signer("the clinic")
SIGNING = CLINIC_SIGNER.public_key.hex()


def public_key(clinic: str, recovery: str) -> PublicKey:
    """Return the public keys of a made-up clinic."""
    return PublicKey(clinic, recovery, SIGNING)


def a_station(code: str, kind: StationKind = "desk", role: str = "") -> Station:
    """Return a station that the made-up clinic certified."""
    return CLINIC_SIGNER.signed(
        Station(
            code=code,
            kind=kind,
            role=role,
            public_key=signer(code).public_key,
            at=MORNING,
            who="Ada",
        )
    )


def a_version(**changes: Any) -> Version:
    """Return a finished version of an intake of its own, written a minute after the one before."""
    at = MORNING + timedelta(minutes=next(_minutes))
    fields: dict[str, Any] = {
        "id": uuid4(),
        "intake": uuid4(),
        "number": 1,
        "station": "K7",
        "ticket": "K7-42",
        "state": "finished",
        "started_at": at - timedelta(minutes=2),
        "written_at": at,
        "program": "0.3",
        "questionnaire": "1",
        "rules": "1",
        "evidence": "2025.1",
        "key": "4d2f",
        "head": os.urandom(300),
        "body": os.urandom(3000),
    }
    return Version(**(fields | changes))


def held(version: Version, *, arrived_at: datetime | None = None) -> Held:
    """Return the version as a store holds it; it came when it was written, or as is said."""
    return Held(**asdict(version), arrived_at=arrived_at or version.written_at)


def with_head(version: Version, recipients: Sequence[str], **said: Any) -> Version:
    """Return the version with an encrypted head of its own that says this."""
    head = Head(**asdict(bound_of(version)), **said)
    return replace(version, head=seal_to(encode_head(head), recipients))


def encrypted_again(version: Version, opener: Opener, key: PublicKey, **changes: Any) -> Version:
    """Return another version with the same content, encrypted for its own row."""
    made = replace(version, **changes)
    head = replace(decode_head(opener.open(version.head)), **asdict(bound_of(made)))
    body = replace(decode_body(opener.open(version.body)), bound=bound_of(made))
    return replace(made, head=seal(encode_head(head), key), body=seal(encode_body(body), key))


def unsigned(rows: Iterable[_T]) -> list[_T]:
    """Return the rows as they were before their station signed them."""
    return [replace(row, signature=b"") for row in rows]


def a_draft(**changes: Any) -> Version:
    """Return an unfinished version."""
    return a_version(**({"state": "unfinished"} | changes))


def following(version: Version, **changes: Any) -> Version:
    """Return the version that continues another one."""
    return a_version(
        **(
            {
                "intake": version.intake,
                "based_on": version.id,
                "number": version.number + 1,
                "state": version.state,
            }
            | changes
        )
    )


def a_mark(**changes: Any) -> Mark:
    """Return a mark that staff saw an intake."""
    fields: dict[str, Any] = {
        "id": uuid4(),
        "intake": uuid4(),
        "kind": "seen",
        "at": MORNING + timedelta(minutes=next(_minutes)),
        "station": "D1",
        "who": "Ada",
    }
    return Mark(**(fields | changes))


def deleted(*intakes: UUID) -> list[Mark]:
    """Return the marks that delete these intakes."""
    return [a_mark(intake=intake, kind="deleted") for intake in intakes]


def entries(station: str, number: int, first: int = 1) -> list[AuditEntry]:
    """Return so many entries of one station; their hashes are made up as well."""
    return [
        AuditEntry(
            station=station,
            number=one,
            at=MORNING + timedelta(minutes=next(_minutes)),
            who="Ada",
            action="opened",
            intake=uuid4(),
            detail="",
            previous=f"{station}-{one - 1}",
            hash=f"{station}-{one}",
        )
        for one in range(first, first + number)
    ]
