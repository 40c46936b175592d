"""The staff PIN, which leads out of the waiting room, with growing delays after wrong ones."""

import hmac
import re
import secrets
import time
from collections.abc import Callable
from hashlib import scrypt
from itertools import pairwise

from questionnaire.records.notes import Notes
from questionnaire.words import tr

SHORTEST_PIN = 6
_FIRST_GUESSES = 1000  # with the waits after wrong ones, so many take ten days
_LOOKED_AT = 72  # digits
_YEAR = re.compile(r"^(19|20)\d\d|(19|20)\d\d$")
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1  # about a tenth of a second and 32 MB for each try
_MEMORY = 2 * 128 * _BLOCK * _COST
_FREE_TRIES = 3
_FIRST_WAIT = 5.0  # seconds, doubled with each further wrong PIN
_LONGEST_WAIT = 900.0
_MOST_DOUBLINGS = 20  # the wait is the longest well before
_FAILURES = "staff-pin-failures"
_FAILED_AT = "staff-pin-failed-at"


def problem_with(pin: str) -> str:
    """Return why a PIN can't be taken, for the person who chose it; "" where it can."""
    if pin and not (pin.isascii() and pin.isdecimal()):
        return tr("Use digits only: the waiting room may have no keyboard.")
    if len(pin) < SHORTEST_PIN:
        return tr("Use at least {number} digits.").format(number=SHORTEST_PIN)
    if len(set(pin)) < 3:
        return tr("Use at least three different digits.")
    if _is_tried_first(pin):
        return tr(
            "This PIN is among the first that people try. Use digits without a pattern and without a year."
        )
    return ""


def _is_tried_first(pin: str) -> bool:
    from zxcvbn import zxcvbn  # only where a PIN is chosen

    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    guesses = zxcvbn(pin[:_LOOKED_AT])["guesses"]
    return len(steps) == 1 or bool(_YEAR.search(pin)) or guesses <= _FIRST_GUESSES


def hash_pin(pin: str) -> str:
    """Return the salted hash that is kept of a PIN."""
    salt = secrets.token_bytes(16)
    return f"scrypt:{salt.hex()}:{_digest(pin, salt).hex()}"


class PinLock:
    """Takes PINs; after three wrong ones each further try has to wait, also after a restart.

    A clock that was set back counts as no time passed, so that it can't shorten a wait. Where there is no
    PIN yet, none is right.
    """

    def __init__(self, notes: Notes, hashed: str, clock: Callable[[], float] = time.time) -> None:
        self._notes, self._hashed, self._clock = notes, hashed, clock

    def wait(self) -> float:
        """Return how many seconds are left until a PIN is looked at; 0 when it is."""
        now = self._clock()
        try:
            further = int(self._notes.get(_FAILURES, "0")) - _FREE_TRIES
            failed_at = float(self._notes.get(_FAILED_AT, "0"))
        except ValueError:  # a damaged note opens nothing sooner, and shuts nobody out for good
            self._notes.set(_FAILURES, str(_FREE_TRIES + _MOST_DOUBLINGS))
            self._notes.set(_FAILED_AT, str(now))
            return _LONGEST_WAIT
        if further < 0:
            return 0.0
        if now < failed_at:
            self._notes.set(_FAILED_AT, str(now))
            failed_at = now
        wait = min(_FIRST_WAIT * 2.0 ** min(further, _MOST_DOUBLINGS), _LONGEST_WAIT)
        return max(0.0, failed_at + wait - now)

    def try_pin(self, pin: str) -> bool:
        """Tell whether the PIN is right; during a wait, none is."""
        if self.wait() > 0:
            return False
        # Counted before it is looked at, so that pulling the plug does not avoid the wait.
        self._notes.next_number(_FAILURES)
        self._notes.set(_FAILED_AT, str(self._clock()))
        if not self._fits(pin):
            return False
        self._notes.set(_FAILURES, "0")
        return True

    def _fits(self, pin: str) -> bool:
        if not self._hashed:
            return False
        _, salt, digest = self._hashed.split(":")
        return hmac.compare_digest(_digest(pin, bytes.fromhex(salt)), bytes.fromhex(digest))


def _digest(pin: str, salt: bytes) -> bytes:
    return scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY, dklen=32)
