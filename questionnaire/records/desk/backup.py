"""Backup and restore: one zip archive of encrypted files, which the standard age tool opens one by one."""

import errno
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zipfile import BadZipFile, ZipFile, is_zipfile

import msgspec
from msgspec.structs import replace

from questionnaire.records.errors import (
    NOT_OURS,
    NoRoomError,
    ReadOnlyError,
    StoreDamagedError,
)
from questionnaire.records.format.version import AuditEntry, Mark, Version
from questionnaire.records.store.audit import ChainHead, Finding, verify
from questionnaire.records.store.store import Store
from questionnaire.whole_file import whole_file
from questionnaire.words import tr

_ABOUT = "about.json"
_VAULT = "vault.json"
_README = "README.txt"
_INTAKES = "intakes"
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
    """How much an archive holds, and where each station's audit log ends; all of it must be there."""

    format: Literal[1] = 1
    versions: int
    marks: int
    revision: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
    ends: dict[str, ChainHead]


def back_up(store: Store, path: Path) -> Contents:
    """Write everything into an archive, whole or not at all; raises ReadOnlyError, NoRoomError.

    An earlier backup of that name is replaced, any other file is not.
    """
    if path.is_file() and not is_zipfile(path):
        text = tr("{path} already exists and is not a backup. Choose another name.")
        raise ReadOnlyError(text.format(path=path))
    try:
        with whole_file(path) as file, ZipFile(file, "w") as archive:
            contents = _write(store, archive)
    except OSError as error:
        raise _not_written(path, error) from error
    return contents


def restore(store: Store, path: Path) -> Contents:
    """Bring everything back into an empty store, or nothing.

    Raises NotEmptyError, and StoreDamagedError where the archive is incomplete or damaged.
    """
    with _opened(path) as archive:
        contents, _ = _whole(archive, path)
        vault = (contents.revision, archive.read(_VAULT)) if contents.revision else None
        store.restore(_versions(archive), _rows(archive, Mark), _rows(archive, AuditEntry), vault)
    return contents


def check(path: Path) -> tuple[Finding, ...]:
    """Return what is wrong with the audit in an archive; raises StoreDamagedError where it is damaged."""
    with _opened(path) as archive:
        contents, entries = _whole(archive, path)
        return tuple(verify(entries, contents.ends))


def _write(store: Store, archive: ZipFile) -> Contents:
    """Write the audit last: what it tells of is in the archive then."""
    archive.writestr(_README, _HELP)
    versions, marks = 0, 0
    lines: list[bytes] = []
    for version in store.all_versions():
        archive.writestr(_name(version), version.body)
        lines.append(msgspec.json.encode(replace(version, body=b"")))
        versions += 1
    archive.writestr(_file(Version), b"\n".join(lines))
    found = tuple(store.all_marks())
    archive.writestr(_file(Mark), _jsonl(found))
    marks = len(found)
    revision, vault = store.vault() or (0, b"")
    archive.writestr(_VAULT, vault)
    ends: dict[str, ChainHead] = {}
    entries = tuple(store.audit())
    archive.writestr(_file(AuditEntry), _jsonl(entries))
    for entry in entries:
        ends[entry.station] = ChainHead.of(entry)
    contents = Contents(versions=versions, marks=marks, revision=revision, ends=ends)
    archive.writestr(_ABOUT, msgspec.json.encode(contents))
    return contents


def _whole(archive: ZipFile, path: Path) -> tuple[Contents, tuple[AuditEntry, ...]]:
    """Return what the archive says it holds, once every file of it was read and counted, and its audit."""
    try:
        # Ours are not compressed: an archive that unpacks to more was made to fill memory or disk.
        if sum(info.file_size for info in archive.infolist()) > path.stat().st_size:
            raise _damaged(path, _INTAKES)
        if damaged := archive.testzip():
            raise _damaged(path, damaged)
        contents = msgspec.json.decode(archive.read(_ABOUT), type=Contents)
        archive.getinfo(_VAULT)
        counted = sum(1 for _ in _versions(archive)), sum(1 for _ in _rows(archive, Mark))
        entries = tuple(_rows(archive, AuditEntry))
    except _NOT_WHOLE as error:
        raise _damaged(path, str(error)) from error
    if counted != (contents.versions, contents.marks):
        raise _damaged(path, _INTAKES)
    return contents, entries


def _versions(archive: ZipFile) -> Iterator[Version]:
    for version in _rows(archive, Version):
        yield replace(version, body=archive.read(_name(version)))


def _rows(archive: ZipFile, kind: type[_T]) -> Iterator[_T]:
    with archive.open(_file(kind)) as lines:
        for line in lines:
            yield msgspec.json.decode(line, type=kind)


def _name(version: Version) -> str:
    """Return the name of a version's file: when, which ticket, and its id.

    A ticket may come from anyone who can add intakes: it makes no path, and no name that is too long.
    """
    ticket = re.sub("[^A-Za-z0-9]+", "-", version.ticket)[:_LONGEST_TICKET]
    return f"{_INTAKES}/{version.written_at:%Y-%m-%d}-{ticket}-{version.id}.json.gz.age"


def _file(kind: type[msgspec.Struct]) -> str:
    return {Version: "versions.jsonl", Mark: "marks.jsonl", AuditEntry: "audit.jsonl"}[kind]


def _jsonl(rows: Iterable[msgspec.Struct]) -> bytes:
    return b"\n".join(msgspec.json.encode(row) for row in rows)


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except _NOT_WHOLE as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        text = tr("{path} can't be read: {reason}. Check the name of the backup.")
        raise ReadOnlyError(text.format(path=path, reason=error.strerror)) from error


def _damaged(path: Path, what: str) -> StoreDamagedError:
    text = tr("{path} is incomplete or damaged ({what}). Nothing was restored. Use another backup.")
    return StoreDamagedError(text.format(path=path, what=what))


def _not_written(path: Path, error: OSError) -> ReadOnlyError | NoRoomError:
    kind = NoRoomError if error.errno in _NO_ROOM else ReadOnlyError
    text = tr("The backup {path} can't be written: {reason}. Choose another place.")
    return kind(text.format(path=path, reason=error.strerror))
