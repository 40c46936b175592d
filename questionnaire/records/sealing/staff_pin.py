"""The code that lets staff leave the waiting room, with growing delays after wrong ones."""

import hmac
import secrets
import time
from collections.abc import Callable
from hashlib import scrypt

from questionnaire.records.notes import Notes
from questionnaire.words import tr

SHORTEST = 6
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1  # about a tenth of a second and 32 MB for each try
_MEMORY = 2 * 128 * _BLOCK * _COST
_FREE_TRIES = 3
_FIRST_WAIT = 5.0  # seconds, doubled with each further wrong code
_LONGEST_WAIT = 900.0
_FAILURES = "exit-code-failures"
_FAILED_AT = "exit-code-failed-at"


def problem_with(code: str) -> str:
    """Return why a code can't be taken, for the person who chose it; "" where it can."""
    if code and not (code.isascii() and code.isdecimal()):
        return tr("Use figures only: the waiting room may have no keyboard.")
    if len(code) < SHORTEST:
        return tr("Use at least {number} figures.").format(number=SHORTEST)
    if len(set(code)) < 3:
        return tr("Use at least three different figures.")
    return ""


def hash_code(code: str) -> str:
    """Return what is kept of a code: it can be compared with, and not turned back."""
    salt = secrets.token_bytes(16)
    return f"scrypt:{salt.hex()}:{_digest(code, salt).hex()}"


class ExitLock:
    """Takes codes; after three wrong ones each further try has to wait, also after a restart.

    A clock that was set back counts as no time passed, so that it can't shorten a wait. Where there is no
    code yet, none is right.
    """

    def __init__(self, notes: Notes, hashed: str, clock: Callable[[], float] = time.time) -> None:
        self._notes, self._hashed, self._clock = notes, hashed, clock

    def wait(self) -> float:
        """Return how many seconds are left until a code is looked at; 0 when it is."""
        further = int(self._notes.get(_FAILURES, "0")) - _FREE_TRIES
        if further < 0:
            return 0.0
        failed_at, now = float(self._notes.get(_FAILED_AT, "0")), self._clock()
        if now < failed_at:
            self._notes.set(_FAILED_AT, str(now))
            failed_at = now
        wait = min(_FIRST_WAIT * 2.0 ** min(further, 20), _LONGEST_WAIT)
        return max(0.0, failed_at + wait - now)

    def try_code(self, code: str) -> bool:
        """Tell whether the code is right; while one has to wait, none is."""
        if self.wait() > 0:
            return False
        # Counted before it is looked at, so that pulling the plug spares nobody the wait.
        self._notes.next_number(_FAILURES)
        self._notes.set(_FAILED_AT, str(self._clock()))
        if not self._fits(code):
            return False
        self._notes.set(_FAILURES, "0")
        return True

    def _fits(self, code: str) -> bool:
        if not self._hashed:
            return False
        _, salt, digest = self._hashed.split(":")
        return hmac.compare_digest(_digest(code, bytes.fromhex(salt)), bytes.fromhex(digest))


def _digest(code: str, salt: bytes) -> bytes:
    return scrypt(
        code.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32
    )
