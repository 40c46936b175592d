"""Identifiers that sort by the time they were made and say nothing else: UUIDs of version 7 (RFC 9562)."""

import secrets
import time
from uuid import UUID

_RANDOM_BITS = 74
_LOW_BITS = 62  # of the random part, those that stand after the variant


def uuid7() -> UUID:
    """Return a new identifier of 48 bits of time, in milliseconds, and 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    high, low = divmod(secrets.randbits(_RANDOM_BITS), 1 << _LOW_BITS)
    version, variant = 0x7, 0b10
    return UUID(int=milliseconds << 80 | version << 76 | high << 64 | variant << _LOW_BITS | low)
