"""Who wrote a row: each station signs what it writes (Ed25519), and a keyholder certifies the station's key."""

from typing import TypeVar

import nacl.exceptions
from msgspec.structs import replace
from nacl.signing import SigningKey, VerifyKey

from questionnaire.records.format.version import (
    AuditEntry,
    Mark,
    Signed,
    Station,
    Version,
    signed_content,
)

_T = TypeVar("_T", Version, Mark, AuditEntry, Station)


class Signer:
    """Signs in the name of one station; `secret` is its signing key, 64 hexadecimal digits."""

    def __init__(self, station: str, secret: str) -> None:
        self.station = station
        self._key = SigningKey(bytes.fromhex(secret))

    @property
    def public_key(self) -> bytes:
        """The key that proves what this signer signed."""
        return bytes(self._key.verify_key)

    def signed(self, row: _T) -> _T:
        """Return the row with the signature of this station."""
        return replace(row, signature=self._key.sign(signed_content(row)).signature)


def new_signing_key() -> str:
    """Return a new signing key, which stays secret, as 64 hexadecimal digits."""
    return bytes(SigningKey.generate()).hex()


def public_signing_key(secret: str) -> str:
    """Return the public part of a signing key, as 64 hexadecimal digits."""
    return bytes(SigningKey(bytes.fromhex(secret)).verify_key).hex()


def is_signed(row: Signed, public_key: bytes) -> bool:
    """Tell whether a row carries the signature of this key, and nothing in it was changed since."""
    try:
        VerifyKey(public_key).verify(signed_content(row), row.signature)
    except (nacl.exceptions.CryptoError, ValueError):  # ValueError: the key is none
        return False
    return True
