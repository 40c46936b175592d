"""The catalogues of texts: what there is to translate, and each language's own file."""

import io
import string
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "languages"
TEMPLATE = FOLDER / "dystonia-triage.pot"

_EVIDENCE = "resources/evidence.toml"
_FLOORS = ("gui", "questionnaire")
#: The calls in which texts stand, and which of their arguments are texts ("c": the context).
_CALLS: dict[str, Any] = {
    "tr": None,
    "mark": None,
    "tr_number": (2, 3),
    "tr_in": ((1, "c"), 2),
}
_TO = {
    "text": "said to the person affected",
    "carer": "said to a carer",
    "staff": "said to staff",
    "title": "the title",
    "plain": "the title in plain words",
}
_HEADER = "# Texts of Dystonia Triage, as docs/translate.py collects them."
#: Fixed, so that a file changes only when its texts do.
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def collected() -> Catalog:
    """Return every text that a person reads, in the order of the files in which they stand."""
    catalogue = Catalog(project="Dystonia Triage", header_comment=_HEADER, fuzzy=False)
    catalogue.creation_date = _ANY_DAY
    for floor in _FLOORS:
        for file, line, text, comments, context in extract_from_dir(
            ROOT / floor, keywords=_CALLS, comment_tags=("Translators:",), strip_comment_tags=True
        ):
            place = (f"{floor}/{Path(file).as_posix()}", line)
            catalogue.add(text, None, [place], auto_comments=comments, context=context)
    evidence = tomllib.loads((ROOT / _EVIDENCE).read_text(encoding="utf-8"))
    for number, (text, comment) in enumerate(statement_texts(evidence["statements"])):
        catalogue.add(text, None, [(_EVIDENCE, number)], auto_comments=[comment])
    return catalogue


def statement_texts(statements: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each text of the statements, and a comment that says which it is and who reads it."""
    for id_, statement in statements.items():
        for field, whom in _TO.items():
            if text := statement.get(field):
                yield text, f"Statement {id_}: {whom}"


def as_po(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue's file, which is the same for the same texts."""
    for message in catalogue:
        message.flags.discard("python-format")  # "10 % of people" is no placeholder
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False)
    # Which version of Babel wrote it would be a change without a reason.
    kept = (line for line in file.getvalue().splitlines(True) if b"Generated-By" not in line)
    return b"".join(kept)


def as_mo(catalogue: Catalog) -> bytes:
    """Return the catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def new_catalogue(code: str) -> Catalog:
    """Return an empty catalogue for a language, with its plural forms where they are known."""
    catalogue = Catalog(locale=_locale(code), project="Dystonia Triage", fuzzy=False)
    catalogue.header_comment = _HEADER
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue of a language's file."""
    with path.open("rb") as file:
        return read_po(file, locale=_locale(path.stem))


def updated(catalogue: Catalog, template: Catalog) -> Catalog:
    """Bring a catalogue to the texts of the template; what looks much the same is marked fuzzy."""
    # What is new would be one object for all languages.
    catalogue.update(deepcopy(template))
    catalogue.creation_date = _ANY_DAY
    catalogue.obsolete.clear()
    return catalogue


def faults(path: Path, template: Catalog) -> list[str]:
    """Return everything that is wrong with a language's file, in words."""
    catalogue = read_catalogue(path)
    found = [fault for message in catalogue if message.id for fault in _faults_of(message)]
    if as_po(updated(read_catalogue(path), template)) != path.read_bytes():
        found.append("it is not up to date: run docs/translate.py")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != as_mo(catalogue):
        found.append("its .mo is not made from it: run docs/translate.py")
    return found


def originals(message: Message) -> tuple[str, ...]:
    """Return the English text of a message, or its forms."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def placeholders(text: str) -> set[str]:
    """Return the names that stand in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _faults_of(message: Message) -> Iterator[str]:
    words = originals(message)
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if not said or not all(said):
        yield f"not translated: {words[0]}"
        return
    if message.fuzzy:
        yield f"to be looked at again: {words[0]}"
    # "1 day" has no number in it, and a language may say one or two in a word of its own.
    allowed = set[str]().union(*map(placeholders, words))
    needed = placeholders(words[0]) if len(words) == 1 else allowed - {"number"}
    for one in said:
        try:
            has = placeholders(one)
        except ValueError:
            has = {"a brace too many"}
        if not needed <= has <= allowed:
            yield f"other placeholders: {words[0]} / {one}"


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
