"""Whom everything is encrypted to; light, so that a computer's set-up can be read without any cipher."""

from hashlib import sha256

import msgspec

_GROUPS = 6
_GROUP = 4  # characters that are compared at a glance


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clinic's key and the recovery key, as age recipients: both open everything that is encrypted.

    `signing` is the Ed25519 key by which the clinic's keyholders certify its computers, in hexadecimal digits.
    """

    clinic: str
    recovery: str
    signing: str

    @property
    def fingerprint(self) -> str:
        """What two people compare to know that they mean the same keys: 24 letters in groups of 4."""
        digest = (
            sha256(f"{self.clinic} {self.recovery} {self.signing}".encode()).hexdigest().upper()
        )
        return "-".join(digest[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))
