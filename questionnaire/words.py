"""The language in use: one gettext catalogue for questions, statements, buttons and exports.

English is in the code and in the evidence, so it needs neither a catalogue nor gettext.
"""

from collections.abc import Callable

import msgspec

import resources
from questionnaire.answers import Voice

SOURCE_LANGUAGE = "en"


def _english(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def _alike(_context: str, text: str) -> str:
    return text


class _Spoken:
    """The one language of this process, as gettext itself keeps it, because every text asks for it."""

    def __init__(self) -> None:
        self.code = SOURCE_LANGUAGE
        self.translate: Callable[[str], str] = str
        self.choose: Callable[[str, str, int], str] = _english
        self.translate_in: Callable[[str, str], str] = _alike


_spoken = _Spoken()


class UnknownLanguageError(Exception):
    """The program has no words in the language that was asked for; says which it has."""

    def __init__(self, code: str) -> None:
        """Name the language that is missing and those that are there."""
        have = ", ".join(languages())
        super().__init__(f'There is no translation into "{code}". Use one of: {have}.')


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that the program speaks, English first."""
    found = sorted(path.stem for path in (resources.FOLDER / "languages").glob("*.mo"))
    return (SOURCE_LANGUAGE, *found)


def language() -> str:
    """Return the code of the language in use."""
    return _spoken.code


def use_language(code: str) -> None:
    """Speak this language from now on; raises UnknownLanguageError where there is no catalogue."""
    if code not in languages():
        raise UnknownLanguageError(code)
    if code == SOURCE_LANGUAGE:
        _spoken.code, _spoken.translate, _spoken.choose = code, str, _english
        _spoken.translate_in = _alike
        return
    from gettext import GNUTranslations  # only another language than English pays for gettext

    with (resources.FOLDER / "languages" / f"{code}.mo").open("rb") as file:
        found = GNUTranslations(file)
    _spoken.code, _spoken.translate, _spoken.choose = code, found.gettext, found.ngettext
    _spoken.translate_in = found.pgettext


def tr(text: str) -> str:
    """Return the text in the language in use; for "" gettext would give the catalogue's header."""
    return _spoken.translate(text) if text else ""


def tr_in(context: str, text: str) -> str:
    """Return a text that means something else elsewhere; the context says what it means here."""
    return _spoken.translate_in(context, text)


def tr_number(number: int, one: str, many: str) -> str:
    """Return the text for so many things in the language in use, with the number in place of `{number}`.

    `one` is for a single thing; a language may have more forms than these two.
    """
    return _spoken.choose(one, many, number).replace("{number}", f"{number:,}")


def own(text: str) -> str:
    """Return words of no catalogue, such as an address, apart from the direction of writing around them."""
    return text if language() == SOURCE_LANGUAGE else f"\u2068{text}\u2069"


def mark(text: str) -> str:
    """Mark a text for the catalogues and return it unchanged; `tr` translates it where it is shown."""
    return text


class Wording(msgspec.Struct, frozen=True):
    """A text as said to the patient, to a carer, and to staff about the patient.

    A parent reads what a carer reads, unless `parent` speaks of "your child" instead.
    """

    patient: str
    carer: str
    staff: str
    parent: str = ""

    def to(self, voice: Voice) -> str:
        """Return the text in the language in use, for the person who reads it."""
        text: str = getattr(self, voice)
        return tr(text or self.carer)


def same(text: str) -> Wording:
    """Return a wording that is the same for every reader."""
    return Wording(text, text, text)
