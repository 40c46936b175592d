"""`records add`, `list` and `export`: intakes in and out without a screen, as the desk takes and gives them."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.answers import Answers
from questionnaire.assess_command import read_cases, read_input
from questionnaire.interview import Interview
from questionnaire.records.desk.export import exported, exported_words, for_export, save_export
from questionnaire.records.desk.listing import Listing, Row, row_of
from questionnaire.records.desk.opened import read_each
from questionnaire.records.errors import RecordsError, SetupRefusedError
from questionnaire.records.format.draft import Draft
from questionnaire.records.intake.filling import COMMAND_LINE, REFERENCE_LENGTH, Filling
from questionnaire.records.intake.forwarding import forward, last_tickets
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.recorder import Branch
from questionnaire.records.intake.restoring import finish_earlier
from questionnaire.records.intake.ticket import Tickets
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import Opener
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.setup import Setup
from questionnaire.records.store.audit import Event
from questionnaire.records.store.store import Store
from questionnaire.records.this_computer import (
    EXIT_FOUND,
    Asked,
    Terminal,
    file_of,
    new_file,
    passphrase_of,
    records_here,
    setup_here,
)
from questionnaire.reports.case import case_of
from questionnaire.words import tr

_AT_ONCE = 1000  # rows that are read at once

#: What a program may ask of a line of `records list`; like its keys, in no one's language.
_CLOSED, _TWO_VERSIONS = "can't be opened", "two versions"


class _OnDisk:
    """Keeps each intake before it returns, so that a ticket is told only of what is on this computer's disk."""

    def __init__(self, setup: Setup, notes: Notes, outbox: Outbox) -> None:
        require_pinned(setup, notes)
        self._setup, self._outbox = setup, outbox
        self._tickets = Tickets(setup.station, notes)
        with suppress(RecordsError), _store(setup) as store:
            self._tickets.learn(last_tickets(outbox, store, setup))

    def next_ticket(self) -> str:
        """Return the next ticket of this station; a random one where it can't be known."""
        return self._tickets.give(self._tickets.draw())

    def note(self, event: Event) -> None:
        """Append an event to this station's audit log."""
        self._outbox.add_event(event)

    def keep(self, draft: Draft, branch: Branch) -> None:
        """Keep a finished version; what comes whole needs none before it."""
        if draft.state == "finished":
            version = branch.sealed(draft, self._setup)
            self._outbox.add_version(version)
            branch.go_on_from(version)


def add(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Keep each case as a finished intake, say its ticket, and forward what can be; bad cases are named."""
    _check_reference(asked.reference)
    text = read_input(str(file_of(asked)), terminal.given)
    setup, notes, exit_code = setup_here(folder), Notes(folder), EXIT_GOOD
    untold: list[str] = []
    trouble: OSError | None = None
    with Outbox(folder / OUTBOX_FILE, setup.signer) as outbox:
        keeper = _OnDisk(setup, notes, outbox)
        try:
            for answers in read_cases(text, terminal.complain):
                if answers is None:
                    exit_code = EXIT_BAD_INPUT
                    continue
                ticket = _kept(answers, asked, keeper)
                try:
                    terminal.say(ticket)
                except OSError as error:  # as on a full disk: the other cases are kept all the same
                    trouble = error
                    untold.append(ticket)
        except RecordsError:
            terminal.warn(tr("Only what has a ticket was kept."), *_told_late(untold))
            raise
        _forward(setup, notes, outbox, terminal)
    if trouble:
        terminal.warn(*_told_late(untold))
        raise trouble
    return exit_code


def _told_late(tickets: Sequence[str]) -> tuple[str, ...]:
    """Return the tickets of what was kept and could not be told in its place; nothing where there are none."""
    if not tickets:
        return ()
    words = tr("Kept too, though the output did not take their tickets: {tickets}.")
    return (words.format(tickets=", ".join(tickets)),)


def _store(setup: Setup) -> Store:
    return Store.open(setup.store, migrate=not setup.adds_only, make=False)


def _check_reference(reference: str) -> None:
    if len(reference) > REFERENCE_LENGTH or not reference.isprintable():
        words = tr("Use a reference of {number} characters or fewer, all of them letters or signs.")
        raise SetupRefusedError(words.format(number=REFERENCE_LENGTH))


def _kept(answers: Answers, asked: Asked, keeper: _OnDisk) -> str:
    """Keep one case as the desk would keep it, and return its ticket."""
    interview = Interview()
    filling = Filling(
        interview,
        keeper,
        asked.clinic,
        who=COMMAND_LINE,
        reference=asked.reference,
        action="entered",
    )
    interview.answer_all(answers)
    today = datetime.now(tz=UTC).astimezone().date()
    filling.finish(case_of(interview.answers, asked.clinic, today))
    return filling.origin.ticket


def _forward(setup: Setup, notes: Notes, outbox: Outbox, terminal: Terminal) -> None:
    """Forward what waits; where that can't be, say so: the next program that runs here does it."""
    try:
        with _store(setup) as store:
            finish_earlier(store, notes, outbox, setup.station)
            while forward(outbox, store):
                pass
            outbox.checkpoint()
    except RecordsError as error:
        words = tr(
            "Not everything is in the clinic's records yet. It waits, encrypted, on this computer."
        )
        terminal.warn(str(error), words)


def list_intakes(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Say each intake on a line of its own, the newest arrival first."""
    passphrase = _passphrase(asked, terminal)
    with records_here(folder) as here:
        rows = _rows(here.store, here.unlocked(passphrase).opener())
        since = datetime.now(tz=UTC) - timedelta(days=asked.days) if asked.days else None
        for row in rows:
            if since is None or row.arrived_at >= since:
                # Escaped, so that no reference can move a terminal's cursor or be lost in its encoding.
                terminal.say(json.dumps(_told(row)))
        terminal.warn(*(odd.text for odd in here.store.odd))
        return EXIT_FOUND if here.store.odd else EXIT_GOOD


def export(asked: Asked, folder: Path, terminal: Terminal) -> int:
    """Write all intakes in the clear; one that can't be opened is named and left out."""
    path, passphrase = file_of(asked), _passphrase(asked, terminal)
    with records_here(folder) as here, new_file(path):
        unlocked = here.unlocked(passphrase)
        opener = unlocked.opener()
        names = {row.intake: row.ticket for row in _rows(here.store, opener)}
        found, odd = for_export(read_each(here.store, names, opener, unlocked.public.signing))
        here.note(
            *(
                Event(action="exported", who=unlocked.name, intake=one.intake, detail=asked.kind)
                for one in found
            )
        )
        save_export(path, exported(found, asked.kind))
        odd += [row.text for row in here.store.odd]
    terminal.say(exported_words(path, len(found)))
    terminal.warn(*odd)
    return EXIT_FOUND if odd else EXIT_GOOD


def _rows(store: Store, opener: Opener) -> list[Row]:
    """Return every intake as the desk's table has it, the newest arrival first."""
    listing = Listing()
    rows: dict[UUID, Row] = {}
    before: int | None = None
    while leaves := store.latest(before=before, limit=_AT_ONCE):
        added = [listing.add(row_of(leaf, opener)) for leaf in leaves]
        rows |= {row.intake: row for row in added if row}
        before = leaves[-1].arrival
    return sorted(rows.values(), key=lambda row: -row.arrival)


def _told(row: Row) -> dict[str, Any]:
    """Return what a program is told of an intake; an unfinished one has no headline yet."""
    return {
        "ticket": row.ticket,
        "station": row.station,
        "state": row.state,
        "written_at": row.written_at.isoformat(),
        "reference": row.reference,
        "headline": "" if row.state == "unfinished" else row.title,
        "urgency": row.urgency,
        "problems": [*_problems(row)],
    }


def _problems(row: Row) -> Iterator[str]:
    if not row.readable:
        yield _CLOSED
    if row.conflict:
        yield _TWO_VERSIONS


def _passphrase(asked: Asked, terminal: Terminal) -> str:
    return passphrase_of(asked, terminal, tr("Without it, nothing can be opened."))
