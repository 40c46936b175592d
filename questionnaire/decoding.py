"""Reads values of our own types; the only way in which code that threads may run uses msgspec for it.

msgspec learns a type when it is first read. Two threads that read the same type for the first time at once end
the program with a crash: one of them uses what the other has only half written.
"""

from threading import Lock
from typing import Any, TypeVar

import msgspec

_T = TypeVar("_T")

_learning = Lock()
_learned: set[Any] = set()


def _learn(kind: Any) -> None:
    if kind not in _learned:
        with _learning:
            msgspec.json.Decoder(kind)
        _learned.add(kind)


def converted(value: Any, kind: type[_T], *, strict: bool = True) -> _T:
    """Return a value as this type; raises msgspec.ValidationError where it is no such value."""
    _learn(kind)
    return msgspec.convert(value, kind, strict=strict)


def from_json(text: str | bytes, kind: type[_T]) -> _T:
    """Return what JSON holds as this type; raises msgspec.DecodeError, or ValidationError, which is one."""
    _learn(kind)
    return msgspec.json.decode(text, type=kind)


def from_msgpack(content: bytes, kind: type[_T]) -> _T:
    """Return what MessagePack holds as this type; raises as `from_json` does."""
    _learn(kind)
    return msgspec.msgpack.decode(content, type=kind)
