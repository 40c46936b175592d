"""Data and a template become a PDF, whatever letters are in it."""

import subprocess
import sys
import unicodedata

import pytest
from printed import STAMP, WRITER, case, read_pdf, squeezed

from questionnaire.reports.paper import paper
from questionnaire.reports.typesetting import letter_names, typeset

NOWHERE = "\U000f1234"  # for private use, and in no font


def words_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the first page of a clinic with this name, and the letters that were replaced."""
    made = paper(case(WRITER, name=name), STAMP, "staff")
    return read_pdf(made.pdf).words[0], made.missing


@pytest.mark.parametrize("name", ["Größe żółć ě", "Κλινική", "Клиника", "מרפאה"])
def test_what_the_own_fonts_have_needs_no_other(name: str) -> None:
    words, missing = words_of(name)
    assert missing == ()
    letters = set(squeezed(unicodedata.normalize("NFD", name)))
    assert letters <= set(unicodedata.normalize("NFD", words))


def test_what_only_some_computers_have_is_printed_or_named() -> None:
    words, missing = words_of("病院 clinic")
    assert ("病院clinic" in words) != bool(missing)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"A{NOWHERE}{NOWHERE}B", "A[?]B"),
        ("A\x00\x07B", "A[?]B"),
        ("A\ud800B", "A[?]B"),
        (f"A]^-\\{NOWHERE}B", "A]^-\\[?]B"),
    ],
)
def test_letters_that_no_font_has_are_replaced_once_in_a_row(name: str, shown: str) -> None:
    words, missing = words_of(name)
    assert shown in words
    assert missing
    assert all(squeezed(letter_names((one,))) in words for one in missing)


def test_letters_are_named_by_number_and_name() -> None:
    assert letter_names(("病", "\x07")) == "U+75C5 CJK UNIFIED IDEOGRAPH-75C5, U+0007"


def test_of_many_lost_letters_the_first_are_named() -> None:
    many = tuple(chr(0xE000 + number) for number in range(20))
    assert letter_names(many) == ", ".join(f"U+E00{number}" for number in range(8)) + ", 12 others"


@pytest.mark.parametrize("name", ["Our\ufeff clinic", "Our\tclinic", "Our\x0bclinic"])
def test_signs_that_are_no_letters_leave_no_trace(name: str) -> None:
    words, missing = words_of(name)
    assert "Ourclinic" in words
    assert missing == ()


def test_a_line_of_lost_letters_that_has_lost_letters_itself_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = f"{NOWHERE}: {{replacement}} {{letters}}"
    monkeypatch.setattr(
        "questionnaire.words._spoken.translate",
        lambda text: line if "could not be printed" in text else text,
    )
    words, _ = words_of(f"A{NOWHERE}B")
    assert "[?]:[?]U+F1234" in words


def test_a_mistake_in_a_template_is_not_taken_for_a_letter() -> None:
    import typst

    with pytest.raises(typst.TypstError, match="does not contain key"):
        typeset("recovery.typ", {}, None)


def test_nothing_that_typesets_is_imported_before_it_is_needed() -> None:
    program = "import questionnaire.reports.paper, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not {"typst", "pypdfium2", "plistlib", "ctypes"} & set(done.stdout.split())
