"""Turns data and a template of `resources/paper/` into a PDF that can be read aloud (PDF/UA-1).

Data goes to Typst as JSON, never as markup, and nothing but the finished PDF touches the disk.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

import resources
from questionnaire.whole_file import write_whole
from questionnaire.words import language, tr, tr_number

if TYPE_CHECKING:
    import typst

#: What is printed in place of letters that no font has.
REPLACEMENT = "[?]"

_TEMPLATES = "paper"
_UNDISPLAYED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_UNPRINTABLE = {"Cc", "Cs"}  # control characters, and halves of a letter that is not whole
_SPACES = str.maketrans("\t\r\v\f", "    ", "\ufeff")  # the last is a mark of files, and no letter

#: So many letters without a space may be broken anywhere: a line can't hold them.
_LONG_WORD = re.compile(r"\S{40,}")
_BREAK = "\u200b"
_EACH = re.compile(r".{5}(?=.)")

_MOST_NAMED = 8  # letters; more would fill the sheet


class NotWrittenError(Exception):
    """The PDF can't be written; says why, for the person who wanted it."""


class Typeset(msgspec.Struct, frozen=True):
    """A finished PDF, and the letters that no font of this computer has."""

    pdf: bytes
    missing: tuple[str, ...] = ()

    @property
    def trouble(self) -> str:
        """What to tell the person where letters were replaced; "" nearly always."""
        words = tr("These letters could not be printed: {letters}.")
        return words.format(letters=letter_names(self.missing)) if self.missing else ""


def typeset(template: str, data: Mapping[str, Any], moment: datetime | None) -> Typeset:
    """Set the data by a template; letters that no font has are named on the sheet and replaced.

    The same data gives the same PDF on every computer, unless it needs letters of a font that
    only the system has. It is in the language in use, unless the data names a `language`. `moment` is
    the PDF's own date; None leaves it to the clock.
    """
    lost: dict[str, None] = {}  # in the order in which they were found
    plain = _cleaned(data, lost)
    fonts, has_system_fonts = _fonts(system=False), False
    while True:
        missing = tuple(lost)
        named = {"language": language()} | plain | {"missing": _named(missing)}
        shown = _mapped(named, partial(_without, wrong="".join(missing)))
        pdf, undisplayed = _compiled(template, shown, fonts, moment)
        if pdf is not None:
            return Typeset(pdf, missing)
        if has_system_fonts:
            lost |= dict.fromkeys(undisplayed)
        else:
            fonts, has_system_fonts = _fonts(system=True), True


def save(path: Path, made: Typeset) -> None:
    """Write a PDF, whole or not at all and for this user alone; raises NotWrittenError."""
    try:
        # What a link names is written, and the link stays.
        write_whole(path.resolve(), made.pdf)
    except (OSError, RuntimeError) as error:  # the second where links lead in a circle
        raise NotWrittenError(getattr(error, "strerror", None) or str(error)) from error


def letter_names(letters: tuple[str, ...]) -> str:
    """Return letters by number and name, for a person who can't be shown them; of many, the first."""
    names = [
        f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()
        for letter in letters[:_MOST_NAMED]
    ]
    if more := len(letters) - len(names):
        names.append(tr_number(more, "1 other", "{number} others"))
    return ", ".join(names)


def _named(missing: tuple[str, ...]) -> str:
    """Return the line of the sheet that says what was replaced; empty where nothing was."""
    words = tr("Letters that could not be printed, shown as {replacement}: {letters}.")
    letters = letter_names(missing)
    return words.format(replacement=REPLACEMENT, letters=letters) if missing else ""


@cache
def _fonts(*, system: bool) -> "typst.Fonts":
    """Return the fonts of the library itself, or those of the computer too; looked for once."""
    import typst  # only where something is put on paper

    return typst.Fonts(include_system_fonts=system)


@cache
def _templates() -> dict[str, bytes]:
    folder = resources.FOLDER / _TEMPLATES
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.typ"))}


def _compiled(
    template: str, data: Mapping[str, Any], fonts: "typst.Fonts", moment: datetime | None
) -> tuple[bytes | None, str]:
    """Return the PDF, or the letters that could not be displayed; any other refusal is our mistake."""
    import typst

    files: Any = _templates() | {
        "main.typ": f'#include "{template}"'.encode(),
        "data.json": msgspec.json.encode(data),
    }
    try:
        pdf = typst.compile(
            files, format="pdf", pdf_standards="ua-1", font_paths=fonts, timestamp=moment
        )
    except typst.TypstError as error:
        texts = map(_unescaped, _UNDISPLAYED.findall(error.diagnostic))
        undisplayed = "".join(dict.fromkeys(one for text in texts for one in _to_blame(text)))
        if not undisplayed:
            raise
        return None, undisplayed
    return pdf, ""


def _to_blame(text: str) -> str:
    """Return what can't be displayed of letters that belong together: a mark before what bears it."""
    marks = "".join(one for one in text if unicodedata.category(one).startswith("M"))
    return marks or "".join(one for one in text if not one.isascii())


def _unescaped(text: str) -> str:
    """Return a text of an error message as it was."""

    def letter(found: re.Match[str]) -> str:
        number, other = found.groups()
        return chr(int(number, 16)) if number else _CONTROLS.get(other, other)

    return _ESCAPE.sub(letter, text)


def _cleaned(data: Any, lost: dict[str, None]) -> Any:
    """Return the data without what is no letter in any font, and note it among the lost."""

    def clean(text: str) -> str:
        text = _LONG_WORD.sub(_breakable, text.translate(_SPACES))
        if text.replace(_BREAK, "").isprintable():
            return text
        wrong = (one for one in text if one != "\n" and unicodedata.category(one) in _UNPRINTABLE)
        found = dict.fromkeys(wrong)
        lost.update(found)
        return _without(text, "".join(found))

    return _mapped(data, clean)


def _breakable(word: re.Match[str]) -> str:
    return _EACH.sub(rf"\g<0>{_BREAK}", word[0])


def _without(text: str, wrong: str) -> str:
    """Return the text with each run of what is wrong in it replaced once."""
    return re.sub(f"[{re.escape(wrong)}]+", REPLACEMENT, text) if wrong else text


def _mapped(data: Any, change: Callable[[str], str]) -> Any:
    """Return the data with every text in it changed; a picture holds none."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {
            key: value if key == "svg" else _mapped(value, change) for key, value in data.items()
        }
    return [_mapped(one, change) for one in data] if isinstance(data, list | tuple) else data
