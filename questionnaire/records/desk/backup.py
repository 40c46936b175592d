"""Backup and restore: one zip archive of encrypted files, which the standard age tool opens one by one."""

import errno
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zipfile import BadZipFile, ZipFile

import msgspec
from msgspec.structs import replace

from questionnaire.decoding import from_json
from questionnaire.records.desk.verification import Rows, Verification, Verified
from questionnaire.records.errors import (
    NOT_OURS,
    NoRoomError,
    ReadOnlyError,
    StoreDamagedError,
)
from questionnaire.records.format.version import AuditEntry, Held, Mark, Station
from questionnaire.records.store.audit import ChainHead
from questionnaire.records.store.one_moment import at_one_moment
from questionnaire.records.store.store import Store
from questionnaire.whole_file import whole_file
from questionnaire.words import tr

_ABOUT = "about.json"
_VAULT = "vault.json"
_README = "README.txt"
_INTAKES = "intakes"
_FILES: dict[type[msgspec.Struct], str] = {
    Held: "versions.jsonl",
    Mark: "marks.jsonl",
    AuditEntry: "audit.jsonl",
    Station: "stations.jsonl",
}
_LONGEST_TICKET = 20

_HELP = """These are a clinic's records, kept by Dystonia Triage. Each file in the folder "intakes" opens
with the clinic's recovery key and the tools "age" (https://age-encryption.org) and "gunzip", without that
program, and shows everything as text (JSON):

    age --decrypt --identity key.txt intakes/NAME.json.gz.age | gunzip

The file key.txt holds the line of the recovery sheet that begins with AGE-SECRET-KEY-1.
"""

#: What reading an archive raises where some byte of it is not what it was.
_NOT_WHOLE = (BadZipFile, KeyError, EOFError, RuntimeError, *NOT_OURS)

#: The disk is full, or takes no file of that size.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_T = TypeVar("_T", bound=msgspec.Struct)


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """How much an archive holds, and where each station's audit log ends.

    `odd` names, in words, the rows of the store that could not be read, or only in part.
    """

    format: Literal[1] = 1
    versions: int
    marks: int
    revision: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    ends: dict[str, ChainHead]
    odd: tuple[str, ...] = ()


class Lost(msgspec.Struct, frozen=True):
    """Something of an archive that is damaged or not there, in words."""

    text: str


class Restored(msgspec.Struct, frozen=True):
    """How many versions of intakes were brought back, and what could not be."""

    versions: int
    lost: tuple[Lost, ...]


class Inside(msgspec.Struct, frozen=True):
    """What an archive says of itself, and what of it is damaged.

    `made_at` is when it was written, by the clock of the computer that wrote it; `keys` are the fingerprints of
    the clinic's keys that it tells of without any passphrase; `ends` says where each station's log ends.
    """

    made_at: datetime | None
    versions: int
    keys: frozenset[str]
    vault: bytes | None
    ends: dict[str, int]
    lost: tuple[Lost, ...]


def back_up(store: Store, path: Path) -> Contents:
    """Write everything into an archive, whole or not at all; raises ReadOnlyError, NoRoomError.

    It is read back before it takes its name. An earlier backup of that name is replaced, any other file is not.
    """
    if path.is_file() and not _is_backup(path):
        text = tr("{path} already exists and is not a backup. Choose another name.")
        raise ReadOnlyError(text.format(path=path))
    try:
        with whole_file(path) as file:
            with ZipFile(file, "w") as archive, at_one_moment(store) as now:
                contents = _write(now, archive)
            file.flush()
            with ZipFile(file) as written:
                _require_whole(written, path)
    except OSError as error:
        raise _not_written(path, error) from error
    return contents


def restore(
    store: Store, path: Path, under_way: AbstractContextManager[None] | None = None
) -> Restored:
    """Bring what is sound back into a store that has no keys, and name the rest.

    What came into the store meanwhile stays. Raises NotEmptyError, and StoreDamagedError for a file that is no
    backup. `under_way` is entered once nothing is in the way.
    """
    with _opened(path) as archive:
        found = _Archive(archive)
        store.restore(
            found.versions(),
            found.marks(),
            found.entries(),
            found.stations(),
            found.vault(),
            under_way=under_way,
        )
        return Restored(found.number, found.whole())


def check(path: Path, signing: str) -> tuple[Verified, tuple[Lost, ...]]:
    """Verify an archive; raises StoreDamagedError for a file that is none.

    `signing` is the clinic's public signing key, "" where it isn't known.
    """
    with _opened(path) as archive:
        found = _Archive(archive)
        look = Verification(signing, found.contents.ends if found.contents else {})
        rows = Rows(
            stations=found.stations(),
            entries=found.entries(),
            marks=found.marks(),
            versions=found.versions(),
            replaced=None,
        )
        for _ in look.steps(rows):
            pass
        found.vault()
        return look.result, found.whole()


def look_into(path: Path) -> Inside:
    """Read everything in an archive once and put nothing anywhere; raises StoreDamagedError for no backup."""
    with _opened(path) as archive:
        found = _Archive(archive)
        keys = {version.key for version in found.versions()}
        for rows in (found.marks(), found.stations()):
            for _ in rows:  # what can't be read is noted on the way
                pass
        keys |= {entry.detail for entry in found.entries() if entry.action == "new-key"}
        vault = found.vault()
        if not (found.contents or found.number or vault):
            raise _damaged(path, _ABOUT)
        return Inside(
            made_at=_written_at(archive),
            versions=found.number,
            keys=frozenset(keys),
            vault=vault[1] if vault else None,
            ends=found.ends,
            lost=found.whole(),
        )


class _Archive:
    """Reads an archive piece by piece; what can't be read is kept in words."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.lost: list[Lost] = []
        self.number = 0
        self.ends: dict[str, int] = {}
        self.contents: Contents | None = None
        try:
            self.contents = from_json(archive.read(_ABOUT), Contents)
        except _NOT_WHOLE:
            self._lose(_ABOUT)

    def whole(self) -> tuple[Lost, ...]:
        """Return what is lost of all that was read so far, and what the store itself could not read."""
        due = self.contents.versions if self.contents else self.number
        if due > self.number:
            words = tr("Versions of intakes that are missing: {number}.")
            self.lost.append(Lost(words.format(number=due - self.number)))
        odd = self.contents.odd if self.contents else ()
        return (*self.lost, *map(Lost, odd))

    def versions(self) -> Iterator[Held]:
        """Yield the versions of intakes whose line and whose file are sound."""
        names = _Names()
        for version in self._rows(Held):
            name = names.next(version)
            try:
                whole = replace(version, body=self._archive.read(name))
            except _NOT_WHOLE:
                self._lose(name)
            else:
                self.number += 1
                yield whole

    def read_all(self) -> None:
        """Read everything once."""
        for rows in (self.versions(), self.marks(), self.stations(), self.entries()):
            for _ in rows:
                pass
        self.vault()

    def marks(self) -> Iterator[Mark]:
        """Yield the marks that are sound."""
        return self._rows(Mark)

    def entries(self) -> Iterator[AuditEntry]:
        """Yield the entries of the audit log that are sound."""
        for entry in self._rows(AuditEntry):
            self.ends[entry.station] = max(self.ends.get(entry.station, 0), entry.number)
            yield entry

    def stations(self) -> Iterator[Station]:
        """Yield the clinic's computers that are sound."""
        return self._rows(Station)

    def vault(self) -> tuple[int, bytes] | None:
        """Return the wrapped keys; None where there are none, or they are lost."""
        revision = self.contents.revision if self.contents else 1
        if not revision:
            return None
        try:
            return revision, self._archive.read(_VAULT)
        except _NOT_WHOLE:
            self._lose(_VAULT)
            return None

    def _rows(self, kind: type[_T]) -> Iterator[_T]:
        name = _file(kind)
        try:
            with self._archive.open(name) as lines:
                for number, line in enumerate(lines, start=1):
                    try:
                        row = from_json(line, kind)
                    except NOT_OURS:
                        self._lose(name, number)
                    else:
                        yield row
        except _NOT_WHOLE:
            self._lose(name)

    def _lose(self, name: str, line: int = 0) -> None:
        whole, part = (
            tr("{name} is damaged or missing."),
            tr("Line {line} of {name} can't be read."),
        )
        words = part if line else whole
        self.lost.append(Lost(words.format(name=name, line=line)))


def _write(store: Store, archive: ZipFile) -> Contents:
    """Write the audit last: what it tells of is in the archive then."""
    archive.writestr(_README, _HELP)
    versions, marks = 0, 0
    lines: list[bytes] = []
    names = _Names()
    for version in store.held_versions():
        archive.writestr(names.next(version), version.body)
        lines.append(msgspec.json.encode(replace(version, body=b"")))
        versions += 1
    archive.writestr(_file(Held), b"\n".join(lines))
    found = tuple(store.all_marks())
    archive.writestr(_file(Mark), _jsonl(found))
    marks = len(found)
    archive.writestr(_file(Station), _jsonl(store.stations()))
    revision, vault = store.vault() or (0, b"")
    archive.writestr(_VAULT, vault)
    ends: dict[str, ChainHead] = {}
    entries = tuple(store.audit())
    archive.writestr(_file(AuditEntry), _jsonl(entries))
    for entry in entries:
        ends[entry.station] = ChainHead.of(entry)
    odd = tuple(row.text for row in store.odd)
    contents = Contents(versions=versions, marks=marks, revision=revision, ends=ends, odd=odd)
    archive.writestr(_ABOUT, msgspec.json.encode(contents))
    return contents


def _require_whole(written: ZipFile, path: Path) -> None:
    """Read a new archive back; raises ReadOnlyError where the disk has not kept what was written."""
    found = _Archive(written)
    found.read_all()
    if found.lost:  # pragma: no cover - no test has a disk that forgets what it has taken
        text = tr("The backup {path} could not be read back ({what}). Choose another place.")
        raise ReadOnlyError(text.format(path=path, what=found.lost[0].text))


class _Names:
    """The names of the versions' files, in the order in which they stand in the list."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def next(self, version: Held) -> str:
        """Return the name of a version's file: when, which ticket, and its id.

        A ticket may come from anyone who can add intakes: it makes no path, and no name that is too long. Odd
        ids can be alike; of those the second and every further one is numbered.
        """
        ticket = re.sub("[^A-Za-z0-9]+", "-", version.ticket)[:_LONGEST_TICKET]
        name = f"{_INTAKES}/{version.written_at:%Y-%m-%d}-{ticket}-{version.id}"
        self._given[name] += 1
        again = f"-{self._given[name]}" if self._given[name] > 1 else ""
        return f"{name}{again}.json.gz.age"


def _file(kind: type[msgspec.Struct]) -> str:
    return _FILES[kind]


def _jsonl(rows: Iterable[msgspec.Struct]) -> bytes:
    return b"\n".join(msgspec.json.encode(row) for row in rows)


def _written_at(archive: ZipFile) -> datetime | None:
    """Return when the newest file of an archive was written; None where none of them has a time."""
    with suppress(ValueError):  # an archive may hold any figures
        return datetime(*max(info.date_time for info in archive.infolist())).astimezone()
    return None


def _is_backup(path: Path) -> bool:
    """Tell whether a file holds what every backup does: many documents are archives too."""
    with suppress(OSError, *_NOT_WHOLE), ZipFile(path) as archive:
        return {_ABOUT, _VAULT} <= set(archive.namelist())
    return False


def _opened(path: Path) -> ZipFile:
    try:
        archive = ZipFile(path)
    except _NOT_WHOLE as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        text = tr("{path} can't be read: {reason}. Check the name of the backup.")
        raise ReadOnlyError(text.format(path=path, reason=error.strerror)) from error
    # Ours are not compressed: an archive that unpacks to more was made to fill memory or disk.
    if sum(info.file_size for info in archive.infolist()) > path.stat().st_size:
        raise _damaged(path, _INTAKES)
    return archive


def _damaged(path: Path, what: str) -> StoreDamagedError:
    text = tr("{path} is no backup, or is damaged beyond use ({what}). Use another backup.")
    return StoreDamagedError(text.format(path=path, what=what))


def _not_written(path: Path, error: OSError) -> ReadOnlyError | NoRoomError:
    kind = NoRoomError if error.errno in _NO_ROOM else ReadOnlyError
    text = tr("The backup {path} can't be written: {reason}. Choose another place.")
    return kind(text.format(path=path, reason=error.strerror))
