"""Deleting intakes after the clinic's number of days; it needs no key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from questionnaire.records.errors import RecordsError
from questionnaire.records.format.version import Mark, uuid7
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.words import mark, tr

#: A clock this much ahead of the last entry in the audit is not believed unless somebody is sure.
_LONGEST_SILENCE = timedelta(days=31)

_DOUBTED = mark(
    "Nothing was deleted, because the clock of this computer may be wrong: it says {now}, and the last "
    "entry in the records is of {last}. Check the clock, then run: dystonia-triage records expire --sure"
)


class ClockDoubtedError(RecordsError):
    """A wrong clock would delete what is still to be kept."""


def delete_expired(
    store: Store, days: int, now: datetime, note: Callable[[Event], None], *, sure: bool = False
) -> tuple[UUID, ...]:
    """Delete intakes that were last written more than so many days before now, and return which.

    0 days delete nothing. Raises ClockDoubtedError where now lies before the last entry of the audit, or
    more than a month after it, unless somebody is sure of the clock.
    """
    if not days:
        return ()
    if not sure:
        _doubt(store, now)
    old = tuple(store.expired(now - timedelta(days=days), now))
    store.delete([_deleted(intake, now) for intake in old])
    for intake in old:
        note(Event(action="retention", intake=intake, detail=str(days)))
    return old


def _doubt(store: Store, now: datetime) -> None:
    last = max((entry.at for entry in store.audit_tails().values()), default=now)
    if not last <= now <= last + _LONGEST_SILENCE:
        words = tr(_DOUBTED).format(now=f"{now:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")
        raise ClockDoubtedError(words)


def _deleted(intake: UUID, now: datetime) -> Mark:
    return Mark(id=uuid7(), intake=intake, kind="deleted", at=now, station="", who="")
