"""The audit log: each station's entries form a hash chain, so that what is altered or missing shows.

What a chain can't show by itself, that its end was cut off, shows in comparison with the length and the
last hash that computers of the clinic noted elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.records.errors import NOT_OURS
from questionnaire.records.format.version import Action, AuditEntry, Mark, Version, digest_of
from questionnaire.words import mark, tr

FIRST = "0" * 64  # in place of the hash before a station's first entry

Fault = Literal["altered", "reordered", "missing", "cut-off"]

_WORDS: dict[Fault, str] = {
    "altered": mark("Entry {number} of station {station} was altered."),
    "reordered": mark(
        "Entry {number} of station {station} was moved there: it was written as entry {was}."
    ),
    "missing": mark("Entry {number} of station {station} is missing."),
    "cut-off": mark(
        "The entries of station {station} are cut off from entry {number} on: there were {was}."
    ),
}
_SEVERAL_MISSING = mark("Entries {number} to {was} of station {station} are missing.")


class ChainHead(msgspec.Struct, frozen=True):
    """How long a station's chain was when a computer last saw it, and the hash of its last entry."""

    length: int
    hash: str

    @classmethod
    def of(cls, entry: AuditEntry) -> "ChainHead":
        """Return the head of a chain that ends with this entry."""
        return cls(entry.number, entry.hash)


class Finding(msgspec.Struct, frozen=True):
    """What is wrong with one entry of the audit log, or with a run of missing ones.

    `was` is the number that a reordered entry was written with, the last of the missing ones, or how many
    entries there were before the end was cut off.
    """

    fault: Fault
    station: str
    number: int
    was: int = 0

    @property
    def text(self) -> str:
        """The finding in words; it names the entry."""
        several = self.fault == "missing" and self.was > self.number
        words = tr(_SEVERAL_MISSING if several else _WORDS[self.fault])
        return words.format(station=self.station, number=self.number, was=self.was)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What someone did, before it has its place in the chain."""

    action: Action
    who: str = ""
    intake: UUID | None = None
    detail: str = ""


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
            return msgspec.json.decode(entry.detail, type=cls)
        return None


def entry_after(last: AuditEntry | None, event: Event, station: str, at: datetime) -> AuditEntry:
    """Return the entry that follows the last one of a station."""
    entry = AuditEntry(
        station=station,
        number=last.number + 1 if last else 1,
        at=at,
        who=event.who,
        action=event.action,
        intake=event.intake,
        detail=event.detail,
        previous=last.hash if last else FIRST,
        hash="",
    )
    return replace(entry, hash=hash_of(entry))


def hash_of(entry: AuditEntry) -> str:
    """Return the hash that an entry must carry."""
    return sha256(msgspec.json.encode(replace(entry, hash="", signature=b""))).hexdigest()


def verify(entries: Iterable[AuditEntry], noted: Mapping[str, ChainHead]) -> Iterator[Finding]:
    """Yield what is wrong with entries that come station after station."""
    seen: set[str] = set()
    for station, chain in groupby(entries, key=lambda entry: entry.station):
        seen.add(station)
        found = _verify_chain(station, tuple(chain), noted.get(station, ChainHead(0, FIRST)))
        yield from sorted(found, key=lambda finding: finding.number)
    for station in sorted(noted.keys() - seen):
        yield Finding("cut-off", station, 1, noted[station].length)


def _verify_chain(
    station: str, chain: tuple[AuditEntry, ...], head: ChainHead
) -> Iterator[Finding]:
    written = _written_numbers(chain)
    sound: dict[int, AuditEntry] = {}  # by the number that they were written with
    altered: set[int] = set()
    for entry in chain:
        was = written.get(entry.hash, entry.number)
        if not _is_sound(replace(entry, number=was)):
            altered.add(entry.number)
            continue
        sound[was] = entry
        if was != entry.number:
            yield Finding("reordered", station, entry.number, was)
    altered |= _disowned(sound, head)
    yield from (Finding("altered", station, number) for number in altered)
    last = 0
    for number in sorted(sound.keys() | altered):
        if number > last + 1:
            yield Finding("missing", station, last + 1, number - 1)
        last = number
    if head.length > last:
        yield Finding("cut-off", station, last + 1, head.length)


def _is_sound(entry: AuditEntry) -> bool:
    return hash_of(entry) == entry.hash


def _written_numbers(chain: tuple[AuditEntry, ...]) -> dict[str, int]:
    """Return the number that each entry was written with, by its hash, as far as the links tell."""
    after = {entry.previous: entry.hash for entry in chain}
    numbers = {entry.hash: entry.number for entry in chain if _is_sound(entry)}
    for start, number in ((FIRST, 0), *numbers.items()):
        at, hash_ = number + 1, after.get(start)
        while hash_ is not None and hash_ not in numbers:
            numbers[hash_] = at
            at, hash_ = at + 1, after.get(hash_)
    return numbers


def _disowned(sound: Mapping[int, AuditEntry], head: ChainHead) -> set[int]:
    """Return the entries whose hash fits them, but is not the one that the next entry or the noted head has.

    The last comes first: an entry that is disowned itself says nothing about the one before it.
    """
    hashes = {number: entry.hash for number, entry in sound.items()} | {0: FIRST}
    found = {head.length} if hashes.get(head.length, head.hash) != head.hash else set()
    for number in sorted(sound, reverse=True):
        before = hashes.get(number - 1, sound[number].previous)
        if number not in found and before != sound[number].previous:
            found.add(max(1, number - 1))
    return found
