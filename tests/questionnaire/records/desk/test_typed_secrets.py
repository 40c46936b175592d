"""What is typed for a keyholder or the waiting room is checked before anything is made of it."""

import pytest

from questionnaire.records.desk.settings import (
    STAFF_PIN,
    STAFF_PIN_AGAIN,
    wrong_name,
    wrong_passphrase,
    wrong_staff_pin,
)


@pytest.mark.parametrize(
    ("pin", "again", "field"),
    [
        ("", "", None),
        ("471147", "471147", None),
        ("471147", "471148", STAFF_PIN_AGAIN),
        ("1", "1", STAFF_PIN),
    ],
)
def test_a_new_staff_pin_must_be_good_and_typed_twice(
    pin: str, again: str, field: str | None
) -> None:
    wrong = wrong_staff_pin({STAFF_PIN: pin, STAFF_PIN_AGAIN: again})
    assert list(wrong) == ([field] if field else [])


@pytest.mark.parametrize(
    ("typed", "again", "field"),
    [
        ("four words are enough", "four words are enough", None),
        ("four words are enough", "four words are not", "again"),
        ("short", "short", "passphrase"),
    ],
)
def test_a_passphrase_must_be_long_and_typed_twice(
    typed: str, again: str, field: str | None
) -> None:
    wrong = wrong_passphrase({"passphrase": typed, "again": again}, "passphrase", "again", ())
    assert list(wrong) == ([field] if field else [])


def test_a_passphrase_is_not_made_of_known_names() -> None:
    typed = {"passphrase": "Anna Berger 1984", "again": "Anna Berger 1984"}
    assert list(wrong_passphrase(typed, "passphrase", "again", ("Anna Berger",))) == ["passphrase"]


@pytest.mark.parametrize("name", ["Ada", "Anna Berger", "Ünal-Öz"])
def test_a_name_is_taken_as_people_write_it(name: str) -> None:
    assert wrong_name(name) == {}


@pytest.mark.parametrize("name", ["", "A" * 61, "Ada\nGrace"])
def test_a_name_that_no_list_could_show_is_refused(name: str) -> None:
    assert list(wrong_name(name)) == ["name"]
