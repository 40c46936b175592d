"""What came in, as rows of the desk's table; each intake is one row, however many versions it has."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.records.errors import NOT_OURS, WrongKeyError
from questionnaire.records.format.codec import decode_head
from questionnaire.records.format.v1 import Bound, Head
from questionnaire.records.format.version import Listed, Version
from questionnaire.records.sealing.age import Opener
from questionnaire.rules.urgency import URGENCY_LEVELS, UrgencyLevel, most_urgent, must_not_wait

#: What an acknowledgement says where there is no receipt to be read: nothing that a waiting room believes.
NO_RECEIPT = "unreadable"

RowState = Literal["unfinished", "finished", "seen"]


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One intake. It is not `readable` where no key at hand opens it.

    In `conflict` there are several versions: the row shows the newest, and calls for the most urgent of them
    until each urgent one is acknowledged.
    `title`, `sides`, `age` and `signs_open` are those of its head; it was taken on at `taken_on_at`. It is at
    `arrival` among all that came into the store, and came `arrived_at`, by the store's clock. Times are in UTC.
    """

    version: UUID
    intake: UUID
    ticket: str
    station: str
    state: RowState
    started_at: datetime
    written_at: datetime
    arrived_at: datetime
    arrival: int
    attention: bool
    acknowledged: bool
    taken_on_at: datetime | None = None
    readable: bool = True
    conflict: bool = False
    reference: str = ""
    urgency: UrgencyLevel | None = None
    signs_open: bool = False
    title: str = ""
    sides: str = ""
    age: int | None = None
    answered_by: str = ""

    @property
    def is_urgent(self) -> bool:
        """Whether someone has to handle an urgent sign, now or today."""
        return self.attention or must_not_wait(self.urgency)

    @property
    def calls(self) -> bool:
        """Whether it is urgent, and nobody has said yet that they are handling it."""
        return self.is_urgent and not self.acknowledged


class Listing:
    """The rows that are known so far, by their intake."""

    def __init__(self) -> None:
        self._rows: dict[UUID, Row] = {}

    @property
    def intakes(self) -> frozenset[UUID]:
        """Every intake that is known."""
        return frozenset(self._rows)

    def ticket_of(self, intake: UUID) -> str:
        """Return the code of an intake; "" of one that is not known."""
        row = self._rows.get(intake)
        return row.ticket if row else ""

    def add(self, row: Row) -> Row | None:
        """Take the row of a leaf in and return the intake's row, or None where it stays as it is."""
        known = self._rows.get(row.intake)
        if known and known.version != row.version:
            row = joined((known, row))
        return self._put(row)

    def put(self, rows: Iterable[Row]) -> Row | None:
        """Take the rows of all leaves of one intake in, instead of what was known of it."""
        return self._put(joined(tuple(rows)))

    def drop(self, intake: UUID) -> bool:
        """Forget an intake that was deleted; tell whether it was known."""
        return self._rows.pop(intake, None) is not None

    def _put(self, row: Row) -> Row | None:
        if self._rows.get(row.intake) == row:
            return None
        self._rows[row.intake] = row
        return row


def joined(rows: tuple[Row, ...]) -> Row:
    """Return the rows of one intake's leaves as one."""
    newest = max(rows, key=lambda row: row.arrival)
    if len(rows) == 1:
        return newest
    urgent = [row for row in rows if row.is_urgent] or [newest]
    return replace(
        newest,
        conflict=True,
        attention=any(row.attention for row in rows),
        acknowledged=all(row.acknowledged for row in urgent),
        urgency=most_urgent([row.urgency for row in rows]),
        signs_open=any(row.signs_open for row in rows),
    )


def row_of(listed: Listed, opener: Opener) -> Row:
    """Return a leaf as a row; one that can't be opened still says when and where it came from."""
    looked_at = listed.seen == str(listed.id)
    state: RowState = "seen" if looked_at and listed.state == "finished" else listed.state
    head = head_of(listed, opener)
    known = head or Head()
    # A sign that came later needs someone again; of what can't be opened, any acknowledgement counts.
    fits = head is None or receipt_of(head) in listed.acknowledged.split()
    level = next((one for one in URGENCY_LEVELS if one == known.urgency), None)
    # A level that only a newer program knows may mean that it can't wait.
    is_new_level = bool(known.urgency) and level is None
    return Row(
        version=listed.id,
        intake=listed.intake,
        ticket=listed.ticket,
        station=listed.station,
        state=state,
        started_at=listed.started_at,
        written_at=listed.written_at,
        arrived_at=listed.arrived_at,
        arrival=listed.arrival,
        attention=listed.attention or is_new_level,
        acknowledged=bool(listed.acknowledged) and fits,
        taken_on_at=listed.taken_on_at,
        readable=head is not None,
        reference=known.reference,
        urgency=level,
        signs_open=known.signs_open,
        title=known.title,
        sides=known.sides,
        age=known.age,
        answered_by=known.answered_by,
    )


def head_of(listed: Listed, opener: Opener) -> Head | None:
    """Return the head of a leaf; None where no key at hand opens it, or it belongs to another row."""
    try:
        head = decode_head(opener.open(listed.head))
    except (WrongKeyError, *NOT_OURS):
        return None
    return head if head.bound == bound_of(listed) else None


def receipt_of(head: Head) -> str:
    """Return what an acknowledgement says of this head."""
    return head.receipt.hex() or NO_RECEIPT


def bound_of(listed: Listed | Version) -> Bound:
    """Return what the encrypted head and body of this row must name."""
    return Bound(
        intake=listed.intake,
        version=listed.id,
        number=listed.number,
        station=listed.station,
        ticket=listed.ticket,
    )
