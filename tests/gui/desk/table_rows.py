"""Rows of the table, as short as a test can say them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from questionnaire.records.desk.listing import Row
from questionnaire.records.format.version import uuid7

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def row(ticket: str, minutes: float = 0, **given: Any) -> Row:
    """Return a row that was written so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes)
    known: dict[str, Any] = {
        "version": uuid7(), "intake": uuid7(), "ticket": ticket, "station": "K7",
        "state": "finished", "started_at": at, "written_at": at, "attention": False,
        "arrived_at": at, "arrival": round(minutes * 1000),
        "acknowledged": False, "title": "focal", "urgency": "routine", "answered_by": "patient",
    }  # fmt: skip
    return Row(**{**known, **given})


def urgent(ticket: str, minutes: float = 0, **given: Any) -> Row:
    """Return a row with a sign that must not wait."""
    return row(ticket, minutes, **{"urgency": "emergency", **given})
