"""A process of its own for passphrases: age's scrypt takes seconds and a gigabyte on purpose.

It reads the passphrase's length in bytes, the passphrase, and the content from standard input, and writes
the result to standard output; none of it is on a command line.
"""

import sys
from typing import BinaryIO

import pyrage

WRONG = 3  # the exit code where the passphrase does not fit
TOO_SLOW = 4  # where age expects that this computer would take far too long
_LENGTH = 4


def message(passphrase: str, content: bytes) -> bytes:
    """Return what this process reads."""
    secret = passphrase.encode()
    return len(secret).to_bytes(_LENGTH) + secret + content


def run(task: str, given: BinaryIO, out: BinaryIO) -> int:
    """Wrap or unwrap the content, and return the exit code."""
    length = int.from_bytes(given.read(_LENGTH))
    passphrase = given.read(length).decode()
    content = given.read()
    try:
        if task == "wrap":
            out.write(pyrage.passphrase.encrypt(content, passphrase))
        else:
            out.write(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        return TOO_SLOW if "xcessive work" in str(error) else WRONG
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer))
