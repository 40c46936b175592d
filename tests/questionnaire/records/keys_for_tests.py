"""Keyholders whose passphrase is checked at once: age's own format, with a cheap scrypt."""

import hmac
import os
from base64 import b64encode
from hashlib import scrypt, sha256
from pathlib import Path
from struct import pack, unpack

from msgspec.structs import replace

from examples import signing_key
from questionnaire.records.desk.certificates import certified
from questionnaire.records.desk.founding import Founding, Joining, found

PASSPHRASE = "correct horse battery"  # noqa: S105 opens nothing but tests
OTHER_PASSPHRASE = "staple paper lantern"  # noqa: S105 the same

_LOG_N = 4  # real ones have about 20
_KEY, _NONCE = 32, 16
_PRIME = 2**130 - 5


def quick_wrap(secret: bytes, passphrase: str, log_n: int = _LOG_N) -> bytes:
    """Return an age file that the passphrase opens as any other, in no time (age-encryption.org/v1)."""
    salt, file_key = os.urandom(16), os.urandom(16)
    cost = 2 ** min(log_n, _LOG_N)
    labelled = b"age-encryption.org/v1/scrypt" + salt
    wrapping = scrypt(passphrase.encode(), salt=labelled, n=cost, r=8, p=1, dklen=_KEY)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _letters(salt),
        log_n,
        _letters(_sealed(wrapping, bytes(12), file_key)),
    )
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, sha256)
    nonce = os.urandom(_NONCE)
    only_piece = bytes(11) + b"\x01"
    payload = _sealed(_derived(file_key, nonce, b"payload"), only_piece, secret)
    return header + b" " + _letters(mac) + b"\n" + nonce + payload


def quick_founding(
    folder: Path, store: str = "", name: str = "Ada", passphrase: str = PASSPHRASE
) -> Founding:
    """Return a clinic's new records, with a keyholder who need not wait; the station is K7."""
    founding = found(folder, store, name, passphrase, quick_wrap)
    return replace(founding, setup=replace(founding.setup, station="K7"))


def joining_as(founding: Founding, station: str) -> Joining:
    """Return a further desk of a clinic, under this code, before it joins."""
    setup = replace(founding.setup, station=station, signing_key=signing_key(station))
    return Joining(setup, "Ada", certified(founding.unlocked, setup))


def _letters(content: bytes) -> bytes:
    return b64encode(content).rstrip(b"=")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    """Return HKDF-SHA256 of one block."""
    extracted = hmac.digest(salt or bytes(_KEY), key, sha256)
    return hmac.digest(extracted, purpose + b"\x01", sha256)


def _sealed(key: bytes, nonce: bytes, content: bytes) -> bytes:
    """Return the content under ChaCha20-Poly1305 (RFC 8439), without further data."""
    blocks = [_block(key, number, nonce) for number in range(2 + len(content) // 64)]
    sealed = bytes(one ^ other for one, other in zip(content, b"".join(blocks[1:]), strict=False))
    padded = sealed + bytes(-len(sealed) % 16) + pack("<QQ", 0, len(sealed))
    return sealed + _tag(blocks[0][:32], padded)


def _tag(key: bytes, content: bytes) -> bytes:
    factor = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(content), 16):
        total = (
            (total + int.from_bytes(content[at : at + 16] + b"\x01", "little")) * factor % _PRIME
        )
    return ((total + int.from_bytes(key[16:], "little")) % 2**128).to_bytes(16, "little")


def _block(key: bytes, number: int, nonce: bytes) -> bytes:
    start = [
        *unpack("<4I", b"expand 32-byte k"),
        *unpack("<8I", key),
        number,
        *unpack("<3I", nonce),
    ]
    state = list(start)
    for _ in range(10):
        for at in range(4):
            _quarter(state, at, at + 4, at + 8, at + 12)
        for at in range(4):
            _quarter(state, at, (at + 1) % 4 + 4, (at + 2) % 4 + 8, (at + 3) % 4 + 12)
    return pack("<16I", *((one + other) % 2**32 for one, other in zip(state, start, strict=True)))


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for one, other, third, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[one] = (state[one] + state[other]) % 2**32
        mixed = state[third] ^ state[one]
        state[third] = (mixed << turn | mixed >> 32 - turn) % 2**32
