"""How long a database's answer is waited for, by this computer's own clock.

The network of a server whose processes stand still answers for it: neither a keepalive nor a timeout of the
server's own ever ends such a wait.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic

#: A little longer than the server itself lets a statement take.
_SECONDS = 35.0


class Awaited:
    """One question to the database, and since when nothing has come of its answer."""

    def __init__(self) -> None:
        self.since = monotonic()

    def heard(self) -> None:
        """Wait anew: some of the answer came."""
        self.since = monotonic()


class Patience:
    """Knows what was asked and not answered yet; any thread may look, or end every wait."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._open: set[Awaited] = set()
        self._lock = Lock()
        self._given_up = Event()

    @property
    def silence(self) -> float:
        """For how many seconds an answer has been awaited; 0 when none is."""
        with self._lock:
            return max((monotonic() - one.since for one in self._open), default=0.0)

    @property
    def is_given_up(self) -> bool:
        """Whether nobody waits any more."""
        return self._given_up.is_set()

    def give_up(self) -> None:
        """Let everyone go who waits now, or does from now on; each gets an error."""
        self._given_up.set()

    @contextmanager
    def asking(self) -> Iterator[Awaited]:
        """Count as waiting while this lasts."""
        asked = Awaited()
        with self._lock:
            self._open.add(asked)
        try:
            yield asked
        finally:
            with self._lock:
                self._open.discard(asked)

    def is_over(self, asked: Awaited) -> bool:
        """Tell whether nobody should wait for this answer any longer."""
        return self.is_given_up or monotonic() - asked.since > self.seconds
