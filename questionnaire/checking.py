"""Everything that is wrong with the fields of a struct at once; msgspec itself stops at the first mistake."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

import msgspec
from msgspec.structs import fields


class Wrong(msgspec.Struct, frozen=True):
    """One value that is refused: where it is, and what is allowed there.

    `allowed` are the choices, or the names of the fields where `is_unknown`; nothing where any value of the
    right type would do. `wants_list` is for a value that should be a list. `reason` is what msgspec says.
    """

    path: tuple[str | int, ...]
    value: Any
    allowed: tuple[str, ...] = ()
    is_unknown: bool = False
    wants_list: bool = False
    reason: str = ""


class RefusedError(Exception):
    """Input that can't be used; `problems` has one line for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        """Keep the lines for the person who has to correct them."""
        super().__init__("\n".join(problems))
        self.problems = problems


def wrong_in(values: Mapping[str, Any], struct: type[msgspec.Struct]) -> Iterator[Wrong]:
    """Yield what is wrong, in the order of the struct's fields and then of the unknown ones.

    A field that is missing is not wrong.
    """
    known = {field.name: field.type for field in fields(struct)}
    for name, annotation in known.items():
        if name in values:
            yield from _wrong(values[name], annotation, (name,))
    for name in values:
        if name not in known:
            yield Wrong((name,), values[name], tuple(known), is_unknown=True)


def shown(value: Any) -> str:
    """Return a value as JSON, short enough for one line and without control characters."""
    try:
        text = msgspec.json.encode(value).decode()
    except RecursionError:
        return "…"
    short = text if len(text) <= 40 else text[:39] + "…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in short)


def _wrong(value: Any, annotation: Any, path: tuple[str | int, ...]) -> Iterator[Wrong]:
    """Yield what is wrong with one value: with each item of a list, each key or value of a table."""
    reason = _reason(value, annotation)
    if not reason:
        return
    item = _inside(annotation, tuple)
    if item and isinstance(value, list):
        for place, one in enumerate(value):
            yield from _wrong(one, item[0], (*path, place))
    elif (table := _inside(annotation, dict)) and isinstance(value, dict):
        for key, one in value.items():
            wrong_key = tuple(_wrong(key, table[0], (*path, key)))
            yield from wrong_key or _wrong(one, table[1], (*path, key))
    else:
        yield Wrong(path, value, _choices(annotation), wants_list=bool(item), reason=reason)


def _reason(value: Any, annotation: Any) -> str:
    """Return why msgspec refuses a value; "" where it does not."""
    try:
        msgspec.convert(value, annotation)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _inside(annotation: Any, kind: type) -> tuple[Any, ...]:
    """Return what a list or a table holds, where the annotation allows one; else nothing."""
    for part in (annotation, *get_args(annotation)):
        if get_origin(part) is kind:
            return get_args(part)
    return ()


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return every literal string in an annotation, in its order."""
    if isinstance(annotation, str):
        return (annotation,)
    return tuple(choice for part in get_args(annotation) for choice in _choices(part))
