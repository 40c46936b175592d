"""The Flesch-Kincaid grade of each sentence: how many years of school it takes to read it."""

import importlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

_HYPHENS: Any = importlib.import_module("pyphen").Pyphen(lang="en_US")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.,][^\W_]+)*")
# A line of a list is read on its own too.
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])[\u201d\")]*\s+|\n")


def syllables(word: str) -> int:
    """Count a word's syllables: its hyphenation or its groups of vowels, whichever are more."""
    spoken = word.lower()
    if spoken.endswith("e") and not spoken.endswith(("le", "ee")):
        spoken = spoken[:-1]
    vowels = len(re.findall(r"[aeiouy]+", spoken))
    return max(len(_HYPHENS.positions(word)) + 1, vowels)


def grades(text: str, medical_names: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Yield the grade of each sentence of 8 words and more; a medical name is one short word."""
    longest_first = sorted(medical_names, key=len, reverse=True)
    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)
    for sentence in _END_OF_SENTENCE.split(text):
        words = _WORD.findall(names.sub("name", sentence))
        if len(words) >= 8:
            spoken = sum(syllables(word) for word in words)
            yield 0.39 * len(words) + 11.8 * spoken / len(words) - 15.59, sentence
