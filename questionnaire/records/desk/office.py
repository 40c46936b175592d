"""The front desk's work with the records; each call may take long and belongs off the screen's thread."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import UUID

import msgspec
from msgspec.structs import replace

from questionnaire.clinic import Clinic
from questionnaire.interview import Interview
from questionnaire.records.desk.backup import Contents, back_up
from questionnaire.records.desk.backup_state import BackupState, backed_up, backup_state
from questionnaire.records.desk.chain_heads import observe, verified
from questionnaire.records.desk.export import Exported, Kind, exported, for_export
from questionnaire.records.desk.findings import in_brief
from questionnaire.records.desk.keys import Keys
from questionnaire.records.desk.listing import NO_RECEIPT, Listing, Row, head_of, receipt_of, row_of
from questionnaire.records.desk.opened import (
    INTAKE_GONE,
    NOT_PROVEN,
    Leaf,
    Opened,
    read_each,
    read_intake,
)
from questionnaire.records.desk.retention import (
    Overdue,
    delete_overdue,
    find_overdue,
    signed_deletion,
)
from questionnaire.records.errors import GoneError, RecordsError
from questionnaire.records.format.draft import Draft
from questionnaire.records.format.v1 import MadeWith
from questionnaire.records.format.version import Action, Mark, MarkKind, uuid7
from questionnaire.records.intake.filling import Filling
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.recorder import Branch, Recorder
from questionnaire.records.store.audit import Event
from questionnaire.records.store.changes import Cursor, changes_since, start_cursor
from questionnaire.words import tr

_SOON = 5.0  # seconds until what was written is usually in the clinic's store

_PRINTER = "printer"  # the note of it

_FIRST = 100  # rows that are shown at once
_THEN = 1000  # rows at a time for the rest


class Loaded(msgspec.Struct, frozen=True):
    """Some more rows, how many there are by now, and how many there will be."""

    rows: tuple[Row, ...]
    done: int
    total: int


class Changed(msgspec.Struct, frozen=True):
    """Rows that are new or not what they were, and intakes that are no more."""

    rows: tuple[Row, ...]
    gone: tuple[UUID, ...]


class Office:
    """What an unlocked desk can do; what it writes goes through the recorder, and so survives anything."""

    def __init__(self, keys: Keys, recorder: Recorder) -> None:
        self.keys = keys
        self._recorder = recorder
        self._listing = Listing()
        self._cursor: Cursor | None = None
        self._journal = (
            Lock()
        )  # or an older checkpoint would hide that a newer deletion is still in it
        self._journal_is_empty = True
        self._missed: set[UUID] = set()  # of those loaded before, what is not there any more

    def lock(self) -> None:
        """Forget the keys, and all that was read with them; a load that is still going on keeps nothing."""
        self.forget_rows()
        self.keys.lock()

    def forget_rows(self) -> None:
        """Forget what was loaded; the next load begins anew."""
        self._listing, self._missed = Listing(), set()
        self._cursor = None

    def calling(self) -> int:
        """Return how many intakes call in the clear; a locked desk may know no more."""
        return self.keys.store.calling()

    # The table

    def load(self) -> Iterator[Loaded]:
        """Yield every intake, the newest first: a few at once, the rest in larger pieces.

        What was loaded before and is there no more is told by the next `changes`.
        """
        store = self.keys.store
        self._missed = missed = self._missed | self._listing.intakes
        self._listing = listing = Listing()
        self._cursor = start_cursor(store)
        with suppress(RecordsError):  # the audit can be noted later, the intakes are wanted now
            observe(store, self.keys.notes)
        total, done, size = store.count(), 0, _FIRST
        before: int | None = None
        while leaves := store.latest(before=before, limit=size):
            done += len(leaves)
            opener = self.keys.opener
            added = [listing.add(row_of(leaf, opener)) for leaf in leaves]
            rows = {row.intake: row for row in added if row}
            missed.difference_update(rows)
            yield Loaded(tuple(rows.values()), done, max(total, done))
            before, size = leaves[-1].arrival, _THEN
        if not done:
            yield Loaded((), 0, 0)

    def changes(self) -> Changed:
        """Return what has changed since the last call, or since the rows were loaded."""
        store, listing, opener = self.keys.store, self._listing, self.keys.opener
        missed = self._missed
        if not self._journal_is_empty:  # someone was reading when an intake was deleted
            with self._journal:
                self._journal_is_empty = store.checkpoint()
        found = changes_since(store, self._cursor or start_cursor(store))
        touched = {one.intake for one in found.arrived} | {one.intake for one in found.marks}
        leaves = store.leaves_of(touched)
        self._cursor, self._missed = found.cursor, set()  # from here on nothing can fail
        rows = [listing.put(row_of(one, opener) for one in some) for some in leaves.values()]
        dropped = {intake for intake in touched - leaves.keys() if listing.drop(intake)}
        gone = dropped | (missed - leaves.keys())
        return Changed(tuple(row for row in rows if row), tuple(gone))

    # One intake

    def open(self, intake: UUID) -> Opened:
        """Return all that was entered; raises GoneError, WrongKeyError. The audit notes it."""
        found = self._read(intake)
        self.note("opened", intake)
        return found

    def open_proven(self, intakes: Collection[UUID]) -> tuple[list[Opened], list[str]]:
        """Open several that nobody looks at one by one; say of what doesn't open, or is not proven, why not.

        A store that doesn't answer ends it.
        """
        found: list[Opened] = []
        odd: list[str] = []
        for ticket, one in self._read_each(intakes):
            if isinstance(one, RecordsError):
                odd.append(f"{ticket}: {one}")
                continue
            self.note("opened", one.intake)
            if one.is_proven:
                found.append(one)
            else:
                odd.append(f"{ticket}: {tr(NOT_PROVEN)}")
        return found, odd

    def mark_seen(self, seen: Opened) -> None:
        """Mark the version that was opened; of an unfinished one the audit notes only that it was opened."""
        newest = seen.leaves[0].listed
        if newest.seen == str(newest.id):
            return
        self._recorder.mark(self._a_mark("seen", seen.intake, str(newest.id)))
        if newest.state == "finished":
            self.note("seen", seen.intake)

    def acknowledge(self, intake: UUID) -> None:
        """Say, to the waiting room too, that someone is handling an urgent intake."""
        leaves = self.keys.store.leaves(intake)
        if not leaves:
            raise GoneError(tr(INTAKE_GONE))
        heads = (head_of(leaf, self.keys.opener) for leaf in leaves)
        receipts = dict.fromkeys(receipt_of(head) for head in heads if head)
        for receipt in receipts or (NO_RECEIPT,):
            self._recorder.mark(self._a_mark("acknowledged", intake, receipt))
        self.note("acknowledged", intake)

    def unsee(self, intake: UUID) -> None:
        """Take back that an intake was seen, in a mark of its own: what was written stays."""
        self._recorder.mark(self._a_mark("seen", intake))
        self.note("seen-undone", intake)

    def give_back(self, intake: UUID) -> None:
        """Take back that someone is handling an intake, so that it calls again."""
        self._recorder.mark(self._a_mark("acknowledged", intake))
        self.note("acknowledged-undone", intake)

    def settle(self, chosen: Leaf, other: Leaf) -> None:
        """Keep one of two versions as the intake's, after someone compared them; the other one stays stored."""
        draft = replace(
            _drafted(chosen),
            attention=chosen.listed.attention or other.listed.attention,
            settles=other.listed.id,
        )
        self.note("settled", chosen.listed.intake)  # first: a locked desk keeps nothing
        self._recorder.keep(draft, Branch(chosen.listed))

    def refer(self, leaf: Leaf, reference: str) -> Opened | None:
        """Give an intake another reference in a new version; the earlier one stays in a finished one before.

        Return the intake as it is then, or None where it is kept and has not reached the store yet.
        """
        earlier = _drafted(leaf)
        draft = replace(
            earlier,
            origin=replace(earlier.origin, reference=reference),
            body=replace(earlier.body, reference=reference),
        )
        self.note("changed", leaf.listed.intake, "reference")  # first, as above
        self._recorder.keep(draft, Branch(leaf.listed))
        return self._read(leaf.listed.intake) if self._recorder.forwarded(_SOON) else None

    def delete(self, intakes: Collection[UUID]) -> None:
        """Delete intakes for good, in the store and in its journal."""
        who = self.keys.name
        marks = [self._a_deletion(intake) for intake in intakes]
        with self._journal:
            self._journal_is_empty = self.keys.store.delete(marks)
        for intake in intakes:
            self._listing.drop(intake)
            self.note("deleted", intake, who=who)

    def find_overdue(self, days: int) -> Overdue:
        """Return what is older than the clinic's number of days; nothing is deleted by looking."""
        keys = self.keys
        now = datetime.now(tz=UTC)
        return find_overdue(keys.store, days, now, keys.opener, keys.station)

    def note_asked(self, found: Overdue, *, agreed: bool) -> None:
        """Put into the audit what the keyholder was asked about overdue intakes, and what they said."""
        self.note("retention-asked", detail=f"{found.summary}: {'yes' if agreed else 'no'}")

    def delete_overdue(self, agreed: Overdue) -> tuple[UUID, ...]:
        """Delete what the keyholder agreed to, and return which intakes went; `changes` tells of them too."""
        keys, now = self.keys, datetime.now(tz=UTC)
        gone = delete_overdue(
            keys.store,
            agreed,
            now,
            keys.opener,
            keys.station,
            note=partial(self.note, who=keys.name),
            deletion=self._a_deletion,
        )
        with self._journal:
            self._journal_is_empty = not gone or keys.store.checkpoint()
        return gone

    def export(self, intakes: Collection[UUID], kind: Kind) -> Exported:
        """Return intakes in the clear, for another program; the audit notes each one.

        Raises RecordsError where none of them opens.
        """
        found, odd = for_export(self._read_each(intakes))
        if not found:
            raise RecordsError(" ".join(odd))
        for one in found:
            self.note("exported", one.intake, kind)
        return Exported(exported(found, kind), len(found), tuple(odd))

    def back_up(self, path: Path) -> Contents:
        """Write everything into an archive, read it back, and only then let the audit note it.

        What still waits on this computer goes into the store first, where the store answers.
        """
        keys = self.keys
        who = keys.name  # a desk that locks itself meanwhile has still made a backup
        self._recorder.forwarded(_SOON)
        contents = back_up(keys.store, path)
        self._recorder.note(backed_up(contents, who))
        self._recorder.forwarded(_SOON)
        return contents

    def backup_state(self) -> BackupState:
        """Return when the last good backup was made, and whether one is due."""
        return backup_state(self.keys.store, datetime.now(tz=UTC))

    def look_over(self) -> Generator[str | None, None, None]:
        """Verify all records step by step; the last one says what is wrong, "" where nothing is.

        Who breaks it off closes it, which may have to wait for the store.
        """
        keys = self.keys
        with (
            Outbox(keys.folder / OUTBOX_FILE, keys.setup.signer) as outbox,
            closing(verified(keys.store, keys.notes, outbox, keys.setup.key.signing)) as steps,
        ):
            for found in steps:
                wrong = [*found.findings, *keys.store.odd] if found else []
                yield in_brief(wrong) if found else None

    def note(
        self, action: Action, intake: UUID | None = None, detail: str = "", *, who: str = ""
    ) -> None:
        """Put into the audit what the keyholder did; `who` it was, where somebody may have locked since."""
        event = Event(action=action, who=who or self.keys.name, intake=intake, detail=detail)
        self._recorder.note(event)

    # Printing

    @property
    def printer(self) -> str:
        """The printer that was used last on this computer."""
        return self.keys.notes.get(_PRINTER)

    def remember_printer(self, name: str) -> None:
        """Offer this printer first the next time."""
        self.keys.notes.set(_PRINTER, name)

    # Filling in

    def resume(self, leaf: Leaf, interview: Interview, clinic: Clinic) -> Filling:
        """Resume an unfinished intake, or change a finished one; what it was before stays kept."""
        return Filling(
            interview,
            self._recorder,
            clinic,
            who=self.keys.name,
            earlier=leaf.earlier,
            action="changed",
        )

    def new(self, interview: Interview, clinic: Clinic, reference: str = "") -> Filling:
        """Enter an intake from a paper form or a phone call."""
        return Filling(
            interview,
            self._recorder,
            clinic,
            who=self.keys.name,
            reference=reference,
            action="entered",
        )

    def _read(self, intake: UUID) -> Opened:
        """Return what opens of an intake; raises WrongKeyError where nothing does."""
        opener = self.keys.opener  # first: a locked desk asks no store
        return read_intake(self.keys.store, intake, opener, self.keys.setup.key.signing)

    def _read_each(self, intakes: Collection[UUID]) -> Iterator[tuple[str, Opened | RecordsError]]:
        """Return each intake's code with what opens of it, or with what keeps it closed."""
        names = {intake: self._listing.ticket_of(intake) or str(intake) for intake in intakes}
        return read_each(self.keys.store, names, self.keys.opener, self.keys.setup.key.signing)

    def _a_deletion(self, intake: UUID) -> Mark:
        """Return the signed mark that deletes an intake; it goes into the store at once."""
        return signed_deletion(self.keys.setup.signer, self.keys.name, intake)

    def _a_mark(self, kind: MarkKind, intake: UUID, about: str = "") -> Mark:
        return Mark(
            id=uuid7(),
            intake=intake,
            kind=kind,
            at=datetime.now(tz=UTC),
            station=self.keys.station,
            who=self.keys.name,
            about=about,
        )


def _drafted(leaf: Leaf) -> Draft:
    """Return a version as it was made, to be kept once more."""
    made = leaf.listed
    return Draft(
        origin=leaf.earlier.origin,
        body=leaf.body,
        made_with=MadeWith(
            program=made.program,
            questionnaire=made.questionnaire,
            rules=made.rules,
            evidence=made.evidence,
        ),
        attention=made.attention,
    )
