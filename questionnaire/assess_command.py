"""The `assess` command: many cases in, many assessments out, no screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec

from questionnaire import EXIT_BAD_INPUT, EXIT_GOOD
from questionnaire.answers import Answers
from questionnaire.reading import AnswersRefusedError, is_utf16, read_answers
from questionnaire.rules.assessment import assess
from questionnaire.rules.distribution import Criteria
from questionnaire.words import tr

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


STANDARD_INPUT = "-"

_BLOCK = 1 << 16  # bytes that are written at once


def assess_cases(text: bytes, criteria: Criteria, out: BinaryIO, complain: TextIO) -> int:
    """Write one line of JSON for every case in the text, and return the exit code.

    A text that is one JSON object as a whole is one case; otherwise every line that isn't blank
    is one. What is wrong with a case goes to `complain`, with its line number where there are
    many, and the others are still answered.
    """
    encoder, block = msgspec.json.Encoder(), bytearray()
    exit_code = EXIT_GOOD
    for answers in read_cases(text, complain):
        if answers is None:
            exit_code = EXIT_BAD_INPUT
            continue
        encoder.encode_into(assess(answers, criteria), block, -1)
        block += b"\n"
        if len(block) > _BLOCK:
            out.write(block)
            block.clear()
    out.write(block)
    return exit_code


def read_cases(text: bytes, complain: TextIO) -> Iterator[Answers | None]:
    """Yield the answers of every case; of a bad one None, once `complain` was told what is wrong with it."""
    for number, case in _cases(text.removeprefix(BYTE_ORDER_MARK)):
        try:
            answers = read_answers(case)
        except AnswersRefusedError as error:
            prefix = tr("line {number}: ").format(number=number) if number else ""
            complain.writelines(f"{prefix}{problem}\n" for problem in error.problems)
            yield None
        else:
            yield answers


def read_one_case(text: bytes) -> Answers:
    """Return the one case that a file for the `report` command holds."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    (_, first), *others = _cases(text)
    if others and _is_one_object(first):
        words = tr("there is a case on each line; give a file with one case")
        raise AnswersRefusedError(words)
    return read_answers(text)


def _cases(text: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each case, with the number of its line where there are many and 0 where there is one."""
    if is_utf16(text) or _is_one_object(text):
        yield 0, text
        return
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) < 2:
        yield 0, text
        return
    yield from lines


def _is_one_object(text: bytes) -> bool:
    """Tell whether the whole text is one JSON object, which may then be spread over many lines."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return text.lstrip()[:1] == b"{"


def read_input(name: str, standard_input: BinaryIO) -> bytes:
    """Return what a file holds, or standard input for "-"; raises OSError where it can't be read."""
    return standard_input.read() if name == STANDARD_INPUT else Path(name).read_bytes()
