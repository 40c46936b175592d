"""Heads and bodies as the bytes that are encrypted, and back.

What can't be read raises one of `NOT_OURS`: whoever has the clinic's public key can encrypt anything.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, get_args, get_origin

import msgspec
from msgspec.structs import fields

from questionnaire.decoding import converted, from_json, from_msgpack
from questionnaire.records.format.upgrade import upgraded
from questionnaire.records.format.v1 import FORMAT, Body, Head

#: The longest head and body that are read, in bytes. A head has 600; a body 35,000, and three times as many
#: in letters that take three bytes each.
LONGEST_HEAD = 10_000
LONGEST_BODY = 400_000

_GZIP = 16 + zlib.MAX_WBITS  # tells zlib to expect gzip

# An identifier takes 16 bytes instead of 36: a head has little room.
_HEAD = msgspec.msgpack.Encoder(uuid_format="bytes")


def encode_head(head: Head) -> bytes:
    """Return a head as MessagePack."""
    return _HEAD.encode(head)


def decode_head(content: bytes) -> Head:
    """Return a head; fields that a newer format added at its end are passed over."""
    if len(content) > LONGEST_HEAD:
        raise ValueError("too long")
    return from_msgpack(content, Head)


def encode_body(body: Body) -> bytes:
    """Return a body as JSON, compressed with gzip; the same body gives the same bytes."""
    return gzip.compress(msgspec.json.encode(body), mtime=0)


def decode_body(content: bytes) -> Body:
    """Return a body of any format; of a newer one as much as is known of it."""
    found = from_json(_unzipped(content), dict[str, Any])
    if converted(found.get("format"), int) > FORMAT:
        return Body(**_known_fields(found, Body))
    return converted(upgraded(found), Body)


def _unzipped(content: bytes) -> bytes:
    unzip = zlib.decompressobj(_GZIP)
    try:
        whole = unzip.decompress(content, LONGEST_BODY)
    except zlib.error as error:
        raise ValueError("not compressed") from error
    if not unzip.eof or unzip.unused_data:
        raise ValueError("too long, cut off, or more than one")
    return whole


def _known_fields(found: dict[str, Any], wanted: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the fields of a struct whose values fit."""
    known = ((one.name, found[one.name], one.type) for one in fields(wanted) if one.name in found)
    return dict(_fitting(known))


def _fitting(values: Iterable[tuple[str, Any, Any]]) -> Iterator[tuple[str, Any]]:
    """Yield those values, under their names, of which something fits their type."""
    for name, value, wanted in values:
        with suppress(msgspec.ValidationError):
            yield name, _known(value, wanted)


def _known(value: Any, wanted: Any) -> Any:
    """Return as much of a value as fits the type; raises ValidationError where nothing does."""
    kind, inside = get_origin(wanted), get_args(wanted)
    if isinstance(value, dict) and kind is dict:
        return dict(_fitting((name, one, inside[1]) for name, one in value.items()))
    if isinstance(value, list) and kind is tuple:
        return tuple(one for _, one in _fitting(("", one, inside[0]) for one in value))
    structs = (one for one in (wanted, *inside) if isinstance(one, type(msgspec.Struct)))
    struct = next(structs, None)
    if isinstance(value, dict) and struct:
        return struct(**_known_fields(value, struct))
    return converted(value, wanted)
