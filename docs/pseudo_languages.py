"""Two languages that nobody speaks, to see on every page what a translation would meet.

`en-XA` is accented, in brackets and 40 % longer: what is cut or not translated shows. `he-XB` is
written from right to left, with one Hebrew letter for each of ours.
"""

import re
import shutil
from pathlib import Path
from string import ascii_lowercase

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from language_files import TEMPLATE, as_mo, new_catalogue, originals

import resources

LONGER = "en-XA"
RIGHT_TO_LEFT = "he-XB"
CODES = (LONGER, RIGHT_TO_LEFT)

_LONGER_BY = 0.4
_ACCENTED = str.maketrans(
    ascii_lowercase + ascii_lowercase.upper(),
    "áƀçðéƒğĥîĵķļṁñôþɋŕšţúṽŵẋýžÁɃÇÐÉƑĞĤÎĴĶĻṀÑÔÞɊŔŠŢÚṼŴẊÝŽ",
)
_HEBREW = str.maketrans(
    ascii_lowercase + ascii_lowercase.upper(),
    2 * "".join(chr(ord("א") + place) for place in range(len(ascii_lowercase))),
)
#: What a translator leaves as it is, and the words that are translated.
_KEPT_OR_WORD = re.compile(r"\{\w*\}|<[^>]+>|[^\W\d_]+")


def longer(text: str) -> str:
    """Return a text as the longer language has it."""

    def stretched(found: re.Match[str]) -> str:
        word = found[0]
        if not word.isalpha():
            return word
        return (word + word[: round(len(word) * _LONGER_BY)].lower()).translate(_ACCENTED)

    return f"⟦{_KEPT_OR_WORD.sub(stretched, text)}⟧"


def right_to_left(text: str) -> str:
    """Return a text as the language that is written from right to left has it."""
    return _KEPT_OR_WORD.sub(
        lambda found: found[0].translate(_HEBREW) if found[0].isalpha() else found[0], text
    )


def pseudo_catalogue(code: str) -> Catalog:
    """Return one of the two languages, with every text of the template."""
    say = longer if code == LONGER else right_to_left
    made = new_catalogue(code)
    with TEMPLATE.open("rb") as file:
        texts = [message for message in read_po(file) if message.id]
    for message in texts:
        words = originals(message)
        said = [say(one) for one in words]
        forms = (said[0], *[said[-1]] * (made.num_plurals - 1))
        made.add(message.id, said[0] if len(words) == 1 else forms, context=message.context)
    return made


def write_pseudo_resources(folder: Path) -> Path:
    """Write a copy of the program's resources that has both languages, and return where it is."""
    copy = folder / "resources"
    shutil.copytree(resources.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "languages").mkdir(exist_ok=True)
    for code in CODES:
        (copy / "languages" / f"{code}.mo").write_bytes(as_mo(pseudo_catalogue(code)))
    return copy
