"""Words that are longer than a line: Qt would cut them off, and another language may have some."""

import re

from PySide6.QtGui import QFontMetrics

_BREAK = "\u200b"  # where a line may end, unseen


def breakable(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return the text; a word that is wider than the line may be broken anywhere."""
    if metrics.horizontalAdvance(text) <= width:
        return text  # the usual case, which measures once and not each word

    def fitting(found: re.Match[str]) -> str:
        word = found[0]
        return word if metrics.horizontalAdvance(word) <= width else _BREAK.join(word)

    return re.sub(r"\S+", fitting, text)
