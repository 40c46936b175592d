"""A keyholder's key under a passphrase, in the age format with scrypt, without holding the program up."""

import subprocess
import sys
import unicodedata
from collections.abc import Iterable

from questionnaire import SEALING_PROCESS
from questionnaire.records.errors import RecordsError, WrongPassphraseError
from questionnaire.records.sealing import passphrase_process
from questionnaire.words import tr

#: The minimum length of a passphrase, in characters.
SHORTEST_PASSPHRASE = 12

#: Whoever copies the database can guess without any waits, at about a second for each guess and core.
_ENOUGH_GUESSES = 10**10
_LOOKED_AT = 72  # characters; more of them take long, and so many are enough
_OUR_WORDS = ("dystonia", "triage")
_SHORTEST_WORD = 3  # an initial is in every other word


def weakness(passphrase: str, known: Iterable[str] = ()) -> str:
    """Return why a passphrase can't be taken, for the person who chose it; "" where it can.

    `known` are names that a stranger would try too, such as the person's and the clinic's.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return tr("Use at least {number} characters, such as four words.").format(
            number=SHORTEST_PASSPHRASE
        )
    if len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        return tr("Use more different characters, such as four words.")
    if _guesses(passphrase, known) < _ENOUGH_GUESSES:
        return tr(
            "This passphrase is easy to guess. Use four words that have nothing to do with each "
            "other, with you or with the clinic."
        )
    return ""


def _guesses(passphrase: str, known: Iterable[str]) -> int:
    """Return about how many tries someone needs who knows what people choose."""
    from zxcvbn import zxcvbn  # only where a passphrase is chosen

    words = [word.casefold() for name in known for word in name.split()] + list(_OUR_WORDS)
    left = _same(passphrase).casefold()[:_LOOKED_AT]
    for word in words:
        if len(word) >= _SHORTEST_WORD:
            left = left.replace(word, "")  # between other words, too, it adds nothing
    return int(zxcvbn(left, user_inputs=words)["guesses"])


def wrap(secret: bytes, passphrase: str) -> bytes:
    """Return the secret as an age file that this passphrase opens; takes a few seconds."""
    return _run("wrap", secret, passphrase)


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """Return the secret; raises WrongPassphraseError. Takes a few seconds."""
    return _run("unwrap", wrapped, passphrase)


def _run(task: str, content: bytes, passphrase: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 our own file, and nothing from outside on the command line
            [*_program(), task],
            input=passphrase_process.message(_same(passphrase), content),
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise _not_done() from error
    if done.returncode == passphrase_process.WRONG:
        raise WrongPassphraseError(tr("This passphrase is wrong. Check it and try again."))
    if done.returncode:
        raise _not_done()
    return done.stdout


def _same(passphrase: str) -> str:
    """Return one of the two ways in which the same letters can be typed."""
    return unicodedata.normalize("NFKC", passphrase)


def _program() -> tuple[str, ...]:
    """Return what starts the other process; a bundled program has no Python beside it, but itself."""
    if getattr(sys, "frozen", False):
        return sys.executable, SEALING_PROCESS
    # -P: some modules in that file's folder have the names of packages.
    return sys.executable, "-P", passphrase_process.__file__


def _not_done() -> RecordsError:
    return RecordsError(
        tr(
            "This computer has too little free memory for the key, or is too slow for it. "
            "Close other programs and try again."
        )
    )
