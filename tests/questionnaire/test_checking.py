from typing import Annotated, Any, Literal

import msgspec
import pytest

from questionnaire.checking import Wrong, shown, wrong_in

Colour = Literal["red", "blue"]


class Thing(msgspec.Struct):
    colour: Colour | None = None
    colours: tuple[Colour | Literal["unsure"], ...] | None = None
    size: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    words: dict[Colour, str] = {}


def wrong(**values: Any) -> list[Wrong]:
    """Return what is wrong with a thing, without msgspec's own words."""
    return [msgspec.structs.replace(one, reason="") for one in wrong_in(values, Thing)]


def test_what_is_allowed_is_not_wrong_and_nor_is_what_is_missing() -> None:
    assert wrong() == []
    assert wrong(colour=None, colours=["red", "unsure"], size=9, words={"blue": "sky"}) == []


def test_all_is_told_at_once_in_the_order_of_the_fields_with_the_unknown_ones_last() -> None:
    told = wrong(shape=1, words=2, size="3", colours="red", colour="green")
    assert [one.path for one in told] == [
        ("colour",),
        ("colours",),
        ("size",),
        ("words",),
        ("shape",),
    ]


def test_a_value_that_is_no_choice_comes_with_the_choices() -> None:
    assert wrong(colour="green") == [Wrong(("colour",), "green", ("red", "blue"))]


def test_each_wrong_item_of_a_list_is_told_with_its_place() -> None:
    allowed = ("red", "blue", "unsure")
    assert wrong(colours=["green", "red", 7]) == [
        Wrong(("colours", 0), "green", allowed),
        Wrong(("colours", 2), 7, allowed),
    ]


def test_what_is_no_list_is_told_as_one() -> None:
    allowed = ("red", "blue", "unsure")
    assert wrong(colours="red") == [Wrong(("colours",), "red", allowed, wants_list=True)]


def test_a_key_of_a_table_is_checked_before_its_value() -> None:
    assert wrong(words={"green": 1, "red": 2, "blue": "sky"}) == [
        Wrong(("words", "green"), "green", ("red", "blue")),
        Wrong(("words", "red"), 2),
    ]


def test_an_unknown_field_comes_with_those_there_are() -> None:
    known = ("colour", "colours", "size", "words")
    assert wrong(shape=1) == [Wrong(("shape",), 1, known, is_unknown=True)]


@pytest.mark.parametrize("size", [-1, 10, True, 3.0, "3", None])
def test_a_number_out_of_its_range_or_of_another_type_is_refused_with_a_reason(size: Any) -> None:
    (told,) = wrong_in({"size": size}, Thing)
    assert (told.path, told.allowed) == (("size",), ())
    assert told.reason.startswith("Expected `int`")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("red", '"red"'),
        ({"a": [None, True]}, '{"a":[null,true]}'),
        ("\x9b31m", '"\\u009b31m"'),
        ("v" * 99, '"' + "v" * 38 + "…"),
    ],
)
def test_a_value_is_shown_as_json_on_one_short_printable_line(value: Any, text: str) -> None:
    assert shown(value) == text
