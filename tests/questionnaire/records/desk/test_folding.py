"""What is typed and what is searched are folded alike, whatever the script, accents or dashes."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.records.desk.folding import folded

#: Accents on their own are left out: what they belong to is another character.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Sk"]), max_size=30)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Müller", "muller"),
        ("O’Brien", "o'brien"),  # noqa: RUF001 as it is printed
        ("O´Brien", "o'brien"),  # noqa: RUF001 as it is typed on a German keyboard
        ("O`Brien", "o'brien"),
        ("İSTANBUL", "istanbul"),
        ("Isparta", "ısparta"),  # noqa: RUF001 without its dot
        ("Łukasz", "lukasz"),
        ("Øystein", "oystein"),
        ("Straße", "STRASSE"),
        ("Ægir", "aegir"),
        ("3–12", "3-12"),  # noqa: RUF001 as it is printed
        ("3—12", "3−12"),  # noqa: RUF001 two more of them
        ("٤٢", "42"),
        ("４２", "42"),  # noqa: RUF001 wide figures
        ("x²", "x2"),
        ("Иван", "ivan"),
        ("A\u200bB\u00ad7", "ab7"),
        ("B\u00a077", "b 77"),
        ("\U0010fffd", "\U0010fffd"),
    ],
)
def test_what_is_written_is_found_by_what_is_typed(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


@given(TEXT)
def test_capitals_and_the_way_accents_are_kept_make_no_difference(text: str) -> None:
    for same in (text.upper(), text.lower(), normalize("NFD", text), normalize("NFC", text)):
        assert folded(same) == folded(text)


@given(TEXT, TEXT, TEXT)
def test_a_part_is_found_in_the_whole(before: str, part: str, after: str) -> None:
    assert folded(part) in folded(before + part + after)


@given(TEXT)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
