"""Chains of audit entries, as a station writes them, and what can be done to one."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

from hypothesis import strategies as st
from msgspec.structs import replace

from questionnaire.records.format.version import Action, AuditEntry
from questionnaire.records.store.audit import Event, entry_after, hash_of

MORNING = datetime(2026, 3, 4, 8, tzinfo=UTC)
INTAKE = UUID("0195e5a0-7c00-7000-8000-000000000001")

Chain = tuple[AuditEntry, ...]


def chain_of(events: Sequence[Event], station: str = "K7") -> Chain:
    """Return the chain that a station writes of these events, one a minute."""
    found: list[AuditEntry] = []
    for minute, event in enumerate(events):
        last = found[-1] if found else None
        found.append(entry_after(last, event, station, MORNING + timedelta(minutes=minute)))
    return tuple(found)


def a_chain(length: int, station: str = "K7") -> Chain:
    """Return a chain of so many entries."""
    return chain_of([Event(action="opened", who="Ada", intake=INTAKE)] * length, station)


def chains(least: int = 0) -> st.SearchStrategy[Chain]:
    """Return any chain of a station."""
    events = st.builds(
        Event,
        action=st.sampled_from(get_args(Action)),
        who=st.text(max_size=10),
        intake=st.none() | st.uuids(),
        detail=st.text(max_size=10),
    )
    return st.lists(events, min_size=least, max_size=9).map(chain_of)


def with_entry(chain: Chain, number: int, **changes: Any) -> Chain:
    """Return the chain with something altered in one entry, in the order of the numbers."""
    return in_order(replace(one, **changes) if one.number == number else one for one in chain)


def rehashed(chain: Chain, number: int, **changes: Any) -> Chain:
    """Return the chain with something altered in one entry by a person who knows how hashes are made."""
    altered = replace(chain[number - 1], **changes)
    return with_entry(chain, number, **changes, hash=hash_of(altered))


def without(chain: Chain, *numbers: int) -> Chain:
    """Return the chain with entries removed."""
    return tuple(one for one in chain if one.number not in numbers)


def moved(chain: Chain, places: dict[int, int]) -> Chain:
    """Return the chain with entries put at other places."""
    return in_order(replace(one, number=places.get(one.number, one.number)) for one in chain)


def in_order(entries: Any) -> Chain:
    """Return entries in the order in which a store tells them."""
    return tuple(sorted(entries, key=lambda entry: entry.number))
