"""Certificates: a keyholder signs which computers are the clinic's, and by that what they write is proven."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from questionnaire.records.format.version import AuditEntry, Mark, Station, StationKind, Version
from questionnaire.records.sealing.signing import is_signed
from questionnaire.records.sealing.vault import Unlocked
from questionnaire.records.setup import Setup

#: The stations that a keyholder certified, by their code.
Witnesses = Mapping[str, Station]


def certified(
    unlocked: Unlocked, setup: Setup, *, kind: StationKind = "desk", role: str = ""
) -> Station:
    """Return the certificate of a computer, for the records."""
    station = Station(
        code=setup.station,
        kind=kind,
        role=role,
        public_key=setup.signer.public_key,
        at=datetime.now(tz=UTC),
        who=unlocked.name,
    )
    return unlocked.certified(station)


def certified_anew(before: Unlocked, after: Unlocked, stations: Iterable[Station]) -> list[Station]:
    """Return the stations with certificates by a new key; what the key before did not certify stays out."""
    if before.public.signing == after.public.signing:
        return []
    return [after.certified(one) for one in witnesses(stations, before.public.signing).values()]


def witnesses(stations: Iterable[Station], signing: str) -> dict[str, Station]:
    """Return those stations whose certificate is by the clinic's signing key."""
    key = bytes.fromhex(signing)
    return {one.code: one for one in stations if is_signed(one, key)}


def is_proven(row: Version | Mark | AuditEntry, witnesses: Witnesses) -> bool:
    """Tell whether a row was written by the certified station whose name it bears, and is as it was then.

    Only a desk makes marks.
    """
    station = witnesses.get(row.station)
    if station is None or (isinstance(row, Mark) and station.kind != "desk"):
        return False
    return is_signed(row, station.public_key)
