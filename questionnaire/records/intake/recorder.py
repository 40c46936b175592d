"""Encrypts and writes on a thread of its own, so that no screen ever waits for a disk or a network."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event as Flag
from threading import Lock, Thread
from uuid import UUID

from msgspec.structs import asdict, replace

from questionnaire.records.errors import RecordsError, RefusedRowError
from questionnaire.records.format.codec import encode_body, encode_head
from questionnaire.records.format.draft import Draft
from questionnaire.records.format.v1 import Bound
from questionnaire.records.format.version import Listed, Mark, Version, uuid7
from questionnaire.records.intake.forwarding import Forwarder
from questionnaire.records.intake.listeners import notify, reason
from questionnaire.records.intake.outbox import OUTBOX_FILE, Outbox
from questionnaire.records.intake.ticket import Tickets
from questionnaire.records.notes import Notes
from questionnaire.records.sealing.age import seal
from questionnaire.records.sealing.pinned_key import require_pinned
from questionnaire.records.setup import Setup
from questionnaire.records.store.audit import Event

_AGAIN_SECONDS = 2.0  # until what could not be written is tried again
_CLOSING_SECONDS = 10.0
_MOMENT_SECONDS = 0.2  # waited only where one intake begins right after another

_Told = Callable[[str], None]

_Task = Callable[[Outbox], object]


def _ignore(_news: object) -> None:
    """Do nothing with the news."""


class Branch:
    """The versions of an intake that one person writes; each continues the one before.

    A branch that resumes from an earlier version continues what was seen of the intake then: what someone
    else has written since stays as a second branch.
    """

    def __init__(self, earlier: Listed | None = None) -> None:
        self._end = earlier.id if earlier else None
        self._number = earlier.number if earlier else 0

    def sealed(self, draft: Draft, setup: Setup) -> Version:
        """Return the draft as the next version; everything that was entered is encrypted."""
        bound = Bound(
            intake=draft.origin.intake,
            version=uuid7(),
            number=self._number + 1,
            station=setup.station,
            ticket=draft.origin.ticket,
        )
        head, body = replace(draft.head, **asdict(bound)), replace(draft.body, bound=bound)
        return Version(
            id=bound.version,
            intake=bound.intake,
            based_on=self._end,
            settles=draft.settles,
            number=bound.number,
            station=bound.station,
            ticket=bound.ticket,
            state=draft.state,
            started_at=draft.origin.started_at,
            written_at=datetime.now(tz=UTC),
            attention=draft.attention,
            program=draft.made_with.program,
            questionnaire=draft.made_with.questionnaire,
            rules=draft.made_with.rules,
            evidence=draft.made_with.evidence,
            key=setup.key.fingerprint,
            head=seal(encode_head(head), setup.key),
            body=seal(encode_body(body), setup.key),
        )

    def go_on_from(self, version: Version) -> None:
        """Let the next version continue this one, now that it is kept."""
        self._end, self._number = version.id, version.number


class _Turn:
    """A place in the queue; a newer draft takes the place of one that is not written yet."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sealed: tuple[Draft, Version] | None = None  # what a failed try may have written


class Recorder:
    """Takes drafts, marks and events at once and writes them one after the other.

    Of several unfinished drafts of one branch that wait, only the newest is written; a finished one always
    is. `on_trouble` hears, on the recorder's thread, why nothing can be kept on this computer, and "" when
    it can again; `on_unreachable` the same of the clinic's database; `on_saved` of each intake whose draft
    was kept. Raises WrongKeyError where the set-up names another key than the one this computer knows.
    """

    def __init__(  # noqa: PLR0913 one callback per event
        self,
        folder: Path,
        setup: Setup,
        notes: Notes,
        *,
        on_saved: Callable[[UUID], None] = _ignore,
        on_trouble: _Told = _ignore,
        on_unreachable: _Told = _ignore,
    ) -> None:
        require_pinned(setup, notes)
        self._path = folder / OUTBOX_FILE
        self._setup = setup
        self._tickets = Tickets(setup.station, notes)
        self._on_saved, self._on_trouble = on_saved, on_trouble
        self._turns: dict[Branch, _Turn] = {}
        self._lock = Lock()
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._drawn: SimpleQueue[str] = SimpleQueue()
        self._returned: SimpleQueue[str] = SimpleQueue()
        self._closing = Flag()
        self._trouble = ""
        self._failing: set[_Task] = set()
        self._draw_ticket()
        self._forwarder = Forwarder(self._path, setup, on_unreachable, self._tickets.learn)
        self._thread = Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()
        self._forwarder.start()

    def keep(self, draft: Draft, branch: Branch) -> None:
        """Keep the next version of a branch."""
        with self._lock:
            turn = self._turns.get(branch)
            if turn and turn.draft.state == "unfinished":
                turn.draft = draft
                return
            turn = self._turns[branch] = _Turn(draft)
        self._tasks.put(lambda outbox: self._write(turn, branch, outbox))

    def mark(self, mark: Mark) -> None:
        """Keep what staff did about an intake."""
        self._tasks.put(lambda outbox: outbox.add_mark(mark))

    def note(self, event: Event) -> None:
        """Append an event to this station's audit log."""
        self._tasks.put(lambda outbox: outbox.add_event(event))

    def use(self, setup: Setup) -> None:
        """Encrypt to this set-up's key from now on; the store stays the same."""
        self._setup = setup

    def next_ticket(self) -> str:
        """Return the next ticket of this station; a random one where it isn't known quickly enough."""
        with suppress(Empty):
            return self._returned.get_nowait()
        try:
            drawn = self._drawn.get(timeout=_MOMENT_SECONDS)
        except Empty:
            drawn = self._tickets.at_random()
        self._tasks.put(lambda _outbox: self._draw_ticket())
        return self._tickets.give(drawn)

    def take_back(self, unused: str) -> None:
        """Take back a ticket that nobody saw and nothing was kept under; the next person gets it."""
        self._returned.put(unused)

    def flush(self, timeout: float) -> bool:
        """Wait until all that was handed over is on this computer's disk; False if it is not in time."""
        done = Flag()

        def say(_outbox: Outbox) -> None:
            if not self._failing:
                done.set()

        self._tasks.put(say)
        return done.wait(timeout)

    @property
    def waiting(self) -> int:
        """How many rows have not reached the clinic's store yet."""
        return self._forwarder.waiting

    def forwarded(self, timeout: float) -> bool:
        """Wait until all that was handed over is in the clinic's store; False if it is not in time."""
        return self.flush(timeout) and self._forwarder.wait_until_empty(timeout)

    def close(self) -> None:
        """Write what was handed over and end the threads; what can't be forwarded now goes next time."""
        self._closing.set()
        self._tasks.put(None)
        self._thread.join(_CLOSING_SECONDS)
        self._forwarder.close(_CLOSING_SECONDS)

    def _run(self) -> None:
        with Outbox(self._path, self._setup.signer) as outbox:
            while task := self._tasks.get():
                while not self._done(task, outbox):
                    if self._closing.is_set():
                        break
                    self._closing.wait(_AGAIN_SECONDS)

    def _done(self, task: _Task, outbox: Outbox) -> bool:
        """Do one piece of work; False where it has to be tried again before anything else.

        What fails by a mistake of ours, or is refused for what it is, is tried again after all others, so that
        it holds nothing up.
        """
        try:
            task(outbox)
        except Exception as error:  # noqa: BLE001 this thread must not end: what comes after would be lost
            outbox.close()  # it is reopened for the next try
            self._tell_trouble(reason(error))
            if isinstance(error, RecordsError) and not isinstance(error, RefusedRowError):
                return False
            self._failing.add(task)
            self._tasks.put(task)
            self._closing.wait(_AGAIN_SECONDS)
            return True
        self._failing.discard(task)
        if not self._failing:
            self._tell_trouble("")
        self._forwarder.wake()
        return True

    def _tell_trouble(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            notify(self._on_trouble, trouble)

    def _write(self, turn: _Turn, branch: Branch, outbox: Outbox) -> None:
        """Write a draft, and a newer one that has since taken its place.

        A version that a failed try has perhaps written goes first: it is the same one and is there once.
        """
        written: Draft | None = None
        while newest := self._newest(turn, branch, written):
            turn.sealed = turn.sealed or (newest, branch.sealed(newest, self._setup))
            written, version = turn.sealed
            outbox.add_version(version)
            branch.go_on_from(version)
            turn.sealed = None
        notify(self._on_saved, turn.draft.origin.intake)

    def _newest(self, turn: _Turn, branch: Branch, written: Draft | None) -> Draft | None:
        """Return the draft to write; None after the last, and from then on this turn takes no other."""
        with self._lock:
            if turn.draft is not written:
                return turn.draft
            if self._turns.get(branch) is turn:
                del self._turns[branch]
            return None

    def _draw_ticket(self) -> None:
        """Have the next ticket ready, so that no one waits for it."""
        self._drawn.put(self._tickets.draw())
