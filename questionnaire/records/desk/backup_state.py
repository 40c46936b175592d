"""When the last good backup was made, whether one is due, and what is said of it; the audit log knows it.

The log is in the store, so that each desk of a clinic, and whoever uses the command line, sees the same.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import exists, select, type_coerce
from sqlalchemy.types import NullType

from questionnaire.records.desk.backup import Contents
from questionnaire.records.format.version import Moment
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.records.store.tables import audit, versions
from questionnaire.words import tr, tr_number

#: After so many days without a backup the desk asks for one.
_DUE_AFTER = timedelta(days=7)
#: How far the clocks of two computers may differ before one of them is doubted.
_TOLERANCE = timedelta(hours=1)


class BackupState(msgspec.Struct, frozen=True, kw_only=True):
    """What was known at one moment by this computer's clock; `last` is None where no backup is known."""

    now: datetime
    last: datetime | None
    is_due: bool


class _Made(msgspec.Struct):
    """When a backup was noted."""

    at: Moment


def backed_up(contents: Contents, who: str = "") -> Event:
    """Return what the audit notes of a backup that was read back.

    It is noted afterwards and so is not in the archive: noted before, a backup that failed would count as one.
    """
    return Event(action="backup", who=who, detail=str(contents.versions))


def backup_state(store: Store, now: datetime) -> BackupState:
    """Look when a backup was last noted, and whether something came since that would be missed.

    A backup that was noted later than now counts as none: one of the clocks was wrong, and nobody knows when it
    was made. Where none is known, one is due as soon as any intake is a week old, or came later than now.
    """
    known, at = now + _TOLERANCE, audit.c.at
    query = select(type_coerce(at, NullType())).where(audit.c.action == "backup", at <= known)
    found = store.found(_Made, query.order_by(at.desc()).limit(1), audit)
    last = found[0].at if found else None
    if last:
        return BackupState(now=now, last=last, is_due=now - last > _DUE_AFTER)
    came = versions.c.arrived_at
    overdue = exists().where((came < now - _DUE_AFTER) | (came > known))
    with store.reading() as connection:
        is_due = bool(connection.scalar(select(overdue)))
    return BackupState(now=now, last=None, is_due=is_due)


# What is said of it


def last_words(state: BackupState, written: Callable[[datetime], str]) -> str:
    """Return when the last good backup was made."""
    if state.last is None:
        return tr("No backup is known.")
    return tr("The last good backup is from {day}.").format(day=written(state.last))


def due_words(state: BackupState, written: Callable[[datetime], str]) -> str:
    """Return what the desk says where a backup is due; the day shows a clock that is wrong."""
    please = tr("Please make a backup.")
    today = tr("By this computer's clock, today is {today}.").format(today=written(state.now))
    return " ".join((please, last_words(state, written), today))


def done_words(path: Path, contents: Contents) -> str:
    """Return where a backup went and what is in it."""
    number = tr_number(
        contents.versions,
        "The backup was saved as {path} and read back: 1 entry, encrypted.",
        "The backup was saved as {path} and read back: {number} entries, all encrypted.",
    ).format(path=path)
    odd = tr("What could not be read is not in it: {names}").format(names=" ".join(contents.odd))
    keep = tr("Keep the file away from this computer.")
    return " ".join((number, *([odd] if contents.odd else []), keep))
