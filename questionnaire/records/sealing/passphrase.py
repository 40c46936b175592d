"""A keyholder's key under a passphrase, in the age format with scrypt, without holding the program up."""

import subprocess
import sys
import unicodedata

from questionnaire import SEALING_PROCESS
from questionnaire.records.errors import RecordsError, WrongPassphraseError
from questionnaire.records.sealing import passphrase_process
from questionnaire.words import tr

#: The minimum length of a passphrase, in characters.
SHORTEST_PASSPHRASE = 12


def weakness(passphrase: str) -> str:
    """Return why a passphrase can't be taken, for the person who chose it; "" where it can."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return tr("Use at least {number} characters, such as four words.").format(
            number=SHORTEST_PASSPHRASE
        )
    if len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        return tr("Use more different characters, such as four words.")
    return ""


def wrap(secret: bytes, passphrase: str) -> bytes:
    """Return the secret as an age file that this passphrase opens; takes a few seconds."""
    return _run("wrap", secret, passphrase)


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """Return the secret; raises WrongPassphraseError. Takes a few seconds."""
    return _run("unwrap", wrapped, passphrase)


def _run(task: str, content: bytes, passphrase: str) -> bytes:
    # The same letters can be typed in two ways; both are the same passphrase.
    same = unicodedata.normalize("NFKC", passphrase)
    try:
        done = subprocess.run(  # noqa: S603 our own file, and nothing from outside on the command line
            [*_program(), task],
            input=passphrase_process.message(same, content),
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
