"""A format that was given out never changes: what clinics keep in it must open for as long as they keep it."""

from hashlib import sha256
from types import ModuleType
from typing import Any

import msgspec
import pytest
from msgspec.structs import fields

from questionnaire.records.format import v1

#: Each format that was given out: its number, the types that it is written in, and what they were.
FROZEN: list[tuple[int, ModuleType, str]] = [(1, v1, "920d22e7f9914ef8")]

CHANGED = (
    "Format {number} is frozen. Put {file} back as it was; a change is a new format, "
    "with a step in upgrade.py"
)


def shape(module: ModuleType) -> str:
    """Return each structure of a format: how it is written, its fields in order, their types and defaults."""
    found = [one for one in vars(module).values() if _is_struct_of(one, module)]
    return "\n".join(line for one in found for line in _lines(one))


def _is_struct_of(value: Any, module: ModuleType) -> bool:
    is_struct = isinstance(value, type) and issubclass(value, msgspec.Struct)
    return is_struct and value.__module__ == module.__name__


def _lines(struct: type[msgspec.Struct]) -> list[str]:
    how = struct.__struct_config__
    head = f"{struct.__name__}: array {how.array_like}, without defaults {how.omit_defaults}"
    return [
        head,
        *(f"  {one.encode_name}: {one.type} = {one.default!r}" for one in fields(struct)),
    ]


@pytest.mark.parametrize(("number", "module", "digest"), FROZEN)
def test_a_format_that_was_given_out_is_as_it_was(
    number: int, module: ModuleType, digest: str
) -> None:
    assert number == module.FORMAT
    found = sha256(shape(module).encode()).hexdigest()[:16]
    assert found == digest, CHANGED.format(number=number, file=module.__file__)


def test_every_format_that_this_program_writes_is_frozen() -> None:
    assert [number for number, _, _ in FROZEN] == list(range(1, v1.FORMAT + 1))


@pytest.mark.parametrize(
    "changed",
    [
        msgspec.defstruct("Answer", [("value", str, "")], module=v1.__name__),
        msgspec.defstruct("Answer", [*((one.name, one.type, None) for one in fields(v1.Answer))]),
    ],
    ids=["a field less", "another default"],
)
def test_any_change_of_a_field_is_seen(changed: type[msgspec.Struct]) -> None:
    assert _lines(changed) != _lines(v1.Answer)
