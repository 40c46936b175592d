"""One fold for what is typed and for what is searched: no accent, dash or script keeps them apart."""

from unicodedata import category, digit, normalize


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        # Character by character, so that a part of a word folds like the whole.
        folded = self[code] = _folded(chr(code))
        return folded


_FOLDS = _Folds()


def folded(text: str) -> str:
    """Return text as the search compares it."""
    # The grave accent is typed, and comes out of the library, where an apostrophe belongs.
    return text.translate(_FOLDS).lower().replace("`", "'")


def _folded(character: str) -> str:
    parts = normalize("NFKD", character)
    if parts[0] == " " and parts != " ":  # an accent on its own, typed for an apostrophe
        parts = character
    return "".join(_plain(part) for part in parts.casefold())


def _plain(character: str) -> str:
    """Return a character that can't be taken apart in letters that every keyboard has."""
    kind = category(character)
    if character.isascii():
        return character
    if kind[0] == "M" or kind == "Cf":  # marks, and what nobody sees
        return ""
    if kind == "Pd":
        return "-"
    if character.isspace():
        return " "
    value = digit(character, None)
    if value is not None:
        return str(value)

    from anyascii import anyascii  # only now: most of what is typed needs none of it

    return anyascii(character) or character
